"""How far people agree: what a second reader, who did not see the first labels, said of the same messages."""

from __future__ import annotations

import json

from benchmarks.report.counting import FAMILIES, Tally
from benchmarks.report.entries import CORPUS, LANGS, LEARNED_FROM, TRAINED_FROM, several
from benchmarks.report.markdown import NAMES, figure, table
from coaching.moves import Move

# The blind second annotation of the held-out parts, before anything was settled: micro, macro, same labels, messages.
BEFORE_SETTLING = {"fr": (0.991, 0.991, 0.983, 582), "en": (0.994, 0.991, 0.977, 520)}


def report() -> list[str]:
    """The chapter on annotators."""
    now = {entry.id: entry.moves for entry in several((*TRAINED_FROM, *LEARNED_FROM))}
    rows = []
    for lang in LANGS:
        tally = Tally()
        for line in (CORPUS / f"second_reading_{lang}.jsonl").read_text(encoding="utf-8").splitlines():
            second = json.loads(line)
            tally.add(now[second["id"]], frozenset(map(Move, second["moves"])))
        families = [figure(tally.families.f1([name])) for name in FAMILIES]
        totals = [figure(tally.micro, 3), figure(tally.macro, 3), f"{tally.exact / tally.messages:.1%}"]
        rows.append(["the corpus as it is now", NAMES[lang], str(tally.messages), *totals, *families])
    for lang, (micro, macro, exact, messages) in BEFORE_SETTLING.items():
        totals = [figure(micro, 3), figure(macro, 3), f"{exact:.1%}"]
        rows.append(["held-out, before settling", NAMES[lang], str(messages), *totals, *[""] * len(FAMILIES)])
    head = ["", "language", "messages", "micro", "macro", "to the letter", *FAMILIES]
    return [
        "## Agreement of annotators",
        (
            "F1 of a second reader's labels against the first ones. Some labels of the corpus were settled after the "
            "second reading, which brings the two nearer. The held-out parts were annotated blindly by a second one "
            "who shared the guidelines with their writer: an upper bound, not what two strangers would reach."
        ),
        "",
        *table(head, rows, left=2),
    ]
