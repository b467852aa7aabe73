"""Wordings too much alike: a question that stands under two topics, a line that says what another says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from coaching.authoring.build import entries
from coaching.authoring.library import Draft
from coaching.authoring.nodes import NOWHERE, Node
from coaching.authoring.problems import Problems
from coaching.authoring.texts import wordings
from coaching.authoring.wholes import spoken_wordings
from coaching.language import Language

ALIKE = 90  # of 100; "he turns the glass" and "he turns his glass" are 92
SHORT = 12  # letters below which likeness says little: "Ah bon." and "Ah oui."
_NO_WORD = re.compile(r"[\W_]+")


def check_alike(draft: Draft) -> None:
    """Tells the questions two topics share, and the lines that are nearly said already."""
    for lang in Language:
        _tell_shared_questions(draft, lang)
        _tell_similar_lines(draft, lang)


def fold(text: str) -> str:
    """The words alone: no capitals, accents, stops."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("œ", "oe")
    return " ".join(_NO_WORD.sub(" ", "".join(sign for sign in bare if not unicodedata.combining(sign))).split())


def _tell_shared_questions(draft: Draft, lang: Language) -> None:
    """A question word for word under two topics: only one of them will be found by it."""
    first: dict[str, tuple[Problems, str, Node]] = {}
    for problems, topic, example in _questions(draft, lang):
        same = " ".join(sorted(fold(example.text).split()))
        its_file, its_topic, its = first.setdefault(same, (problems, topic, example))
        if its_topic != topic:
            line = its.place.line if its_file is problems else f"{its.place.line}, {its_file.path}"
            problems.add("shared-question", example.place, topic=its_topic, line=line)


def _questions(draft: Draft, lang: Language) -> Iterator[tuple[Problems, str, Node]]:
    """The author's, then those that were heard, each with the problems of its file."""
    asked = [(draft.problems, name, topic.child("asked_with")) for name, topic in entries(draft.root.child("topics"))]
    if draft.heard is not None:
        asked += [(draft.heard.problems, name, said) for name, said in draft.heard.topics]
    for problems, name, both in asked:
        said = (both or NOWHERE).child(lang)
        yield from ((problems, name, example) for example in (wordings(said) if said is not None else ()))


def _tell_similar_lines(draft: Draft, lang: Language) -> None:
    """A line that differs from an earlier one by a word or a letter: a learner takes it for the same."""
    said = [node for its, node in spoken_wordings(draft.root) if its == lang]
    texts = [fold(node.text) for node in said]
    for at, before in _pairs(texts):
        if said[at].text.casefold().split() != said[before].text.casefold().split():  # those are told as repeated
            draft.problems.add("similar-line", said[at].place, line=said[before].place.line)


def _pairs(texts: list[str]) -> Iterable[tuple[int, int]]:
    """Every text that is like an earlier one, with the earliest such."""
    for at, text in enumerate(texts):
        if len(text) >= SHORT:
            found = process.extractOne(text, texts[:at], scorer=fuzz.ratio, score_cutoff=ALIKE)
            if found:
                yield at, found[2]
