"""What a learner takes home: everything, to read and as JSON, made when it is sent and stored nowhere."""

from __future__ import annotations

import json
from html import unescape
from html.parser import HTMLParser

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.export import export
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.walks import walk_up

SPIKY = 'Bonsoir! <script>alert("x")</script> & <img src=http://example.org/x.png> canari'
VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """Which elements a page is made of, whether they close, and where its attributes lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


async def files(person: Person, command: str) -> dict[str, bytes]:
    """The two documents, by the end of their names."""
    before = len(person.heard)
    await person.say(command)

    def sent() -> list[tuple[str, bytes]]:
        kept = [one.file for one in person.heard[before:] if one.kind == "document" and one.file]
        return [(file.name.rpartition(".")[2], file.content) for file in kept]

    await person.until(lambda: len(sent()) == 2, "two documents")
    return dict(sent())


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_both_hold_everything_and_the_page_runs_nothing(
    api: BotApi, store: DatabaseStore, lang: Language
) -> None:
    sophie, words = api.person("<b>Zoé</b>", lang.value), read_words(lang)
    await walk_up(sophie, lang=lang)
    reply = await sophie.ask(SPIKY)
    await sophie.ask("/end")

    got = await files(sophie, "/mydata" if lang is Language.EN else "/mes_données")

    async with store.transaction() as tx:
        record = await export(tx, sophie.id)
    assert record
    carried = json.loads(got["json"])
    for name in record.keys() - {"arrivals", "outgoing"}:
        assert carried[name] == record[name]
    page = Page(got["html"].decode())
    assert page.open == []
    assert page.tags.isdisjoint({"script", "img", "link", "iframe", "a", "b"})
    assert {"src", "href", "onload"}.isdisjoint(page.attributes)
    assert SPIKY in page.text
    assert "<b>Zoé</b>" in page.text
    assert words("mydata.rehearsals") in page.text
    assert unescape(reply.text.partition(" — ")[2])[:20].strip() in page.text
    on_its_way = [one["payload"] for one in carried["outgoing"] if one["method"] == "sendDocument"]
    assert on_its_way  # the very file, as it stood in the outbox while it was made
    assert "canari" not in json.dumps(on_its_way)


@pytest.mark.usefixtures("bot")
async def test_whoever_said_nothing_yet_gets_both_as_well(api: BotApi) -> None:
    sophie = api.person()
    await sophie.ask("/start")
    await sophie.press("Français")
    await sophie.wait_for("vous vendez")

    got = await files(sophie, "/mesdonnees")

    assert json.loads(got["json"])["rehearsals"] == []
    assert read_words(Language.FR)("mydata.none") in Page(got["html"].decode()).text


@pytest.mark.usefixtures("bot")
async def test_half_a_letter_keeps_nobody_from_their_files(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("Bonsoir \ud800 vous allez bien?")
    got = await files(sophie, "/mydata")

    assert all("vous allez bien" in got[form].decode() for form in ("html", "json"))


@pytest.mark.usefixtures("bot")
async def test_wishes_are_in_it_and_forgotten_with_the_rest(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    page = await sophie.ask("/reglages")
    await sophie.press("Métier")
    await sophie.until(lambda: "dans la vie" in sophie.chat.posted[page.message_id].text, "the page")
    await sophie.ask("souffleuse de verre")
    got = await files(sophie, "/mesdonnees")

    await sophie.ask("/oublier")
    await sophie.press("Tout effacer")
    await sophie.wait_for("pour de bon")
    await sophie.press("pour de bon")
    await sophie.wait_for("effacé")

    assert "souffleuse de verre" in Page(got["html"].decode()).text
    async with store.transaction() as tx:
        assert await export(tx, sophie.id) is None
