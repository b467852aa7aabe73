"""`bot.py appeals` of somebody who contests a mark: listed, decided, written as a case that can be played."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
import yaml

from coaching.app import App
from coaching.language import Language
from coaching.scorecard.card import Kind
from coaching.services import appeals, learners
from coaching.services.events import Contested, Debrief
from coaching.settings import Settings
from tests.commands.running import Outcome, bot

USER = 4_242_424_242  # no part of an hour or of an id
SAID = [
    "Bonsoir, moi c'est Sophie!",
    "Inquiétez-vous pas, j'ai rien à vendre à soir! C'est quoi que vous aimez le mieux photographier?",
    "On signe ça tout de suite, j'ai le contrat dans mon sac?",
]
REASON = "C'était une blague"
OUTSIDE = ("JASETTE_KEY", "DATABASE_URL")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """What a bot has kept, and the id of the appeal that waits there."""
    data = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        for name in OUTSIDE:
            patch.delenv(name, raising=False)
        patch.setattr("coaching.app.new_seed", lambda: 1)  # the same answers every time
        return data, asyncio.run(_contest(App(Settings(data=data))))


@pytest.fixture
def contested(kept: tuple[Path, str], tmp_path: Path) -> str:
    """The id of an appeal that waits, in a copy of what is kept."""
    data, appeal = kept
    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    return appeal


async def _contest(app: App) -> str:
    async with app.store() as store, store.transaction() as tx:
        learner = await learners.call(tx, await learners.meet(tx, USER, USER, "fr"), "Sophie")
        await app.practice.begin(tx, learner, "defensive_photographer")
        for number, text in enumerate(SAID, start=1):
            await app.practice.say(tx, learner, text, number)
        told = await app.practice.end(tx, learner)
        assert isinstance(told, Debrief)
        at = next(at for at, one in enumerate(told.scorecard.findings) if one.kind is Kind.SLIP)
        answer = await appeals.contest(app.practice.notebook, tx, learner, told.id, at, REASON)
        assert isinstance(answer, Contested)
        return answer.appeal.id


def test_an_open_appeal_is_listed_with_its_turn_quote_and_reason_and_without_its_learner(
    contested: str, tmp_path: Path
) -> None:
    done = bot("appeals", "--json", data=tmp_path, anew=True)

    assert (done.code, done.err) == (0, "")
    (record,) = done.records
    assert (record["id"], record["state"], record["scenario"]) == (contested, "open", "defensive_photographer")
    assert (record["turn"], record["learner"], record["reason"]) == (3, SAID[2], REASON)
    assert str(record["quote"]) in SAID[2]
    assert str(USER) not in done.out.replace(contested, "")


@pytest.mark.parametrize("lang", Language)
def test_an_open_appeal_can_be_read_by_a_person(contested: str, tmp_path: Path, lang: Language) -> None:
    done = bot("appeals", data=tmp_path, env={"JASETTE_LANGUAGE": lang.value})

    assert (done.code, done.err) == (0, "")
    assert all(part in done.out for part in (contested, SAID[2], REASON, "defensive_photographer"))


def test_the_open_ones_can_be_read_beside_a_running_bot_but_not_decided(contested: str, tmp_path: Path) -> None:
    async def beside() -> tuple[Outcome, Outcome]:
        async with App(Settings(data=tmp_path)).store():
            listed = await asyncio.to_thread(bot, "appeals", "--json", data=tmp_path)
            return listed, await asyncio.to_thread(
                bot, "appeals", "--decide", contested, "--reject", "--json", data=tmp_path
            )

    listed, decided = asyncio.run(beside())

    assert [one["id"] for one in listed.records] == [contested]
    assert (decided.code, decided.out) == (1, "")
    assert len(decided.err.splitlines()) == 1


def test_an_accepted_appeal_becomes_a_case_that_plays_and_names_nobody(contested: str, tmp_path: Path) -> None:
    folder = tmp_path / "cases"

    decided = bot(
        "appeals", "--decide", contested, "--accept", "--note", "Bien vu", "--cases", folder, "--json", data=tmp_path
    )

    (record,) = decided.records
    (path,) = folder.iterdir()
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    played = bot("play", path, "--json", data=tmp_path)
    assert decided.code == 0
    assert (record["state"], record["note"]) == ("accepted", "Bien vu")
    assert isinstance(record["points_after"], int)
    assert isinstance(record["points_before"], int)
    assert record["points_after"] > record["points_before"]
    assert "Sophie" not in path.read_text(encoding="utf-8")
    assert case["messages"] == ["Bonsoir, moi c'est Alex!", *SAID[1:]]
    assert case["expect"] == {"turn": 3, "without": record["rule"]}
    assert (played.code, played.err) == (0, "")
    assert [one["scenario"] for one in played.records] == ["defensive_photographer"]


def test_a_case_somebody_worked_on_is_left_as_it_is(contested: str, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    bot("appeals", "--decide", contested, "--accept", "--cases", folder, data=tmp_path)
    (path,) = folder.iterdir()
    path.write_text("# mine now\n")

    again = bot("appeals", "--cases", folder, data=tmp_path)

    assert again.code == 0
    assert path.read_text() == "# mine now\n"


def test_what_was_decided_is_no_longer_open_and_stays_decided(contested: str, tmp_path: Path) -> None:
    bot("appeals", "--decide", contested, "--reject", data=tmp_path)

    listed = bot("appeals", "--json", data=tmp_path)
    again = bot("appeals", "--decide", contested, "--accept", "--json", data=tmp_path)

    assert (listed.code, listed.out) == (0, "")
    assert (again.code, again.out, len(again.err.splitlines())) == (1, "", 1)


def test_an_unknown_appeal_is_told(contested: str, tmp_path: Path) -> None:
    done = bot("appeals", "--decide", "nobody's", "--accept", data=tmp_path)

    assert contested not in done.out
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)


@pytest.mark.parametrize("arguments", [["--decide", "x"], ["--accept"], ["--decide", "x", "--perhaps"]])
def test_a_decision_without_its_half_is_wrong_usage(arguments: list[str], tmp_path: Path) -> None:
    assert bot("appeals", *arguments, data=tmp_path).code == 2
