"""The log: one line an event on standard error, for people or for machines. What learners write never is in it."""

from __future__ import annotations

import logging
import sys

import structlog

from coaching.settings import Settings


def start_logs(settings: Settings) -> None:
    """From here on everything logged, by us or by a library, goes the same way."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _traceback(settings), last],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())


def _traceback(settings: Settings) -> structlog.typing.Processor:
    """A traceback inside the event for machines; the console renders its own, without the variables' values."""
    if settings.log_format == "json":
        return structlog.processors.format_exc_info
    return lambda _logger, _method, event: event
