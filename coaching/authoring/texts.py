"""Checks of what an author wrote in words: both languages there, quotes kept, slots known, nothing to click on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coaching.authoring.nodes import Kind, Node
from coaching.authoring.problems import Place, Problems
from coaching.authoring.quotes import quoted, unquoted_line

LONGEST = 300  # characters of one spoken line; beyond, a telephone shows a speech and no reply
SLOTS = ("word", "Word", "trade", "Trade", "name")
_SLOT = re.compile(r"\{([^{}]*)\}")
_LINK = re.compile(
    r"https?://|www\.|\bt\.me/|(?<![\w.])@\w{3,}|\b[\w-]{2,}\.(?:com|ca|fr|net|org|io|quebec|info|biz)\b", re.IGNORECASE
)
_CURLY = {"“": "”", "«": "»", "”": "”"}


def check_wordings(node: Node, problems: Problems, *, spoken: bool) -> None:
    """Checks one language's line or list of lines."""
    if node.kind is Kind.LIST and not node.items:
        problems.add("empty-text", node.place)
    for wording in node.as_list:
        if wording.kind is not Kind.TEXT:
            _tell_not_text(wording, problems)
        else:
            check_wording(wording, problems, spoken=spoken)


def check_wording(node: Node, problems: Problems, *, spoken: bool) -> None:
    """Checks one line."""
    if node.is_empty or not node.text.strip():
        problems.add("empty-text", node.place)
        return
    if not node.quoted and _tell_unquoted(node, problems):
        return
    for slot in _SLOT.findall(node.text):
        if not spoken or slot not in SLOTS:
            known = ", ".join(f"{{{known}}}" for known in SLOTS)
            problems.add("unknown-slot" if spoken else "slot-not-filled", node.place, slot=slot, known=known)
    if (link := _LINK.search(node.text)) is not None:
        problems.add("link-in-line", node.place, link=link.group())
    if node.text.count("*") % 2:
        problems.add("unbalanced-direction", node.place)
    if spoken and len(node.text) > LONGEST:
        problems.add("line-too-long", node.place, length=len(node.text), limit=LONGEST)


def wordings(node: Node) -> Iterator[Node]:
    """The lines of one language that can be read as such."""
    return (wording for wording in node.as_list if wording.kind is Kind.TEXT and wording.text.strip())


def _tell_not_text(node: Node, problems: Problems) -> None:
    lost = _source(node.place, problems)
    found = unquoted_line(lost, node.place.line)
    if found is not None:
        problems.add("unquoted", found.place, suggestion=found.suggestion)
    else:
        problems.add("wrong-type", node.place, key="", expected="@text")


def _tell_unquoted(node: Node, problems: Problems) -> bool:
    line = _source(node.place, problems)
    if node.text[0] in _CURLY and node.text[-1] in _CURLY.values():
        problems.add("unquoted", node.place, suggestion=quoted(node.text[1:-1]))
        return True
    after = line[node.place.end_column - 1 :]
    if re.match(r"\s+#", after) and " " in node.text and (found := unquoted_line(line, node.place.line)) is not None:
        problems.add("unquoted", found.place, suggestion=found.suggestion)
        return True
    return False


def _source(place: Place, problems: Problems) -> str:
    return problems.source[place.line - 1] if place.line <= len(problems.source) else ""
