"""The club as a learner goes through it on a phone, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching.club.attending import Where
from coaching.faces.telegram.reminding import tellers_of
from coaching.faces.telegram.shelf import House
from coaching.faces.words import Variant, Words, read_words
from coaching.language import Language
from coaching.services.journey_records import JourneyKind, KeptReminder, ReminderState
from coaching.services.preferences import Address
from coaching.services.records import Learner
from coaching.services.season_saving import Kept, kept_from_json
from coaching.store import DatabaseStore, Keys
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.club.seasons import REAL, the_club
from tests.content import library
from tests.telegram.bots import EITHER_WAY, practice, running, shelf
from tests.telegram.processes import KEY, Lives
from tests.telegram.walks import walk_in

ROUND = {
    Language.FR: "Je tiens les livres de petits commerces. Si vous croisez une fleuriste perdue, je l'aiderais.",
    Language.EN: "I keep the books of small shops. If you know a florist lost in her taxes, I'd gladly help her.",
}
ASKS = {
    Language.FR: ("Bonjour {name}! Qu'est-ce que vous aimez ici?", "Comment ça a commencé, pour vous?"),
    Language.EN: ("Hello {name}! What do you like about it here?", "How did it start for you?"),
}


def key(words: Words, name: str) -> str:
    """The beginning of that sentence, as a pattern."""
    return re.escape(words.sentences()[f"telegram_club.{name}"].split("{")[0])  # type: ignore[union-attr]


def button(words: Words, name: str) -> str:
    return words(f"telegram_club.buttons.{name}")


def called(lang: Language) -> str:
    return library()[REAL].name.first(lang)


def week(words: Words, number: int) -> str:
    return re.escape(words("club.week", week=number, weeks=the_club().figures.weeks))


async def begin(person: Person, lang: Language) -> None:
    """Into the first week, the statements left for another time."""
    words = read_words(lang)
    await walk_in(person, lang)
    await person.say("/club")
    await person.wait_for(re.escape(the_club().name.first(lang)))
    await person.press(button(words, "begin"))
    await person.wait_for(key(words, "before"))
    await person.press(button(words, "not_now"))
    await person.wait_for(week(words, 1))


async def meet(person: Person, lang: Language) -> None:
    """Two messages in a small room, and out of it."""
    words, name = read_words(lang), called(lang)
    await person.press(name)
    await person.wait_for(f"{name} — ")
    for text in ASKS[lang]:
        await person.say(text.format(name=name))
        await person.wait_for(f"{name} — ")
    await person.say("/end")
    await person.wait_for(key(words, "whom_next"))


async def kept_of(store: DatabaseStore, person: Person) -> tuple[Learner, Kept]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        journey = await tx.journeys.last(learner, JourneyKind.SEASON)
        assert journey
        kept = kept_from_json(journey.state)
        assert kept
        return learner, kept


def test_the_round_is_asked_of_a_friend_as_of_a_friend() -> None:
    asked = the_club().introduction.first(Language.FR)
    said = read_words(Language.FR, Variant(Address.TU)).retold(asked)

    assert "vous" in asked
    assert "vous" not in said
    assert "tu " in said


@EITHER_WAY
@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_two_weeks_of_the_club_and_its_end(api: BotApi, store: DatabaseStore, lang: Language) -> None:
    words, sophie = read_words(lang), api.person("Sophie", lang)
    await begin(sophie, lang)
    await sophie.say(ROUND[lang])
    await sophie.wait_for(key(words, "whom"))
    await meet(sophie, lang)
    await sophie.press(button(words, "home"))
    await sophie.wait_for(key(words, "home"))
    await sophie.press(button(words, "next_week"))
    await sophie.wait_for(week(words, 2))
    await sophie.press(button(words, "same"))
    await sophie.wait_for(key(words, "whom"))
    await meet(sophie, lang)
    await sophie.press(button(words, "home"))
    await sophie.wait_for(key(words, "home"))
    await sophie.press(button(words, "network"))
    await sophie.wait_for(re.escape(words("club.network.knows")))
    await sophie.press(button(words, "finish"))
    await sophie.wait_for(key(words, "sure"))
    await sophie.press(button(words, "finish_sure"))
    await sophie.wait_for(key(words, "over"))

    _, kept = await kept_of(store, sophie)
    season = kept.attendance.season
    assert [(one.member, one.week) for one in season.met] == [(REAL, 1), (REAL, 2)]
    assert [one.text for one in season.introductions] == [ROUND[lang]] * 2
    assert season.relation(REAL).trust > season.relation(REAL).began
    assert any(one.kind == "photo" for one in sophie.heard)


@pytest.mark.usefixtures("bot")
async def test_hints_reasons_taking_back_and_things_sent_are_about_whoever_is_in_the_room(
    api: BotApi, store: DatabaseStore
) -> None:
    words, sophie = read_words(Language.FR), api.person("Sophie", "fr")
    await begin(sophie, Language.FR)
    outside = await sophie.ask("/indice")
    await sophie.ask("Bonjour.")
    await sophie.edit("Bonsoir.")
    edited = await sophie.next()
    await sophie.press(button(words, "onward"))
    await sophie.wait_for(key(words, "whom"))
    nobody = await sophie.ask("Nabuchodonosor")
    await sophie.say(called(Language.FR))
    await sophie.wait_for("Réal — ")

    hint = await sophie.ask("/indice")
    too_early = await sophie.ask("/pourquoi")
    await sophie.ask(ASKS[Language.FR][1])
    why = await sophie.ask("/pourquoi")
    back = await sophie.ask("/retour")
    sophie.skip()
    await sophie.send_location(46.8, -71.2)
    place = await sophie.next()
    left = await sophie.ask("/fin")
    away = await sophie.ask("/fin")

    _, kept = await kept_of(store, sophie)
    assert words("telegram_club.outside") in outside.text
    assert edited.text == words("telegram_club.edited")
    assert words("telegram_club.nobody") in nobody.text
    assert hint.text.startswith("💡")
    assert words("why.too_early") in too_early.text
    assert words("why.title") in why.text
    assert ASKS[Language.FR][1] in back.text
    assert place.text.startswith("Réal — ")
    assert words("telegram_club.unsaid") in left.text
    assert words("telegram_club.left") in away.text
    assert (kept.attendance.season.met, kept.attendance.where) == ((), Where.TABLE)


@pytest.mark.usefixtures("bot")
async def test_a_second_tap_passes_no_second_week_and_an_old_button_says_so(api: BotApi, store: DatabaseStore) -> None:
    words, sophie = read_words(Language.EN), api.person("Sophie", "en")
    await begin(sophie, Language.EN)
    first_week = sophie.heard[-1]
    await sophie.press(button(words, "pass"))
    await sophie.wait_for(key(words, "whom"))
    await sophie.press(button(words, "home"))
    home = await sophie.wait_for(key(words, "home"))
    onward = home.button(button(words, "next_week"))
    passed = first_week.button(button(words, "pass"))
    assert onward
    assert passed

    await sophie.tap(home, onward)
    second = await sophie.tap(home, onward)
    old = await sophie.tap(first_week, passed)

    assert (await sophie.answered(second)).text == words("telegram.stale")
    assert (await sophie.answered(old)).text == words("telegram.stale")
    _, kept = await kept_of(store, sophie)
    assert (kept.attendance.season.week, kept.attendance.where) == (2, Where.ROUND)


@pytest.mark.usefixtures("bot")
async def test_eight_questions_choose_a_network_and_twelve_statements_are_kept_with_the_season(
    api: BotApi, store: DatabaseStore
) -> None:
    words, sophie = read_words(Language.EN), api.person("Sophie", "en")
    await walk_in(sophie, Language.EN)
    await sophie.say("/club")
    await sophie.wait_for("two o'clock")
    await sophie.press(button(words, "which"))
    question = await sophie.wait_for(key(words, "which"))

    async def shown(text: str) -> None:
        await sophie.until(lambda: text in sophie.chat.posted[question.message_id].text, text)

    for number in range(1, 8):
        await shown(words("telegram_club.number", number=number, count=8))
        await sophie.press("A")
    await shown(words("telegram_club.number", number=8, count=8))
    await sophie.press(words("telegram.buttons.skip"))
    await shown(words("networks.suits"))
    await sophie.press(button(words, "begin"))
    await sophie.wait_for(key(words, "before"))
    await sophie.press(button(words, "statements"))
    question = await sophie.wait_for(key(words, "think"))
    for number in range(1, 13):
        await shown(words("telegram_club.number", number=number, count=12))
        await sophie.press(words("telegram_club.often.2"))
    await sophie.wait_for(week(words, 1))

    _, kept = await kept_of(store, sophie)
    assert kept.before is not None
    assert kept.before.share == 50
    assert kept.after is None


async def test_a_real_week_is_reminded_of_and_the_button_leads_there(api: BotApi, store: DatabaseStore) -> None:
    words, sophie = read_words(Language.FR), api.person("Sophie", "fr")
    async with running(api, store):
        await begin(sophie, Language.FR)
        await sophie.press(button(words, "pass"))
        await sophie.wait_for(key(words, "whom"))
        await sophie.press(button(words, "home"))
        await sophie.wait_for(key(words, "home"))
        await sophie.press(button(words, "real_week"))
        await sophie.wait_for(key(words, "waiting"))
        waits = await sophie.ask("/club")
    learner, kept = await kept_of(store, sophie)
    async with store.transaction() as tx:
        (planned,) = await tx.reminders.of(learner)
        await tx.reminders.settle(planned, ReminderState.FIRED)
    talked = await _told_by_reminder(store, learner, planned)

    assert planned.due == kept.due
    assert key(words, "waits")[:20] in re.escape(waits.text)
    assert talked.startswith("☕")
    async with running(api, store):
        await sophie.tap_data(sophie.heard[-1], f"go:0:{planned.id}")
        await sophie.wait_for(week(words, 2))
        twice = await sophie.tap_data(sophie.heard[-1], f"go:0:{planned.id}")
        await sophie.answered(twice)
        await sophie.wait_for(re.escape(words("reminders.gone")))
    _, kept = await kept_of(store, sophie)
    assert kept.attendance.season.week == 2


async def _told_by_reminder(store: DatabaseStore, learner: Learner, due: KeptReminder) -> str:
    """What that reminder says."""
    its = practice()
    house = House(its, tuple(library().values()), shelf(its))
    async with store.transaction() as tx:
        (told,) = await tellers_of(house)[due.kind](tx, learner, due)
    return str(told.payload["text"])


async def test_a_bot_killed_in_the_middle_goes_on_in_the_same_room(api: BotApi, lives: Lives, tmp_path: Path) -> None:
    words, sophie = read_words(Language.FR), api.person("Sophie", "fr")
    await lives.begin()
    await begin(sophie, Language.FR)
    await sophie.press(button(words, "pass"))
    await sophie.wait_for(key(words, "whom"))
    await sophie.press(called(Language.FR))
    await sophie.wait_for("Réal — ")
    await sophie.say(ASKS[Language.FR][0].format(name="Réal"))
    await lives.kill()
    await sophie.say(ASKS[Language.FR][1])
    await lives.begin()
    await sophie.wait_for("Réal — ")
    await sophie.wait_for("Réal — ")
    shown = await sophie.ask("/club")
    assert await lives.stop() == 0

    assert "Réal — " in shown.text
    store = await DatabaseStore.open(f"sqlite:///{tmp_path / 'jasette.sqlite3'}", Keys(KEY))
    try:
        _, kept = await kept_of(store, sophie)
    finally:
        await store.close()
    meeting = kept.attendance.meeting
    assert meeting is not None
    assert [one.text for one in meeting.conversation.turns] == [
        ASKS[Language.FR][0].format(name="Réal"),
        ASKS[Language.FR][1],
    ]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_start_at_the_club_leads_back_to_where_one_was(api: BotApi, store: DatabaseStore, lang: Language) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)
    await begin(sophie, lang)

    back = await sophie.ask("/start")

    assert words("telegram.start.back") in back.text
    assert re.search(week(words, 1), back.text)
    await sophie.ask(ROUND[lang])
    _, kept = await kept_of(store, sophie)
    assert [one.text for one in kept.attendance.season.introductions] == [ROUND[lang]]
