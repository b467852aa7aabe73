"""Voice notes as Telegram's clients record them, and as nobody honest would: Opus in Ogg, written byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

SILENCE = b"\xf8\xff\xfe"  # 20 ms of it, as an encoder writes it
HOUR = 3600.0
SERIAL = 7


def head(channels: int = 1) -> bytes:
    return b"OpusHead" + struct.pack("<BBHIhB", 1, channels, 312, 48_000, 0, 0)


def tags(filling: int = 0) -> bytes:
    return b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 0) + bytes(filling)


def page(packets: Sequence[bytes], number: int, granule: int, flags: int = 0, serial: int = SERIAL) -> bytes:
    """Whole packets on one page."""
    sizes = [size for packet in packets for size in (*[255] * (len(packet) // 255), len(packet) % 255)]
    return raw_page(sizes, b"".join(packets), number, granule, flags, serial)


def raw_page(
    sizes: Sequence[int], body: bytes, number: int, granule: int, flags: int = 0, serial: int = SERIAL
) -> bytes:
    """A page with this very table of sizes."""
    told = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, serial, number, 0) + bytes([len(sizes)])
    whole = told + bytes(sizes) + body
    return whole[:22] + struct.pack("<I", _sum(whole)) + whole[26:]


def voice(seconds: float, packet: bytes = SILENCE, each: float = 0.02, claims: float | None = None) -> bytes:
    """A voice note of so many seconds, made of such packets; it claims to last `claims` where that is given."""
    count = round(seconds / each)
    pages = [page([head()], 0, 0, flags=2), page([tags()], 1, 0)]
    packets = [packet] * count
    most = 250 // (len(packet) // 255 + 1)
    for start in range(0, count, most):
        on_it = packets[start : start + most]
        is_last = start + most >= count
        granule = int((start + len(on_it)) * each * 48_000)
        if is_last and claims is not None:
            granule = int(claims * 48_000)
        pages.append(page(on_it, len(pages), granule, flags=4 if is_last else 0))
    return b"".join(pages)


def _sum(content: Iterable[int]) -> int:
    total = 0
    for byte in content:
        total = (total << 8 & 0xFFFFFFFF) ^ TABLE[(total >> 24) ^ byte]
    return total


def _entry(byte: int) -> int:
    total = byte << 24
    for _ in range(8):
        total = (total << 1) ^ (0x04C11DB7 if total & 0x80000000 else 0)
    return total & 0xFFFFFFFF


TABLE = [_entry(byte) for byte in range(256)]
