"""Files people and the bot sent: kept under an id, told apart by what they hold, refused when they are too big."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tests.bot_api.parameters import Upload
from tests.bot_api.refusals import Refusal, bad_request
from tests.bot_api.stored import StoredFile, size_of

MEGABYTE = 1024 * 1024
BIGGEST_PHOTO, BIGGEST_FILE, BIGGEST_DOWNLOAD = 10 * MEGABYTE, 50 * MEGABYTE, 20 * MEGABYTE
PHOTO_SIDES, PHOTO_RATIO = 10_000, 20  # width and height together; the longer side against the shorter
FOLDERS = {"photo": "photos", "voice": "voice", "sticker": "stickers", "audio": "music", "video": "videos"}


@dataclass
class Files:
    """All files, by id."""

    by_id: dict[str, StoredFile] = field(default_factory=dict)
    too_big_to_download: set[str] = field(default_factory=set)
    fetched: int = 0  # times one was asked for by its path
    given_once: asyncio.Event | None = None  # nobody gets one before

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """A file from now on; raises the refusal."""
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > BIGGEST_FILE:
            raise Refusal(413, "Request Entity Too Large")
        if kind == "photo":
            _check_photo(upload.content)
        number = len(self.by_id) + 1
        suffix = PurePosixPath(upload.name).suffix.lower()
        file_id = f"{kind}-{number}-{hashlib.sha256(upload.content).hexdigest()[:20]}"
        stored = StoredFile(
            file_id, kind, upload.name, upload.content, f"{FOLDERS.get(kind, 'documents')}/file_{number}{suffix}"
        )
        self.by_id[file_id] = stored
        return stored

    def find(self, file_id: str) -> StoredFile:
        """The file of that id; raises the refusal."""
        found = self.by_id.get(file_id)
        if not found:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return found

    def at(self, path: str) -> StoredFile | None:
        """The file at that path, if any."""
        return next((stored for stored in self.by_id.values() if stored.path == path), None)


def _check_photo(content: bytes) -> None:
    if len(content) > BIGGEST_PHOTO:
        raise bad_request("PHOTO_SAVE_FILE_INVALID")
    size = size_of(content)
    if not size:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > PHOTO_SIDES or max(size) > PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
