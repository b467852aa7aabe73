"""The configuration: config.yaml as it is delivered, what the environment changes, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coaching.settings import DEFAULT_CONFIG, SECRETS, Refused, Settings, environment_name, read_settings
from tests.commands.running import bot


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in Settings.model_fields:
        monkeypatch.delenv(environment_name(key), raising=False)


def test_the_delivered_file_holds_every_setting_with_its_default_and_no_secret() -> None:
    written = yaml.safe_load(DEFAULT_CONFIG.read_text(encoding="utf-8"))

    assert set(written) == set(Settings.model_fields) - set(SECRETS)
    assert read_settings() == Settings(data=DEFAULT_CONFIG.parent / "data")


def test_every_setting_in_the_delivered_file_names_its_variable_in_the_comment_above() -> None:
    lines = DEFAULT_CONFIG.read_text(encoding="utf-8").splitlines()

    for number, line in enumerate(lines):
        key = line.split(":")[0]
        if key in Settings.model_fields:
            assert lines[number - 1].startswith("# ")
            assert lines[number - 1].endswith(environment_name(key))


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("webhook_port: 80\nlog_level: error\n", encoding="utf-8")
    monkeypatch.setenv("WEBHOOK_PORT", "443")

    settings = read_settings(file)

    assert (settings.webhook_port, settings.log_level) == (443, "error")


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("TELEGRAM_API_BASE_URL", "http://127.0.0.1:8081/bot", "telegram_api_base_url"),
        ("TELEGRAM_API_FILE_URL", "http://127.0.0.1:8081/file/bot", "telegram_api_file_url"),
        ("DATABASE_URL", "sqlite:///elsewhere.sqlite3", "database_url"),
        ("WEBHOOK_URL", "https://example.org/jasette", "webhook_url"),
        ("JASETTE_DATA", "elsewhere", "data"),
    ],
)
def test_each_variable_sets_its_setting(name: str, value: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    assert str(getattr(read_settings(), key)) == value


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("TELEGRAM_BOT_TOKEN", "telegram_bot_token"),
        ("WEBHOOK_SECRET", "webhook_secret"),
        ("JASETTE_KEY", "key"),
        ("JASETTE_LLM_API_KEY", "llm_api_key"),
    ],
)
def test_a_secret_comes_from_the_environment_and_never_shows(
    name: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "canary-of-the-secret")

    settings = read_settings()

    assert getattr(settings, key).get_secret_value() == "canary-of-the-secret"
    assert "canary" not in repr(settings)


def test_the_machines_own_language_variable_is_not_taken_for_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de:fr")

    assert read_settings().language == "auto"


def test_folders_are_looked_for_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("scenarios: mine\n", encoding="utf-8")

    assert read_settings(file).scenarios == tmp_path / "mine"


def test_everything_wrong_is_told_at_once_in_the_files_order(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("langage: fr\nwebhook_port: many\nkey: canary\nscenarios: [a]\nlog_level: loud\n", encoding="utf-8")

    with pytest.raises(Refused) as refused:
        read_settings(file)

    told = [(one.code, one.place.rsplit(":", 2)[1]) for one in refused.value.complaints]
    assert told == [("unknown_key", "1"), ("bad_value", "2"), ("secret", "3"), ("not_a_value", "4"), ("bad_value", "5")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("a: [1", "not_yaml"), ("- a\n- b\n", "not_settings"), ("just words", "not_settings")],
)
def test_a_file_that_holds_no_settings_is_refused(text: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Refused) as refused:
        read_settings(file)

    assert [one.code for one in refused.value.complaints] == [code]


@pytest.mark.parametrize("lang", ["fr_CA.UTF-8", "en_GB.UTF-8"])
def test_a_command_tells_each_slip_kindly_and_never_the_secret(lang: str, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("telegram_bot_token: 123456:canary\ndatta: here\nwebhook_port: 0\n", encoding="utf-8")

    done = bot("moves", "--config", file, data=tmp_path, env={"LANG": lang})

    assert (done.code, done.out) == (1, "")
    assert [line.split(":")[1] for line in done.err.splitlines()] == ["1", "2", "3"]
    assert "canary" not in done.err
    assert "TELEGRAM_BOT_TOKEN" in done.err
