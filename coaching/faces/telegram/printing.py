"""A debrief as a PDF on its way to a phone: the outbox keeps what is to be printed; it is printed when it is sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from importlib.util import find_spec

from coaching.faces.telegram.gateway import Attachment
from coaching.faces.telegram.messages import Rows, markup
from coaching.faces.telegram.picturing import read_board, written
from coaching.faces.telegram.visits import Visit
from coaching.language import Language
from coaching.services.events import Debrief
from coaching.services.records import Outgoing


def can_print() -> bool:
    """Whether what draws and what prints are installed."""
    return all(find_spec(library) is not None for library in ("PIL", "reportlab"))


def send_printed(visit: Visit, debrief: Debrief, rows: Rows) -> None:
    """The debrief as a document, with these rows of buttons under it. ImportError where nothing can be printed."""
    from coaching.pictures.board import Look, TextSize  # noqa: PLC0415 - may not be installed
    from coaching.pictures.printed import file_name, paper_of  # noqa: PLC0415 - may not be installed

    words = visit.words_in(debrief.conversation.profile.lang)
    look = Look(size=TextSize(visit.learner.preferences.text_size))
    paper = paper_of(debrief, words, look)
    recipe = {
        "title": paper.title,
        "lang": paper.lang,
        "board": written(paper.board),
        "parts": [[one.heading, *one.paragraphs] for one in paper.parts],
        "made": visit.tx.now.isoformat(),
        "name": file_name(debrief, words, visit.tx.now.date()),
    }
    payload = {
        "chat_id": visit.learner.chat_id,
        "caption": visit.words("phone.printed"),
        "paper": json.dumps(recipe, ensure_ascii=False),
        "reply_markup": markup(rows),
    }
    visit.send(Outgoing(visit.learner.chat_id, "sendDocument", payload))


async def printed(payload: Mapping[str, object]) -> Mapping[str, object]:
    """The parameters of a call with the PDF they speak of: `document` holds it instead of `paper`."""
    document = await asyncio.to_thread(_print, str(payload["paper"]))
    return {name: value for name, value in payload.items() if name != "paper"} | {"document": document}


def _print(recipe: str) -> Attachment:
    from coaching.pictures import Part  # noqa: PLC0415 - may not be installed
    from coaching.pictures.printed import Paper, printed  # noqa: PLC0415 - may not be installed

    kept = json.loads(recipe)
    parts = tuple(Part(heading, tuple(paragraphs)) for heading, *paragraphs in kept["parts"])
    paper = Paper(kept["title"], Language(kept["lang"]), read_board(kept["board"]), parts)
    return Attachment(kept["name"], printed(paper, datetime.fromisoformat(kept["made"])))
