"""Cue phrases and where they occur among plain words, in time linear in the message.

A phrase is written in words. `(a|b c)` is a choice, `(a|b)?` may be missing, `word*` any word so beginning, `..` up to
three words of any kind, `#` a number, `@name` any word of that list, `^` the beginning of the clause, `$` its end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

GAP = 3  # how many words `..` may skip

_PART = re.compile(r"\([^()]*\)\??|[^\s()]+")


@dataclass(frozen=True)
class _Part:
    singles: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    sequences: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    number: bool = False
    gap: bool = False
    end: bool = False


@dataclass(frozen=True)
class _Phrase:
    name: str
    parts: tuple[_Part, ...]
    at_start: bool


@dataclass(frozen=True)
class Hit:
    """A cue found among the words: its name and the words it covers, `end` not included."""

    name: str
    start: int
    end: int


class Cues:
    """All cue phrases of one language, ready to be looked for at once."""

    def __init__(
        self,
        cues: Mapping[str, Sequence[str]],
        sets: Mapping[str, Sequence[str]],
        plain: Callable[[str], tuple[str, ...]],
    ) -> None:
        """Make the phrases ready. `plain` turns an author's spelling into plain words; ValueError on a bad phrase."""
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_beginning: dict[str, list[_Phrase]] = defaultdict(list)
        self._numbers: list[_Phrase] = []
        self._plain = plain
        self._sets = {name: self._part(tuple(words)) for name, words in sets.items()}
        for name, phrases in cues.items():
            for written in phrases:
                phrase = self._phrase(name, written)
                self._file(phrase)
                if phrase.parts[0].optional:
                    self._file(_Phrase(name, phrase.parts[1:], phrase.at_start))
        self.vocabulary = frozenset(self._by_word) | {
            word
            for phrases in (*self._by_word.values(), *self._by_beginning.values())
            for phrase in phrases
            for part in phrase.parts
            for word in part.singles
        }

    def find(self, words: Sequence[str]) -> tuple[Hit, ...]:
        """Every cue among the words, in order of its first word."""
        hits: set[tuple[int, int, str]] = set()
        for at, word in enumerate(words):
            for phrase in self._candidates(word):
                if phrase.at_start and at:
                    continue
                end = _end(phrase.parts, 0, words, at)
                if end > at:
                    hits.add((at, end, phrase.name))
        return tuple(Hit(name, start, end) for start, end, name in sorted(hits))

    def _candidates(self, word: str) -> list[_Phrase]:
        found = list(self._by_word.get(word, ()))
        if self._by_beginning:
            for length in range(2, min(len(word), 14) + 1):
                found.extend(self._by_beginning.get(word[:length], ()))
        if word.isdigit():
            found.extend(self._numbers)
        return found

    def _phrase(self, name: str, written: str) -> _Phrase:
        at_start = written.startswith("^")
        parts = tuple(part for raw in _PART.findall(written.lstrip("^")) for part in self._read(raw))
        if not parts or parts[0].gap or parts[0].end or (parts[0].optional and len(parts) == 1):
            raise ValueError(f"a cue phrase must begin with a word: {name}: {written!r}")
        return _Phrase(name, parts, at_start)

    def _read(self, raw: str) -> tuple[_Part, ...]:
        if raw == "..":
            return (_Part(gap=True),)
        if raw == "#":
            return (_Part(number=True),)
        if raw == "$":
            return (_Part(end=True),)
        if raw.startswith("("):
            choice = self._part(tuple(raw.rstrip("?").strip("()").split("|")))
            return (_Part(choice.singles, choice.beginnings, choice.sequences, raw.endswith("?")),)
        if raw.startswith("@"):
            if raw[1:] not in self._sets:
                raise ValueError(f"no list of that name: {raw}")
            return (self._sets[raw[1:]],)
        if raw.endswith("*"):
            return (self._part((raw,)),)
        return tuple(_Part(frozenset({word})) for word in self._plain(raw))

    def _part(self, choices: tuple[str, ...]) -> _Part:
        singles: set[str] = set()
        beginnings: set[str] = set()
        sequences: set[tuple[str, ...]] = set()
        for choice in choices:
            if choice.startswith("@"):
                known = self._sets[choice[1:]]
                singles |= known.singles
                beginnings |= set(known.beginnings)
                sequences |= set(known.sequences)
            elif choice.strip().endswith("*"):
                beginnings.add("".join(self._plain(choice.strip()[:-1])))
            elif len(words := self._plain(choice)) == 1:
                singles.add(words[0])
            elif words:
                sequences.add(words)
        return _Part(frozenset(singles), tuple(sorted(beginnings)), tuple(sorted(sequences)))

    def _file(self, phrase: _Phrase) -> None:
        first = phrase.parts[0]
        if first.number:
            self._numbers.append(phrase)
        for word in first.singles | {sequence[0] for sequence in first.sequences}:
            self._by_word[word].append(phrase)
        for beginning in first.beginnings:
            self._by_beginning[beginning].append(phrase)


def _end(parts: tuple[_Part, ...], number: int, words: Sequence[str], at: int) -> int:
    """Where the phrase ends when its part of that number begins at that word; -1 when it doesn't fit."""
    if number == len(parts):
        return at
    part = parts[number]
    if part.end:
        return at if at == len(words) else -1
    if part.gap:
        for skipped in range(GAP + 1):
            if (end := _end(parts, number + 1, words, at + skipped)) >= 0:
                return end
        return -1
    if at < len(words):
        word = words[at]
        fits = word in part.singles or (part.number and word.isdigit())
        if fits or (part.beginnings and word.startswith(part.beginnings)):
            if (end := _end(parts, number + 1, words, at + 1)) >= 0:
                return end
        for sequence in part.sequences:
            if tuple(words[at : at + len(sequence)]) == sequence:
                if (end := _end(parts, number + 1, words, at + len(sequence))) >= 0:
                    return end
    return _end(parts, number + 1, words, at) if part.optional else -1
