"""Drills in the terminal: which exercise, a set of items, each marked at once, and again until it is enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from coaching.drills import Drill, DrillMarks, Item, Marker, draw, mark_drill
from coaching.faces.terminal.lines import Lines
from coaching.faces.terminal.orders import Order, order_in
from coaching.faces.terminal.paint import Paint
from coaching.faces.terminal.sheet import items_lines, list_lines, marks_lines, models_lines
from coaching.faces.words import Words

SET = 3  # items: about three minutes
WORTH_KEEPING = 80  # score of an answer that is given back at the end


@dataclass(frozen=True)
class Bench:
    """All that drills need around them."""

    understanding: Marker
    words: Words
    paint: Paint
    lines: Lines
    show: Callable[[str], None]


@dataclass(frozen=True)
class Done:
    """One item as it was answered; of several tries, the best."""

    drill: str
    item: str
    text: str
    score: int


class Left(Exception):  # noqa: N818 - nothing is wrong with leaving
    """The learner has had enough, or is gone."""


@dataclass
class Drilling:
    """Exercises in front of somebody, who chooses among them."""

    bench: Bench
    drills: Sequence[Drill]
    dice: Random
    done: list[Done] = field(default_factory=list)
    _told: int = 0  # of what was done, how much was summed up

    def run(self, drill: Drill | None = None, count: int = SET) -> tuple[Done, ...]:
        """Sets of that exercise, or of one they choose, until they have had enough; what was done."""
        try:
            chosen = drill or self._choose()
            while chosen is not None:
                self._set(chosen, count)
                chosen = self._next(chosen) if self.bench.lines.is_live else None
        except Left:
            self._sum_up()
            self._say("drills.goodbye")
        return tuple(self.done)

    def show_list(self) -> None:
        """Every exercise with what it asks."""
        self._show(*list_lines(self.drills, self.bench.words, self.bench.paint))

    def _choose(self) -> Drill | None:
        """The exercise picked by number or name; where nobody can be asked, only the list is shown."""
        self.show_list()
        if not self.bench.lines.is_live:
            return None
        return self._named(self._ask("drills.which"), self.drills[0])

    def _next(self, same: Drill) -> Drill:
        """Another set of the same, or another exercise."""
        self._show("")
        return self._named(self._ask("drills.what_next"), same)

    def _named(self, typed: str, usual: Drill) -> Drill:
        while typed:
            found = drill_named(typed, self.drills)
            if found:
                return found
            self.show_list()
            typed = self._ask("drills.which_again", count=len(self.drills))
        return usual

    def _set(self, drill: Drill, count: int) -> None:
        words, paint = self.bench.words, self.bench.paint
        lang = words.lang
        self._show("", paint.bold(drill.name.first(lang)), paint.prose(drill.task.first(lang)))
        self._show(paint.faint(paint.prose(drill.why.first(lang))))
        if self.bench.lines.is_live:
            self._show(paint.faint(paint.prose(words.count("drills.set", count))))
        drawn: list[str] = [one.item for one in self.done if one.drill == drill.id]
        for number in range(1, count + 1):
            item = draw(drill.items[lang], drawn, self.dice)
            drawn.append(item.id)
            self._show("", *items_lines(drill, item, number, count, words, paint))
            self._work(drill, item)
        self._sum_up()

    def _work(self, drill: Drill, item: Item) -> None:
        """One item: an answer with its marks, and as many more tries as they like."""
        text = self._answer()
        best: Done | None = None
        while text:
            if not self.bench.lines.is_live:
                self._show(self.bench.paint.speech(self.bench.words("terminal.you"), " ".join(text.split())))
            marks = mark_drill(drill, item, text, self.bench.understanding)
            self._tell(marks, item, is_first=best is None)
            best = self._better(best, Done(drill.id, item.id, text, marks.score))
            text = self._ask("drills.again_or_next") if self.bench.lines.is_live else ""
        if best is None:
            self._show(*models_lines(item, self.bench.words, self.bench.paint))

    def _better(self, best: Done | None, one: Done) -> Done:
        """The better of the two tries, noted in place of the other."""
        if best is None:
            self.done.append(one)
        elif one.score > best.score:
            self.done[-1] = one
        return self.done[-1]

    def _tell(self, marks: DrillMarks, item: Item, *, is_first: bool) -> None:
        words, paint = self.bench.words, self.bench.paint
        self._show(*marks_lines(marks, words, paint))
        if is_first:
            self._show(*models_lines(item, words, paint))

    def _sum_up(self) -> None:
        """The set's marks, and the learner's own words worth keeping."""
        done = self.done[self._told :]
        if not done:
            return
        self._told = len(self.done)
        words, paint = self.bench.words, self.bench.paint
        scores = " · ".join(str(one.score) for one in done)
        self._show("", paint.bold(words("drills.sum", scores=scores)))
        best = max(done, key=lambda one: one.score)
        if best.score >= WORTH_KEEPING:
            self._show(paint.prose(words("drills.keep", quote=" ".join(best.text.split()))))

    def _answer(self) -> str:
        """What they answer; nothing when they would rather go on to the next."""
        return self._typed(self.bench.paint.bold(f"{self.bench.words('terminal.you')}  "))

    def _ask(self, key: str, **slots: object) -> str:
        self._show(self.bench.paint.prose(self.bench.words(key, **slots)))
        return self._typed("> ")

    def _typed(self, prompt: str) -> str:
        """The next line that is no order. Raises Left."""
        while True:
            line = self.bench.lines.next(prompt)
            order = None if line is None else order_in(line, self.bench.words)
            if line is None or order is Order.END:
                raise Left
            if order is None:
                return line.strip()
            self._say("drills.orders")

    def _say(self, key: str) -> None:
        self._show(self.bench.paint.prose(self.bench.words(key)))

    def _show(self, *lines: str) -> None:
        for line in lines:
            self.bench.show(line)


def drill_named(typed: str, drills: Sequence[Drill]) -> Drill | None:
    """The exercise of that number, id or name in either language; None when there is none."""
    wanted = typed.strip().casefold()
    if wanted.isdecimal():
        return drills[int(wanted) - 1] if 0 < int(wanted) <= len(drills) else None
    called = ((one, f"{one.id} {' '.join((*one.name.fr, *one.name.en))}".casefold()) for one in drills)
    exact = next((one for one in drills if one.id == wanted), None)
    return exact or next((one for one, names in called if wanted and wanted in names), None)
