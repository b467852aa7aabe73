"""The store: records in SQLite (or PostgreSQL), sealed, one transaction at a time. It knows records, not behaviour."""

from coaching.store.keys import Keys, read_keys
from coaching.store.refusal import Refusal, StoreRefused
from coaching.store.store import DatabaseStore

__all__ = ["DatabaseStore", "Keys", "Refusal", "StoreRefused", "read_keys"]
