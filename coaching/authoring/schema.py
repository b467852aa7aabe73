"""The JSON Schema (draft 2020-12) of scenario files, made from the same table the reader goes by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coaching.authoring.examine import NAME
from coaching.authoring.keys import CLOSED, TODO, Block, Key, Shape, blocks, required

_TEXT = {"type": "string", "minLength": 1}
Schema = dict[str, object]


def schema() -> Schema:
    """The schema of a scenario; `$defs` holds one entry for each block, `_common.yaml`'s among them."""
    defs: Schema = {name: _block(block) for name, block in blocks().items()}
    defs["lines"] = _lines()
    defs["wordings"] = _wordings()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/scenario",
        "$defs": defs,
    }


def _block(block: Block) -> Schema:
    due = [key.name for key in required(block)]
    if block.languages == "both":
        due = ["fr", "en", *due]
    either: Schema = {"anyOf": [{"required": ["fr"]}, {"required": ["en"]}]} if block.languages == "any" else {}
    return either | {
        "description": block.means,
        "type": "object",
        "properties": {name: _key(key) for name, key in block.keys.items()} | {TODO: True},
        "required": due,
        "additionalProperties": False,
    }


def _key(key: Key) -> Schema:
    one = _SHAPES[key.shape](key)
    return {"description": key.means} | (_one_or_several(one) if key.several else one)


def _number(key: Key) -> Schema:
    return {"type": "integer", "minimum": key.low, "maximum": key.high}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _word(vocabulary: str) -> Schema:
    if vocabulary in CLOSED:
        return {"enum": [str(word) for word in CLOSED[vocabulary][0]]}
    return {"type": "string", "pattern": f"^{NAME.pattern}$"}


def _by_name(key: Key) -> Schema:
    names = {"pattern": f"^{NAME.pattern}$"}
    return {"type": "object", "propertyNames": names, "properties": {TODO: True}, "additionalProperties": _ref(key.of)}


def _by_word(vocabulary: str) -> Callable[[Key], Schema]:
    def made(key: Key) -> Schema:
        value = _ref("said" if key.of == "lines" and key.spoken else key.of)
        known = {str(word): value for word in CLOSED[vocabulary][0]}
        return {"type": "object", "properties": known | {TODO: True}, "additionalProperties": False}

    return made


def _one_or_several(one: Mapping[str, object]) -> Schema:
    return {"anyOf": [dict(one), {"type": "array", "items": dict(one), "minItems": 1}]}


def _lines() -> Schema:
    two: Schema = {"fr": _ref("wordings"), "en": _ref("wordings"), TODO: True}
    return {"type": "object", "properties": two, "required": ["fr", "en"], "additionalProperties": False}


def _wordings() -> Schema:
    return _one_or_several(_TEXT)


_SHAPES: Mapping[Shape, Callable[[Key], Schema]] = {
    Shape.TEXT: lambda _: dict(_TEXT),
    Shape.LINES: lambda key: _ref("said" if key.spoken else "lines"),
    Shape.WORDINGS: lambda _: _ref("wordings"),
    Shape.MESSAGES: lambda _: _one_or_several({"type": "string"}),
    Shape.NUMBER: _number,
    Shape.YES_NO: lambda _: {"type": "boolean"},
    Shape.MAP: lambda key: _ref(key.of),
    Shape.LIST: lambda key: {"type": "array", "items": _ref(key.of)},
    Shape.NAMES: _by_name,
    Shape.LEVELS: _by_word("openness"),
    Shape.MOMENTS: _by_word("moment"),
    Shape.ONE: lambda key: _word(key.of),
    Shape.SOME: lambda key: _one_or_several(_word(key.of)),
}
