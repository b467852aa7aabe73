"""What the pages are made from: handed in once by whoever starts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coaching.cohorts.target import What
from coaching.drills import Drill
from coaching.faces.web.rendering import Pages
from coaching.faces.words import Words
from coaching.language import Language, Lines
from coaching.scenario import Scenario
from coaching.services.bot_name import BotName
from coaching.services.evenings import Evenings
from coaching.services.exporting_marks import Exporter
from coaching.services.inspecting import Inspector
from coaching.services.notebook import Notebook
from coaching.services.ports import Store
from coaching.services.seasons import Seasons


@dataclass(frozen=True)
class Site:
    """All a page can be about."""

    store: Store
    notebook: Notebook
    token: str = ""  # the bot's, by which it is known what Telegram said
    bot: BotName = field(default_factory=BotName)  # known as soon as Telegram said it
    names: Mapping[tuple[What, str], Lines] = field(default_factory=dict)  # of occasions, clubs and drills
    inspector: Inspector | None = None  # who looks at what a coach writes; without one, nobody writes here
    read: Callable[[str], Scenario | None] = lambda _: None  # what was looked at and found sound, to be played
    starter: Callable[[str, Language], str] = lambda *_: ""  # what a scenario of that name begins with
    exporter: Exporter | None = None
    drills: Mapping[str, Drill] = field(default_factory=dict)  # the exercises by id
    evenings: Evenings | None = None
    seasons: Seasons | None = None
    pages: Pages = field(default_factory=Pages)

    def __repr__(self) -> str:
        """No token."""
        return f"Site({self.bot})"

    def name_of(self, what: What, about: str, words: Words, own: Mapping[str, str] | None = None) -> str:
        """What people call a scenario, an occasion or a drill; `own` are the names of coaches' own scenarios."""
        return own[about] if what is What.OWN and own and about in own else self.called(what, about, words.lang)

    def called(self, what: What, about: str, lang: Language) -> str:
        """The same in that language, for what isn't a coach's own."""
        edition = self.notebook.library.get(about)
        if what is What.SCENARIO and edition is not None:
            return edition.scenario.title.first(lang)
        known = self.names.get((what, about))
        return known.first(lang) if known else about.replace("_", " ")
