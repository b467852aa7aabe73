"""What the server answers instead of a result, in Telegram's own words."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - Telegram refuses, nothing broke
    """A call Telegram would refuse."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """The JSON object Telegram sends with the refusal."""
        told: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            told["parameters"] = {"retry_after": self.retry_after}
        return told


def bad_request(description: str) -> Refusal:
    """A 400 in Telegram's form."""
    return Refusal(400, f"Bad Request: {description}")


def conflict(description: str) -> Refusal:
    """A 409 in Telegram's form."""
    return Refusal(409, f"Conflict: {description}")
