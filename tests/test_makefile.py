"""What `make` would do, without doing it."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_measuring_runs_every_measure_and_never_what_writes_the_weights() -> None:
    done = subprocess.run(["make", "-n", "bench"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "benchmarks/understanding.py" in done.stdout
    assert "benchmarks/weights.py" not in done.stdout
