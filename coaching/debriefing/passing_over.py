"""What the attendee said that was let go by: questions to the learner without an answer, a thread left hanging."""

from __future__ import annotations

import re

from coaching.moves import SELLING, Move
from coaching.rehearsal import Conversation, Turn

OFTEN = 2  # questions passed over; once is shyness, or haste
LONGEST = 110  # characters of theirs that are quoted
_STAGE = re.compile(r"\*[^*]*\*")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_ANSWERS = SELLING | {Move.SELF_DISCLOSURE, Move.POLITE_DECLINE, Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT, Move.OFFER_HELP}


def passed_over(conversation: Conversation) -> str:
    """The last of their questions that got no answer, where that happened more than once; else ""."""
    lines = [conversation.opening, *(turn.reply for turn in conversation.turns)]
    asked = [
        question
        for line, turn in zip(lines, conversation.turns, strict=False)
        if (question := _question(line)) and not _answers(turn)
    ]
    return asked[-1] if len(asked) >= OFTEN else ""


def last_statement(line: str) -> str:
    """The last sentence of a line that asks nothing; "" when it is too long to quote, or when there is none."""
    told = [one for one in _sentences(line) if not one.endswith("?")]
    return told[-1] if told and len(told[-1]) <= LONGEST else ""


def _question(line: str) -> str:
    """What the line ends by asking, short enough to quote."""
    last = _sentences(line)[-1:]
    return last[0] if last and last[0].endswith("?") and len(last[0]) <= LONGEST else ""


def _answers(turn: Turn) -> bool:
    """Whether something is said in answer: of oneself, of one's trade, a yes or a no, or leave is taken."""
    reading = turn.reading
    return bool(reading.trade) or reading.assent is not None or reading.does(*_ANSWERS)


def _sentences(line: str) -> list[str]:
    found = (one.strip() for one in _SENTENCE.findall(_STAGE.sub(" ", line)))
    return [" ".join(one.split()) for one in found if any(char.isalpha() for char in one)]
