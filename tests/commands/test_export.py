"""`bot.py export` of somebody who has practised, while the bot runs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from coaching.app import App
from coaching.services.learners import meet
from coaching.settings import Settings
from tests.commands.running import Outcome, bot

USER = 42
SAID = ["Bonsoir!", "Moi, je tiens les livres de petites entreprises.", "Et vous, qu'est-ce qui vous amène?"]


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.delenv("JASETTE_KEY", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return asyncio.run(practised(App(Settings(data=tmp_path)), tmp_path))


async def practised(app: App, data: Path) -> Outcome:
    """What the command says of a learner who has just said all that, the bot's store still open."""
    async with app.store() as store:
        async with store.transaction() as tx:
            learner = await meet(tx, USER, USER, "fr")
            await app.practice.begin(tx, learner, "pushy_card_giver")
            for number, text in enumerate(SAID, start=1):
                await app.practice.say(tx, learner, text, number)
        return await asyncio.to_thread(bot, "export", str(USER), "--json", data=data, anew=True)


def test_every_turn_is_there_in_its_order(exported: Outcome) -> None:
    assert (exported.code, exported.err) == (0, "")
    (record,) = exported.records
    rehearsals = record["rehearsals"]
    assert isinstance(rehearsals, list)
    assert [one["scenario"] for one in rehearsals] == ["pushy_card_giver"]
    assert [turn["learner"] for turn in rehearsals[0]["turns"]] == SAID
    assert [turn["number"] for turn in rehearsals[0]["turns"]] == [1, 2, 3]


@pytest.mark.parametrize("user", ["7", "9" * 18, "9" * 19, "9" * 5000])
async def test_somebody_unknown_is_told_on_one_line_however_long_their_number(user: str, tmp_path: Path) -> None:
    async with App(Settings(data=tmp_path, database_url="")).store():
        pass

    done = await asyncio.to_thread(bot, "export", user, "--json", data=tmp_path)

    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert user in done.err


async def test_doctor_is_content_beside_a_running_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    async with App(Settings(data=tmp_path)).store():
        done = await asyncio.to_thread(bot, "doctor", "--lang", "en", data=tmp_path)

    assert (done.code, done.err) == (0, "")
    assert str(tmp_path / "jasette.sqlite3") in done.out
    assert str(tmp_path / "jasette.key") in done.out


async def test_doctor_tells_a_wrong_key_and_a_damaged_database_apart(tmp_path: Path) -> None:
    async with App(Settings(data=tmp_path)).store():
        pass
    wrong_key = await asyncio.to_thread(bot, "doctor", data=tmp_path, env={"JASETTE_KEY": "another key, long enough"})
    (tmp_path / "jasette.sqlite3").write_bytes(b"this is no database, whatever its name says" * 100)
    damaged = await asyncio.to_thread(bot, "doctor", data=tmp_path)

    assert (wrong_key.code, damaged.code) == (1, 1)
    assert "JASETTE_KEY" in wrong_key.err
    assert "backup" in damaged.err
