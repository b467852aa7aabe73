"""What Telegram says of whoever opens a page inside it ("initData"), and whether Telegram really said it.

The signature is an HMAC over every field but itself, under a key made from the bot's token.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import parse_qsl

LONGEST = 8192  # characters; Telegram sends a few hundred
MOST_FIELDS = 40


@dataclass(frozen=True)
class Signed:
    """What was signed: who it is, when it was, and the signature."""

    user_id: int
    at: datetime  # UTC
    signature: str


def read_signed(init_data: str, token: str) -> Signed | None:
    """What the bot of that token was really told; None for anything else, whatever is wrong with it."""
    if not token or len(init_data) > LONGEST:
        return None
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    fields = dict(pairs)
    given = fields.pop("hash", "")
    if len(fields) + 1 != len(pairs) or not hmac.compare_digest(given.encode(), signature_of(fields, token).encode()):
        return None
    return _read(fields, given)


def signature_of(fields: dict[str, str], token: str) -> str:
    """The signature of these fields under the bot's token, as Telegram makes it."""
    key = hmac.digest(b"WebAppData", token.encode(), sha256)
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    return hmac.new(key, lines.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def _read(fields: dict[str, str], signature: str) -> Signed | None:
    try:
        user = json.loads(fields["user"])
        at = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
        user_id = user["id"]
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None
    return Signed(user_id, at, signature) if type(user_id) is int else None
