"""A link as a QR code, large enough to be read off another phone or a slide."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import segno

SCALE, BORDER = 14, 4  # pixels a module, modules of white around it


def qr_png(text: str) -> bytes:
    """The code as PNG; the same text, the same bytes. It can lose a seventh of itself and still be read."""
    written = BytesIO()
    segno.make_qr(text, error="m").save(written, kind="png", scale=SCALE, border=BORDER)
    return written.getvalue()


@dataclass(frozen=True)
class QrPath:
    """The code as one path of a drawing that is `size` units wide and high, its white border with it."""

    size: int
    path: str


def qr_path(text: str) -> QrPath:
    """The same code, to be drawn in a page: lines of one unit, each run of dark modules a stroke."""
    code = segno.make_qr(text, error="m")
    strokes = []
    for y, row in enumerate(code.matrix):
        start = None
        for x, is_dark in enumerate([*row, 0]):
            if is_dark and start is None:
                start = x
            elif not is_dark and start is not None:
                strokes.append(f"M{start + BORDER} {y + BORDER + 0.5}h{x - start}")
                start = None
    return QrPath(len(code.matrix) + 2 * BORDER, "".join(strokes))
