"""What a learner types, made fit to be stored, sent and shown, and otherwise left as it is."""

from __future__ import annotations

LONGEST_JOINED = 16_384  # characters of a message that came in pieces: four of a messenger's longest


def sound(text: str) -> str:
    """The text with half emoji, which JSON can carry and UTF-8 can't, replaced by �; two halves are made whole."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def joined(begun: str, rest: str) -> str | None:
    """A message that came in two pieces; None where it would be too long for one."""
    return f"{begun}\n{rest}" if len(begun) + len(rest) <= LONGEST_JOINED else None


def one_line(text: str, longest: int) -> str:
    """The text on one line, no longer than that many characters."""
    return " ".join(sound(text).split())[:longest].rstrip()
