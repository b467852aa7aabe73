"""What a learner types, made fit to be stored, sent and shown, and otherwise left as it is."""

from __future__ import annotations


def sound(text: str) -> str:
    """The text with half emoji, which JSON can carry and UTF-8 can't, replaced by �; two halves are made whole."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def one_line(text: str, longest: int) -> str:
    """The text on one line, no longer than that many characters."""
    return " ".join(sound(text).split())[:longest].rstrip()
