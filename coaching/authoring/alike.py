"""Wordings too much alike: a question that stands under two topics, a line that says what another says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from coaching.authoring.build import entries
from coaching.authoring.library import Draft
from coaching.authoring.nodes import NOWHERE, Node
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
    first: dict[str, tuple[str, Node]] = {}
    for topic, example in _questions(draft.root, lang):
        same = " ".join(sorted(fold(example.text).split()))
        its_topic, its = first.setdefault(same, (topic, example))
        if its_topic != topic:
            draft.problems.add("shared-question", example.place, topic=its_topic, line=its.place.line)


def _questions(root: Node, lang: Language) -> Iterator[tuple[str, Node]]:
    for name, topic in entries(root.child("topics")):
        said = (topic.child("asked_with") or NOWHERE).child(lang)
        yield from ((name, example) for example in (wordings(said) if said is not None else ()))


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
