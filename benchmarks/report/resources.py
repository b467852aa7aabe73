"""What reading costs, measured in a process of its own; printed as JSON.

    python -m benchmarks.report.resources [FOLDER OF THE ENCODER]

Processor time, which other programs hardly disturb; everything runs on one thread.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from coaching.authoring.phrasebook import read_phrasebook
from coaching.encoder import FOLDER, read_encoder
from coaching.language import Language
from coaching.reading import Message
from coaching.understanding import Understanding

ROOT = Path(__file__).resolve().parents[2]
READ_FOR_MEMORY, READ_FOR_TIME = 200, 1000
SIZE = 4096
TIMES = 3  # each hostile message is read so often, and the slowest counts
LETTERS = "abcdefghijklmnopqrstuvwxyz"

_dice = Random(1)
HOSTILE = {
    "one letter": "a" * SIZE,
    "one-letter words": "a " * (SIZE // 2),
    "question marks": "?" * SIZE,
    "short sentences": "Et toi? " * (SIZE // 8),
    "accents on accents": "é\u0301" * (SIZE // 2),
    "emoji": "🎉" * SIZE,
    "elisions": "j'" * (SIZE // 2),
    "line ends": "ok\n" * (SIZE // 3),
    "numbers": "3.50 " * (SIZE // 5),
    "nothing but openings": "je tu il on nous vous qui que quoi " * (SIZE // 35),
    "half a pitch": "je vends rien mais mon logiciel fait gagner 30 % et ta carte, tu me la donnes? " * (SIZE // 78),
    "slips of typing": " ".join("".join(_dice.choices(LETTERS, k=9)) for _ in range(SIZE // 10)),
    "random characters": "".join(chr(_dice.choice((_dice.randint(33, 0x24F), 32))) for _ in range(SIZE)),
    "a hundred thousand letters": "combien ça coûte " * 6000,
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    understanding = Understanding(read_phrasebook(), read_encoder(folder))
    loading = time.process_time()  # since the process began
    memory_loaded = _memory()

    from benchmarks.report.entries import LEARNED_FROM, entries  # noqa: PLC0415 - not part of loading
    from coaching.authoring.library import read_library  # noqa: PLC0415

    scenario = next(iter(read_library(ROOT / "scenarios")[0].values()))
    ours = [one.message for both in zip(*map(entries, LEARNED_FROM), strict=False) for one in both]
    for asked in ours[:READ_FOR_MEMORY]:
        understanding.read(asked, scenario)
    memory = _memory()
    spent = sorted(_spent(partial(understanding.read, one, scenario)) for one in ours[:READ_FOR_TIME])
    strung = " ".join(one.text for one in ours[::2])[:SIZE]
    hostile = {
        name: max(_spent(partial(understanding.read, Message(text, Language.FR), scenario)) for _ in range(TIMES))
        for name, text in (*HOSTILE.items(), ("many messages as one", strung))
    }
    print(
        json.dumps(
            {
                "loading": loading,
                "memory_loaded": memory_loaded,
                "memory": memory,
                "median": statistics.median(spent),
                "p99": spent[int(len(spent) * 0.99)],
                "most": spent[-1],
                "hostile": hostile,
            }
        )
    )


def measured(encoder: Path) -> dict[str, Any]:
    """The figures, from a process of its own."""
    run = [sys.executable, "-m", "benchmarks.report.resources", str(encoder)]
    done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _memory() -> float:
    """The most this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
