"""A recording brought here, over HTTP or from this machine's disk, and never more of it than it may hold.

Nothing is followed: an answer that points elsewhere is no answer. Standard library only: it runs in the process apart.
"""

from __future__ import annotations

import os
import stat
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

AT_ONCE = 65_536  # bytes read


class UnfetchedError(Exception):
    """It isn't there, or nobody gives it."""


class TooBigError(Exception):
    """There is more of it than it may hold."""


def fetched(place: str, most: int, within: float) -> bytes:
    """What lies at that address or path, at most `most` bytes. Raises UnfetchedError, TooBigError."""
    try:
        return _downloaded(place, most, within) if "://" in place else _read(Path(place), most)
    except (OSError, HTTPException, ValueError):
        raise UnfetchedError from None  # whose text may hold the address, and so the token


def connected(url: SplitResult, within: float) -> HTTPConnection:
    """A connection to the host of that address. ValueError for anything but HTTP and HTTPS."""
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError(url.scheme)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    return kind(url.hostname, url.port, timeout=within)


def target(url: SplitResult) -> str:
    """What is asked for on the first line of a request to that address."""
    return (url.path or "/") + (f"?{url.query}" if url.query else "")


def _downloaded(place: str, most: int, within: float) -> bytes:
    url = urlsplit(place)
    connection = connected(url, within)
    try:
        connection.request("GET", target(url), headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status != 200:
            raise UnfetchedError
        content = bytearray()
        while piece := answer.read(AT_ONCE):
            content += piece
            if len(content) > most:
                raise TooBigError
        return bytes(content)
    finally:
        connection.close()


def _read(path: Path, most: int) -> bytes:
    """A file of a Bot API server on this very machine; no device, no pipe, no link to somewhere else."""
    if not path.is_absolute():
        raise UnfetchedError
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(opened, "rb") as file:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise UnfetchedError
        content = file.read(most + 1)
    if len(content) > most:
        raise TooBigError
    return content
