"""The pages over a coach's group, served on a port of this machine, and somebody at a browser without a screen."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from coaching.authoring.library import read_common, read_copy
from coaching.authoring.starter import id_from, starter
from coaching.cohorts.target import What
from coaching.faces.telegram.serving import serving
from coaching.faces.web.guarding import DOOR, SESSION, csrf_of
from coaching.faces.web.routes import web_app
from coaching.faces.web.site import Site
from coaching.language import Language, Lines
from coaching.scenario import Scenario
from coaching.services import web_sessions
from coaching.services.access import NotThere
from coaching.services.bot_name import BotName
from coaching.services.exporting_marks import Exporter
from coaching.services.inspecting import Inspector
from coaching.services.records import Learner
from coaching.services.seasons import ABOUT
from tests.content import ROOT, drills
from tests.services.groups import Group, a_group
from tests.services.works import Works

TOKEN = "7:bots-own-token"
HOST = "127.0.0.1"


COMMON = (ROOT / "scenarios" / "_common.yaml").read_text(encoding="utf-8")


def read(text: str) -> Scenario | None:
    """As the product reads it."""
    return read_copy(text, "_own.yaml", read_common(COMMON, "_common.yaml")[0])


def a_scenario(name: str, lang: Language = Language.FR) -> str:
    """A small one that can be played."""
    return starter(name, Path(f"{id_from(name)}.yaml"), lang)


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    to: str = ""


@dataclass
class Visitor:
    """Somebody who asks over HTTP, with the cookies they were given."""

    port: int
    http: aiohttp.ClientSession
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **headers: str) -> Answered:
        return await self._ask("GET", path, headers)

    async def post(self, path: str, *, csrf: str | None = None, form: Mapping[str, str] | None = None) -> Answered:
        """With the token of their session, where no other is given."""
        token = self.cookies.get(SESSION, "") or self.cookies.get(DOOR, "")
        filled = {"csrf": csrf_of(token) if csrf is None else csrf, **(form or {})}
        return await self._ask("POST", path, {}, filled)

    async def _ask(
        self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, str] | None = None
    ) -> Answered:
        sent = dict(headers)
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        url = f"http://{HOST}:{self.port}{path}"
        async with self.http.request(method, url, data=form, headers=sent, allow_redirects=False) as answer:
            given: dict[str, str] = {}
            for line in answer.headers.getall("Set-Cookie", []):
                name, _, rest = line.partition("=")
                given[name] = line
                value = rest.partition(";")[0]
                if value:
                    self.cookies[name] = value
                else:
                    self.cookies.pop(name, None)
            place = answer.headers.get("Location", "")
            return Answered(answer.status, await answer.text(errors="replace"), answer.headers, given, place)


@dataclass
class Pages:
    """The pages of one group."""

    group: Group
    port: int
    http: aiohttp.ClientSession
    works: Works | None = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def stranger(self) -> Visitor:
        return Visitor(self.port, self.http)

    async def visitor(self, who: str) -> Visitor:
        """They, signed in."""
        return Visitor(self.port, self.http, {SESSION: await self.session(who)})

    async def session(self, who: str) -> str:
        async with self.group.store.transaction() as tx:
            session = await web_sessions.come_in(tx, await web_sessions.new_link(tx, self.group.people[who]))
        assert not isinstance(session, NotThere)
        return session

    async def link(self, who: str) -> str:
        async with self.group.store.transaction() as tx:
            return f"/in/{await web_sessions.new_link(tx, self.learner(who))}"

    def learner(self, who: str) -> Learner:
        return self.group.people[who]


@asynccontextmanager
async def pages(
    group: Group | None = None,
    inspector: Inspector | None = None,
    exporter: Exporter | None = None,
    works: Works | None = None,
) -> AsyncIterator[Pages]:
    """The pages of that group, or of a new one; with evenings and seasons where these are."""
    if group is None:
        async with a_group() as made, pages(made, inspector, exporter) as served:
            yield served
        return
    site = Site(
        group.store,
        group.notebook,
        TOKEN,
        BotName("a_bot"),
        inspector=inspector,
        read=read,
        starter=a_scenario,
        exporter=exporter,
        names=_names(works),
        drills={one.id: one for one in drills()},
        evenings=works.evenings if works else None,
        seasons=works.seasons if works else None,
    )
    async with serving(web_app(site), HOST, 0) as port, aiohttp.ClientSession() as http:
        yield Pages(group, port, http, works)


def _names(works: Works | None) -> dict[tuple[What, str], Lines]:
    """What people call evenings, the club and exercises, where there are any."""
    if works is None:
        return {}
    named = {(What.EVENING, one.id): one.name for one in works.evenings.occasions}
    named[What.CLUB, ABOUT] = works.seasons.editions.club.name
    return named | {(What.DRILLS, one.id): one.name for one in drills()}


def plain(html: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
