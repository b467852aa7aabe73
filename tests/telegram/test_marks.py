"""All the marks on the phone, one of them contested, decided, and told at the next visit."""

from __future__ import annotations

import re

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services import appeals
from coaching.services.events import AppealTold
from coaching.services.records import AppealState, KeptAppeal
from coaching.store import DatabaseStore
from tests.bot_api.entities import units
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.bots import practice
from tests.telegram.walks import debriefed, slip, walk_up

pytestmark = pytest.mark.usefixtures("bot")


async def made(store: DatabaseStore, person: Person) -> tuple[KeptAppeal, ...]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        return await tx.appeals.of(learner)


async def decide(store: DatabaseStore, appeal: KeptAppeal, *, accept: bool) -> AppealTold:
    async with store.transaction() as tx:
        told = await appeals.decide(practice().notebook, tx, appeal.id, "Bien vu.", accept=accept)
        assert isinstance(told, AppealTold)
        return told


async def contest_first(person: Person, lang: Language, reason: str) -> str:
    """Contest the first mark that can be; what is said of it."""
    words = read_words(lang)
    await person.press(words("telegram.buttons.marks"))
    await person.wait_for(words("debrief.marks.title"))
    await person.press(words("telegram.buttons.contest"))
    await person.wait_for("1\\. ")
    await person.press("1")
    await person.until(lambda: any(words("phone.appeal.why") in m.text for m in person.chat.posted.values()), "why")
    return (await person.ask(reason)).text


@pytest.mark.parametrize("lang", list(Language))
async def test_a_contested_mark_is_kept_with_its_reason_and_decided_by_somebody(
    api: BotApi, store: DatabaseStore, lang: Language
) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)
    await walk_up(sophie, lang=lang)
    await slip(sophie, lang)

    thanks = await contest_first(sophie, lang, "<b>Une blague</b>, rien d'autre")

    assert thanks == words("phone.appeal.thanks")
    (appeal,) = await made(store, sophie)
    assert (appeal.state, appeal.reason) == (AppealState.OPEN, "<b>Une blague</b>, rien d'autre")
    marks = await sophie.ask("/notes")
    assert words.count("phone.appeal.waiting", 1) in marks.text

    decided = (await decide(store, appeal, accept=True)).appeal
    assert decided.points_after is not None
    assert decided.points_after > decided.points_before
    corrected = words("phone.appeal.corrected", before=decided.points_before, after=decided.points_after)
    told = await sophie.ask("/start")
    assert words("phone.appeal.accepted", before=decided.points_before, after=decided.points_after) in told.text
    assert "Bien vu." in told.text
    assert corrected in (await sophie.ask("/notes")).text

    assert words("phone.appeal.title") not in (await sophie.ask("/start")).text  # once is enough


async def test_a_mark_has_the_same_number_among_all_and_where_it_is_contested(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)
    await sophie.press("Toutes les notes")
    marks = await sophie.wait_for("Toutes les notes")
    await sophie.press("Contester")
    listed = await sophie.wait_for("injuste")

    numbered = [line for line in listed.text.splitlines() if re.match(r"\d+\. ", line)]
    assert [line.partition(".")[0] for line in numbered] == [str(one) for one in range(1, 1 + len(numbered))]
    assert numbered
    assert [line for line in marks.text.splitlines() if re.match(r"\d+\. ", line)] == numbered
    assert not re.search(r"[ (]-\d", marks.text)  # a minus is no hyphen


async def test_a_mark_that_stays_is_told_as_well(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)
    await contest_first(sophie, Language.FR, "C'était une blague")
    (appeal,) = await made(store, sophie)
    before = await sophie.ask("/notes")

    await decide(store, appeal, accept=False)

    await sophie.press("Quelqu'un d'autre")
    told = await sophie.wait_for("Avec qui")
    assert "la note reste" in told.text
    after = await sophie.ask("/notes")
    assert after.text in before.text  # but for the line that somebody will look at it


async def test_it_can_be_contested_without_a_word_and_taken_back(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)
    await sophie.press("Toutes les notes")
    await sophie.wait_for("Toutes les notes")
    await sophie.press("Contester")
    await sophie.wait_for("injuste")
    await sophie.press("1")
    await sophie.until(lambda: any("vouliez dire" in m.text for m in sophie.chat.posted.values()), "the question why")

    await sophie.press("Passer")
    await sophie.wait_for("Merci, c'est écrit")
    assert [one.reason for one in await made(store, sophie)] == [""]
    await sophie.press("Retirer")
    await sophie.until(lambda: any("c'est retiré" in m.text for m in sophie.chat.posted.values()), "it taken back")

    assert [one.state for one in await made(store, sophie)] == [AppealState.WITHDRAWN]


async def test_nothing_need_be_contested_after_all(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)
    await sophie.press("Toutes les notes")
    await sophie.wait_for("Toutes les notes")
    await sophie.press("Contester")
    await sophie.wait_for("injuste")

    await sophie.press("Finalement")
    await sophie.until(
        lambda: any("on laisse les notes" in m.text for m in sophie.chat.posted.values()), "an end of it"
    )

    assert await made(store, sophie) == ()


async def test_a_second_tap_contests_nothing_more(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)
    await sophie.press("Toutes les notes")
    marks = await sophie.wait_for("Toutes les notes")
    button = marks.button("Contester")
    assert button

    await sophie.tap(marks, button)
    late = await sophie.tap(marks, button)

    assert "ne sert plus" in (await sophie.answered(late)).text
    await sophie.ask("/aide")
    assert sum("injuste" in message.text for message in sophie.heard) == 1


async def test_without_a_slip_there_is_nothing_to_contest(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    for text in (
        "Bonsoir! Rassurez-vous, je n'ai rien à vendre ce soir.",
        "Qu'est-ce que vous aimez le plus photographier?",
        "Et comment vous faites pour que les artisans oublient l'appareil?",
    ):
        await sophie.ask(text)
    await debriefed(sophie, read_words(Language.FR))

    marks = await sophie.ask("/notes")

    assert marks.button("Rejouer")
    assert not marks.button("Contester")


async def test_the_longest_marks_come_on_pages_telegram_takes(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    for number in range(16):
        await sophie.ask(f"Et comment faites-vous pour la photo numéro {number}, celle de l'atelier? " * 6)
        if sophie.heard[-1].keyboard:
            break
    if not sophie.heard[-1].button("Passer"):
        await sophie.ask("/fin")
    await sophie.press("Passer")
    await sophie.wait_for("À essayer|100")
    await sophie.ask("/notes")
    await sophie.until(lambda: sophie.heard[-1].button("Rejouer") is not None, "the last page")

    assert all(units(message.text) <= 4096 for message in sophie.heard)
    assert [call.outcome for call in api.state.made("sendMessage") if call.outcome != "ok"] == []
