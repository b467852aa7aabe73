"""The only wiring: which piece is handed to which. Each is made when it is first asked for.

Imports stand inside, so that `moves` doesn't wait for a database nor `check` for Telegram.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from coaching.heap import keep_what_was_read, one_for_all_threads
from coaching.settings import DEFAULT_CONFIG, Settings

SEEDS = 1_000_000_000

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from coaching.authoring.evenings import Evenings
    from coaching.authoring.problems import Problem
    from coaching.club.member import Club
    from coaching.cohorts.target import What
    from coaching.drills import Drill
    from coaching.evening.rubric import EveningRubric
    from coaching.event.missions import Mission
    from coaching.faces.telegram.pace import Pace
    from coaching.followup.rubric import NoteRubric
    from coaching.language import Language, Lines
    from coaching.prescribing import Prescription
    from coaching.scenario import Scenario
    from coaching.scorecard.rubric import Rubric
    from coaching.services.bot_name import BotName
    from coaching.services.evenings import Evenings as KeptEvenings
    from coaching.services.exporting_marks import Exporter
    from coaching.services.hearing import Transcriber
    from coaching.services.inspecting import Inspector
    from coaching.services.practice import Practice
    from coaching.services.seasons import Seasons
    from coaching.store import DatabaseStore
    from coaching.transcription.service import Service
    from coaching.transcription.whisper import Whisper
    from coaching.understanding import Understanding


def new_seed() -> int:
    """A seed nobody chose."""
    return SystemRandom().randrange(SEEDS)


@dataclass(frozen=True)
class App:
    """The pieces under these settings."""

    settings: Settings
    config: Path = DEFAULT_CONFIG  # where they were read

    @cached_property
    def understanding(self) -> Understanding:
        """What reads the learner's messages."""
        from coaching.authoring.phrasebook import read_phrasebook
        from coaching.encoder import read_encoder
        from coaching.understanding import Understanding

        return Understanding(read_phrasebook(), read_encoder())

    @cached_property
    def rubric(self) -> Rubric:
        """What the marks are made from."""
        from coaching.authoring.rubric import read_rubric

        return read_rubric()

    @cached_property
    def library(self) -> tuple[Mapping[str, Scenario], tuple[Problem, ...]]:
        """Every attendee by id, and what is wrong in the files."""
        from coaching.authoring.library import read_library

        return read_library(self.settings.scenarios)

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """Every attendee that can be met, by id."""
        return self.library[0]

    @property
    def attendees(self) -> tuple[Scenario, ...]:
        """Everybody one can meet, the easiest first."""
        return tuple(sorted(self.scenarios.values(), key=lambda one: (one.difficulty, one.id)))

    @cached_property
    def prescriptions(self) -> tuple[Prescription, ...]:
        """People with a need, for whom learners find somebody they met."""
        from coaching.authoring.prescriptions import read_prescriptions

        return read_prescriptions(self.settings.scenarios, self.scenarios)[0]

    @cached_property
    def note_rubric(self) -> NoteRubric:
        """What the notes of the day after are marked by."""
        from coaching.authoring.notes import read_note_rubric

        return read_note_rubric()

    @cached_property
    def missions(self) -> tuple[Mission, ...]:
        """Small things to do among real people."""
        from coaching.authoring.missions import read_missions

        return read_missions(self.settings.scenarios)[0]

    @cached_property
    def drills(self) -> tuple[Drill, ...]:
        """The three-minute exercises that can be done."""
        from coaching.authoring.drills import read_drills

        return read_drills(self.settings.scenarios)[0]

    @cached_property
    def evenings(self) -> Evenings:
        """What evenings are made from."""
        from coaching.authoring.evenings import read_evenings

        return read_evenings(self.settings.scenarios, self.scenarios)[0]

    @cached_property
    def evening_rubric(self) -> EveningRubric:
        """What the marks of an evening are made from, besides the rubric."""
        from coaching.authoring.evening_rubric import read_evening_rubric

        return read_evening_rubric()

    @cached_property
    def club(self) -> Club | None:
        """The club and everybody who can be in it; None where its folder holds none."""
        from coaching.authoring.clubs import read_club

        return read_club(self.settings.scenarios, self.scenarios)[0]

    @cached_property
    def practice(self) -> Practice:
        """The rehearsals that are kept, each with the very texts it is played from."""
        from uuid import uuid4

        from coaching.authoring.files import read_text
        from coaching.authoring.library import COMMON, copy_of, read_common, read_copy
        from coaching.services.practice import Edition, Practice
        from coaching.services.records import ScenarioCopy

        folder = self.settings.scenarios
        common = read_text(folder / COMMON)[0] or ""
        texts = {name: copy_of(folder / f"{name}.yaml") for name in self.scenarios}

        def rebuild(copy: ScenarioCopy) -> Scenario | None:
            its_common, _ = read_common(copy.common, COMMON)
            return read_copy(copy.text, "_copy.yaml", its_common)  # a name that asks for no id: the copy has its own

        return Practice(
            library={
                name: Edition(one, ScenarioCopy(name, texts[name], common)) for name, one in self.scenarios.items()
            },
            rebuild=rebuild,
            understanding=self.understanding,
            rubric=self.rubric,
            seeds=new_seed,
            names=uuid4,
        )

    @cached_property
    def seasons(self) -> Seasons | None:
        """The seasons of the club that are kept; None where there is no club."""
        from coaching.authoring.clubs import club_texts, read_club_copy
        from coaching.services.club_editions import ClubEditions
        from coaching.services.seasons import Seasons

        if self.club is None:
            return None
        editions = ClubEditions(self.club, club_texts(self.settings.scenarios), read_club_copy)
        return Seasons(self.practice.notebook, editions, self.understanding, new_seed)

    @cached_property
    def kept_evenings(self) -> KeptEvenings:
        """The evenings learners are out at."""
        from coaching.services.evenings import Evenings as KeptEvenings

        content, notebook = self.evenings, self.practice.notebook
        return KeptEvenings(
            notebook, self.understanding, self.evening_rubric, content.occasions, content.venue, new_seed
        )

    @property
    def transcription(self) -> Service | Whisper | None:
        """What puts voice notes into words, where something is named: a service, else a model on this machine."""
        from coaching.transcription.service import source

        settings = self.settings
        key = settings.transcriber_key.get_secret_value()
        return source(settings.transcriber_url, settings.transcriber_model, key, settings.whisper_model)

    @property
    def _transcriber(self) -> Transcriber | None:
        from coaching.transcription.service import Listening

        its, settings = self.transcription, self.settings
        return Listening(its, settings.voice_seconds, settings.transcriber_seconds) if its and its.is_there else None

    @property
    def work_names(self) -> Mapping[tuple[What, str], Lines]:
        """What people call all that can be asked of a group beside conversations."""
        from coaching.cohorts.target import What
        from coaching.services.seasons import ABOUT

        names = {(What.EVENING, one.id): one.name for one in self.evenings.occasions}
        names |= {(What.CLUB, ABOUT): self.club.name} if self.club else {}
        return names | {(What.DRILLS, one.id): one.name for one in self.drills}

    @cached_property
    def inspector(self) -> Inspector:
        """Who looks at the scenarios coaches write."""
        from coaching.authoring.files import read_text
        from coaching.authoring.library import COMMON
        from coaching.inspection.service import Inspecting

        return Inspecting(read_text(self.settings.scenarios / COMMON)[0] or "")

    def _example(self, lang: Language) -> str:
        """A small scenario to begin with."""
        from coaching.authoring.starter import starter

        return starter("exemple", Path("scenarios/exemple.yaml"), lang)

    @cached_property
    def exporter(self) -> Exporter:
        """Who makes files of how a group stands."""
        from coaching.sheets.marks import MarksExporter

        return MarksExporter(self.rubric, self._called)

    def _called(self, what: What, about: str, lang: Language) -> str:
        """What people call a scenario, an occasion or a drill."""
        from coaching.cohorts.target import What

        if what is What.SCENARIO and about in self.scenarios:
            return self.scenarios[about].title.first(lang)
        known = self.work_names.get((what, about))
        return known.first(lang) if known else about.replace("_", " ")

    def pages(self, store: DatabaseStore, bot: BotName | None = None) -> ASGIApp:
        """The coaches' pages over that store, with the way to the bot of that name."""
        from coaching.authoring.files import read_text
        from coaching.authoring.library import COMMON, read_common, read_copy
        from coaching.authoring.starter import id_from, starter
        from coaching.faces.web.routes import web_app
        from coaching.faces.web.site import Site
        from coaching.services.bot_name import BotName

        common = read_text(self.settings.scenarios / COMMON)[0] or ""
        shared, _ = read_common(common, COMMON)
        site = Site(
            store,
            self.practice.notebook,
            self.settings.telegram_bot_token.get_secret_value(),
            bot or BotName(),
            names=self.work_names,
            inspector=self.inspector,
            read=lambda text: read_copy(text, "_own.yaml", shared),
            starter=lambda name, lang: starter(name, Path(f"{id_from(name)}.yaml"), lang),
            exporter=self.exporter,
            drills={one.id: one for one in self.drills},
            evenings=self.kept_evenings,
            seasons=self.seasons,
        )
        return web_app(site)

    async def run_telegram(self, pace: Pace | None = None) -> None:
        """The bot, until it is asked to stop; at Telegram's pace where none is given.

        Raises StoreRefused, TokenRefusedError, PortTakenError.
        """
        from coaching.authoring.clubs import read_chooser
        from coaching.faces.telegram.running import Connection, Hook, Served, Watch, run_bot
        from coaching.faces.telegram.shelf import Shelf
        from coaching.faces.telegram.tempo import Tempo
        from coaching.services.bot_name import BotName

        one_for_all_threads()
        settings = self.settings
        self.understanding.be_prompt()  # nobody waits while somebody else's attendee is got to know
        token = settings.telegram_bot_token.get_secret_value()
        connection = Connection(token, settings.telegram_api_base_url, settings.telegram_api_file_url)
        secret = settings.webhook_secret.get_secret_value()
        hook = Hook(settings.webhook_url, secret, settings.listen, settings.webhook_port)
        async with self.store() as store:
            bot = BotName()
            pages = (
                Served(self.pages(store, bot), settings.listen, settings.web_port, bot.learn)
                if settings.web_port
                else None
            )
            shelf = Shelf(
                *(self.drills, self.understanding, self.prescriptions, self.note_rubric, self.missions),
                seasons=self.seasons,
                chooser=read_chooser(),
                inspector=self.inspector,
                example=self._example,
                exporter=self.exporter,
                web=settings.web_url.rstrip("/"),
                evenings=self.kept_evenings,
            )
            keep_what_was_read()
            await run_bot(
                connection,
                store,
                self.practice,
                self.attendees,
                shelf=shelf,
                hook=hook if settings.webhook_url else None,
                watch=Watch(settings.listen, settings.metrics_port) if settings.metrics_port else None,
                served=pages,
                transcriber=self._transcriber,
                tempo=Tempo(settings.typing_pause),
                pace=pace,
            )

    @asynccontextmanager
    async def store(self, *, reading: bool = False) -> AsyncIterator[DatabaseStore]:
        """The store, open; `reading` beside a bot that runs. Raises StoreRefused."""
        from coaching.store import DatabaseStore, read_keys
        from coaching.store.keys import look_before_making_a_key

        settings = self.settings
        if not settings.key.get_secret_value():
            look_before_making_a_key(settings.database, settings.data, reading=reading)
        keys = read_keys(settings.key.get_secret_value(), settings.data)
        store = await DatabaseStore.open(settings.database, keys, reading=reading)
        try:
            yield store
        finally:
            await store.close()

    async def everything_of(self, user: int) -> dict[str, object] | None:
        """All that is stored of a Telegram user; None when nothing is. Raises StoreRefused."""
        from coaching.services.export import export

        async with self.store(reading=True) as store, store.transaction() as tx:
            return await export(tx, user)
