"""The process apart that listens by itself: loads the model, locks itself up, and only then touches a recording.

The library and the model are ours to trust; what a stranger sent is decoded with little memory and time, no new
process or thread, and nothing to write to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path

from coaching.apart.confinement import confine
from coaching.services.hearing import Trouble
from coaching.transcription.apart import MOST_ASKED, Errand, done
from coaching.transcription.asking import Unheard
from coaching.transcription.opus import BrokenError
from coaching.transcription.whisper import LIBRARY

MEMORY = 4 * 1024 * 1024 * 1024  # bytes of addresses; the smallest model takes 0.7 of them


def listener(folder: str) -> Callable[[bytes, Errand], str]:
    """Whoever puts a recording into words with that model. Raises what the library raises."""
    if not Path(folder).is_dir():
        raise OSError(folder)  # the library would look for a model of that name elsewhere
    model = import_module(LIBRARY).WhisperModel(
        folder, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )

    def heard(recording: bytes, errand: Errand) -> str:
        try:
            pieces, _ = model.transcribe(
                BytesIO(recording), language=errand.lang, beam_size=1, condition_on_previous_text=False
            )
            return " ".join(str(piece.text) for piece in pieces)
        except (OSError, ValueError):
            raise BrokenError from None  # what the decoder makes of a page that looked sound

    return heard


def unable(_recording: bytes, _errand: Errand) -> str:
    """In place of a listener where there is none."""
    raise Unheard(Trouble.DOWN)


def main() -> None:
    """One errand."""
    errand = Errand(**json.loads(sys.stdin.buffer.read(MOST_ASKED)))
    try:
        listens = listener(errand.model)
    except Exception:  # noqa: BLE001 - whatever a library says of a model it can't load
        listens = unable
    confine(MEMORY, 2 * int(errand.within), errand.within)
    sys.stdout.write(json.dumps(done(errand, listens)))


if __name__ == "__main__":
    main()
