"""What reading costs: time on one core, memory, and what hostile texts do. The only figures that vary."""

from __future__ import annotations

from pathlib import Path

from benchmarks.report import resources
from benchmarks.report.markdown import table


def report(encoder: Path) -> list[str]:
    """The chapter on costs."""
    found = resources.measured(encoder)
    rows = [
        ["a message, median", f"{found['median']:.1f} ms", "15 ms"],
        ["a message, p99", f"{found['p99']:.1f} ms", "40 ms"],
        ["the slowest message", f"{found['most']:.1f} ms", ""],
        ["loading", f"{found['loading']:.2f} s", "1.5 s"],
        ["memory once loaded", f"{found['memory_loaded']:.0f} MB", ""],
        [f"memory after {resources.READ_FOR_MEMORY} messages", f"{found['memory']:.0f} MB", "300 MB"],
        *([f"hostile: {name}", f"{spent:.0f} ms", "100 ms"] for name, spent in found["hostile"].items()),
    ]
    return [
        "## What it costs",
        (
            f"Processor time on one core, with a scenario's topics, over {resources.READ_FOR_TIME:,} messages; loading "
            "counts from the start of the process, the interpreter and every import included; memory is the most the "
            f"process ever held. Hostile texts have {resources.SIZE:,} characters where nothing else is said, and the "
            f"slowest of {resources.TIMES} readings counts. These figures alone vary from run to run."
        ),
        "",
        *table(["", "measured", "limit"], rows),
    ]
