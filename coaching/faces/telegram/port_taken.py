"""A port that is taken, for those who hear of it without ever listening: they need no server loaded."""

from __future__ import annotations


class PortTakenError(Exception):
    """Another program listens on that port, or this one may not."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"{host}:{port}: {why}")
        self.host = host
        self.port = port
