"""Logs without tokens: whatever is written, from whomever it comes, tracebacks included."""

from __future__ import annotations

import logging
import re

TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}")
HIDDEN = "‹token›"
TALKATIVE = ("httpx", "httpcore", "aiohttp", "telegram", "asyncio")


def redacted(text: str) -> str:
    """The text with every bot token in it hidden."""
    return TOKEN.sub(HIDDEN, text) if ":" in text or "%3A" in text else text


class Redacting(logging.Formatter):
    """Another formatter's lines, without tokens."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """The finished line, exception and all."""
        return redacted(self._inner.format(record))


def guard_logs() -> None:
    """Let no handler of the root logger write a token, and libraries speak of troubles only. Safe to call twice."""
    for handler in logging.getLogger().handlers:
        if not isinstance(handler.formatter, Redacting):
            handler.setFormatter(Redacting(handler.formatter or logging.Formatter()))
    if logging.lastResort and not isinstance(logging.lastResort.formatter, Redacting):
        logging.lastResort.setFormatter(Redacting(logging.lastResort.formatter or logging.Formatter()))
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It logs a traceback for every error page of a server in trouble; we say so in a line.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
