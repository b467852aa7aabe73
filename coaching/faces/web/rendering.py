"""Templates into pages. Whatever a person wrote is escaped; nothing here decides what is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from coaching.faces.words import Words

HERE = Path(__file__).parent
STATIC = HERE / "static"
DONE = re.compile(r"\*([^*\n]+)\*")  # what somebody does while they speak


class Pages:
    """Every template, read once."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters["spoken"] = spoken
        # A new version has a new address, so that what was cached of the old one is never seen beside it.
        versions = {path.name: sha256(path.read_bytes()).hexdigest()[:12] for path in STATIC.iterdir()}
        self._templates.globals["file"] = lambda name: f"/static/{name}?{versions[name]}"

    def render(self, page: str, words: Words, values: Mapping[str, object]) -> str:
        """That page with these values, in these words: `w(key)` in a template, `count(key, number)` for a number."""
        template = self._templates.get_template(page)
        return template.render(values, w=words, count=words.count, lang=words.lang.value)


def spoken(line: str) -> Markup:
    """An attendee's line: what they do while they speak, between asterisks, stands apart."""
    return Markup(DONE.sub(r"<em>\1</em>", str(escape(line))))  # noqa: S704 - escaped here, but for our own tags
