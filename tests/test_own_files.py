"""Our own files of YAML, with libyaml and without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from coaching.own_files import read_own
from tests.authoring.files import ROOT
from tests.commands.running import environment

OURS = sorted((ROOT / "coaching").rglob("*.yaml"))
WITHOUT_LIBYAML = """
import sys, yaml
for name in [name for name in vars(yaml) if name.startswith("C") and name.endswith("Loader")]:
    delattr(yaml, name)
import bot
sys.argv = ["bot.py", "play", "-", "--json"]
bot.main()
"""
SCRIPT = "id: one\nscenario: pushy_card_giver\nlang: en\nmessages: ['Hi there!']\n"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_either_way_of_reading_gives_the_same(path: Path) -> None:
    assert read_own(path) == yaml.safe_load(path.read_text(encoding="utf-8"))


def test_where_the_library_has_no_libyaml_everything_still_works(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBYAML],
        input=SCRIPT,
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        cwd=ROOT,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith('{"id": "one"')
