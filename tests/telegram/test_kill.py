"""kill -9 at random moments: no turn lost, doubled or unanswered; a reply may come twice, a turn never.

`python benchmarks/kills.py` does the same some hundred times.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot_api.server import BotApi
from tests.telegram.killing import Mode, survive

PEOPLE, SEED = 8, 20261122


@pytest.mark.parametrize(("mode", "kills"), [(Mode.POLLING, 12), (Mode.WEBHOOK, 12), (Mode.REPLICAS, 15)], ids=str)
async def test_kills_lose_no_turn_double_none_and_leave_none_unanswered(
    api: BotApi, tmp_path: Path, mode: Mode, kills: int
) -> None:
    toll = await survive(api, tmp_path, mode, kills, PEOPLE, SEED)

    assert toll.turns >= PEOPLE
    assert toll.sent_again <= kills * PEOPLE
