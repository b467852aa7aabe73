"""A small attendee to start from, in the words of the author's language: sound as made, a comment above each part."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from string import Template

from coaching.authoring.library import SCENARIO_ID
from coaching.authoring.schema import schema
from coaching.language import Language

STARTERS = Path(__file__).parent / "starters"
SCHEMA = "scenario.schema.json"  # beside the file, for editors that check as one types
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


def id_from(name: str) -> str:
    """The id a name makes: "Élise la brave" → "elise_la_brave"; empty where none can be made."""
    bare = unicodedata.normalize("NFKD", name.removesuffix(".yaml").casefold()).replace("œ", "oe")
    plain = "".join(sign for sign in bare if not unicodedata.combining(sign))
    found = _NOT_IN_AN_ID.sub("_", plain).strip("_")
    return found if SCENARIO_ID.fullmatch(found) else ""


def starter(name: str, path: Path, lang: Language) -> str:
    """The text of the file at that path, for an attendee its author calls that."""
    text = (STARTERS / f"{lang}.yaml").read_text(encoding="utf-8")
    title = "".join(sign for sign in " ".join(name.removesuffix(".yaml").split()) if sign.isprintable())
    return Template(text).substitute(schema=SCHEMA, title=title, path=path.as_posix(), id=id_from(name))


def write_starter(name: str, path: Path, lang: Language) -> None:
    """Writes the file, and the schema beside it. Raises FileExistsError, and OSError where nothing can be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(starter(name, path, lang))
    (path.parent / SCHEMA).write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
