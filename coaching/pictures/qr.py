"""A link as a QR code, large enough to be read off another phone or a slide."""

from __future__ import annotations

from io import BytesIO

import segno

SCALE, BORDER = 14, 4  # pixels a module, modules of white around it


def qr_png(text: str) -> bytes:
    """The code as PNG; the same text, the same bytes. It can lose a seventh of itself and still be read."""
    written = BytesIO()
    segno.make_qr(text, error="m").save(written, kind="png", scale=SCALE, border=BORDER)
    return written.getvalue()
