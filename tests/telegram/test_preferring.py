"""The settings: one message that changes under the finger, every wish kept at once, nothing typed taken for another."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from coaching.faces.telegram.preferring import CHOICES, IN_FRENCH, ORDER, TYPED, chosen, wished
from coaching.faces.words import read_words, words_for
from coaching.language import Language
from coaching.services import learners
from coaching.services.preferences import Address, HintStyle, Preferences, TextSize
from coaching.services.records import Learner
from coaching.services.zones import find_zone
from coaching.store import DatabaseStore
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.walks import debriefed, slip, walk_in, walk_up

FR = read_words(Language.FR)
QUOTED = re.compile(r"«[^»]*»")


async def known(store: DatabaseStore, person: Person) -> Learner:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
    assert learner
    return learner


async def turned(person: Person, page: Posted, label: str, heard: str) -> Posted:
    """The same message, once the tap on that button has made another page of it."""
    await person.press(label)
    await person.until(lambda: heard in person.chat.posted[page.message_id].text, f"the page with {heard}")
    return person.chat.posted[page.message_id]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_every_choice_is_kept_and_all_in_one_message(api: BotApi, store: DatabaseStore, lang: Language) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)
    await walk_in(sophie, lang)
    page = await sophie.ask("/settings")
    told, title = len(sophie.heard), words("preferences.title")[-8:]

    in_question = CHOICES.keys() - {"language"} if lang is Language.FR else {"typing"}
    assert all((page.button(words(f"preferences.names.{one}")) is None) == (lang is Language.EN) for one in IN_FRENCH)

    for setting in sorted(in_question):
        choices = CHOICES[setting]
        for choice in reversed(choices):
            name = words(f"preferences.names.{setting}")
            await turned(sophie, page, name, words(f"preferences.about.{setting}")[:30])
            label = words(f"preferences.values.{setting}.{choice}")
            await turned(sophie, page, label, title)
            learner = await known(store, sophie)
            assert chosen(setting, learner) == choice
            words = words_for(learner.preferences, lang)  # what is chosen counts at once
            assert words("preferences.title") in sophie.chat.posted[page.message_id].text

    assert len(sophie.heard) == told


@pytest.mark.usefixtures("bot")
async def test_what_is_typed_is_kept_and_a_place_tells_the_time(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_in(sophie)
    page = await sophie.ask("/reglages")

    await turned(sophie, page, "Prénom", "qu'on vous appelle")
    page = await sophie.ask("Soph & <b>ie</b>")
    await turned(sophie, page, "Ce que vous vendez", "que vendez-vous")
    page = await sophie.ask("des chandelles")
    await turned(sophie, page, "Heure", "quelle ville")
    lost = await sophie.ask("Saint-Glinglin")
    page = await sophie.ask("lausanne")

    assert "Saint-Glinglin" in lost.text
    assert "Zurich, il est " in page.text
    learner = await known(store, sophie)
    assert (learner.name, learner.sells) == ("Soph & <b>ie</b>", "des chandelles")
    assert learner.preferences.zone == "Europe/Zurich"


@pytest.mark.usefixtures("bot")
async def test_a_rehearsal_goes_on_where_the_settings_were_opened(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    page = await sophie.ask("/reglages")
    await turned(sophie, page, "Prénom", "qu'on vous appelle")

    await sophie.ask("/aide")  # something else after all
    reply = await sophie.ask("Bonsoir! Vous photographiez quoi?")

    assert " — " in reply.text
    assert (await known(store, sophie)).name == "Sophie"


@pytest.mark.usefixtures("bot")
async def test_a_question_that_stood_open_is_open_still(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    await sophie.wait_for("0 .*10")
    page = await sophie.ask("/reglages")
    await turned(sophie, page, "Ce que vous vendez", "que vendez-vous")
    await sophie.ask("des chandelles")

    await sophie.ask("8")

    assert (await known(store, sophie)).preferences.first_nerves == 8
    assert not (await known(store, sophie)).preferences.has_reactions


@pytest.mark.usefixtures("bot")
async def test_an_old_page_says_so(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)
    old = await sophie.ask("/reglages")
    await sophie.ask("/reglages")
    button = old.button("Prénom")
    assert button

    query = await sophie.tap(old, button)

    assert "ne sert plus" in (await sophie.answered(query)).text


@pytest.mark.usefixtures("bot")
async def test_done_leaves_a_word_and_no_button(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)
    page = await sophie.ask("/parametres")

    page = await turned(sophie, page, FR("preferences.done"), "C'est réglé")

    assert page.keyboard == ()


def test_every_setting_has_a_page_and_every_choice_another_wish() -> None:
    assert set(ORDER) == {*CHOICES, *TYPED}
    for setting in set(CHOICES) - {"language"}:
        assert len({wished(setting, choice, Preferences()) for choice in CHOICES[setting]}) == len(CHOICES[setting])


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Montréal", "America/Toronto"),
        ("trois rivieres", "America/Toronto"),
        ("Sherbroke", "America/Toronto"),
        ("Lyon, France", "Europe/Paris"),
        ("New York", "America/New_York"),
        ("europe/brussels", "Europe/Brussels"),
        ("UTC-5", "Etc/GMT+5"),
        ("utc + 5h30", "Asia/Kolkata"),
        ("+1", "Etc/GMT-1"),
        ("GMT", "Etc/UTC"),
        ("UTC+40", None),
        ("14 h 30", None),
        ("nulle part", None),
        ("", None),
        ("💥" * 5000, None),
    ],
)
def test_a_zone_is_found_by_what_people_type(typed: str, zone: str | None) -> None:
    assert find_zone(typed) == zone


async def wish(store: DatabaseStore, person: Person, **wishes: object) -> None:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        await learners.prefer(tx, learner, replace(learner.preferences, **wishes))  # type: ignore[arg-type]


@pytest.mark.usefixtures("bot")
async def test_hints_come_as_wished(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)

    assert FR("hints.openings_heading") not in (await sophie.ask("/indice")).text
    await wish(store, sophie, hints=HintStyle.OPENINGS)
    await sophie.ask("Bonsoir! Rassurez-vous, je n'ai rien à vendre ce soir.")
    assert FR("hints.openings_heading") in (await sophie.ask("/indice")).text
    await wish(store, sophie, hints=HintStyle.NONE)
    assert (await sophie.ask("/indice")).text == FR("preferences.hints_off")


@pytest.mark.usefixtures("bot")
async def test_whoever_wants_tu_is_called_tu_by_the_coach_and_vous_by_who_they_meet(
    api: BotApi, store: DatabaseStore
) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await wish(store, sophie, address=Address.TU)

    debrief = await slip(sophie)
    told = next(one for one in sophie.heard if "Tes réglages" not in one.text and "Ta conversation avec" in one.text)

    assert "Votre" not in QUOTED.sub("", debrief.text)
    assert "vous" not in QUOTED.sub("", debrief.text).lower()
    assert told.kind == "photo"


@pytest.mark.usefixtures("bot")
async def test_large_letters_make_another_picture(api: BotApi, store: DatabaseStore) -> None:
    near, far = api.person("Sophie"), api.person("Sophie")
    for person, size in ((near, TextSize.NORMAL), (far, TextSize.LARGE)):
        await walk_up(person)
        await wish(store, person, text_size=size)
        await person.ask("Bonsoir! Qu'est-ce que vous photographiez?")
        await debriefed(person, FR)

    assert picture(near)
    assert picture(near) != picture(far)


def picture(person: Person) -> bytes | None:
    return next((one.file.content for one in person.heard if one.kind == "photo" and one.file), None)
