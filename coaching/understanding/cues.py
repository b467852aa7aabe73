"""Cue phrases and where they occur among plain words, in time linear in the message.

A phrase is written in words. `(a|b c)` is a choice, `(a|b)?` may be missing, `word*` any word so beginning, `..` up to
four words of any kind, `#` a number, `@name` any word of that list, `^` the beginning of the clause, `$` its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

GAP = 4  # how many words `..` may skip

WORDS_KEPT = 4096  # words of which it is remembered what they begin

MOST_CHOICES = 400  # ways one bracket may be read; more is an author's slip


@dataclass(frozen=True)
class _Part:
    singles: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    sequences: frozenset[tuple[str, ...]] = frozenset()
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)  # of sequences, by first word
    loose: tuple[tuple[str, ...], ...] = ()  # sequences with a number or a beginning in them
    optional: bool = False
    number: bool = False
    gap: bool = False
    end: bool = False

    @cached_property
    def plain(self) -> bool:
        """Whether it is one word out of a list and nothing else."""
        special = self.beginnings or self.sequences or self.optional or self.number or self.gap or self.end
        return not special

    def takes(self, word: str) -> bool:
        """Whether that word alone is the part."""
        return word in self.singles or word.startswith(self.beginnings) or (self.number and word.isdigit())


@dataclass(frozen=True)
class _Phrase:
    name: str
    parts: tuple[_Part, ...]
    at_start: bool

    @cached_property
    def needed(self) -> frozenset[str]:
        """The words one of which stands wherever the phrase does, beside its first; empty where none need."""
        heads = (_heads(part) for part in self.parts[1:] if not part.optional)
        return min((its for its in heads if its is not None), key=len, default=frozenset())

    def after(self, word: str) -> frozenset[str] | None:
        """The words one of which follows where it begins with that one; None where any may, or none need."""
        first = self.parts[0]
        if first.optional:
            return None
        found: set[str] = set()
        if first.takes(word):
            rest = _firsts(self.parts[1:])
            if rest is None:
                return None
            found |= rest
        for head, second, *_ in first.sequences:
            if _is_like(head, word):
                if _is_loose((second,)):
                    return None
                found.add(second)
        return frozenset(found)


class _Begun(NamedTuple):
    """The phrases that may begin at a word: those before any word, and all those before a word some wait for."""

    always: Sequence[_Phrase]
    by_next: Mapping[str, Sequence[_Phrase]]


class Hit(NamedTuple):
    """A cue found among the words: the words it covers, `end` not included, and its name."""

    start: int
    end: int
    name: str


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
        self._begun = lru_cache(WORDS_KEPT)(self._begun_with)
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning})
        filed = [phrase for its in self._by_word.values() for phrase in its]
        filed += [phrase for its in self._by_beginning.values() for phrase in its]
        self.vocabulary = frozenset(self._by_word) | {
            word for phrase in filed for part in phrase.parts for word in part.singles
        }

    def find(self, words: tuple[str, ...], start: int = 0, only: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
        """Every cue among the words, or those of the names in `only`, in order of its first word.

        `start` is where the clause begins after "ah", "ok": a phrase with `^` may stand there too.
        """
        hits: set[Hit] = set()
        for at, (word, after) in enumerate(pairwise((*words, ""))):
            begun = self._begun(word)
            for phrase in begun.by_next.get(after, begun.always):
                if (phrase.at_start and at not in (0, start)) or (only and phrase.name not in only):
                    continue
                if phrase.needed and phrase.needed.isdisjoint(words):
                    continue
                end = _end(phrase.parts, 0, words, at)
                if end > at:
                    hits.add(Hit(at, end, phrase.name))
        return tuple(sorted(hits))

    def _begun_with(self, word: str) -> _Begun:
        """The phrases that may begin at that word."""
        lengths = (length for length in self._lengths if length <= len(word))
        by_beginning = (phrase for length in lengths for phrase in self._by_beginning.get(word[:length], ()))
        always: list[_Phrase] = []
        by_next: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in (*self._by_word.get(word, ()), *by_beginning, *(self._numbers if word.isdigit() else ())):
            after = phrase.after(word)
            if after is None:
                always.append(phrase)
            for one in after or ():
                by_next[one].append(phrase)
        return _Begun(always, {one: [*always, *its] for one, its in by_next.items()})

    def _phrase(self, name: str, written: str) -> _Phrase:
        at_start = written.startswith("^")
        parts = tuple(part for raw in _pieces(written.lstrip("^")) for part in self._read(raw))
        if (
            not parts
            or parts[0].gap
            or (parts[0].end and not parts[0].singles)
            or (parts[0].optional and len(parts) == 1)
        ):
            raise ValueError(f"a cue phrase must begin with a word: {name}: {written!r}")
        return _Phrase(name, parts, at_start)

    def _read(self, raw: str) -> tuple[_Part, ...]:
        """One piece of a written phrase; a word may be two plain ones ("c'est")."""
        if raw == "..":
            return (_Part(gap=True),)
        if raw.startswith("("):
            return (replace(self._part(_ways(raw.removesuffix("?")[1:-1])), optional=raw.endswith("?")),)
        if raw in ("$", "#") or raw[0] == "@" or raw[-1] == "*":
            return (self._part((raw,)),)
        return tuple(_Part(frozenset({word})) for word in self._plain(raw))

    def _part(self, choices: tuple[str, ...]) -> _Part:
        parts = [self._choice(choice.strip()) for choice in choices]
        sequences = frozenset[tuple[str, ...]]().union(*(part.sequences for part in parts))
        lengths: dict[str, set[int]] = defaultdict(set)
        for sequence in sequences:
            lengths[sequence[0]].add(len(sequence))
        return _Part(
            singles=frozenset[str]().union(*(part.singles for part in parts)),
            beginnings=tuple(sorted({beginning for part in parts for beginning in part.beginnings})),
            sequences=sequences,
            lengths={head: tuple(sorted(its)) for head, its in lengths.items()},
            loose=tuple(sorted(sequence for sequence in sequences if _is_loose(sequence))),
            number=any(part.number for part in parts),
            end=any(part.end for part in parts),
        )

    def _choice(self, choice: str) -> _Part:
        if choice == "$":
            return _Part(end=True)
        if choice == "#":
            return _Part(number=True)
        if choice.startswith("@"):
            if choice[1:] not in self._sets:
                raise ValueError(f"no list of that name: {choice}")
            return self._sets[choice[1:]]
        words = tuple(word for raw in choice.split() for word in self._words(raw))
        if len(words) == 1 and words[0].endswith("*"):
            return _Part(beginnings=(words[0][:-1],))
        return _Part(singles=frozenset(words)) if len(words) == 1 else self._sequence(words)

    @staticmethod
    def _sequence(words: tuple[str, ...]) -> _Part:
        return _Part(sequences=frozenset({words}) if words else frozenset())

    def _words(self, raw: str) -> tuple[str, ...]:
        """One written word as plain words; `#` and a trailing `*` stay."""
        if raw == "#":
            return ("#",)
        return ("".join(self._plain(raw[:-1])) + "*",) if raw.endswith("*") else self._plain(raw)

    def _file(self, phrase: _Phrase) -> None:
        first = phrase.parts[0]
        heads = {sequence[0] for sequence in first.sequences}
        if first.number or "#" in heads:
            self._numbers.append(phrase)
        for word in first.singles | {head for head in heads if head != "#" and head[-1] != "*"}:
            self._by_word[word].append(phrase)
        for beginning in {*first.beginnings, *(head[:-1] for head in heads if head[-1] == "*")}:
            self._by_beginning[beginning].append(phrase)


def _heads(part: _Part) -> frozenset[str] | None:
    """The words one of which it begins with; None where any may, or none need stand there."""
    if part.gap or part.number or part.beginnings or part.end or part.loose:
        return None
    return part.singles | {sequence[0] for sequence in part.sequences}


def _firsts(parts: tuple[_Part, ...]) -> frozenset[str] | None:
    """The words one of which these parts begin with; None where any may, or none need stand there."""
    mine = _heads(parts[0]) if parts else None
    if mine is None or not parts[0].optional:
        return mine
    rest = _firsts(parts[1:])
    return None if rest is None else mine | rest


def _end(parts: tuple[_Part, ...], number: int, words: tuple[str, ...], at: int) -> int:
    """Where the phrase ends when its part of that number begins at that word; -1 when it doesn't fit."""
    while number < len(parts) and parts[number].plain:
        if at >= len(words) or words[at] not in parts[number].singles:
            return -1
        number, at = number + 1, at + 1
    if number == len(parts):
        return at
    steps = _steps(parts[number], words, at)
    if number + 1 == len(parts):
        return steps[0] if steps else -1
    needed = parts[number + 1].singles if parts[number + 1].plain else None
    for after in steps:
        if needed is not None and (after >= len(words) or words[after] not in needed):
            continue
        if (end := _end(parts, number + 1, words, after)) >= 0:
            return end
    return -1


