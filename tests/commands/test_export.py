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
        return await asyncio.to_thread(bot, "export", str(USER), "--json", data=data)


def test_every_turn_is_there_in_its_order(exported: Outcome) -> None:
    assert (exported.code, exported.err) == (0, "")
    (record,) = exported.records
    rehearsals = record["rehearsals"]
    assert isinstance(rehearsals, list)
    assert [one["scenario"] for one in rehearsals] == ["pushy_card_giver"]
    assert [turn["learner"] for turn in rehearsals[0]["turns"]] == SAID
    assert [turn["number"] for turn in rehearsals[0]["turns"]] == [1, 2, 3]
