"""An evening as a learner goes through it on a phone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.services.journey_records import JourneyKind, KeptJourney, KeptStep
from coaching.store import DatabaseStore, Keys
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import library
from tests.telegram.bots import EITHER_WAY
from tests.telegram.processes import KEY, Lives
from tests.telegram.test_words import GAP, INSET, ROW, width
from tests.telegram.walks import walk_in

BUTTON = "telegram_evening.buttons."
COMMAND = {Language.FR: ("/soirée", "/fin"), Language.EN: ("/evening", "/end")}
GREETING = {
    Language.FR: "Bonsoir! Je ne connais personne ici. Et vous, qu'est-ce qui vous amène?",
    Language.EN: "Good evening! I don't know anybody here. What brings you?",
}
GOODBYE = {
    Language.FR: "J'ai aimé vous entendre parler de votre métier. Je vous laisse à la soirée!",
    Language.EN: "I loved hearing about your work. I'll let you enjoy the evening!",
}
ASKED = (
    "Qu'est-ce que vous aimez le plus dans votre métier?",
    "Et qu'est-ce qui est le plus difficile en ce moment?",
    "Je comprends, ça doit être lourd. Qu'est-ce qui vous aiderait?",
    "Qu'est-ce qui vous rend fier, là-dedans?",
    "Je connais quelqu'un qui pourrait vous aider avec ça, je vous le présente volontiers.",
)


def said(words: Words, key: str) -> str:
    """The beginning of that sentence, as a pattern."""
    return re.escape(words(key, **dict.fromkeys(("name", "other", "occasion", "score"), "\0")).split("\0")[0])


async def go_out(person: Person, lang: Language) -> Posted:
    """To a soirée, nervous; the room in words."""
    words = read_words(lang)
    await walk_in(person, lang)
    await person.say(COMMAND[lang][0])
    await person.wait_for(said(words, "telegram_evening.where"))
    await person.press("75")
    await person.wait_for("0 .*10")
    await person.press("7")
    return await person.wait_for(re.escape(words("evening.room.title")) + " ·")


async def journey_of(store: DatabaseStore, person: Person) -> tuple[KeptJourney, tuple[KeptStep, ...]]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        journey = await tx.journeys.last(learner, JourneyKind.EVENING)
        assert journey
        return journey, await tx.journeys.steps(learner, journey.id)


@EITHER_WAY
@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_an_evening_from_the_door_to_what_one_carries_home(
    api: BotApi, store: DatabaseStore, lang: Language
) -> None:
    words, sophie = read_words(lang), api.person("Sophie", lang.value)
    room = await go_out(sophie, lang)
    names = [one.name.first(lang) for one in library().values()]
    seen = " ".join([room.text, *(button.label for button in room.buttons())])
    assert [name for name in names if re.search(rf"\b{name}\b", seen)] == []  # nobody gave theirs yet
    assert [message.kind for message in sophie.heard].count("photo") == 1

    await sophie.press("1 · ")
    opening = await sophie.wait_for(" — ")
    await sophie.say(GREETING[lang])
    answer = await sophie.wait_for(" — ")
    assert answer.text != opening.text
    await sophie.edit(GREETING[lang] + "!")
    await sophie.wait_for(said(words, "telegram_evening.no_way_back"))
    await sophie.send_location(45.5, -73.6)
    in_role = await sophie.next()
    assert in_role.text.startswith(answer.text.split(" — ")[0])
    await sophie.press(words(BUTTON + "look"))
    await sophie.wait_for(said(words, "telegram_evening.leave_first"))
    assert [message.kind for message in sophie.heard].count("photo") == 2
    await sophie.press(words(BUTTON + "leave"))
    await sophie.wait_for(said(words, "telegram_evening.leave"))
    await sophie.say(GOODBYE[lang])
    await sophie.wait_for(re.escape(words("evening.room.title")) + " ·")
    await sophie.say(COMMAND[lang][1])
    await sophie.next()
    await sophie.press(words(BUTTON + "home"))
    carried = await sophie.wait_for(re.escape(words("evening.outcome.title")))
    assert words("evening.outcome.cards_title") in carried.text
    await sophie.press("3")
    await sophie.wait_for("🫁")
    await sophie.press(words(BUTTON + "talks"))
    await sophie.wait_for(" 100")
    await sophie.press(words(BUTTON + "write"))
    await sophie.wait_for(re.escape(words("followup.whom")))

    journey, steps = await journey_of(store, sophie)
    assert journey.ended
    assert (journey.nerves_before, journey.nerves_after) == (7, 3)
    assert f"{journey.score} " in carried.text
    assert len(steps) == 4  # walked up, said, took leave, went home
    rows = {tuple(b.label for b in row) for message in sophie.chat.transcript for row in message.keyboard}
    assert [row for row in rows if max(map(width, row)) > (ROW + GAP) / len(row) - GAP - 2 * INSET] == []


@pytest.mark.usefixtures("bot")
async def test_a_second_tap_on_somebody_does_nothing_and_is_told_kindly(api: BotApi, store: DatabaseStore) -> None:
    words, sophie = read_words(Language.FR), api.person("Sophie", "fr")
    room = await go_out(sophie, Language.FR)
    button = room.button("1 · ")
    assert button
    await sophie.tap(room, button)
    again = await sophie.tap(room, button)

    assert (await sophie.answered(again)).text == words("telegram.stale")
    assert len((await journey_of(store, sophie))[1]) == 1


@pytest.mark.usefixtures("bot")
async def test_two_people_are_introduced_in_the_learners_words(api: BotApi, store: DatabaseStore) -> None:
    words, sophie = read_words(Language.EN), api.person("Sophie", "en")
    await go_out(sophie, Language.EN)
    for number in "12":
        await sophie.say(number)
        await sophie.wait_for(" — ")
        await sophie.say(GREETING[Language.EN])
        await sophie.wait_for(" — ")
        await sophie.press(words(BUTTON + "leave"))
        await sophie.wait_for(said(words, "telegram_evening.leave"))
        await sophie.say(GOODBYE[Language.EN])
        await sophie.wait_for(re.escape(words("evening.room.title")) + " ·")
    await sophie.press(words(BUTTON + "introduce"))
    first = await sophie.wait_for(said(words, "telegram_evening.introduce.first"))
    await sophie.press(next(iter(first.buttons())).label)
    second = await sophie.wait_for("who else")
    await sophie.press(next(iter(second.buttons())).label)
    await sophie.wait_for(said(words, "telegram_evening.introduce.words"))
    await sophie.say("You two should meet: one of you is looking for what the other does.")
    await sophie.wait_for(re.escape(words("evening.room.title")) + " ·")

    journey, _ = await journey_of(store, sophie)
    assert '"introductions":[{"first"' in journey.state


async def test_an_evening_goes_on_where_it_was_when_the_bot_is_killed(
    api: BotApi, lives: Lives, tmp_path: Path
) -> None:
    words, sophie = read_words(Language.FR), api.person("Sophie", "fr")
    await lives.begin()
    await go_out(sophie, Language.FR)
    await sophie.press("1 · ")
    await sophie.wait_for(" — ")
    await lives.kill()
    await sophie.say(GREETING[Language.FR])
    await lives.begin()
    await sophie.say("/soiree")
    back = await sophie.wait_for(said(words, "telegram_evening.back"))
    await lives.stop()

    store = await DatabaseStore.open(f"sqlite:///{tmp_path / 'jasette.sqlite3'}", Keys(KEY))
    try:
        _, (_, answered) = await journey_of(store, sophie)
    finally:
        await store.close()
    replies = [event["text"] for event in json.loads(answered.told)["events"] if event["kind"] == "reply"]
    assert replies
    assert [one for one in replies if one.replace("*", "") not in back.text] == []


@pytest.mark.usefixtures("bot")
async def test_a_card_somebody_asks_for_is_given_with_a_tap(api: BotApi) -> None:
    words, sophie = read_words(Language.FR), api.person("Sophie", "fr")
    room = await go_out(sophie, Language.FR)
    people = [button.label for button in room.buttons() if re.match(r"\d · ", button.label)]
    card = None
    for label in people:
        await sophie.say(label[0])
        last = await sophie.wait_for(" — ")
        for text in (*ASKED, GOODBYE[Language.FR]):
            if not last.button(words(BUTTON + "leave")):  # they have taken leave themselves
                break
            last = await sophie.ask(text)
        card = last.button(words(BUTTON + "card"))
        if card:
            break
    assert card, "nobody asked for it"
    await sophie.press(card.label)
    await sophie.wait_for(" — ")
    await sophie.ask("/fin")
    await sophie.say("/fin")  # they mean it
    carried = await sophie.wait_for(re.escape(words("evening.outcome.title")))

    assert words.count("evening.outcome.pocket", 1) in carried.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_start_in_a_room_leads_back_into_it(api: BotApi, lang: Language) -> None:
    words, sophie = read_words(lang), api.person("Sophie", lang.value)
    await go_out(sophie, lang)
    await sophie.press("1 · ")
    await sophie.wait_for(" — ")

    back = await sophie.ask("/start")

    assert words("telegram.start.back") in back.text
    assert back.button(words(BUTTON + "leave"))
    assert " — " in (await sophie.ask(GREETING[lang])).text
