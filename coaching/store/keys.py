"""The keys: one master key of the operator's, kept outside the database, and under it a data key per learner.

A learner's texts are sealed with their own key, which stands nowhere but in their row, wrapped by the master key: once
the row is gone, whatever the disk still holds of their texts is noise. `docs/durability.md` says what holds of backups.
"""

from __future__ import annotations

import os
import secrets
import stat
from hashlib import scrypt
from pathlib import Path

from coaching.store.database import address, file_of
from coaching.store.refusal import Refusal, StoreRefused
from coaching.store.sealing import KEY_BYTES, MASTER, OWN, Seal

SHORTEST = 16  # characters of a secret; what is generated has 43
KEY_FILE = "jasette.key"
PRIVATE = 0o600
# A fixed salt: the secret is meant to be random, and stretching only softens a hand-made one.
SALT, COST, BLOCK = b"jasette master key", 2**14, 8
WRAPPED = "learners.data_key"


class Keys:
    """The master key in use."""

    def __init__(self, secret: str) -> None:
        """`secret` is any text of 16 characters or more. Raises StoreRefused for a shorter one."""
        if len(secret.strip()) < SHORTEST:
            raise StoreRefused(Refusal.WEAK_KEY)
        key = scrypt(secret.strip().encode(), salt=SALT, n=COST, r=BLOCK, p=1, dklen=KEY_BYTES)
        self.master = Seal(key, MASTER)

    def new_data_key(self) -> bytes:
        """A learner's new key, wrapped."""
        return self.master.close_bytes(secrets.token_bytes(KEY_BYTES), WRAPPED)

    def data_seal(self, wrapped: bytes) -> Seal:
        """The learner's own seal. Raises BrokenSealError under another master key."""
        return Seal(self.master.open_bytes(wrapped, WRAPPED), OWN)


def read_keys(secret: str, folder: Path) -> Keys:
    """The keys from that secret (JASETTE_KEY) or, where it is empty, from the folder's key file, made at first use.

    Raises StoreRefused for a weak secret and for a key file that others can read or that is damaged.
    """
    if secret:
        return Keys(secret)
    path = folder / KEY_FILE
    try:
        _make_key_file(path)
    except OSError as error:
        raise StoreRefused(Refusal.READ_ONLY, str(path), error.strerror or str(error)) from None
    return Keys(_secret_in(path))


def look_before_making_a_key(database: str, folder: Path, *, reading: bool) -> None:
    """A new key opens no database that is there already, and one that is only read needs none made.

    Raises StoreRefused.
    """
    path = file_of(address(database))
    is_new = path is not None and not (path.exists() and path.stat().st_size)
    if is_new and reading:
        raise StoreRefused(Refusal.MISSING, str(path))
    key = folder / KEY_FILE
    if not is_new and path is not None and not key.exists():
        raise StoreRefused(Refusal.KEY_FILE_DAMAGED, str(key))


def _make_key_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return
    # Written whole under another name, then linked: a kill leaves no half key, and of two starts one wins.
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        _put(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another start was quicker; its key is ours
    except OSError:
        draft.replace(path)  # a file system without hard links


def _secret_in(path: Path) -> str:
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise StoreRefused(Refusal.KEY_FILE_OPEN, str(path))
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise StoreRefused(Refusal.KEY_FILE_DAMAGED, str(path)) from None
    if len(secret) < SHORTEST:
        raise StoreRefused(Refusal.KEY_FILE_DAMAGED, str(path))
    return secret
