"""A Whisper of one's own: a model on disk, in place of a server. It needs the extra, `requirements-whisper.lock`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coaching.apart.process import python

LIBRARY, WEIGHTS = "faster_whisper", "model.bin"


@dataclass(frozen=True)
class Whisper:
    """A folder with a model as faster-whisper reads it."""

    folder: Path
    key: str = ""  # nobody asks for one
    endpoint: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the library is installed and the model lies there."""
        return find_spec(LIBRARY) is not None and (self.folder / WEIGHTS).is_file()

    @property
    def model(self) -> str:
        """What is loaded."""
        return str(self.folder.resolve())

    @property
    def command(self) -> tuple[str, ...]:
        """What runs for each voice note."""
        return python("coaching.transcription.here")
