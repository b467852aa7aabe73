"""How long a recording really lasts: Opus in Ogg (RFC 3533, 6716, 7845), walked page by page and never decoded.

What a file says of itself is not believed: each packet's own first bytes tell how much sound it unfolds to, so a small
file that holds hours is found out, and one that ends early too. Standard library only: it runs in the process apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

RATE = 48_000  # samples a second, whatever the recording was made at
LONGEST_PACKET = 5_760  # samples: 120 ms
SLACK = RATE  # samples the file may claim beyond what its packets hold
BEGINNING = 19  # bytes of a packet that are looked at
HEAD, TAGS = b"OpusHead", b"OpusTags"
FIRST, CONTINUED = 2, 1  # flags of a page
SILK, HYBRID, CELT = (480, 960, 1920, 2880), (480, 960), (120, 240, 480, 960)  # samples of a frame, by its kind


class BrokenError(Exception):
    """No Opus in Ogg, or a damaged one."""


class TooLongError(Exception):
    """It lasts longer than it may."""


@dataclass(frozen=True)
class Page:
    """One page: its flags, its granule (the samples up to its end, -1 for none), and its pieces of packets."""

    flags: int
    granule: int
    serial: int
    number: int
    pieces: tuple[bytes, ...]
    ends_whole: bool  # whether its last piece ends a packet


def seconds_of(content: bytes, longest: float) -> float:
    """How long it lasts. Raises BrokenError, TooLongError as soon as it is beyond `longest` seconds."""
    most = int(longest * RATE)
    samples = packets = granule = 0
    begun = b""  # of a packet that goes on over the next page
    for page in _pages(content):
        pieces = list(page.pieces)
        if pieces:
            pieces[0] = begun + pieces[0]
        begun = b"" if page.ends_whole else pieces.pop()[:BEGINNING]
        for packet in pieces:
            packets += 1
            samples += _samples(packet, packets)
            if samples > most:
                raise TooLongError
        if page.granule > most + RATE:
            raise TooLongError
        granule = _grown(granule, page.granule)
    if begun or packets < 3 or granule > samples + SLACK:
        raise BrokenError("cut off, empty, or longer by its own account than it is")
    return samples / RATE


def _grown(before: int, granule: int) -> int:
    """The samples so far by the file's own account, which never goes back."""
    if granule == -1:
        return before
    if granule < before:
        raise BrokenError("time goes back")
    return granule


def _pages(content: bytes) -> Iterator[Page]:
    """Its pages, of one stream and in order."""
    at, serial, number, whole = 0, None, 0, True
    while at < len(content):
        page, at = _page(content, at)
        is_first = serial is None
        serial = page.serial if is_first else serial
        in_order = page.serial == serial and page.number == number and bool(page.flags & FIRST) is is_first
        if not in_order or bool(page.flags & CONTINUED) is whole:
            raise BrokenError("pages of another recording, or some missing")
        yield page
        number, whole = number + 1, page.ends_whole
    if serial is None:
        raise BrokenError("nothing in it")


def _page(content: bytes, at: int) -> tuple[Page, int]:
    """The page that begins there, and where the next one does."""
    head = content[at : at + 27]
    if len(head) < 27 or head[:4] != b"OggS" or head[4] != 0:
        raise BrokenError("no page of Ogg")
    sizes = content[at + 27 : at + 27 + head[26]]
    body = at + 27 + head[26]
    if not sizes or len(sizes) < head[26] or len(content) < body + sum(sizes):
        raise BrokenError("cut off")
    pieces, start, end = [], body, body
    for size in sizes:
        end += size
        if size < 255:  # a full segment goes on in the next one
            pieces.append(content[start:end])
            start = end
    ends_whole = sizes[-1] < 255
    if not ends_whole:
        pieces.append(content[start:end])
    granule = int.from_bytes(head[6:14], "little", signed=True)
    serial, number = int.from_bytes(head[14:18], "little"), int.from_bytes(head[18:22], "little")
    return Page(head[5], granule, serial, number, tuple(pieces), ends_whole), end


def _samples(packet: bytes, number: int) -> int:
    """How many samples the packet unfolds to; the first two are headers."""
    if number == 1:
        # One stream of one or two channels, of the format's first major version.
        if packet[:8] != HEAD or len(packet) < BEGINNING or packet[8] > 15 or packet[9] not in (1, 2) or packet[18]:
            raise BrokenError("no Opus")
        return 0
    if number == 2:
        if packet[:8] != TAGS:
            raise BrokenError("no Opus")
        return 0
    if not packet:
        raise BrokenError("a packet without anything in it")
    kind, code = packet[0] >> 3, packet[0] & 3
    frame = SILK[kind & 3] if kind < 12 else HYBRID[kind & 1] if kind < 16 else CELT[kind & 3]
    count = (1, 2, 2)[code] if code < 3 else packet[1] & 63 if len(packet) > 1 else 0
    if not 0 < frame * count <= LONGEST_PACKET:
        raise BrokenError("a packet of impossible length")
    return frame * count
