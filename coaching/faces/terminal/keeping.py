"""What is kept in the folder one is in, beside whatever is there already: a debrief as a PDF, any other file."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

from coaching.comparison import Branch
from coaching.debriefing.telling import tell
from coaching.faces.terminal.room import Room
from coaching.scenario import Scenario
from coaching.services.events import Debrief


def keep_here(room: Room, scenario: Scenario, branch: Branch, guess: int | None) -> None:
    """Writes it and says where, or why it can't be."""
    words, now = room.words, room.now()
    if not branch.conversation.turns:
        room.show(words("debrief.nothing_said"))
        return
    told = tell(branch.conversation, scenario, branch.scorecard, room.rubric)
    debrief = Debrief("", branch.conversation, scenario, branch.scorecard, told, guess=guess)
    try:
        from coaching.pictures.printed import file_name, printed_debrief  # noqa: PLC0415 - may not be installed

        content = printed_debrief(debrief, words, now)
    except ImportError:
        room.show(words("terminal.kept.no_printer"))
        return
    keep_file(room, file_name(debrief, words, now.date()), content)


def keep_file(room: Room, name: str, content: bytes) -> None:
    """Writes it into the folder one is in, beside whatever goes by that name; says where, or why it can't be."""
    words = room.words
    try:
        path = _written(Path.cwd() / name, content)
    except OSError as error:
        room.show(room.paint.prose(words("terminal.kept.cannot", why=error.strerror or type(error).__name__)))
    else:
        room.show(words("terminal.kept.done", path=path))


def _written(wanted: Path, content: bytes) -> Path:
    """Where it stands: under that name, or the first numbered one that is free. Raises OSError."""
    for number in count(1):
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        with suppress(FileExistsError), path.open("xb") as file:
            try:
                file.write(content)
                file.flush()
            except OSError:
                path.unlink(missing_ok=True)  # half a document is none
                raise
            return path
    raise FileExistsError(wanted)
