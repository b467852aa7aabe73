"""Slips of a file in two voices: a line that can only be said with the learner's word, the other scene's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coaching.authoring.build import lines
from coaching.authoring.library import Draft
from coaching.authoring.nodes import Node
from coaching.authoring.texts import wordings
from coaching.authoring.wholes import spoken_wordings
from coaching.language import Language

_SLOT = re.compile(r"\{\w+\}")


def check_voices(draft: Draft) -> None:
    """Tells what one notices only when the other language, or a learner who said little, is thought of."""
    _tell_slots_only(draft)
    _tell_other_name(draft)


def _tell_slots_only(draft: Draft) -> None:
    """A list in which every wording takes up a word: where the learner gave none, there is nothing to say."""
    spoken = {id(node) for _, node in spoken_wordings(draft.root)}
    for said in _language_nodes(draft.root):
        texts = [node for node in wordings(said) if id(node) in spoken]
        if texts and all(_SLOT.search(node.text) for node in texts):
            draft.problems.add("slots-only", texts[0].place)


def _language_nodes(node: Node) -> Iterator[Node]:
    """Everything that stands under a language."""
    for name, value in node.named():
        if name in set(Language):
            yield value
        else:
            yield from _language_nodes(value)
    for item in node.items:
        yield from _language_nodes(item)


def _tell_other_name(draft: Draft) -> None:
    """The name the attendee bears in the other language, said in this one."""
    names = lines(draft.root.child("name"))
    called = {lang: {word for name in names.of(lang) for word in name.split()} for lang in Language}
    for lang, node in spoken_wordings(draft.root):
        here = Language(lang)
        strange = {name for other in Language if other is not here for name in called[other]} - called[here]
        for name in sorted(strange & set(re.findall(r"\w+", node.text))):
            if name[:1].isupper():
                draft.problems.add("other-name", node.place, name=name, here=names.first(here))
