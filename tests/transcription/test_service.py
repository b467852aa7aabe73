"""A voice note through the process apart and a transcriber on loopback, well and unwell."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from pathlib import Path

import pytest

from coaching.apart.process import HOME
from coaching.language import Language
from coaching.services.hearing import Heard, Trouble, VoiceNote
from coaching.transcription.judging import judged
from coaching.transcription.reachable import Reach, reach
from coaching.transcription.service import APART, Listening, Service
from tests.transcription.recordings import HOUR, voice
from tests.transcription.services import KEY, SAID, Whisper

NOTE = voice(3)


async def test_what_was_said_comes_back_and_the_recording_goes_as_it_came(whisper: Whisper) -> None:
    whisper.key = KEY

    assert await whisper.listening(key=KEY).hear(whisper.note(NOTE)) == Heard(SAID)

    (asked,) = whisper.asked
    assert asked["file"] == NOTE
    assert (asked["model"], asked["language"], asked["response_format"]) == ("whisper-1", "fr", "json")


async def test_a_local_bot_api_gives_a_path(whisper: Whisper, tmp_path: Path) -> None:
    file = tmp_path / "file_0.oga"
    file.write_bytes(NOTE)

    assert await whisper.listening().hear(VoiceNote(str(file), Language.EN)) == Heard(SAID)
    assert whisper.asked[0]["language"] == "en"


@pytest.mark.parametrize("what", ["a link", "a pipe", "a folder", "a relative path", "nothing", "a device"])
async def test_a_path_to_anything_but_a_file_gives_nothing(whisper: Whisper, tmp_path: Path, what: str) -> None:
    (tmp_path / "note").write_bytes(NOTE)
    (tmp_path / "a link").symlink_to(tmp_path / "note")
    (tmp_path / "a folder").mkdir()
    os.mkfifo(tmp_path / "a pipe")
    places = {"a device": "/dev/zero", "a relative path": os.path.relpath(tmp_path / "note")}

    heard = await whisper.listening().hear(VoiceNote(places.get(what, str(tmp_path / what)), Language.FR))

    assert heard is Trouble.UNFETCHED
    assert not whisper.asked


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        pytest.param(voice(125), Trouble.TOO_LONG, id="too long"),
        pytest.param(voice(HOUR, b"\xfb\x06", 0.12, claims=5), Trouble.TOO_LONG, id="an hour that claims seconds"),
        pytest.param(voice(5, claims=10 * HOUR), Trouble.TOO_LONG, id="ten hours by its own account"),
        pytest.param(bytes(30_000_000), Trouble.TOO_LONG, id="more than it may hold, its length not declared"),
        pytest.param(NOTE[:-5], Trouble.BROKEN, id="cut off"),
        pytest.param(b"\x1a\x45\xdf\xa3" + NOTE, Trouble.BROKEN, id="wrong magic"),
    ],
)
async def test_what_a_stranger_may_send_never_reaches_the_transcriber(
    whisper: Whisper, content: bytes, trouble: Trouble
) -> None:
    assert await whisper.listening().hear(whisper.note(content)) is trouble
    assert not whisper.asked


@pytest.mark.parametrize(
    ("unwell", "trouble"),
    [
        ({"status": 500}, Trouble.DOWN),
        ({"status": 429}, Trouble.DOWN),
        ({"status": 404}, Trouble.REFUSED),
        ({"key": KEY}, Trouble.REFUSED),
        ({"status": 307, "headers": {"Location": "file:///etc/passwd"}}, Trouble.REFUSED),
        ({"status": 200, "body": b"<html>hello</html>"}, Trouble.NONSENSE),
        ({"status": 200, "body": b'{"text": 7}'}, Trouble.NONSENSE),
        ({"status": 200, "body": b"[" * 60_000}, Trouble.NONSENSE),
        ({"status": 200, "body": json.dumps({"text": "a" * 5_000_000}).encode()}, Trouble.NONSENSE),
        ({"text": "blah " * 2000}, Trouble.NONSENSE),
        ({"text": " \n"}, Trouble.EMPTY),
        ({"text": "Sous-titrage Société Radio-Canada"}, Trouble.EMPTY),
    ],
)
async def test_a_transcriber_that_is_unwell_is_trouble_of_its_kind(
    whisper: Whisper, unwell: dict[str, object], trouble: Trouble
) -> None:
    for name, value in unwell.items():
        setattr(whisper, name, value)

    assert await whisper.listening().hear(whisper.note(NOTE)) is trouble


async def test_nobody_there_and_nothing_to_fetch_are_troubles_too(whisper: Whisper) -> None:
    note = whisper.note(NOTE)
    away = Listening(Service("http://127.0.0.1:9/v1", "whisper-1"), 120, 20.0)
    nowhere = VoiceNote(note.place.replace("note.oga", "gone.oga"), Language.FR)  # answered with a redirect to a file
    odd = VoiceNote("file:///etc/hostname", Language.FR)

    heard = await asyncio.gather(away.hear(note), whisper.listening().hear(nowhere), whisper.listening().hear(odd))

    assert list(heard) == [Trouble.DOWN, Trouble.UNFETCHED, Trouble.UNFETCHED]


async def test_a_slow_one_is_given_up_and_its_process_ended(whisper: Whisper) -> None:
    whisper.hangs = True

    assert await whisper.listening(within=1.0).hear(whisper.note(NOTE)) is Trouble.SLOW
    assert not _children()


async def test_given_up_by_the_bot_it_leaves_no_process_behind(whisper: Whisper) -> None:
    whisper.hangs = True
    reached = asyncio.Event()
    whisper.before = reached.set
    hearing = asyncio.create_task(whisper.listening().hear(whisper.note(NOTE)))
    await reached.wait()
    assert _children()

    hearing.cancel()
    await asyncio.gather(hearing, return_exceptions=True)

    assert not _children()


async def test_neither_key_nor_token_shows_among_the_processes(whisper: Whisper) -> None:
    whisper.hangs = True
    reached = asyncio.Event()
    whisper.before = reached.set
    hearing = asyncio.create_task(whisper.listening(key=KEY).hear(whisper.note(NOTE, "123456:token.oga")))
    await reached.wait()

    for child in _children():
        for name in ("cmdline", "environ"):
            shown = Path(f"/proc/{child}/{name}").read_bytes()
            assert KEY.encode() not in shown
            assert b"token" not in shown
        limits = Path(f"/proc/{child}/limits").read_text(encoding="utf-8")
        assert str(512 * 1024 * 1024) in limits
    assert KEY not in repr(Service(whisper.url, "m", KEY))
    assert "token" not in repr(whisper.note(NOTE, "123456:token.oga"))
    hearing.cancel()
    await asyncio.gather(hearing, return_exceptions=True)


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/v1/audio/transcriptions"),
        ("https://api.example.org/v1/", "https://api.example.org/v1/audio/transcriptions"),
        ("http://h/whisper/v1/audio/transcriptions", "http://h/whisper/v1/audio/transcriptions"),
        ("http://h:9/inference/transcriptions?x=1", "http://h:9/inference/transcriptions?x=1"),
    ],
)
def test_an_address_is_completed_as_openais_clients_do(url: str, endpoint: str) -> None:
    assert Service(url, "m").endpoint == endpoint


@pytest.mark.parametrize(
    ("text", "seconds", "heard"),
    [
        ("  Bonsoir,\n je\u200b suis\x00 Sophie. ", 3.0, Heard("Bonsoir, je suis Sophie.")),
        ("Oui", 0.4, Heard("Oui")),
        ("ha " * 40, 20.0, Trouble.NONSENSE),
        ("...", 2.0, Trouble.EMPTY),
        ("Thanks for watching!", 2.0, Trouble.EMPTY),
        ("Thanks for watching my daughter tonight!", 3.0, Heard("Thanks for watching my daughter tonight!")),
        ("x" * 400, 5.0, Trouble.NONSENSE),
    ],
)
def test_what_nobody_can_have_said_is_told_apart(text: str, seconds: float, heard: Heard | Trouble) -> None:
    assert judged(text, seconds) == heard


async def test_whether_it_can_be_reached_is_told_without_a_recording(whisper: Whisper) -> None:
    whisper.key = KEY
    away = Service("http://127.0.0.1:9", "m")

    assert await reach(Service(whisper.url, "m", KEY), 5.0) is Reach.THERE
    assert await reach(Service(whisper.url, "m", "wrong"), 5.0) is Reach.KEY_REFUSED
    assert await reach(away, 5.0) is Reach.AWAY
    assert not whisper.asked


def _children() -> list[str]:
    """Processes apart at work for this one."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            told = (folder / "cmdline").read_bytes()
            parent = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if b"coaching.transcription.apart" in told and parent == str(os.getpid()):
            found.append(folder.name)
    return found


def test_the_process_apart_has_little_memory_and_writes_nothing(tmp_path: Path) -> None:
    work = f"""
from coaching.apart.confinement import confine
from coaching.transcription.apart import MEMORY, PROCESSOR
confine(MEMORY, PROCESSOR, 20)
try:
    bytearray(600 * 1024 * 1024)
except MemoryError:
    print("no memory")
try:
    open({str(tmp_path / "kept")!r}, "wb", buffering=0).write(b"sound")
except OSError:
    print("no file")
"""
    done = subprocess.run([*APART[:-2], "-c", work], cwd=HOME, env={}, capture_output=True, text=True, check=True)

    assert done.stdout.split("\n")[:2] == ["no memory", "no file"]
    assert not (tmp_path / "kept").read_bytes()
