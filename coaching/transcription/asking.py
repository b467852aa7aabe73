"""A recording shown to the transcriber, and what it answers, read no further than an answer goes.

Standard library only: it runs in the process apart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from secrets import token_hex
from urllib.parse import urlsplit

from coaching.apart.fetching import connected, target
from coaching.services.hearing import Trouble

LONGEST_ANSWER = 65_536  # bytes; two minutes of speech are two thousand
TROUBLED = 500  # statuses from here on are the server's own trouble
TOO_MANY = 429


@dataclass(frozen=True)
class Question:
    """Whom to ask, and how."""

    url: str
    key: str
    model: str
    lang: str
    within: float  # seconds without a sign of life


class Unheard(Exception):  # noqa: N818 - it reads as what happened
    """No answer that is one, and why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def answered(recording: bytes, question: Question) -> str:
    """The text the transcriber makes of it, as it came. Raises Unheard."""
    boundary = token_hex(16)
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Accept": "application/json"}
    if question.key:
        headers["Authorization"] = f"Bearer {question.key}"
    url = urlsplit(question.url)
    try:
        connection = connected(url, question.within)
        try:
            connection.request("POST", target(url), body=_form(recording, question, boundary), headers=headers)
            answer = connection.getresponse()
            status, body = answer.status, answer.read(LONGEST_ANSWER + 1)
        finally:
            connection.close()
    except TimeoutError:
        raise Unheard(Trouble.SLOW) from None
    except (OSError, HTTPException, ValueError):
        raise Unheard(Trouble.DOWN) from None
    if status != 200:
        raise Unheard(Trouble.DOWN if status >= TROUBLED or status == TOO_MANY else Trouble.REFUSED)
    return _text(body)


def _text(body: bytes) -> str:
    try:
        told = json.loads(body) if len(body) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        told = None
    text = told.get("text") if isinstance(told, dict) else None
    if not isinstance(text, str):
        raise Unheard(Trouble.NONSENSE)
    return text


def _form(recording: bytes, question: Question, boundary: str) -> bytes:
    fields = {"model": question.model, "language": question.lang, "response_format": "json"}
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
        if value
    ]
    file = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="voice.ogg"\r\n'
        "Content-Type: audio/ogg\r\n\r\n"
    )
    return b"".join([*parts, file.encode(), recording, f"\r\n--{boundary}--\r\n".encode()])
