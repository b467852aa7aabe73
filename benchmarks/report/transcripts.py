"""Replays the conversations of `docs/transcripts`, the same messages to the attendees as they are now.

    python -m benchmarks.report.transcripts [FILE …]

Every block below a `bot.py practice …` line is made again from what the learner wrote in it.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/transcripts"
# The command, anything up to the block, the block.
CONVERSATION = re.compile(r"(`(bot\.py practice [a-z_]+ --[^`]+)`[^`]*?```\n)(.*?)(```)", re.DOTALL)
LEARNER = re.compile(r"^(?:Vous|Toi|You)  (.+)$", re.MULTILINE)


def replayed(conversation: re.Match[str]) -> str:
    """The same conversation, with what the attendee answers now."""
    head, command, block, end = conversation.groups()
    messages = LEARNER.findall(block)
    done = subprocess.run(
        [sys.executable, *shlex.split(command)],
        input="\n".join(messages) + "\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return f"{head}{done.stdout.strip()}\n{end}"


def main() -> None:
    for path in [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(CONVERSATION.sub(replayed, text), encoding="utf-8")
        print(path.name, len(CONVERSATION.findall(text)))


if __name__ == "__main__":
    main()