def _steps(part: _Part, words: tuple[str, ...], at: int) -> Sequence[int]:
    """The places from which the rest of a phrase may go on when this part begins at that word, in order of trial."""
    if part.gap:
        return range(at, min(at + GAP, len(words)) + 1)
    found: list[int] = []
    if at < len(words):
        word = words[at]
        begins = bool(part.beginnings) and word.startswith(part.beginnings)
        if begins or word in part.singles or (part.number and word.isdigit()):
            found.append(at + 1)
        if word in part.lengths:
            found += [at + n for n in part.lengths[word] if words[at : at + n] in part.sequences]
        if part.loose:
            found += [at + len(sequence) for sequence in part.loose if _fits(sequence, words, at)]
    if part.optional or (part.end and at == len(words)):
        found.append(at)
    return found


def _is_loose(sequence: tuple[str, ...]) -> bool:
    return any(word == "#" or word[-1] == "*" for word in sequence)


def _fits(sequence: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    """Whether the words from that place on are those of the sequence, in which `#` is a number, `word*` a beginning."""
    if at + len(sequence) > len(words):
        return False
    return all(map(_is_like, sequence, words[at : at + len(sequence)]))


def _is_like(wanted: str, word: str) -> bool:
    """Whether the word is the one wanted: itself, any number for `#`, any so beginning for `word*`."""
    return wanted == word or (wanted == "#" and word.isdigit()) or (wanted[-1] == "*" and word.startswith(wanted[:-1]))


def _pieces(written: str) -> list[str]:
    """The parts of a phrase: words and whole brackets, each with the "?" that may follow it."""
    found: list[str] = []
    depth, now = 0, ""
    for char in written:
        if char == "(" and depth == 0 and now:
            found.append(now)
            now = ""
        if char.isspace() and depth == 0:
            found.append(now)
            now = ""
            continue
        depth += {"(": 1, ")": -1}.get(char, 0)
        now += char
    if depth:
        raise ValueError(f"a bracket is left open or closed twice: {written!r}")
    return [piece for piece in (*found, now) if piece]


def _ways(inside: str) -> tuple[str, ...]:
    """Every way to read what stands inside a bracket, brackets within it read out."""
    ways: list[str] = []
    for choice in _choices(inside):
        built = [""]
        for piece in _pieces(choice):
            if piece == "..":
                raise ValueError(f"{piece} cannot stand inside a bracket: ({inside})")
            readings = _ways(piece.removesuffix("?")[1:-1]) if piece.startswith("(") else (piece,)
            readings += ("",) if piece.endswith(")?") else ()
            built = [f"{before} {reading}".strip() for before in built for reading in readings]
        ways.extend(built)
    if len(ways) > MOST_CHOICES:
        raise ValueError(f"too many choices in one bracket: ({inside[:60]}…)")
    return tuple(ways)


def _choices(inside: str) -> list[str]:
    """The text cut at the bars that stand in no inner bracket."""
    found, depth = [""], 0
    for char in inside:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += char
    return found
