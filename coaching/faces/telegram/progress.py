"""How far a learner has come: marks over time, nerves, how they were liked, their best lines, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coaching.faces.telegram.choosing import choose
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.decided import news
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.picturing import show_progress
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.telling import ladder_told
from coaching.ladder import rungs
from coaching.progress import FELT, History, Past, best_lines, practise_next
from coaching.scorecard.rubric import Dimension
from coaching.services.progress import history

LATELY = 8  # rehearsals whose figures are written out
LINES = 3
COLUMNS = "▁▂▃▄▅▆▇█"


async def _progress(visit: Visit, _: str) -> None:
    past = await history(visit.house.notebook, visit.tx, visit.learner)
    words, lang = visit.words, visit.lang
    if not past.pasts or not visit.house.attendees:
        await choose(visit, escaped(words("pictures.progress.empty")))
        return
    ladder = rungs(visit.house.attendees, past.pasts)
    show_progress(visit, past, ladder, words)
    name = ladder.next.scenario.name.first(lang)
    rows = [
        [(words("telegram.buttons.meet", name=name), Deed.PICK, ladder.next.scenario.id)],
        [(words("telegram.buttons.drill"), Deed.DRILLS, ""), (words("telegram.buttons.another"), Deed.CHOOSE, "")],
    ]
    told = "\n\n".join(_blocks(past, words))
    blocks = (*await news(visit), told, f"👉 {escaped(ladder_told(ladder, words))}")
    visit.tell(*blocks, rows=await visit.keyboard(Place.READY, rows))


def _blocks(past: History, words: Words) -> Iterator[str]:
    """What there is to say of it, as marked text."""
    pasts = past.pasts
    count = words.count("pictures.progress.count", len(pasts))
    yield f"{bold(words('pictures.progress.title'))} · {escaped(count)}"
    yield "\n".join(_dimension(one, pasts, words) for one in Dimension)
    feelings = [*_nerves(pasts, words), *_liking(pasts, words)]
    if feelings:
        yield "\n".join(feelings)
    lines = best_lines(past, LINES)
    if lines:
        said = [words("phone.progress.line", words=one.quote, name=one.past.attendee) for one in lines]
        yield "\n".join([f"✨ {bold(words('phone.progress.lines'))}", *map(escaped, said)])
    yield from _next(past, words)


def _dimension(one: Dimension, pasts: Sequence[Past], words: Words) -> str:
    points = [past.dimensions[one] for past in pasts[-LATELY:]]
    course = "".join(COLUMNS[min(len(COLUMNS) - 1, point * len(COLUMNS) // 100)] for point in points)
    figures = f"{points[0]} → {points[-1]}" if len(points) > 1 else str(points[0])
    return f"<code>{course}</code> {escaped(words(f'debrief.dimension.{one}'))} {figures}"


def _nerves(pasts: Sequence[Past], words: Words) -> Iterator[str]:
    rated = [one for one in pasts if one.relief is not None][-LATELY:]
    if rated:
        told = ", ".join(f"{one.nerves_before} → {one.nerves_after}" for one in rated)
        yield f"🫁 {escaped(words('phone.progress.nerves', nerves=told))}"


def _liking(pasts: Sequence[Past], words: Words) -> Iterator[str]:
    gaps = [one.liking_gap for one in pasts if one.liking_gap is not None]
    if gaps:
        gap = round(sum(gaps) / len(gaps))
        key = "same" if abs(gap) < FELT else "more" if gap > 0 else "less"
        yield f"💛 {escaped(words(f'pictures.progress.alt_liking.{key}', points=abs(gap)))}"


def _next(past: History, words: Words) -> Iterator[str]:
    """What to practise, and why."""
    todo = practise_next(past)
    if todo is None:
        return
    name = words(f"debrief.dimension.{todo.dimension}")
    why = words.count("phone.progress.mean", todo.over, mean=todo.mean)
    lines = [f"🌱 {bold(words('phone.progress.next', name=name))}", escaped(why)]
    if todo.slip:
        rule = todo.slip.name.first(words.lang)
        lines.append(escaped(words.count("phone.progress.slip", todo.times, rule=rule)))
    yield "\n".join(lines)


PROGRESS = Matter(commands={Command.PROGRESS: _progress})
