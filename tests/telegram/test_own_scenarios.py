"""A coach's file becomes somebody to talk to; a group's table goes along; nobody waits for somebody else's attendee."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from coaching.authoring.phrasebook import read_phrasebook
from coaching.authoring.starter import starter
from coaching.cohorts.rights import Role
from coaching.cohorts.target import What
from coaching.encoder import read_encoder
from coaching.faces.telegram.shelf import Shelf
from coaching.faces.words import Words, read_words
from coaching.inspection.service import Inspecting
from coaching.language import Language
from coaching.scenario import Scenario
from coaching.services import assignments, cohorts, invitations
from coaching.services.assignments import Assigned, Wish
from coaching.services.cohort_records import KeptCohort
from coaching.services.inspecting import LARGEST
from coaching.services.invitations import Invited, Joined
from coaching.services.practice import Practice
from coaching.services.records import Learner
from coaching.sheets.marks import MarksExporter
from coaching.store import DatabaseStore
from coaching.understanding import Understanding
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import rubric, understanding
from tests.services.practices import ATTENDEE, a_practice, editions
from tests.telegram.bots import running
from tests.telegram.walks import walk_in

FR = read_words(Language.FR)
SOUND = starter("Dominique", Path("dominique.yaml"), Language.FR)
WRONG = SOUND.replace("\ndifficulty:", "\ndificulty:")
NASTY = "=1+1"


def workshop() -> tuple[Practice, Shelf]:
    kept = a_practice()
    common = next(iter(editions().values())).copy.common
    exporter = MarksExporter(rubric(), lambda _, about, __: about)
    example = partial(starter, "exemple", Path("exemple.yaml"))
    return kept, Shelf(inspector=Inspecting(common, 60), example=example, exporter=exporter)


@asynccontextmanager
async def at_work(api: BotApi, store: DatabaseStore) -> AsyncIterator[Practice]:
    kept, beside = workshop()
    async with running(api, store, kept=kept, beside=beside):
        yield kept


async def learner_of(store: DatabaseStore, person: Person) -> Learner:
    async with store.transaction() as tx:
        found = await tx.learners.of_user(person.id)
    assert found
    return found


async def a_group(store: DatabaseStore, kept: Practice, coach: Person, *members: Person) -> KeptCohort:
    """A group of that coach's with those in it, each under their own first name."""
    owner = await learner_of(store, coach)
    async with store.transaction() as tx:
        cohort = await cohorts.create(kept.notebook, tx, owner, "Chambre", owner.lang, zone="America/Toronto")
    for person in members:
        learner = await learner_of(store, person)
        async with store.transaction() as tx:
            invited = await invitations.invite(kept.notebook, tx, owner, cohort.id, Role.LEARNER)
            assert isinstance(invited, Invited)
            joined = await invitations.join(kept.notebook, tx, learner, invited.token, alias=person.first_name)
            assert isinstance(joined, Joined)
    return cohort


async def send(coach: Person, text: str, name: str = "dominique.yaml") -> Posted:
    """A file, and what is said of it after the word that it is read."""
    coach.skip()
    await coach.send_file("document", name, text.encode())
    await coach.next()
    return await coach.next()


async def walk_up(person: Person, words: Words) -> list[Posted]:
    """What is said from the question on nerves to the first line."""
    await person.wait_for("0 .*10")
    await person.press(words("telegram.buttons.skip"))
    told = [await person.next()]
    while " — " not in told[-1].text:
        told.append(await person.next())
    return told


async def press_for(person: Person, label: str, next_label: str) -> None:
    """Tap, until there is that other button."""
    await person.press(label)
    await person.until(lambda: any(message.button(next_label) for message in person.chat.posted.values()), next_label)


