"""The first look at a file: every key, word and text against the table of keys, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import islice

from coaching.authoring.keys import TODO, Block, Key, Shape, blocks, owners, required
from coaching.authoring.names import ANY_NEED, Names, code_of
from coaching.authoring.nodes import Kind, Node
from coaching.authoring.problems import Problems, nearest
from coaching.authoring.quotes import quoted, unquoted_line
from coaching.authoring.texts import check_wording, check_wordings
from coaching.language import Language

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,8})")
MOST_LISTED = 24
YES = ("true", "yes")
NO = ("false", "no")


def examine(node: Node, block: str, names: Names, problems: Problems, table: Mapping[str, Block] | None = None) -> None:
    """Checks a map against its block of the table (the scenarios' where none is given), and all that stands in it."""
    known = table or blocks()
    _Look(names, problems, known).block(node, known[block])


def listed(known: Collection[str]) -> str:
    """The names in a row, the first two dozen where there are many."""
    return ", ".join([*islice(known, MOST_LISTED), *(["…"] if len(known) > MOST_LISTED else [])]) or "–"


class _Look:
    """One look at one file."""

    def __init__(self, names: Names, problems: Problems, table: Mapping[str, Block]) -> None:
        self.table = table
        self.owners = owners() if table is blocks() else {}  # where a name belongs is known of scenarios
        self.names = names
        self.problems = problems
        self.by_shape: Mapping[Shape, Callable[[Node, Key], None]] = {
            Shape.TEXT: self.text,
            Shape.LINES: self.lines,
            Shape.WORDINGS: lambda node, key: check_wordings(node, problems, key),
            Shape.MESSAGES: self.messages,
            Shape.NUMBER: self.number,
            Shape.YES_NO: self.yes_no,
            Shape.MAP: lambda node, key: self.block(node, self.table[key.of]),
            Shape.LIST: self.list,
            Shape.NAMES: self.named,
            Shape.LEVELS: lambda node, key: self.by_word(node, key, "openness"),
            Shape.MOMENTS: lambda node, key: self.by_word(node, key, "moment"),
            Shape.ONE: self.one,
            Shape.SOME: self.some,
        }

    def block(self, node: Node, block: Block) -> None:
        """A map of known keys."""
        if not self.is_map(node):
            return
        self.doubles(node)
        if block.languages and self.is_cut_by_commas(node):
            return
        guessed = {self.unknown(key, block) for key, _ in node.entries if key.text not in block.keys}
        for key, value in node.entries:
            if key.text == TODO:
                self.todo(key, value)
            elif key.text in block.keys:
                self.value(value, block.keys[key.text])
        for due in required(block):
            if node.child(due.name) is None and due.name not in guessed:
                self.problems.add(due.missing, node.place, key=due.name)
        missing = [lang for lang in Language if node.child(lang) is None]
        if block.languages == "both" or (block.languages == "any" and len(missing) == len(Language)):
            self.languages(node, [lang for lang in missing if lang not in guessed])

    def unknown(self, key: Node, block: Block) -> str:
        """Tells an unknown key; the known one it most likely meant."""
        if key.text == TODO:
            return ""
        guess = nearest(key.text, block.keys)
        values = {"name": key.text[:60], "nearest": guess, "known": listed(block.keys)}
        self.problems.add(block.unknown, key.place, **values, owner=self.owners.get(key.text, ""))
        return guess

    def value(self, node: Node, key: Key) -> None:
        """What stands under one key."""
        if node.is_empty:
            self.problems.add("empty-text", node.place)
            return
        single = replace(key, several=False)
        for one in node.items if key.several and node.kind is Kind.LIST else (node,):
            self.by_shape[key.shape](one, single)

    def text(self, node: Node, key: Key) -> None:
        """One plain line."""
        if node.kind is not Kind.TEXT:
            self.problems.add("wrong-type", node.place, key=key.name, expected="@text")
        else:
            check_wording(node, self.problems, key)

    def lines(self, node: Node, key: Key) -> None:
        """A text in two languages."""
        if node.kind is not Kind.MAP:
            self.not_lines(node, key)
            return
        self.doubles(node)
        if self.is_cut_by_commas(node):
            return
        block = self.table["said" if key.spoken else "fact"]
        guessed = {self.unknown(name, block) for name, _ in node.entries if name.text not in block.keys}
        if name := node.key(TODO):
            self.todo(name, node.child(TODO) or name)
        for lang in Language:
            if (said := node.child(lang)) is not None:
                check_wordings(said, self.problems, key)
        for reply in ("if_yes", "if_no"):
            if key.spoken and (said := node.child(reply)) is not None:
                self.value(said, block.keys[reply])
        self.languages(node, [lang for lang in Language if node.child(lang) is None and lang not in guessed])

    def is_cut_by_commas(self, node: Node) -> bool:
        """Whether an unquoted line between braces held a comma: YAML takes the rest of the line for a key."""
        said: Node | None = None
        rest: list[str] = []
        for name, value in node.entries:
            if name.text in set(Language):
                if rest:
                    break
                said = value
            elif value.is_empty and not name.quoted and name.text not in self.owners:
                rest.append(name.text)
        if said is None or said.kind is not Kind.TEXT or not rest:
            return False
        self.problems.add("unquoted", said.place, suggestion=quoted(", ".join((said.text, *rest))))
        return True

    def not_lines(self, node: Node, key: Key) -> None:
        """A line without a language, or a list where two languages were due."""
        is_blank = node.kind is Kind.TEXT and not node.text.strip()
        if is_blank:
            self.problems.add("empty-text", node.place)
        else:
            self.problems.add("wrong-type", node.place, key=key.name, expected="@lines")

    def languages(self, node: Node, missing: Iterable[Language]) -> None:
        """The languages a text lacks."""
        for lang in missing:
            self.problems.add("missing-language", node.place, lang=f"@{lang}", key=str(lang))

    def messages(self, node: Node, key: Key) -> None:
        """A learner's messages: free text, so only their shape and their quotes are checked."""
        if node.kind is Kind.MAP:
            self.problems.add("wrong-type", node.place, key=key.name, expected="@messages")
            return
        for message in node.as_list:
            if message.kind is Kind.TEXT:
                continue
            line = self.problems.line_at(message.place)
            if (found := unquoted_line(line, message.place.line)) is not None:
                self.problems.add("unquoted", found.place, suggestion=found.suggestion)
            else:
                self.problems.add("wrong-type", message.place, key=key.name, expected="@text")

    def number(self, node: Node, key: Key) -> None:
        """A whole number within its bounds."""
        is_whole = node.kind is Kind.TEXT and not node.quoted and _WHOLE.fullmatch(node.text)
        if not is_whole or not key.low <= int(node.text) <= key.high:
            self.problems.add(key.wrong, node.place, key=key.name, low=key.low, high=key.high)

    def yes_no(self, node: Node, key: Key) -> None:
        """Yes or no."""
        if node.kind is not Kind.TEXT or node.text.lower() not in YES + NO:
            self.problems.add("wrong-type", node.place, key=key.name, expected="@yes_no")

    def list(self, node: Node, key: Key) -> None:
        """A list of maps."""
        if node.kind is not Kind.LIST:
            self.problems.add("wrong-type", node.place, key=key.name, expected="@list")
            return
        for item in node.items:
            self.block(item, self.table[key.of])

    def named(self, node: Node, key: Key) -> None:
        """An author's own names, each with a map."""
        if not self.is_map(node, key):
            return
        self.doubles(node)
        for name, value in node.entries:
            if name.text == TODO:
                self.todo(name, value)
                continue
            if not NAME.fullmatch(name.text) or (key.of == "need" and name.text == ANY_NEED):
                self.problems.add("bad-id", name.place, name=name.text[:60])
            self.block(value, self.table[key.of])

    def by_word(self, node: Node, key: Key, vocabulary: str) -> None:
        """A map whose keys are words of a vocabulary."""
        if not self.is_map(node, key):
            return
        self.doubles(node)
        if not node.entries and key.missing != "missing-key":
            self.problems.add(key.missing, node.place, key=key.name)
        for name, value in node.entries:
            if name.text == TODO:
                self.todo(name, value)
            elif self.word(name, vocabulary, self.owners.get(name.text, "")):
                inner = Key(name.text, Shape.LINES, spoken=key.spoken)
                self.lines(value, inner) if key.of == "lines" else self.block(value, self.table[key.of])

    def one(self, node: Node, key: Key) -> None:
        """One word of a vocabulary."""
        if node.kind is not Kind.TEXT:
            self.problems.add("wrong-type", node.place, key=key.name, expected="@word")
        else:
            self.word(node, key.of)

    def some(self, node: Node, key: Key) -> None:
        """One word of a vocabulary, or a list of them."""
        if node.kind is Kind.LIST and not node.items:
            self.problems.add("empty-text", node.place)
        for word in node.as_list:
            self.one(word, key)

    def word(self, node: Node, vocabulary: str, owner: str = "") -> bool:
        """Whether the word is of the vocabulary; if not, it is told, with the nearest, or with where it belongs."""
        known = self.names.of(vocabulary)
        if node.text in known:
            return True
        guess = nearest(node.text, known)
        if guess:
            self.names.meant.add((vocabulary, guess))
        line = self.names.line_of(vocabulary, guess) if guess else 0
        values = {"name": node.text[:60], "nearest": guess, "known": listed(known), "owner": owner}
        self.problems.add(code_of(vocabulary), node.place, **values, line=line)
        return False

    def is_map(self, node: Node, key: Key | None = None) -> bool:
        """Whether the node is a map; if not, it is told."""
        if node.kind is Kind.MAP:
            return True
        self.problems.add("wrong-type", node.place, key=key.name if key else "", expected="@map")
        return False

    def doubles(self, node: Node) -> None:
        """Keys written twice: the second would silently win."""
        seen: dict[str, int] = {}
        for key, _ in node.entries:
            if key.kind is not Kind.TEXT:
                self.problems.add("wrong-type", key.place, key="", expected="@word")
            elif key.text in seen:
                self.problems.add("duplicate-key", key.place, key=key.text[:60], line=seen[key.text])
            else:
                seen[key.text] = key.place.line

    def todo(self, key: Node, value: Node) -> None:
        """The author's note to themselves."""
        self.problems.add("todo", key.place, note=value.text if value.kind is Kind.TEXT else "")
