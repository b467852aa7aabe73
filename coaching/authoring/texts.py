"""Checks of what an author wrote in words: both languages there, quotes kept, slots known, nothing to click on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coaching.authoring.keys import Key
from coaching.authoring.nodes import Kind, Node
from coaching.authoring.problems import Problems
from coaching.authoring.quotes import quoted, unquoted_line

LONGEST = 300  # characters of one spoken line; beyond, a telephone shows a speech and no reply
SLOTS = ("word", "Word", "trade", "Trade", "name")
_SLOT = re.compile(r"\{([^{}]*)\}")
# Each alternative fails or holds at once: no text, however long, is walked twice.
_LINK = re.compile(
    r"https?://|\bwww\.|\bt\.me/|(?<![\w.])@\w{3}|(?<=\w)\.(?:com|ca|fr|net|org|io|quebec|info|biz)\b", re.IGNORECASE
)
_COMMENT = re.compile(r"\s+#")
_CURLY = {"“": "”", "«": "»", "”": "”"}


def check_wordings(node: Node, problems: Problems, key: Key) -> None:
    """Checks one language's line or list of lines."""
    if node.kind is Kind.LIST and not node.items:
        problems.add("empty-text", node.place)
    for wording in node.as_list:
        if wording.kind is not Kind.TEXT:
            _tell_not_text(wording, problems)
        else:
            check_wording(wording, problems, key)


def check_wording(node: Node, problems: Problems, key: Key) -> None:
    """Checks one line."""
    if node.is_empty or not node.text.strip():
        problems.add("empty-text", node.place)
        return
    if not node.quoted and _tell_unquoted(node, problems):
        return
    if key.heard:
        return
    for slot in _SLOT.findall(node.text):
        if not key.spoken or slot not in SLOTS:
            known = ", ".join(f"{{{known}}}" for known in SLOTS)
            problems.add("unknown-slot" if key.spoken else "slot-not-filled", node.place, slot=slot, known=known)
    if (link := _LINK.search(node.text)) is not None:
        problems.add("link-in-line", node.place, link=_word_around(node.text, link.start()))
    if node.text.count("*") % 2:
        problems.add("unbalanced-direction", node.place)
    if key.spoken and len(node.text) > LONGEST:
        problems.add("line-too-long", node.place, length=len(node.text), limit=LONGEST)


def wordings(node: Node) -> Iterator[Node]:
    """The lines of one language that can be read as such."""
    return (wording for wording in node.as_list if wording.kind is Kind.TEXT and wording.text.strip())


def _word_around(text: str, at: int) -> str:
    before, after = text[max(0, at - 40) : at], text[at : at + 40]
    return re.split(r"\s", before)[-1] + re.split(r"\s", after)[0]


def _tell_not_text(node: Node, problems: Problems) -> None:
    found = unquoted_line(problems.line_at(node.place), node.place.line)
    if found is not None:
        problems.add("unquoted", found.place, suggestion=found.suggestion)
    else:
        problems.add("wrong-type", node.place, key="", expected="@text")


def _tell_unquoted(node: Node, problems: Problems) -> bool:
    line = problems.line_at(node.place)
    if node.text[0] in _CURLY and node.text[-1] in _CURLY.values():
        problems.add("unquoted", node.place, suggestion=quoted(node.text[1:-1]))
        return True
    if (
        _COMMENT.match(line, node.place.end_column - 1)
        and " " in node.text
        and (found := unquoted_line(line, node.place.line)) is not None
    ):
        problems.add("unquoted", found.place, suggestion=found.suggestion)
        return True
    return False
