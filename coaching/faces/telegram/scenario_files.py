"""A scenario file somebody sends, and a draft about to be published: looked at outside of any transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coaching.faces.telegram.gateway import Gateway, OtherPollerError, UnreachableError, WebhookSetError
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.messages import Button, pages
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.unsaid import Unspoken
from coaching.faces.telegram.visits import Visit
from coaching.faces.words import Words, words_for
from coaching.language import Language
from coaching.services import own_scenarios
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptOwnScenario
from coaching.services.inspecting import LARGEST, Inspected, Inspector, Remark, Trouble, Weight
from coaching.services.notebook import Notebook
from coaching.services.own_scenarios import MOST_OWN, Unsound
from coaching.services.ports import Store, Transaction
from coaching.services.records import Claimed, Learner, Outgoing

INSPECT, PUBLISH = "inspectScenario", "publishScenario"  # no methods of Telegram's
AT_ONCE = 3
ENDINGS = (".yaml", ".yml")
MOST_SHOWN, MOST_ADVICE = 8, 4  # remarks a phone shows
LONGEST_SOURCE = 80  # characters of the author's line


def is_scenario_file(sent: Unspoken) -> bool:
    """Whether it is a file by whose name one would take it for a scenario."""
    return sent.kind == "document" and sent.name.lower().endswith(ENDINGS)


async def take_file(visit: Visit, sent: Unspoken) -> None:
    """Have it looked at; what came of it is told by the errand."""
    if sent.size > LARGEST:
        visit.tell(escaped(visit.words("workshop.trouble.too_large")))
        return
    visit.tell(escaped(visit.words("workshop.reading")))
    visit.send(Outgoing(visit.learner.chat_id, INSPECT, {"file_id": sent.file_id, "lang": visit.lang.value}))


def publish_later(visit: Visit, own_id: str, cohort_id: str) -> None:
    """Have the draft looked at once more, then give it to that group."""
    visit.tell(escaped(visit.words("workshop.publishing")))
    visit.send(Outgoing(visit.learner.chat_id, PUBLISH, {"own": own_id, "cohort": cohort_id, "lang": visit.lang.value}))


class Inspection:
    """The errand: fetches a file and has it looked at; keeps what can be played as a draft."""

    def __init__(self, gateway: Gateway, inspector: Inspector | None, notebook: Notebook) -> None:
        self._gateway = gateway
        self._inspector = inspector
        self._notebook = notebook
        self._at_work = 0

    @property
    def is_busy(self) -> bool:
        """Whether no other can be looked at for now."""
        return self._at_work >= AT_ONCE

    async def run(self, claimed: Claimed) -> Inspected | Trouble:
        """All there is to say about it. Raises TokenRefusedError."""
        if self._inspector is None:
            return Trouble.DOWN
        self._at_work += 1
        try:
            place = await self._gateway.file_place(str(claimed.payload["file_id"]))
            return await self._inspector.fetch(place, Language(str(claimed.payload["lang"])))
        except (UnreachableError, OtherPollerError, WebhookSetError):
            return Trouble.UNFETCHED
        finally:
            self._at_work -= 1

    async def told(self, tx: Transaction, claimed: Claimed, found: object) -> Sequence[Outgoing]:
        """What is to be mended; or that it is kept, and what can be done with it."""
        learner = await tx.learners.of_chat(claimed.chat_id)
        if learner is None:
            return ()
        words = words_for(learner.preferences, learner.lang)
        if not isinstance(found, Inspected):
            return pages(claimed.chat_id, [escaped(words(f"workshop.trouble.{Trouble(str(found)).value}"))])
        if not found.is_sound:
            return pages(claimed.chat_id, slips_told(found, words))
        kept = await own_scenarios.save_draft(self._notebook, tx, learner, found.name, found.text)
        if isinstance(kept, NotThere):
            return pages(claimed.chat_id, [escaped(words("workshop.full", most=MOST_OWN))])
        return pages(claimed.chat_id, _kept_told(found, words), _buttons(kept, words))


class Publication:
    """The errand: looks at a draft once more, and publishes that very text."""

    def __init__(self, store: Store, inspector: Inspector | None) -> None:
        self._store = store
        self._inspector = inspector
        self._at_work = 0

    @property
    def is_busy(self) -> bool:
        """Whether no other can be looked at for now."""
        return self._at_work >= AT_ONCE

    async def run(self, claimed: Claimed) -> Inspected | Trouble:
        """All there is to say about the draft as it is now."""
        async with self._store.transaction() as tx:
            author = await tx.learners.of_chat(claimed.chat_id)
            own = await own_scenarios.draft(tx, author, str(claimed.payload["own"])) if author else NotThere()
        if isinstance(own, NotThere):
            return Inspected("")
        if self._inspector is None:
            return Trouble.DOWN
        self._at_work += 1
        try:
            return await self._inspector.look_at(own.draft, Language(str(claimed.payload["lang"])))
        finally:
            self._at_work -= 1

    async def told(self, tx: Transaction, claimed: Claimed, found: object) -> Sequence[Outgoing]:
        """That the group has it, or why not."""
        author = await tx.learners.of_chat(claimed.chat_id)
        if author is None:
            return ()
        words = words_for(author.preferences, author.lang)
        if not isinstance(found, Inspected):
            told, waiting = words(f"workshop.trouble.{Trouble(str(found)).value}"), 0
        else:
            told, waiting = await _published(tx, author, claimed.payload, found, words)
        if not waiting:
            return pages(claimed.chat_id, [escaped(told)])
        look = Press(Deed.OWN_COMPLAINTS, 0, str(claimed.payload["own"])).data()
        blocks = [escaped(told), escaped(words.count("workshop.complaint.waiting", waiting))]
        return pages(claimed.chat_id, blocks, ((Button(words("workshop.buttons.complaints"), look),),))


async def _published(
    tx: Transaction, author: Learner, payload: Mapping[str, object], found: Inspected, words: Words
) -> tuple[str, int]:
    """What to say of it, and how many complaints this version may have mended."""
    cohort_id = str(payload["cohort"])
    given = await own_scenarios.publish(tx, author, str(payload["own"]), [cohort_id], found)
    if isinstance(given, Unsound):
        return words("workshop.unsound"), 0
    cohort = await tx.cohorts.of_id(cohort_id)
    if isinstance(given, NotThere) or cohort is None:
        return words("workshop.gone"), 0
    reports = await own_scenarios.reports(tx, author, given.own.id)
    every = () if isinstance(reports, NotThere) else reports
    mended = sum(own_scenarios.may_be_mended(given.own, one) for one in every)
    return words("workshop.published", name=given.own.scenario, number=given.number, cohort=cohort.name), mended


def slips_told(found: Inspected, words: Words) -> list[str]:
    """What keeps a file from being played, a block each, and what to do."""
    errors = [one for one in found.remarks if one.weight is Weight.ERROR][:MOST_SHOWN]
    rest = found.errors - len(errors)
    more = [escaped(words.count("workshop.more", rest))] if rest else []
    return [
        bold(words.count("workshop.slips", found.errors)),
        *(_remark_told(one, words) for one in errors),
        *more,
        escaped(words("workshop.again")),
    ]


def _kept_told(found: Inspected, words: Words) -> list[str]:
    better = [one for one in found.remarks if one.weight in (Weight.WARNING, Weight.ADVICE)]
    shown, rest = better[:MOST_ADVICE], len(better) - MOST_ADVICE + found.more
    told = [escaped(words("workshop.sound", title=found.title or found.name))]
    if better:
        told += [escaped(words.count("workshop.better", len(better) + found.more))]
        told += [_remark_told(one, words) for one in shown]
        told += [escaped(words.count("workshop.more", rest))] if rest > 0 else []
    return told


def _remark_told(remark: Remark, words: Words) -> str:
    told = escaped(words("workshop.remark", line=remark.line, what=remark.what, mend=remark.mend))
    source = clipped(remark.source.strip(), LONGEST_SOURCE)
    return f"{told}\n<code>{escaped(source)}</code>" if source else told


def _buttons(own: KeptOwnScenario, words: Words) -> tuple[tuple[Button, ...], ...]:
    """These name the scenario they are about, and stay."""
    return (
        (Button(words("workshop.buttons.try"), Press(Deed.OWN_TRY, 0, own.id).data()),),
        (Button(words("workshop.buttons.publish"), Press(Deed.OWN_PUBLISH, 0, own.id).data()),),
    )
