"""Seasons of the club by learners who type whatever comes to mind. Run: .venv/bin/python benchmarks/seasons.py 100.

Each must run to its end, with a reply to every message and no line twice in a conversation; then how long a message
takes.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from coaching.club.meeting import Meeting  # noqa: E402 - after the path
from tests.club.seasons import at_random, the_club  # noqa: E402

USUAL = 20  # seasons, where no number is given


def slips(meeting: Meeting) -> list[str]:
    """What went wrong in a conversation."""
    turns = meeting.conversation.turns
    marks = [*meeting.conversation.opening_said, *(one for turn in turns for one in turn.said)]
    found = ["no reply"] * sum(not turn.reply.strip() for turn in turns)
    return found + ["a line twice"] * (len(marks) - len(set(marks)))


def main() -> None:
    """Plays them, and tells what went wrong."""
    seasons = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    the_club()
    wrong: Counter[str] = Counter()
    conversations = messages = referrals = 0
    started = time.perf_counter()
    for seed in range(seasons):
        season, meetings = at_random(seed)
        wrong["not over"] += not season.is_over(the_club().figures)
        for meeting in meetings:
            wrong.update(slips(meeting))
        conversations += len(meetings)
        messages += sum(len(meeting.conversation.turns) for meeting in meetings)
        referrals += sum(one.referral is not None for one in season.met)
    took = time.perf_counter() - started
    print(f"{seasons} seasons, {conversations} conversations, {messages} messages, {referrals} referrals")
    print(f"{1000 * took / max(messages, 1):.1f} ms a message, all of it counted")
    print("wrong:", ", ".join(f"{name} {count}" for name, count in wrong.items() if count) or "nothing")


if __name__ == "__main__":
    main()
