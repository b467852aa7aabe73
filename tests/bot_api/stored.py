"""One file, and what can be told of it by its name and its first bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

MIME = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".html": "text/html",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".webm": "audio/webm",
    ".ics": "text/calendar",
}


@dataclass(frozen=True)
class StoredFile:
    """One file."""

    file_id: str
    kind: str  # "photo", "document", "voice", "sticker" …
    name: str
    content: bytes
    path: str  # below the address of files

    @property
    def mime(self) -> str:
        """What its name says it holds."""
        return MIME.get(PurePosixPath(self.name).suffix.lower(), "application/octet-stream")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a picture, or nothing at all."""
        return size_of(self.content) or (0, 0)

    def described(self) -> dict[str, object]:
        """The part every description of a file has."""
        return {"file_id": self.file_id, "file_unique_id": self.file_id[-12:], "file_size": len(self.content)}


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG, None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
