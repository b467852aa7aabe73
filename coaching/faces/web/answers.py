"""What a page is asked and what it answers, before it is HTML."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request

from coaching.faces.web.site import Site
from coaching.faces.words import Words
from coaching.faces.words.days import day_told
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.services.access import NotThere
from coaching.services.inspecting import Inspected, Trouble
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.zones import clock_of


@dataclass(frozen=True)
class Shown:
    """A page."""

    page: str  # the template
    values: Mapping[str, object]
    status: int = 200


@dataclass(frozen=True)
class Went:
    """On to another page, with a word about what was done: a key under `web.said`."""

    to: str
    said: str = ""
    place: str = ""  # on that page


@dataclass(frozen=True)
class Sent:
    """A file."""

    content: bytes
    kind: str
    name: str


@dataclass(frozen=True)
class Told:
    """Values for a script."""

    values: Mapping[str, object]


@dataclass(frozen=True)
class Looked:
    """A scenario that is being written, looked at before the transaction: that takes its time."""

    found: Inspected | Trouble
    scenario: Scenario | None = None  # where it can be played
    talk: Conversation | None = None  # where it was


Answer = Shown | Went | Sent | Told | NotThere


@dataclass(frozen=True)
class Ask:
    """One request of somebody who is signed in, within one transaction."""

    site: Site
    tx: Transaction
    me: Learner
    words: Words
    request: Request
    form: Mapping[str, str] = field(default_factory=dict)
    looked: Looked | None = None  # where the page asks for it

    @property
    def notebook(self) -> Notebook:
        """The kept rehearsals."""
        return self.site.notebook

    def id(self, name: str) -> str:
        """The id of that name in the address."""
        return str(self.request.path_params[name])

    def given(self, name: str) -> str:
        """What was typed into that field, or stands behind the address."""
        return self.form.get(name, self.request.query_params.get(name, ""))

    def number(self, name: str) -> int | None:
        """The same as a whole number of a sensible size; None where it is none."""
        text = self.given(name).strip().replace("−", "-")
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else None

    def day(self, when: datetime, zone: str = "") -> str:
        """The day by its name, in that zone or where they live."""
        return day_told(when.astimezone(clock_of(zone or self.me.preferences.time_zone)).date(), self.words.lang)


Handler = Callable[[Ask], Awaitable[Answer]]
