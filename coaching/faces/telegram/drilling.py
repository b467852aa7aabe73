"""Three-minute exercises: a kind by button, three lines, each marked at once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from random import Random

from coaching.drills import Drill, Item, draw, mark_drill
from coaching.faces.telegram.choosing import go_on, running
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import bold, escaped, italic
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Rows
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.sheet import item_blocks, marks_blocks, models_blocks
from coaching.faces.telegram.visits import Place, Visit
from coaching.services.drilling import items_done, keep

SET = 3  # lines: about three minutes
WORTH_KEEPING = 80  # score of an answer that is given back at the end
UNMARKED = "-"


@dataclass(frozen=True)
class Bench:
    """Where they stand in a set: the exercise, the line, its number, and the marks so far, the latest last."""

    drill: str
    item: str
    number: int = 1
    scores: tuple[str, ...] = ()

    def written(self) -> str:
        """As the stage keeps it."""
        return " ".join((self.drill, self.item, str(self.number), *self.scores))


def read_bench(written: str) -> Bench | None:
    """The bench the stage kept; None for anything else."""
    parts = written.split(" ")
    if len(parts) < 3 or not parts[2].isdecimal():
        return None
    return Bench(parts[0], parts[1], int(parts[2]), tuple(parts[3:]))


async def stop(visit: Visit, _: str) -> None:
    """Enough of it; back to where they were."""
    words = visit.words
    told = escaped(words("drills.goodbye"))
    if await running(visit):
        await go_on(visit, told)
        return
    rows = [
        [
            (words("telegram.buttons.other_drill"), Deed.DRILLS, ""),
            (words("telegram.buttons.somebody"), Deed.CHOOSE, ""),
        ]
    ]
    visit.tell(told, rows=await visit.keyboard(Place.READY, rows))


async def back_at_the_line(visit: Visit, *blocks: str) -> bool:
    """These blocks, then the line they work on, marked already or not; False where they work on none."""
    bench, drill, item = _bench(visit)
    if visit.stage.place is not Place.DRILL or bench is None or drill is None or item is None:
        return False
    is_marked = len(bench.scores) >= bench.number
    rows = await _rows_after(visit, bench) if is_marked else await _rows_before(visit, bench)
    again = [italic(visit.words("phone.drill.again"))] if is_marked else []
    visit.tell(*blocks, *item_blocks(drill, item, bench.number, SET, visit.words), *again, rows=rows)
    return True


async def _choose(visit: Visit, _: str) -> None:
    words, lang = visit.words, visit.lang
    drills = [one for one in visit.house.shelf.drills if one.items.get(lang)]
    if not drills or visit.house.shelf.marker is None:
        await go_on(visit, escaped(words("phone.drill.none")))
        return
    rows = [[(one.name.first(lang), Deed.DRILL, one.id)] for one in drills]
    visit.tell(
        bold(words("drills.list")),
        escaped(words("phone.drill.how")),
        rows=await visit.keyboard(Place.READY, rows),
    )


async def _begin(visit: Visit, name: str) -> None:
    """The first line of a set of that exercise."""
    drill = _named(visit, name)
    if drill is None:
        await _choose(visit, "")
        return
    lang = visit.lang
    item = await _drawn(visit, drill, "")
    about = f"{bold(drill.name.first(lang))}\n{escaped(drill.task.first(lang))}"
    await _give(visit, drill, item, Bench(drill.id, item.id), about, italic(drill.why.first(lang)))


async def _next(visit: Visit, _: str) -> None:
    """The next line, or the end of the set."""
    bench, drill, _item = _bench(visit)
    if bench is None or drill is None:
        await _choose(visit, "")
    elif bench.number >= SET:
        await _sum_up(visit, bench, drill)
    else:
        item = await _drawn(visit, drill, bench.item)
        scores = (*bench.scores, UNMARKED)[: bench.number]
        await _give(visit, drill, item, Bench(drill.id, item.id, bench.number + 1, scores))


async def _give(visit: Visit, drill: Drill, item: Item, bench: Bench, *blocks: str) -> None:
    rows = await _rows_before(visit, bench)
    visit.tell(*blocks, *item_blocks(drill, item, bench.number, SET, visit.words), rows=rows)


async def _rows_before(visit: Visit, bench: Bench) -> Rows:
    skip, enough = visit.words("telegram.buttons.skip"), visit.words("telegram.buttons.enough")
    row = [(skip, Deed.NEXT, ""), (enough, Deed.ENOUGH, "")]
    return await visit.keyboard(Place.DRILL, [row], about=bench.written())


async def _answer(visit: Visit, text: str) -> None:
    """The marks of what they wrote, and two ways to say it; they may say it again another way."""
    bench, drill, item = _bench(visit)
    marker = visit.house.shelf.marker
    if bench is None or drill is None or item is None or marker is None:
        await _choose(visit, "")
        return
    words = visit.words
    marks = mark_drill(drill, item, text, marker)
    kept = json.dumps(asdict(marks), ensure_ascii=False)
    await keep(visit.tx, visit.learner, drill.id, item.id, item.lang, text, kept, marks.score)
    again = len(bench.scores) >= bench.number
    best = max(int(bench.scores[-1]) if again else 0, marks.score)
    scores = (*bench.scores[: bench.number - 1], str(best))
    rows = await _rows_after(visit, Bench(bench.drill, bench.item, bench.number, scores))
    models = () if again else models_blocks(item, words)
    visit.tell(*marks_blocks(marks, words), *models, italic(words("phone.drill.again")), rows=rows)


async def _rows_after(visit: Visit, bench: Bench) -> Rows:
    words = visit.words
    onward = words("telegram.buttons.next") if bench.number < SET else words("telegram.buttons.set_done")
    row = [(onward, Deed.NEXT, "")]
    if bench.number < SET:
        row.append((words("telegram.buttons.enough"), Deed.ENOUGH, ""))
    return await visit.keyboard(Place.DRILL, [row], about=bench.written())


async def _sum_up(visit: Visit, bench: Bench, drill: Drill) -> None:
    words = visit.words
    marked = [one for one in bench.scores if one != UNMARKED]
    told = words("drills.sum", scores=" · ".join(marked)) if marked else words("drills.goodbye")
    best = await _best(visit, drill, len(marked))
    rows = [
        [(words("telegram.buttons.same_drill"), Deed.DRILL, drill.id)],
        [(words("telegram.buttons.other_drill"), Deed.DRILLS, ""), (words("telegram.buttons.enough"), Deed.ENOUGH, "")],
    ]
    kept = [escaped(words("drills.keep", quote=" ".join(best.split())))] if best else []
    visit.tell(bold(told), *kept, rows=await visit.keyboard(Place.READY, rows))


async def _best(visit: Visit, drill: Drill, count: int) -> str:
    """Their best answer to the last lines of that exercise, so many of them, where it is worth keeping."""
    done = [one for one in await visit.tx.drills.of(visit.learner) if (one.kind, one.lang) == (drill.id, visit.lang)]
    lines = list(dict.fromkeys(one.item for one in reversed(done)))[:count]
    good = [one for one in done if one.item in lines and one.score >= WORTH_KEEPING]
    return max(good, key=lambda one: one.score).text if good else ""


async def _drawn(visit: Visit, drill: Drill, last: str) -> Item:
    """A line not done yet, as long as there is one, and not the last one again."""
    lang = visit.lang
    done = list(await items_done(visit.tx, visit.learner, drill.id, lang))
    if last and done[-1:] != [last]:
        done.append(last)  # skipped
    return draw(drill.items[lang], done, Random(visit.update.update_id))


def _named(visit: Visit, name: str) -> Drill | None:
    """The exercise of that id, where there is something to do in their language."""
    drills = (one for one in visit.house.shelf.drills if one.items.get(visit.lang))
    return next((one for one in drills if one.id == name), None)


def _bench(visit: Visit) -> tuple[Bench | None, Drill | None, Item | None]:
    bench = read_bench(visit.stage.about)
    drill = _named(visit, bench.drill) if bench else None
    return bench, drill, drill.item(visit.lang, bench.item) if bench and drill else None


DRILLING = Matter(
    commands={Command.DRILL: _choose},
    deeds={Deed.DRILLS: _choose, Deed.DRILL: _begin, Deed.NEXT: _next, Deed.ENOUGH: stop},
    texts={Place.DRILL: _answer},
)
