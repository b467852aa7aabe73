"""What is counted while the bot runs, in the text form Prometheus reads. Figures only, nobody's words or names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

HELP: Mapping[str, str] = {
    "jasette_updates_received_total": "Updates Telegram delivered, second deliveries included.",
    "jasette_updates_applied_total": "Updates applied, each with its answer.",
    "jasette_updates_failed_total": "Times an update could not be applied.",
    "jasette_updates_put_aside_total": "Updates that never will be applied.",
    "jasette_updates_refused_total": "Requests the webhook refused, by status.",
    "jasette_floods_total": "Times somebody was asked to write more slowly.",
    "jasette_calls_total": "Calls of the Bot API, by outcome.",
    "jasette_voice_notes_total": "Voice notes listened to, by outcome.",
    "jasette_apply_seconds_total": "Seconds spent applying updates, waiting included.",
}
GAUGES: Mapping[str, str] = {
    "jasette_inbox_waiting": "Updates that wait to be applied.",
    "jasette_outbox_waiting": "Messages that wait to be sent or are on their way.",
    "jasette_uptime_seconds": "Seconds since the start.",
}


class Meters:
    """Counters that only go up."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, name: str, label: str = "", by: float = 1) -> None:
        """Add to that counter; `label` is like `outcome="done"`."""
        self._counts[name, label] += by  # type: ignore[assignment]  # seconds are no whole number

    def text(self, gauges: Mapping[str, float]) -> str:
        """Everything, with the gauges as they stand now."""
        return "".join(f"{line}\n" for line in (*self._counters(), *_gauges(gauges)))

    def _counters(self) -> Iterator[str]:
        for name, told in HELP.items():
            yield from (f"# HELP {name} {told}", f"# TYPE {name} counter")
            labels = sorted(label for known, label in self._counts if known == name)
            for label in labels or [""]:
                braced = f"{{{label}}}" if label else ""
                yield f"{name}{braced} {self._counts[name, label]:.10g}"


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in gauges.items():
        yield from (f"# HELP {name} {GAUGES[name]}", f"# TYPE {name} gauge", f"{name} {value:.10g}")
