"""Files that strangers send, looked at in a process apart: told with their lines, and none that hurts the bot."""

from __future__ import annotations

import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from coaching.apart.process import HOME
from coaching.inspection.apart import Errand, done
from coaching.inspection.service import APART, Inspecting, read_told
from coaching.language import Language
from coaching.services.inspecting import LARGEST, Inspected, Trouble, Weight
from tests.content import ROOT

DEEP = "[" * 100_000
BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
)


@cache
def sound() -> str:
    return (ROOT / "scenarios" / "coworking_newcomer.yaml").read_text(encoding="utf-8")


@cache
def common() -> str:
    return (ROOT / "scenarios" / "_common.yaml").read_text(encoding="utf-8")


def inspecting(within: float = 60.0) -> Inspecting:
    return Inspecting(common(), within)


def looked_at(text: str, lang: Language = Language.FR) -> Inspected:
    """What the process apart would tell, without starting one."""
    found = read_told(json.dumps(done(Errand(lang.value, 60, common(), text=text))).encode())
    assert isinstance(found, Inspected), found
    return found


async def test_a_sound_scenario_is_told_by_its_names() -> None:
    found = await inspecting().look_at(sound(), Language.FR)
    assert isinstance(found, Inspected)

    assert found.is_sound
    assert found.text == sound()
    assert found.name == "coworking_newcomer"
    assert found.attendee
    assert found.title


def test_a_slip_is_told_with_its_line_its_words_and_a_suggestion_in_the_authors_language() -> None:
    wrong = sound().replace("\ndifficulty:", "\ndificulty:", 1)
    line = wrong[: wrong.index("dificulty")].count("\n") + 1

    in_french, in_english = looked_at(wrong), looked_at(wrong, Language.EN)

    (remark,) = (one for one in in_french.remarks if one.weight is Weight.ERROR)
    assert (remark.line, remark.code, remark.suggestion) == (line, "unknown-key", "difficulty")
    assert "dificulty" in remark.what
    assert remark.mend == "Essayez « difficulty »."
    assert in_english.remarks[0].mend == "Did you mean “difficulty”?"
    assert not in_french.is_sound


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Allez sur www.exemple.org", "link-in-line"),
        ("Ici Теlegrаm Support.", "sham-notice"),
        ("VOTRE  COMPTE  SERA fermé demain.", "sham-notice"),
        ("Sale arabe, va.", "slur"),
    ],
)
def test_links_sham_notices_and_slurs_keep_a_scenario_from_being_played(said: str, code: str) -> None:
    wrong = re.sub(r'(?<=\nmodel:\n  fr: ")[^"]+', said, sound(), count=1)

    found = looked_at(wrong)

    assert [one.code for one in found.remarks if one.weight is Weight.ERROR] == [code]


def test_a_note_to_oneself_may_hold_anything() -> None:
    found = looked_at(sound() + "\ntodo: {fr: a, en: b}\n")

    assert found.is_sound
    assert [one.weight for one in found.remarks] == [Weight.TODO]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (DEEP, "too-deep"),
        (BOMB, "not-allowed"),
        ("a: !!python/object:os.system x", "not-allowed"),
        ("\x00", "not-text"),
    ],
)
def test_a_hostile_file_is_told_as_any_other(text: str, code: str) -> None:
    found = looked_at(text)

    assert [one.code for one in found.remarks] == [code]
    assert not found.is_sound


def test_a_file_with_a_thousand_slips_tells_the_first_and_how_many_more() -> None:
    found = looked_at("\n".join(f"wrong{number}: 1" for number in range(1000)))

    assert len(found.remarks) < 100
    assert found.errors > 1000
    assert found.more == found.errors - len(found.remarks)


async def test_too_large_a_text_is_not_even_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "file_0.yaml"
    file.write_bytes(b"#" * (LARGEST + 1))

    assert await inspecting().look_at("é" * LARGEST, Language.FR) is Trouble.TOO_LARGE
    assert await inspecting().fetch(str(file), Language.FR) is Trouble.TOO_LARGE


async def test_a_file_of_this_machine_is_fetched_and_no_link_is_followed(tmp_path: Path) -> None:
    file, link = tmp_path / "file_0.yaml", tmp_path / "file_1.yaml"
    file.write_bytes("\ufeffid: baker".encode())
    link.symlink_to(file)

    found = await inspecting().fetch(str(file), Language.EN)

    assert isinstance(found, Inspected)
    assert found.text == "id: baker"
    assert await inspecting().fetch(str(link), Language.EN) is Trouble.UNFETCHED


async def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    file = tmp_path / "file_0.yaml"
    file.write_bytes(b"\xff\xfe\x00")

    assert await inspecting().fetch(str(file), Language.FR) is Trouble.NOT_TEXT


async def test_what_takes_too_long_is_given_up() -> None:
    assert await inspecting(within=0.0).look_at(sound(), Language.FR) is Trouble.TOO_HEAVY


def test_the_process_apart_is_confined() -> None:
    """What a file might make it do, it can't: write, or take more memory than it was given."""
    tried = (
        "import resource, tempfile; from coaching.apart.confinement import confine\n"
        "from coaching.inspection.apart import MEMORY, PROCESSOR; confine(MEMORY, PROCESSOR, 5)\n"
        "assert resource.getrlimit(resource.RLIMIT_CPU)[0] < 60\n"
        "try:\n    bytes(2 * MEMORY)\n    print('memory')\nexcept MemoryError: pass\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    open(tempfile.mktemp(), 'w').write('x')\n    print('disk')\n"
        "except OSError: pass\n"
    )
    ran = subprocess.run(
        [APART[0], "-c", tried], cwd=HOME, env=dict(os.environ), capture_output=True, text=True, check=False
    )

    assert (ran.stdout, ran.returncode) == ("", 0), ran.stderr
