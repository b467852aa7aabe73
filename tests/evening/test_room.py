"""What happens in the room: who is there, how one comes and goes, and what the room does by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.evening.arriving import begin_evening
from coaching.evening.evening import MINUTE, Act, ActKind, Evening, EventKind, How, WhyNot
from coaching.evening.looking import look
from coaching.evening.place import Stand
from coaching.language import Language
from coaching.reading import Speaker
from tests.evening.content import after, an_evening, summed_up, venue, whims

PHOTOGRAPHER, CARD_GIVER, LONER = "defensive_photographer", "pushy_card_giver", "buffet_loner"
WARM = "Bonsoir! Inquiétez-vous pas, j'ai rien à vendre. Qu'est-ce que vous aimez le plus photographier?"
SOLD = "Mes forfaits commencent à 99 $ par mois, signez ce soir, c'est 20 % de rabais!"
GOODBYE = "Merci, j'ai eu beaucoup de plaisir à vous écouter. Je vais saluer quelqu'un, bonne soirée!"


def approach(who: str) -> Act:
    return Act(ActKind.APPROACH, (who,))


def say(text: str) -> Act:
    return Act(ActKind.SAY, text=text)


def leave(text: str = GOODBYE) -> Act:
    return Act(ActKind.LEAVE, text=text)


def wait(minutes: int) -> Act:
    return Act(ActKind.WAIT, minutes=minutes)


def kinds(evening: Evening) -> list[EventKind]:
    return [event.kind for event in evening.events]


def without_chance(evening: Evening, *, comes_at: int = 0, drifts_at: tuple[int, ...] = ()) -> Evening:
    """The evening in which nobody comes up but the card-giver, and nobody drifts near, but as it is said."""
    guests = tuple(replace(one, comes_at=comes_at if one.scenario == CARD_GIVER else 0) for one in evening.guests)
    return replace(evening, guests=guests, drifts_at=drifts_at)


@pytest.mark.parametrize("seed", range(12))
def test_five_to_nine_are_there_and_whoever_was_named(seed: int) -> None:
    evening = an_evening(PHOTOGRAPHER, LONER, seed=seed)
    people = [one.scenario for one in evening.guests]

    assert 5 <= len(people) <= 9
    assert len(set(people)) == len(people)
    assert {PHOTOGRAPHER, LONER} <= set(people)


def test_the_same_seed_makes_the_same_evening() -> None:
    assert an_evening(seed=9) == an_evening(seed=9)
    assert an_evening(seed=9).guests != an_evening(seed=10).guests


def test_everybody_in_the_room_is_seen_once_and_nobody_is_named_before_they_are_met() -> None:
    evening = an_evening(PHOTOGRAPHER)
    seen = [one for sight in look(evening, venue()) for one in sight.people]

    assert sorted(one.who for one in seen) == sorted(one.scenario for one in evening.guests)
    assert all(one.text and not one.name for one in seen)

    met = after(evening, approach(PHOTOGRAPHER))

    assert [one.name for sight in look(met, venue()) for one in sight.people if one.name] == ["Étienne"]


def test_one_walks_up_is_spoken_to_and_takes_leave() -> None:
    evening = without_chance(an_evening(PHOTOGRAPHER))

    there = after(evening, approach(PHOTOGRAPHER))
    gone = after(there, say(WARM), say("Comment vous les trouvez, ces artisans?"), leave())

    assert kinds(there)[-1] is EventKind.OPENING
    assert there.talking_to == PHOTOGRAPHER
    assert EventKind.GOODBYE in kinds(gone)
    assert gone.talking_to is None
    guest = gone.guest(PHOTOGRAPHER)
    assert guest
    assert [one.how for one in guest.partings] == [How.KINDLY]
    assert summed_up(gone).findings[0].quote in GOODBYE


def test_a_leave_no_rule_knows_is_a_leave_all_the_same() -> None:
    evening = after(without_chance(an_evening(PHOTOGRAPHER)), approach(PHOTOGRAPHER), say(WARM))

    gone = after(evening, leave("Mon associée arrive justement avec nos deux manteaux."))

    guest = gone.guest(PHOTOGRAPHER)
    assert gone.talking_to is None
    assert guest
    assert guest.conversation
    assert guest.conversation.turns[-1].ended_by is Speaker.LEARNER


def test_who_comes_back_goes_on_with_the_same_conversation() -> None:
    evening = after(without_chance(an_evening(PHOTOGRAPHER, LONER)), approach(PHOTOGRAPHER), say(WARM), leave())

    back = after(evening, approach(LONER), say("Bonsoir, qu'est-ce qui vous amène?"), leave(), approach(PHOTOGRAPHER))
    more = after(back, say("On parlait des artisans. Comment vous les approchez?"))

    guest = more.guest(PHOTOGRAPHER)
    assert EventKind.BACK in kinds(back)
    assert guest
    assert guest.conversation
    assert [turn.number for turn in guest.conversation.turns] == [1, 2, 3]
    assert more.course == ((PHOTOGRAPHER, 1), (PHOTOGRAPHER, 2), (LONER, 1), (LONER, 2), (PHOTOGRAPHER, 3))


def test_whoever_turned_their_back_is_not_to_be_approached_again() -> None:
    evening = after(an_evening(PHOTOGRAPHER), approach(PHOTOGRAPHER), say(SOLD), say(SOLD), say(SOLD))
    assert evening.talking_to is None

    again = after(evening, approach(PHOTOGRAPHER))

    assert [event.why for event in again.events if event.kind is EventKind.NOT_NOW] == [WhyNot.SHUT]
    assert again.talking_to is None


def test_walking_off_leaves_somebody_standing() -> None:
    evening = after(without_chance(an_evening(PHOTOGRAPHER, LONER)), approach(PHOTOGRAPHER), say(WARM))

    gone = after(evening, approach(LONER))

    guest = gone.guest(PHOTOGRAPHER)
    assert EventKind.LEFT_STANDING in kinds(gone)
    assert guest
    assert [one.how for one in guest.partings] == [How.WITHOUT_A_WORD]


def test_the_card_giver_comes_into_a_talk_unasked_and_only_once() -> None:
    evening = without_chance(an_evening(PHOTOGRAPHER, CARD_GIVER), comes_at=1)

    talking = after(evening, approach(PHOTOGRAPHER), say(WARM))
    later = after(talking, say("Comment vous les trouvez?"), say("Et ça se passe comment, dans l'atelier?"))

    assert [event.who for event in talking.events if event.kind is EventKind.COMES_UP] == [CARD_GIVER]
    assert talking.talking_to == PHOTOGRAPHER
    assert EventKind.COMES_UP not in kinds(later)
    assert summed_up(later).ledger.pushed_on_you == 1


def test_the_card_giver_begins_a_talk_with_whoever_stands_idle() -> None:
    evening = after(without_chance(an_evening(CARD_GIVER), comes_at=2 * MINUTE), wait(20))

    assert evening.talking_to == CARD_GIVER
    assert evening.minute < 20
    assert kinds(evening)[-3:] == [EventKind.COMES_UP, EventKind.OPENING, EventKind.CARD_PUSHED]


def test_somebody_drifts_near_and_can_be_welcomed() -> None:
    evening = without_chance(an_evening(PHOTOGRAPHER, LONER), drifts_at=(1,))

    near = after(evening, approach(PHOTOGRAPHER), say(WARM))
    assert near.drifting
    made_room = after(
        near, Act(ActKind.INVITE, (near.drifting,), "Venez donc vous joindre à nous, il y a de la place!")
    )

    assert EventKind.INVITED in kinds(made_room)
    assert [(one.who, one.counts) for one in made_room.welcomes] == [(near.drifting, True)]
    assert made_room.talking_to == PHOTOGRAPHER


def test_words_that_sell_welcome_nobody() -> None:
    near = after(an_evening(PHOTOGRAPHER, LONER), approach(PHOTOGRAPHER), say(WARM))

    invited = after(near, Act(ActKind.INVITE, (LONER,), SOLD))

    assert [one.counts for one in invited.welcomes] == [False]


def test_who_stays_too_long_sees_it_and_is_left() -> None:
    evening = after(without_chance(an_evening(PHOTOGRAPHER)), approach(PHOTOGRAPHER), say("Bonsoir."))
    seen: list[EventKind] = []
    for text in ("Il fait frette.", "Vous avez mangé?", "C'est grand, ici.", "Il y a du monde.", "Drôle de musique."):
        evening = after(evening, wait(2), say(text))
        seen += kinds(evening)
        if evening.talking_to is None:
            break

    guest = evening.guest(PHOTOGRAPHER)
    assert seen.count(EventKind.CUE) == 2
    assert guest
    assert [one.how for one in guest.partings] == [How.CALLED_AWAY]


def test_the_card_asked_for_in_parting_can_still_be_given() -> None:
    evening = an_evening(PHOTOGRAPHER)
    evening = after(without_chance(evening), approach(PHOTOGRAPHER), say(WARM))
    guest = evening.guest(PHOTOGRAPHER)
    assert guest
    assert guest.conversation
    last = guest.conversation.turns[-1]
    fond = replace(last, mind=replace(last.mind, trust=80, made=()))
    conversation = replace(guest.conversation, turns=(*guest.conversation.turns[:-1], fond))
    evening = evening.with_guest(replace(guest, conversation=conversation))

    parted = after(evening, leave())
    given = after(parted, say("Avec plaisir, voici ma carte."))

    assert parted.held_by == PHOTOGRAPHER
    assert summed_up(given).ledger.exchanged == 1


def test_an_evening_ends_by_the_clock_and_stays_over() -> None:
    evening = after(an_evening(PHOTOGRAPHER, minutes=30), approach(PHOTOGRAPHER), wait(60))

    assert evening.is_over
    assert evening.clock == 30 * MINUTE
    more = after(evening, approach(LONER))
    assert [event.why for event in more.events] == [WhyNot.EVENING_OVER]
    assert more.acts == evening.acts


def test_what_happens_to_everybody_happens_once() -> None:
    evening = an_evening()
    hours = []
    while not evening.is_over:
        evening = after(evening, wait(1))
        hours += [event.text for event in evening.events if event.kind is EventKind.HOUR]
        evening = replace(evening, talking_to=None)

    assert hours == [hour.says.first(Language.FR) for hour in venue().occasion.hours]


def test_the_same_whims_make_the_same_evening() -> None:
    once, again = ([one.events for one in whims(7, typed=False)] for _ in range(2))

    assert once == again


def test_two_who_would_come_up_at_once_come_one_after_the_other() -> None:
    evening = an_evening(PHOTOGRAPHER, CARD_GIVER, "event_host", minutes=60)
    comers = {CARD_GIVER, "event_host"}
    guests = tuple(replace(one, comes_at=60 if one.scenario in comers else 0) for one in evening.guests)
    evening = after(replace(evening, guests=guests, drifts_at=(60,)), approach(PHOTOGRAPHER))

    met, came_at = [], []
    for _ in range(12):
        evening = after(evening, say("Comment vous faites pour qu'ils oublient la caméra?"))
        asked = [event for event in evening.events if event.kind is EventKind.COMES_UP]
        assert len(asked) + kinds(evening).count(EventKind.DRIFTS_NEAR) <= 1
        met += [event.who for event in asked]
        came_at += [evening.clock for _ in asked]

    assert set(met) == comers
    assert came_at[1] - came_at[0] >= 4 * MINUTE


@pytest.mark.parametrize("occasion", ["soiree", "five_to_seven", "coworking_day", "alumni_reception"])
def test_who_belongs_elsewhere_is_not_drawn_but_can_be_named(occasion: str) -> None:
    there = venue(occasion)
    profile = an_evening().profile

    for seed in range(40):
        people = {one.scenario for one in begin_evening(there, profile, seed).guests}
        assert not people & there.occasion.without
    named = begin_evening(there, profile, 1, named=["club_regular"])
    assert "club_regular" in {one.scenario for one in named.guests}


def test_who_has_no_other_place_of_their_kind_stays_there() -> None:
    evening = without_chance(an_evening(LONER, minutes=90))

    for _ in range(30):
        evening = after(evening, wait(3))
        loner = evening.guest(LONER)
        assert loner
        assert loner.away_until or Stand.BUFFET in venue().occasion.place(loner.place).holds
