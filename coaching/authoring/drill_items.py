"""A file of items: the lines to work on of one kind of drill, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from coaching.authoring.build import word, words
from coaching.authoring.drill_kinds import Kinds
from coaching.authoring.examine import NAME, examine
from coaching.authoring.keys import drill_blocks
from coaching.authoring.names import Names
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.problems import Problems
from coaching.authoring.texts import LONGEST
from coaching.drills import Item, Measure
from coaching.language import Language

MODELS = 2  # two, so that nobody takes one for the only answer


@dataclass(frozen=True)
class Items:
    """The items of one file."""

    kind: str
    lang: Language
    items: tuple[Item, ...]


def read_items(root: Node, kinds: Kinds, problems: Problems) -> Items | None:
    """The file's items as far as they can be read; None when it doesn't say of what kind and language they are."""
    names = Names(MappingProxyType({"kind": dict.fromkeys(kinds.places, 0)}))
    examine(root, "drill_items", names, problems, drill_blocks())
    kind, lang = word(root.child("kind")) or "", word(root.child("lang")) or ""
    nodes = [node for node in (root.child("items") or NOWHERE).items if node.kind is Kind.MAP]
    drill = next((drill for drill in kinds.drills if drill.id == kind), None)
    needs_trade = drill is not None and any(check.measure is Measure.MENTIONS_TRADE for check in drill.checks)
    seen: dict[str, int] = {}
    for node in nodes:
        _check_id(node, seen, problems)
        _check_texts(node, problems)
        if needs_trade and node.child("sells") is None:
            problems.add("drill-missing-key", node.place, key="sells")
    if kind not in kinds.places or lang not in set(Language):
        return None
    return Items(kind, Language(lang), tuple(_item(node, Language(lang)) for node in nodes))


def _check_id(node: Node, seen: dict[str, int], problems: Problems) -> None:
    named = node.child("id")
    name = word(named)
    if named is None or name is None:
        return
    if not NAME.fullmatch(name):
        problems.add("bad-id", named.place, name=name[:60])
    elif name in seen:
        problems.add("same-item", named.place, name=name, line=seen[name])
    else:
        seen[name] = named.place.line


def _check_texts(node: Node, problems: Problems) -> None:
    models = node.child("models")
    if models is not None and len(words(models)) < MODELS:
        problems.add("few-models", models.place, count=len(words(models)), least=MODELS)
    for text in (node.child("given"), node.child("scene"), *(models.as_list if models else ())):
        if text is not None and len(text.text) > LONGEST:
            problems.add("line-too-long", text.place, length=len(text.text), limit=LONGEST)


def _item(node: Node, lang: Language) -> Item:
    return Item(
        id=word(node.child("id")) or "",
        lang=lang,
        given=word(node.child("given")) or "",
        models=words(node.child("models")),
        sells=word(node.child("sells")) or "",
        scene=word(node.child("scene")) or "",
    )