@pytest.mark.parametrize("lang", list(Language))
async def test_a_file_is_read_mended_and_tried(api: BotApi, store: DatabaseStore, lang: Language) -> None:
    words, coach = read_words(lang), api.person(language_code=lang.value)
    async with at_work(api, store):
        await walk_in(coach, lang)

        slips = await send(coach, WRONG)
        line = WRONG[: WRONG.index("dificulty")].count("\n") + 1
        assert f" {line}" in slips.text
        assert "difficulty" in slips.text
        assert slips.marked("code")
        assert not slips.keyboard

        await coach.ask("/scenarios")
        await coach.press(words("workshop.buttons.example"))
        example = (await coach.next()).file
        assert example
        ready = await send(coach, example.content.decode())
        assert [button.label for button in ready.buttons()] == [
            words("workshop.buttons.try"),
            words("workshop.buttons.publish"),
        ]
        coach.skip()
        await coach.press(words("workshop.buttons.try"))
        scene = await walk_up(coach, words)
        assert any(words("own.draft") in one.text for one in scene)
        assert (await coach.ask("Bonsoir! Vous faites quoi dans la vie?")).text


async def test_it_is_given_to_a_group_played_there_complained_of_and_erased(api: BotApi, store: DatabaseStore) -> None:
    lang, words = Language.EN, read_words(Language.EN)
    coach, sophie = api.person(language_code=lang.value), api.person(first_name="Sophie", language_code=lang.value)
    async with at_work(api, store) as kept:
        await walk_in(coach, lang)
        await walk_in(sophie, lang)
        await send(coach, SOUND)
        coach.skip()
        await coach.press(words("workshop.buttons.publish"))
        assert words("workshop.no_group") in (await coach.next()).text
        await a_group(store, kept, coach, sophie)
        await coach.press(words("workshop.buttons.publish"))
        await coach.wait_for("Chambre")

        sophie.skip()
        await sophie.say("/practice")
        await sophie.next()
        await sophie.press(words("own.button", name="dominique"))
        scene = await walk_up(sophie, words)
        assert any(words("own.written_by") in one.text for one in scene)
        sophie.skip()
        await sophie.press(words("own.buttons.report"))
        assert (await sophie.next()).text == words("own.why")
        coach.skip()
        await sophie.say("Il me met mal à l'aise <là>.")
        await sophie.wait_for(words("own.reported")[:20])
        complaint = await coach.next()
        assert "Il me met mal à l'aise <là>." in complaint.text
        assert "Sophie" not in complaint.text

        sophie.skip()
        await sophie.press(words("own.buttons.report"))
        assert (await sophie.next()).text == words("own.already")

        coach.skip()
        await coach.say("/scenarios")
        await coach.next()
        await press_for(coach, "dominique", words("workshop.buttons.drop"))
        await press_for(coach, words("workshop.buttons.drop"), words("workshop.buttons.drop_for_good"))
        await coach.press(words("workshop.buttons.drop_for_good"))
        await coach.until(
            lambda: any(words("workshop.dropped", name="dominique") in one.text for one in coach.chat.posted.values()),
            "the end of it",
        )
        sophie.skip()
        await sophie.say("Qu'est-ce que vous aimez là-dedans?")
        assert (await sophie.next()).text.startswith(("Dominique — ", "Robin — "))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"#" * (LARGEST + 1), "workshop.trouble.too_large"),
        (b"\xff\xfe", "workshop.trouble.not_text"),
    ],
)
async def test_a_file_that_can_not_be_read_is_told_kindly(
    api: BotApi, store: DatabaseStore, content: bytes, told: str
) -> None:
    coach = api.person()
    async with at_work(api, store):
        await walk_in(coach)
        coach.skip()
        await coach.send_file("document", "somebody.YML", content)

        answer = await coach.wait_for(FR(told)[:30])

    assert not list(answer.buttons()), "there is nothing to do with such a file"


