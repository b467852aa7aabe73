"""How the commands answer to their names, and with which number they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coaching.commands.group import COMMANDS
from tests.commands.running import HOME, bot


def test_help_names_every_command(tmp_path: Path) -> None:
    done = bot("--help", data=tmp_path, anew=True)

    assert done.code == 0
    assert all(f"  {name} " in done.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_config(name: str, tmp_path: Path) -> None:
    done = bot(name, "--help", data=tmp_path)

    assert done.code == 0
    assert "--config" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("dance",),
        ("play",),
        ("play", "no_such_file.yaml"),
        ("--config", "no_such_file.yaml"),
        ("practice", "--lang", "de"),
    ],
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = bot(*arguments, data=tmp_path)

    assert (done.code, done.out) == (2, "")


def test_config_may_stand_before_the_command(tmp_path: Path) -> None:
    done = bot("--config", HOME / "config.yaml", "schema", data=tmp_path, anew=True)

    assert done.code == 0
    assert "$schema" in json.loads(done.out)


def test_the_scenarios_that_are_delivered_are_sound(tmp_path: Path) -> None:
    done = bot("check", data=tmp_path, anew=True)

    assert (done.code, done.err) == (0, "")


def test_what_is_wrong_in_a_scenario_is_told_with_its_place(tmp_path: Path) -> None:
    sound = (HOME / "scenarios" / "defensive_photographer.yaml").read_text(encoding="utf-8")
    (tmp_path / "_common.yaml").write_bytes((HOME / "scenarios" / "_common.yaml").read_bytes())
    file = tmp_path / "defensive_photographer.yaml"
    file.write_text(sound.replace("difficulty:", "dificulty:", 1), encoding="utf-8")
    line = 1 + sound[: sound.index("difficulty:")].count("\n")

    done = bot("check", file, "--lang", "en", data=tmp_path)

    assert done.code == 1
    assert f"{file}:{line}:1: " in done.err
    assert "difficulty" in done.err


def test_doctor_finds_a_fresh_house_in_order_and_makes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"

    done = bot("doctor", "--lang", "en", data=data, anew=True)

    assert (done.code, done.err) == (0, "")
    assert "scenarios" in done.out
    assert not data.exists()


def test_doctor_tells_what_to_do_and_never_the_token(tmp_path: Path) -> None:
    token = "123456789:canary-canary-canary-canary-canary"
    env = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9/bot", "JASETTE_KEY": "short"}

    done = bot("doctor", "--lang", "en", data=tmp_path, env=env)

    assert done.code == 1
    assert "TELEGRAM_API_BASE_URL" in done.err
    assert "JASETTE_KEY" in done.err
    assert "canary" not in done.out + done.err


def test_doctor_misses_a_key_that_was_moved_away(tmp_path: Path) -> None:
    (tmp_path / "jasette.sqlite3").write_bytes(b"SQLite format 3\x00")

    done = bot("doctor", "--lang", "en", data=tmp_path)

    assert done.code == 1
    assert "jasette.key" in done.err
    assert not (tmp_path / "jasette.key").exists()


@pytest.mark.parametrize("user", ["12", "sophie", "-5", "²"])
def test_export_of_somebody_unknown_is_told(user: str, tmp_path: Path) -> None:
    done = bot("export", "--json", "--", user, data=tmp_path)

    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
