"""Why a database or its key can't be used, with what to do about it."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """What stands in the way; the faces have words for each, the messages here are for a log."""

    WRONG_KEY = "wrong_key"
    WEAK_KEY = "weak_key"
    KEY_FILE_OPEN = "key_file_open"  # others can read it
    KEY_FILE_DAMAGED = "key_file_damaged"
    NEWER = "newer"  # made by a later version
    OLDER = "older"  # not migrated yet, and opened for reading alone
    UNREADABLE = "unreadable"  # damaged, truncated, or no database at all
    READ_ONLY = "read_only"
    MISSING = "missing"
    BUSY = "busy"  # another process writes to it
    SERVER = "server"  # it doesn't answer, or not as it must
    UNKNOWN_URL = "unknown_url"


ADVICE = {
    Refusal.WRONG_KEY: "The key doesn't open {place}. Give the JASETTE_KEY it was made with, or put its key file back.",
    Refusal.WEAK_KEY: "JASETTE_KEY is too short: 16 characters at least. `openssl rand -base64 32` makes a good one.",
    Refusal.KEY_FILE_OPEN: "Others can read the key file {place}. Close it to them: chmod 600 {place}",
    Refusal.KEY_FILE_DAMAGED: "The key file {place} is empty, cut short or can't be read. Put back a copy of it.",
    Refusal.NEWER: "A newer version made {place} ({detail}). Update Jasette, or restore a backup made before.",
    Refusal.OLDER: "An older version made {place} ({detail}). Start the bot once: it brings the database up to date.",
    Refusal.UNREADABLE: "{place} can't be read ({detail}). Nothing was changed. Move it aside and restore a backup.",
    Refusal.READ_ONLY: "{place} can't be written ({detail}). Check its owner, its folder's rights and the disk.",
    Refusal.MISSING: "There is no database at {place} yet. Start the bot once: it makes one.",
    Refusal.BUSY: "Another process uses {place}. Stop it first: a database file has one bot at a time.",
    Refusal.SERVER: "{place} can't be used ({detail}). Is the server up, are name and password right?",
    Refusal.UNKNOWN_URL: "{place} names no database this version can use ({detail}). Try sqlite:///data/jasette.sqlite3",
}


class StoreRefused(Exception):  # noqa: N818 - it reads as what happened
    """The store can't be opened. Its text says what to do; `refusal`, `place` and `detail` are for other words."""

    def __init__(self, refusal: Refusal, place: str = "", detail: str = "") -> None:
        super().__init__(ADVICE[refusal].format(place=place, detail=detail))
        self.refusal = refusal
        self.place = place
        self.detail = detail
