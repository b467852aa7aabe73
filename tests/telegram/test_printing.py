"""A debrief as a PDF in the chat: kept as what is to be printed, printed when sent, named after no learner."""

from __future__ import annotations

import re
import sys

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.store import DatabaseStore
from tests.bot_api.chats import Posted
from tests.bot_api.faults import Fault
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.pictures.test_document import text_of
from tests.telegram.bots import running
from tests.telegram.walks import SLIPPING, slip, walk_up

MET = {Language.FR: "Étienne", Language.EN: "Ellis"}


async def to_all_the_marks(person: Person, lang: Language = Language.FR) -> Posted:
    await walk_up(person, lang=lang)
    await slip(person, lang)
    words = read_words(lang)
    await person.press(words("telegram.buttons.marks"))
    return await person.wait_for(words("debrief.marks.title"))


def document(person: Person) -> Posted | None:
    return next((message for message in person.heard if message.kind == "document"), None)


async def printed(person: Person, lang: Language = Language.FR) -> Posted:
    await person.press(read_words(lang)("telegram.buttons.print"))
    await person.until(lambda: document(person) is not None, "the document")
    found = document(person)
    assert found
    return found


@pytest.mark.parametrize("lang", list(Language))
async def test_the_whole_debrief_comes_as_a_pdf_with_what_comes_next_under_it(
    api: BotApi, store: DatabaseStore, lang: Language
) -> None:
    words = read_words(lang)
    async with running(api, store):
        sophie = api.person("Sophie", lang.value)
        marks = await to_all_the_marks(sophie, lang)
        message = await printed(sophie, lang)

    assert message.file
    assert re.fullmatch(r"(bilan|debrief)-[a-z-]+-\d{4}-\d\d-\d\d\.pdf", message.file.name)
    assert "sophie" not in message.file.name
    text = text_of(message.file.content).replace("\u00a0", " ")
    assert words("debrief.title", name=MET[lang]) in text
    assert SLIPPING[lang][2][:40] in text
    assert words("debrief.marks.title") in text
    assert message.text == words("phone.printed")
    assert message.button(words("telegram.buttons.contest"))
    assert not message.button(words("telegram.buttons.print"))
    assert not sophie.chat.posted[marks.message_id].keyboard  # those buttons went on to the document


@pytest.mark.parametrize("fault", [Fault.SERVER, Fault.DROPPED_BEFORE, Fault.FLOOD])
async def test_a_failing_line_delays_it_and_no_more(api: BotApi, store: DatabaseStore, fault: Fault) -> None:
    async with running(api, store):
        sophie = api.person()
        await to_all_the_marks(sophie)
        api.state.faults.next_time(fault, "sendDocument", sophie.id)
        message = await printed(sophie)

    assert message.file
    assert message.file.content.startswith(b"%PDF")
    assert sum(one.kind == "document" for one in sophie.heard) == 1


async def test_where_nothing_can_be_printed_no_button_offers_it(
    api: BotApi, store: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "reportlab", None)  # as where it isn't installed
    async with running(api, store):
        sophie = api.person()
        marks = await to_all_the_marks(sophie)

    assert marks.button("Contester")
    assert not marks.button("PDF")