async def test_a_button_of_somebody_elses_says_what_one_of_nobodys_says(api: BotApi, store: DatabaseStore) -> None:
    coach, stranger = api.person(), api.person()
    async with at_work(api, store):
        await walk_in(coach)
        await walk_in(stranger)
        ready = await send(coach, SOUND)
        theirs = next(ready.buttons()).data
        none = f"{theirs.rpartition(':')[0]}:00000000-0000-4000-8000-000000000000"
        before = await stranger.ask("/scenarios")
        for data in (theirs, none):
            stranger.skip()
            await stranger.tap_data(before, data)

            assert (await stranger.next()).text == FR("workshop.gone")


async def test_a_groups_table_goes_to_its_coach_without_a_formula_and_to_nobody_else(
    api: BotApi, store: DatabaseStore
) -> None:
    coach, sophie = api.person(), api.person(first_name=NASTY)
    async with at_work(api, store) as kept:
        await walk_in(coach)
        await walk_in(sophie)
        assert (await coach.ask("/tableau")).text == FR("exports.nobody")
        cohort = await a_group(store, kept, coach, sophie)
        async with store.transaction() as tx:
            owner = await tx.learners.of_user(coach.id)
            assert owner
            wish = Wish(What.SCENARIO, ATTENDEE, date(2099, 12, 3))
            assert isinstance(await assignments.assign(kept.notebook, tx, owner, cohort.id, wish), Assigned)

        await coach.ask("/tableau")
        workbook, table = (await coach.next()).file, (await coach.next()).file
        assert (await sophie.ask("/tableau")).text == FR("exports.nobody")

    assert workbook
    assert table
    assert workbook.name.endswith(".xlsx")
    assert table.content.startswith(b"\xef\xbb\xbf")
    sheets = load_workbook(io.BytesIO(workbook.content)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0][0] == FR("exports.columns.name")
    assert rows[1][0] == f"'{NASTY}"
    assert rows[1][3] == FR("coaches.state.not_started")


class Slow(Understanding):
    """Takes until it is told to get to know somebody."""

    def __init__(self) -> None:
        super().__init__(read_phrasebook(), read_encoder())
        self.go = threading.Event()
        self.be_prompt()

    def _make_ready(self, scenario: Scenario, lang: Language):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as above
        if scenario.id.startswith("own-"):
            self.go.wait(60)
        return super()._make_ready(scenario, lang)


async def test_whoever_waits_for_somebody_unknown_is_told_and_nobody_else_waits(
    api: BotApi, store: DatabaseStore
) -> None:
    coach, sophie = api.person(), api.person()
    kept, beside = workshop()
    slow = Slow()
    kept.notebook.understanding = kept._understanding = slow  # noqa: SLF001 - the same rooms, another reader
    try:
        async with running(api, store, kept=kept, beside=beside):
            await walk_in(coach)
            await walk_in(sophie)
            await send(coach, SOUND)
            coach.skip()
            await coach.press(FR("workshop.buttons.try"))
            assert (await coach.next()).text == FR("own.moment")

            assert (await sophie.ask("/regles")).text
            assert coach.heard[-1].text == FR("own.moment")

            slow.go.set()
            scene = await walk_up(coach, FR)
            assert scene[-1].text.startswith("Dominique — ")
            assert (await coach.ask("Bonsoir! Vous faites quoi dans la vie?")).text.startswith("Dominique — ")
            assert sum(one.text == FR("own.moment") for one in coach.heard) == 1

        kept, beside = workshop()
        kept.notebook.understanding = kept._understanding = again = Slow()  # noqa: SLF001 - as after a restart
        again.go.set()
        async with running(api, store, kept=kept, beside=beside):
            assert (await coach.ask("Qu'est-ce que vous aimez là-dedans?")).text.startswith("Dominique — ")
    finally:
        slow.go.set()


def test_without_that_a_scenario_nobody_knows_is_made_ready_on_the_spot() -> None:
    known = a_practice().notebook.edition("own-x", SOUND)
    assert known

    understanding().want(known.scenario, Language.FR)
