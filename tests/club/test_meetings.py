"""Meeting after meeting: what carries over, what is remembered, what is asked for too soon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.club.meeting import arrive, scene
from coaching.club.member import ALWAYS_THERE, SIZE, Greeting
from coaching.club.parting import part
from coaching.club.playing import Entry
from coaching.club.scene import news_of
from coaching.club.season import NotAMemberError, begin_season
from coaching.language import Language
from coaching.rehearsal import Profile
from coaching.services.club_saving import meeting_from_json, meeting_to_json, season_from_json, season_to_json
from tests.club.seasons import ETIENNE, REAL, SOPHIE, a_meeting, a_season, a_week_later, played, the_club
from tests.content import understanding

KIND = (
    "Bonjour! Inquiétez-vous pas, j'ai rien à vendre.",
    "Je tiens les livres de petites entreprises. Qu'est-ce que vous aimez le plus photographier?",
    "Comment vous faites pour qu'ils oublient la caméra?",
)


def causes(meeting: object, turn: int = -1) -> set[str]:
    return {change.cause for change in meeting.conversation.turns[turn].changes}  # type: ignore[attr-defined]


def test_the_regular_is_always_there_and_the_same_seed_draws_the_same_others() -> None:
    one, other = a_season(seed=8, wanted=()), a_season(seed=8, wanted=())

    assert one == other
    assert one.relations[0].member == ALWAYS_THERE
    assert len(one.relations) == min(SIZE, len(the_club().people))


def test_nobody_meets_a_member_nobody_knows() -> None:
    with pytest.raises(NotAMemberError):
        begin_season(the_club(), SOPHIE, 1, ["nobody_at_all"])


def test_trust_carries_over_to_the_next_week() -> None:
    _, (first, second) = played(Entry(ETIENNE, KIND), Entry(ETIENNE, ("Bonjour!",)))

    assert first.parting.trust_after > first.parting.trust_before
    assert second.parting.trust_before == first.parting.trust_after


def test_one_meeting_wins_no_more_than_so_much_however_much_is_said() -> None:
    _, (long,) = played(Entry(ETIENNE, (*KIND, "Racontez-moi vos débuts.", "Ça doit être touchant, ces objets-là.")))
    kept = long.parting.trust_after - long.parting.trust_before

    assert long.meeting.conversation.mind.trust - long.parting.trust_before > the_club().figures.most_a_meeting
    assert kept == the_club().figures.most_a_meeting


def test_trust_cools_with_absence_down_to_where_it_began() -> None:
    season, _ = a_meeting(a_season(), ETIENNE, *KIND)
    warm = season.relation(ETIENNE)

    away = {days: a_week_later(season, days).relation(ETIENNE).trust for days in (7, 28, 365)}

    assert away[7] == warm.trust > away[28] > away[365] == warm.began


def test_who_was_gone_for_long_is_told_so_and_who_hurt_is_greeted_coolly() -> None:
    kind, _ = a_meeting(a_season(), ETIENNE, *KIND)
    harsh, _ = a_meeting(a_season(), ETIENNE, "Mes assurances sont les meilleures du marché, on signe aujourd'hui?")

    assert arrive(a_season(), ETIENNE, the_club()).greeting is Greeting.FIRST
    assert arrive(a_week_later(kind), ETIENNE, the_club()).greeting is Greeting.KNOWN
    assert arrive(a_week_later(kind, 60), ETIENNE, the_club()).greeting is Greeting.AFTER_ABSENCE
    assert arrive(a_week_later(harsh), ETIENNE, the_club()).greeting is Greeting.SORE


def test_what_was_told_is_known_the_next_week_and_not_told_again() -> None:
    season, first = a_meeting(a_season(), ETIENNE, *KIND)

    _, second = a_meeting(a_week_later(season), ETIENNE, KIND[1])

    assert first.conversation.mind.told <= second.conversation.mind.told
    assert not {turn.reply for turn in first.conversation.turns} & {turn.reply for turn in second.conversation.turns}


def test_a_fact_of_another_week_is_worth_more_than_a_new_question() -> None:
    season, _ = a_meeting(a_season(), ETIENNE, *KIND)
    later = a_week_later(season)

    _, recalling = a_meeting(later, ETIENNE, "Comment vont vos artisans, ceux que vous aimez photographier?")
    _, asking = a_meeting(later, ETIENNE, "Comment avez-vous choisi votre appareil?")

    assert "club_fact" in causes(recalling)
    assert recalling.conversation.mind.trust > asking.conversation.mind.trust


def test_what_was_only_just_said_is_no_memory() -> None:
    _, meeting = a_meeting(a_season(), ETIENNE, *KIND, "Vos artisans, ils vous parlent de quoi?")

    assert not meeting.recalled


def test_asking_after_last_weeks_news_brings_this_weeks() -> None:
    season, first = a_meeting(a_season(), ETIENNE, *KIND[:2], "Quoi de neuf, sinon?")
    assert first.conversation.turns[-1].revealed == news_of(1)

    _, second = a_meeting(a_week_later(season), ETIENNE, "Avez-vous revu la luthière de Sorel?")

    assert second.conversation.turns[-1].revealed == news_of(2)
    assert "club_fact" in causes(second)


def test_a_name_counts_from_the_second_week_on_and_once_a_meeting() -> None:
    season, first = a_meeting(a_season(), ETIENNE, "Bonjour Étienne!")
    assert "club_name" not in causes(first)

    _, second = a_meeting(a_week_later(season), ETIENNE, "Bonjour Étienne!", "Et vous, Étienne, la semaine?")

    assert "club_name" in causes(second, 0)
    assert "club_name" not in causes(second, 1)


@pytest.mark.parametrize(
    "slip", ["C'est quoi votre nom déjà?", "Salut Réal, ça va?", "Excusez-moi, j'ai oublié votre prénom."]
)
def test_forgetting_a_name_costs(slip: str) -> None:
    season, _ = a_meeting(a_season(), ETIENNE, *KIND)

    _, meeting = a_meeting(a_week_later(season), ETIENNE, slip)

    assert "club_name_forgotten" in causes(meeting)
    assert meeting.conversation.mind.trust < meeting.trust_before


@pytest.mark.parametrize("fine", ["Avez-vous parlé à Réal cette semaine?", "Bonjour Étienne, Réal vous salue!"])
def test_speaking_of_another_member_is_no_slip(fine: str) -> None:
    season, _ = a_meeting(a_season(), ETIENNE, *KIND)

    _, meeting = a_meeting(a_week_later(season), ETIENNE, fine)

    assert "club_name_forgotten" not in causes(meeting)


PUSHES = {
    Language.FR: (
        "Avez-vous des clients à me référer?",
        "Connaissez-vous quelqu'un qui aurait besoin de moi?",
        "Pourriez-vous me recommander à vos clients?",
        "Vous pourriez m'envoyer du monde?",
        "Parlez de moi autour de vous!",
        "Tu m'enverrais des clients ?",
        "tu peux me référer du monde ?",
        "M'enverrez-vous du monde un jour?",
        "Tu pourrais-tu me passer des noms?",
        "J'aimerais que vous m'envoyiez des clients.",
        "Tu penserais à moi si quelqu'un cherche un comptable?",
        "Je tiens des livres. Si tu connais quelqu'un qui cherche un comptable, réfère-moi!",
    ),
    Language.EN: (
        "Do you know anyone who needs a bookkeeper?",
        "Could you refer me to your customers?",
        "Any referrals for me?",
        "Would you introduce me to your clients?",
        "Tell your friends about me!",
        "Would you put a word in for me with your clients?",
    ),
}
NO_PUSHES = {
    Language.FR: (
        "Comment vos clients vous trouvent-ils?",
        "Je connais un imprimeur, je peux vous le présenter.",
        "Qui vous a appris votre métier?",
        "Voulez-vous que je parle de vous à ma cousine?",
        "Qui pourrais-je vous envoyer ?",
        "Quel genre de clients je pourrais t'envoyer?",
        "Tu veux que je te réfère du monde?",
        "Je pourrais vous recommander à mes clients.",
        "Je connais quelqu'un qui a besoin d'un photographe.",
        "J'ai une référence pour vous!",
        "On me réfère surtout par le bouche à oreille.",
        "Mon frère m'envoie toujours du monde.",
        "Vous m'avez envoyé un client, merci!",
        "Qu'est-ce que vous me recommandez comme café?",
    ),
    Language.EN: (
        "How do your customers find you?",
        "I know a printer, I could introduce you.",
        "Who taught you the trade?",
        "Shall I tell my cousin about you?",
        "Who could I send your way?",
        "I have a referral for you!",
        "Did you get any referrals this week?",
    ),
}


@pytest.mark.parametrize("lang", Language)
def test_pushing_for_a_referral_is_heard_and_nothing_else_is(lang: Language) -> None:
    ear = the_club().ears[lang]

    assert [one for one in PUSHES[lang] if not ear.asks_referral(one)] == []
    assert [one for one in NO_PUSHES[lang] if ear.asks_referral(one)] == []


def test_pushing_for_a_referral_early_costs_and_puts_it_off() -> None:
    season, meeting = a_meeting(a_season(), ETIENNE, *KIND, PUSHES[Language.FR][0])

    turns = meeting.conversation.turns
    assert turns[-1].mind.trust <= turns[-2].mind.trust + the_club().figures.asked_too_early
    assert season.relation(ETIENNE).asked_early == 1


def test_a_few_polite_words_leave_trust_where_it_was() -> None:
    _, conversations = played(*(Entry(ETIENNE, ("Bonjour.", "Oui.", "Ok.")) for _ in range(3)))

    assert {(one.parting.trust_before, one.parting.trust_after) for one in conversations} == {(24, 24)}


def test_a_goodbye_until_next_week_ends_the_conversation() -> None:
    _, meeting = a_meeting(a_season(), REAL, "Bonjour!", "Merci pour la jase, à la semaine prochaine!")

    assert meeting.is_over
    assert meeting.conversation.turns[-1].ended == "club_goodbye"


def test_a_short_goodbye_said_with_their_name_is_no_slight() -> None:
    _, named = a_meeting(a_season(), REAL, "Bonjour!", "bye réal")
    _, unnamed = a_meeting(a_season(), REAL, "Bonjour!", "bye")

    assert named.conversation.turns[-1].ended == "club_goodbye"
    assert unnamed.conversation.turns[-1].ended != "club_goodbye"


def test_until_wednesday_is_no_appointment() -> None:
    asked = "Connaissez-vous quelqu'un qui cherche une comptable?"
    _, meeting = a_meeting(a_season(), REAL, "Bonjour!", asked, "a mercredi réal")

    before, after = meeting.conversation.turns[-2:]
    assert after.ended == "club_goodbye"
    assert after.mind.trust >= before.mind.trust


def test_nothing_is_said_at_the_club_of_the_room_where_they_are_first_met() -> None:
    ear = the_club().ears[Language.FR]
    its = scene(arrive(a_season(), ETIENNE, the_club()), the_club())

    said = [one for lines in its.lines.values() for one in lines.fr]

    assert said
    assert [one for one in said if ear.hears(one, "of_the_room")] == []


def test_a_season_and_a_meeting_survive_being_saved_in_the_middle() -> None:
    season, _ = a_meeting(a_season(), ETIENNE, *KIND)
    season = a_week_later(season)
    _, whole = a_meeting(season, ETIENNE, "Bonjour Étienne!", "Avez-vous revu vos artisans?")

    again = season_from_json(season_to_json(season))
    assert again == season
    _, resumed = a_meeting(again, ETIENNE, "Bonjour Étienne!", "Avez-vous revu vos artisans?")

    assert meeting_from_json(meeting_to_json(whole)) == whole == resumed
    assert season_from_json("{}") is None


def test_a_season_is_the_same_whoever_parts_with_whom() -> None:
    meeting = arrive(a_season(), ETIENNE, the_club())
    silent, _ = part(meeting, a_season(), the_club(), understanding())

    assert silent.relation(REAL) == a_season().relation(REAL)
    assert replace(silent, relations=(), met=()) == replace(a_season(), relations=())


def test_an_english_season_speaks_english() -> None:
    profile = Profile(Language.EN, sells="bookkeeping")
    _, meeting = a_meeting(a_season(profile), REAL, "Morning! What do you love about tuning pianos?")

    assert "Noreen" in meeting.conversation.opening or "*" in meeting.conversation.opening
    assert meeting.conversation.turns[-1].reply
