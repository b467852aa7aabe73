"""The second try: back to one of one's messages, and both tries beside each other afterwards."""

from __future__ import annotations

from coaching.comparison import Branch, Pair, compare
from coaching.faces.telegram.afterwards import Row, ended, next_rows
from coaching.faces.telegram.asides import asides
from coaching.faces.telegram.choosing import go_on, nobody_there
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.lines import line
from coaching.faces.telegram.markup import bold, clipped, escaped, spoken
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.picturing import show_comparison
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.telling import comparison_told
from coaching.rehearsal import Turn
from coaching.scenario import Scenario
from coaching.services import events
from coaching.services.records import KeptRehearsal
from coaching.services.second_try import branches, fork

IN_A_ROW, MOST_OFFERED = 5, 15  # messages
LONGEST_LISTED, LONGEST_ECHO, LONGEST_SAID = 60, 120, 300  # characters of what was said


async def _replay(visit: Visit, rest: str) -> None:
    """From that message of their last rehearsal; which ones there are where none is named."""
    every = await visit.tx.rehearsals.all(visit.learner)
    kept = next((one for one in reversed(every) if one.standing), None)
    if kept is None:
        visit.tell(escaped(visit.words("phone.replay.nothing")))
    elif rest.strip().isdecimal() and rest.isascii():
        await _again(visit, kept.id, int(rest))
    else:
        await _offer(visit, kept)


async def _tapped(visit: Visit, turn: str) -> None:
    rehearsal = visit.stage.about
    kept = await visit.tx.rehearsals.of_id(visit.learner, rehearsal)
    if kept is None:
        await nobody_there(visit)
    elif turn:
        await _again(visit, rehearsal, int(turn) if turn.isdecimal() else 0)
    else:
        await _offer(visit, kept)


async def _offer(visit: Visit, kept: KeptRehearsal) -> None:
    words = visit.words
    turns = kept.standing[-MOST_OFFERED:]
    said = [f"{one.number}. {clipped(one.text, LONGEST_LISTED) or '…'}" for one in turns]
    buttons: Row = [(str(one.number), Deed.REPLAY, str(one.number)) for one in turns]
    rows = [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
    rows.append([(words("telegram.buttons.never_mind"), Deed.RESUME, "")])
    visit.tell(
        bold(words("phone.replay.which")),
        escaped("\n".join(said)),
        rows=await visit.keyboard(Place.READY, rows, about=kept.id),
    )


async def _again(visit: Visit, rehearsal: str, turn: int) -> None:
    words = visit.words
    forked = await fork(visit.house.notebook, visit.tx, visit.learner, rehearsal, turn)
    if isinstance(forked, events.NoSuchTurn):
        key = "phone.replay.no_such" if forked.turns else "phone.replay.nothing"
        visit.tell(escaped(words.count(key, forked.turns) if forked.turns else words(key)))
        return
    if isinstance(forked, events.UnknownRehearsal):
        await nobody_there(visit)
        return
    await visit.use_up_keyboard(Place.READY)
    before = clipped(forked.instead_of.text, LONGEST_ECHO)
    lang = forked.conversation.profile.lang
    visit.tell(
        escaped(words("phone.replay.back", turn=turn, words=before)),
        *line(forked.scenario, lang, forked.conversation.lines[-1].text),
        rows=await asides(visit, Deed.HINT),
    )


async def _compare(visit: Visit, _: str) -> None:
    """Both tries, message by message, then what it changed."""
    rehearsal = visit.stage.about
    debrief = await ended(visit, rehearsal)
    found = await branches(visit.house.notebook, visit.tx, visit.learner, rehearsal)
    if debrief is None or isinstance(found, events.UnknownRehearsal) or found.origin is None:
        await go_on(visit)
        return
    both = _branch(found.origin), _branch(found.this)
    words, scenario = visit.words_in(debrief.conversation.profile.lang), debrief.scenario
    comparison = compare(*both)
    if comparison.pairs:
        show_comparison(visit, scenario.name.first(words.lang), both, comparison, words)
    pairs = [block for pair in comparison.pairs for block in _pair(pair, scenario, words)]
    visit.tell(
        bold(words("comparing.title", turn=comparison.parts_at)),
        *pairs,
        escaped("\n".join(comparison_told(comparison, scenario, words))),
        rows=await next_rows(visit, debrief, without=frozenset({Deed.COMPARE})),
    )


def _branch(one: events.Branch) -> Branch:
    return Branch(one.conversation, one.scorecard)


def _pair(pair: Pair, scenario: Scenario, words: Words) -> list[str]:
    """The same message in both tries, one block each; nothing where both were over."""
    name = scenario.name.first(words.lang)
    sides = (("1️⃣", "first", pair.first), ("2️⃣", "second", pair.second))
    return [f"{sign} {bold(words(f'comparing.{key}'))}\n{_said(turn, name, words)}" for sign, key, turn in sides]


def _said(turn: Turn | None, name: str, words: Words) -> str:
    if turn is None:
        return escaped(words("comparing.nothing"))
    trust = escaped(words("phone.trust", trust=turn.mind.trust))
    said = clipped(turn.text, LONGEST_SAID) or "…"
    you, them = words("phone.you", number=turn.number), bold(name)
    return f"{bold(you)} — {escaped(said)}\n{them} — {spoken(clipped(turn.reply, LONGEST_SAID))} <i>{trust}</i>"


REPLAYING = Matter(
    commands={Command.REPLAY: _replay},
    deeds={Deed.REPLAY: _tapped, Deed.COMPARE: _compare},
)
