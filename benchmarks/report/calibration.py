"""Whether confidences are what they say: of what is told with 0.7, seven in ten should be so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.report.entries import LANGS, Entry, Read, of_lang
from benchmarks.report.found import Held
from benchmarks.report.markdown import NAMES, figure, table
from coaching.understanding import Understanding

BINS = 10

Judged = tuple[float, bool]  # how sure, and whether it was so


@dataclass(frozen=True)
class Bin:
    """The confidences of one tenth: how many, how many of them should be and were so."""

    count: int
    should: float
    were: int

    @property
    def gap(self) -> float:
        """How far what was said and what was lie apart, in labels."""
        return abs(self.should - self.were)


def bins(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """The ten tenths of confidence; 1.0 belongs to the last."""
    parts: list[list[Judged]] = [[] for _ in range(BINS)]
    for sure, so in judged:
        parts[min(BINS - 1, int(sure * BINS))].append((sure, so))
    return tuple(Bin(len(part), sum(sure for sure, _ in part), sum(so for _, so in part)) for part in parts)


def error(found: Sequence[Bin]) -> float:
    """The expected calibration error: the mean gap between confidence and truth."""
    count = sum(one.count for one in found)
    return sum(one.gap for one in found) / count if count else 0.0


def report(held: Held, understanding: Understanding, read: Read) -> list[str]:
    """The chapter on calibration."""
    found = {lang: bins(_every_label(of_lang(lang, held), understanding)) for lang in LANGS}
    told = {lang: bins(_told(of_lang(lang, held), read)) for lang in LANGS}
    rows = []
    for at in range(BINS):
        row = [f"{at / BINS:.1f}–{(at + 1) / BINS:.1f}"]
        for lang in LANGS:
            one = found[lang][at]
            expected, observed = (share / one.count if one.count else None for share in (one.should, one.were))
            row += [str(one.count), figure(expected), figure(observed)]
        rows.append(row)
    head = ["confidence", *(f"{NAMES[lang]}: {each}" for lang in LANGS for each in ("labels", "expected", "observed"))]
    errors = "; ".join(
        f"{NAMES[lang]} {figure(error(found[lang]), 3)} over every label, {figure(error(told[lang]), 3)} over the "
        f"moves told"
        for lang in LANGS
    )
    return [
        "## Calibration",
        (
            "The confidence in each of the twenty labels of every held-out message, told or not. The balance is "
            "shifted to how often learners make each move, which is not quite how often the held-out parts have it."
        ),
        "",
        *table(head, rows),
        f"Expected calibration error: {errors}.",
        "",
    ]


def _every_label(items: Iterable[Entry], understanding: Understanding) -> Iterable[Judged]:
    for entry in items:
        judges = understanding.judges(entry.message)
        if judges is not None:
            for move, sure in judges.confidences(understanding.balance).items():
                yield sure, move in entry.moves


def _told(items: Iterable[Entry], read: Read) -> Iterable[Judged]:
    for entry in items:
        for one in read(entry.message).evidence:
            yield one.confidence, one.move in entry.moves
