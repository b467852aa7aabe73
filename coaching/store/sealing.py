"""Sealing a text so that only the holder of a key reads it, and nobody moves it to another place unnoticed."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from coaching.services.ports import Unreadable

KEY_BYTES = 32  # AES-256
NONCE_BYTES = 12  # random; NIST SP 800-38D allows 2^32 texts under one key that way
MASTER, OWN = b"\x01", b"\x02"  # which key sealed it: the operator's, or the learner's own


class BrokenSealError(Unreadable):
    """The key is another one, or the text was tampered with."""


class Seal:
    """One AES-256-GCM key in use. A sealed text is a mark of its key, a nonce, and the ciphertext with its tag."""

    def __init__(self, key: bytes, mark: bytes) -> None:
        self._cipher = AESGCM(key)
        self.mark = mark

    def close(self, text: str, place: str) -> bytes:
        """The sealed text; `place` ("turns.text") is where it belongs and opens it there alone."""
        return self.close_bytes(text.encode("utf-8", "surrogatepass"), place)

    def open(self, sealed: bytes, place: str) -> str:
        """The text again. Raises BrokenSealError."""
        return self.open_bytes(sealed, place).decode("utf-8", "surrogatepass")

    def close_bytes(self, plain: bytes, place: str) -> bytes:
        """The same for bytes."""
        nonce = os.urandom(NONCE_BYTES)
        return self.mark + nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The same for bytes. Raises BrokenSealError."""
        start = len(self.mark)
        nonce, rest = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, rest, place.encode())
        except (InvalidTag, ValueError, TypeError):  # of another type: a database edited by hand
            raise BrokenSealError(place) from None
