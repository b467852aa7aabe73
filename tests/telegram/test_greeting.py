"""The first three minutes: few taps, few words, a way past everything, and nothing lost when the bot dies."""

from __future__ import annotations

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import drills, library
from tests.telegram.bots import running
from tests.telegram.walks import walk_in

MOST_TAPS = 4
MOST_WORDS = 160  # read before the scene; a minute for a slow reader
ASKED = "0 .*10"
FR = read_words(Language.FR)


def name_in(text: str, lang: Language) -> str | None:
    return next((name for name, one in library().items() if text.startswith(one.name.first(lang))), None)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_three_taps_and_few_words_lead_to_the_easiest_attendee(api: BotApi, lang: Language) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)

    greeting = await sophie.ask("/start")
    taps = [
        words("telegram.buttons.french" if lang is Language.FR else "telegram.buttons.english"),
        words("telegram.buttons.skip"),
        "4",
    ]
    read = greeting.text
    for tap in taps:
        sophie.skip()
        await sophie.press(tap)
        read += (await sophie.next()).text if tap != "4" else ""
    opening = await sophie.wait_for(" — ")

    assert len(taps) <= MOST_TAPS
    assert len(read.split()) <= MOST_WORDS
    met = library()[name_in(opening.text, lang) or ""]
    assert met.difficulty == min(one.difficulty for one in library().values())


@pytest.mark.usefixtures("bot")
async def test_at_the_door_somebody_else_can_be_chosen(api: BotApi) -> None:
    sophie = api.person()
    await sophie.ask("/start")
    await sophie.press("Français")
    await sophie.wait_for("vous vendez")
    await sophie.press("Passer")
    await sophie.wait_for(ASKED)

    await sophie.press("Quelqu'un d'autre")
    choice = await sophie.wait_for("Avec qui aimeriez-vous")
    await sophie.press("photogra")
    await sophie.wait_for(ASKED)
    await sophie.press("Passer")

    assert choice.button("photogra")
    assert "mis fin" not in "".join(message.text for message in sophie.heard)  # nothing was begun
    assert name_in((await sophie.wait_for(" — ")).text, Language.FR) == "defensive_photographer"


async def test_nothing_is_asked_twice_when_the_bot_dies_at_every_step(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    asked: list[tuple[str, str]] = [
        ("/start", "quelle langue"),
        ("[Français]", "vous vendez"),
        ("Je tiens des livres.", ASKED),
        ("3", " — "),
        ("Bonsoir! Je ne connais personne ici, et vous?", " — "),
    ]
    for said, heard in asked:
        async with running(api, store):
            sophie.skip()
            await _do(sophie, said)
            await sophie.wait_for(heard)

    async with store.transaction() as tx:
        learner = await tx.learners.of_user(sophie.id)
        assert learner
        kept = await tx.rehearsals.last(learner)
    assert learner.sells == "Je tiens des livres."
    assert learner.preferences.first_nerves == 3
    assert kept
    assert len(kept.standing) == 1
    assert sum("vous vendez" in message.text for message in sophie.heard) == 1


async def _do(person: Person, said: str) -> None:
    if said.startswith("["):
        await person.press(said.strip("[]"))
    else:
        await person.say(said)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("phone", "typed", "lang"),
    [
        *(("en", "en francais svp", Language.FR), ("fr", "English please", Language.EN), ("en", "FR", Language.FR)),
        *(("fr", "c koi ca", Language.FR), ("fr", "je parle pas anglais", Language.FR)),
        ("en", "I don't speak French", Language.EN),
    ],
)
async def test_a_language_that_is_typed_is_the_one_spoken_from_there(
    api: BotApi, phone: str, typed: str, lang: Language
) -> None:
    sophie = api.person("Sophie", phone)
    await sophie.ask("/start")

    assert read_words(lang)("telegram.trade.ask") in (await sophie.ask(typed)).text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["passer", "Je sais pas...", "chais pas", "I don’t know", "skip", "🤷", "?"])
async def test_who_would_rather_not_say_what_they_do_is_not_taken_to_sell_that(
    api: BotApi, store: DatabaseStore, typed: str
) -> None:
    sophie = api.person()
    await sophie.ask("/start")
    await sophie.press("Français")
    await sophie.wait_for("vous vendez")

    told = await sophie.ask(typed)

    assert read_words(Language.FR)("telegram.trade.skipped") in told.text
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(sophie.id)
    assert learner
    assert learner.sells == ""


@pytest.mark.usefixtures("bot")
async def test_who_looked_away_at_the_first_door_is_asked_there_again(api: BotApi) -> None:
    sophie = api.person()
    await sophie.ask("/start")
    await sophie.press("Français")
    await sophie.wait_for("vous vendez")
    await sophie.press("Passer")
    first = await sophie.wait_for(ASKED)

    again = await sophie.ask("/start")

    assert "Rebonjour" in again.text
    assert [button.label for button in again.buttons()] == [button.label for button in first.buttons()]
    assert name_in((await sophie.ask("un 7 je dirais")).text, Language.FR)


@pytest.mark.usefixtures("bot")
async def test_a_language_named_with_the_command_is_spoken_at_once(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)

    assert (await sophie.ask("/langue anglais")).text == read_words(Language.EN)("telegram.language.set")


@pytest.mark.usefixtures("bot")
async def test_start_in_an_exercise_leads_back_to_its_line(api: BotApi) -> None:
    sophie, drill = api.person(), drills()[0]
    await walk_in(sophie)
    await sophie.ask("/exercice")
    await sophie.press(drill.name.first(Language.FR))
    given = await sophie.wait_for(FR("drills.number", number=1, count=3))

    again = await sophie.ask("/start")

    assert given.text.rpartition("✍️")[2] in again.text
    marked = await sophie.ask("Ah oui? Et qu'est-ce qui vous a amené là?")
    assert "100" in marked.text
    afterwards = await sophie.ask("/start")
    assert afterwards.button(FR("telegram.buttons.next"))
    await sophie.press(FR("telegram.buttons.next"))
    await sophie.wait_for(FR("drills.number", number=2, count=3))


@pytest.mark.usefixtures("bot")
async def test_start_between_an_event_s_day_and_its_hope_leads_back_to_the_question(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.ask("/evenement")

    assert FR("event.when") in (await sophie.ask("/start")).text
    which = await sophie.ask("dans 10 jours")
    again = await sophie.ask("/start")
    assert FR("event.which") in again.text
    kinds = [one.label for one in which.buttons()]
    assert [one.label for one in again.buttons()] == [*kinds, FR("telegram.buttons.somebody")]
    await sophie.press(kinds[0])
    assert FR("event.hope") in (await sophie.next()).text
    hope = await sophie.ask("/start")
    assert FR("event.hope") in hope.text
    assert hope.button(FR("telegram.buttons.somebody"))
    assert FR("event.nerves") in (await sophie.ask("Parler à deux personnes.")).text
