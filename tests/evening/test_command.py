"""`bot.py evening` and `practice --evening`, as somebody runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.commands.evening import nearest
from tests.commands.running import Outcome, bot
from tests.evening.content import evenings

LEARNERS = Path(__file__).with_name("learners.yaml")
BROKEN = """
- {id: no_steps, lang: fr, steps: [{dance: now}]}
- {id: nobody, lang: en, steps: [{approach: defensive_fotographer}]}
- {id: alone, lang: en, steps: [{introduce: [buffet_loner, buffet_loner], say: "You two!"}]}
- {id: for_ever, lang: fr, minutes: 9000, steps: []}
- {id: nowhere, lang: fr, occasion: "zzzzqqqq", minutes: 30, steps: [{approach: buffet_loner}, {say: "Bonsoir!"}]}
"""
PLAIN = """Bonsoir tout le monde
1
4
/aborder seul
Bonsoir! Qu'est-ce qui vous amène ici?
/salle
/partir Merci, j'ai eu du plaisir à vous parler, bonne soirée!
/aller buffet
/présenter 1 2
/rien
/fin
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Every learner, and after them scripts in which something is wrong."""
    folder = tmp_path_factory.mktemp("data")
    script = folder / "scripts.yaml"
    script.write_text(LEARNERS.read_text(encoding="utf-8") + BROKEN, encoding="utf-8")
    return bot("evening", script, "--json", data=folder, anew=True)


def by_id(played: Outcome) -> dict[str, dict[str, object]]:
    return {str(one["id"]): one for one in played.records}


def ledger_of(one: dict[str, object]) -> dict[str, int]:
    ledger = one["ledger"]
    assert isinstance(ledger, dict)
    return ledger


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_who_gives_comes_before_who_is_silent_and_who_is_silent_before_who_sells(played: Outcome, lang: str) -> None:
    giver, mute, taker = (by_id(played)[f"{who}_{lang}"] for who in ("giver", "mute", "taker"))

    def earned(one: dict[str, object]) -> int:
        return ledger_of(one)["asked"] - ledger_of(one)["pushed_by_you"]

    def remembering(one: dict[str, object]) -> int:
        talks = one["conversations"]
        assert isinstance(talks, list)
        return sum(talk["would_remember"] for talk in talks)

    def score(one: dict[str, object]) -> int:
        return int(str(one["score"]))

    assert earned(giver) > earned(mute) > earned(taker)
    assert remembering(giver) > remembering(mute) >= remembering(taker)
    assert score(giver) > score(mute) > score(taker)
    assert [one["mode"] for one in (giver, mute, taker)] == ["networking", "none", "selling"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_ledger_counts_every_card(played: Outcome, lang: str) -> None:
    ledgers = [dict(ledger_of(by_id(played)[f"{who}_{lang}"])) for who in ("giver", "mute", "taker")]
    on_you = [one.pop("pushed_on_you") for one in ledgers]

    assert ledgers == [
        {"asked": 2, "exchanged": 1, "pushed_by_you": 0},
        {"asked": 0, "exchanged": 0, "pushed_by_you": 0},
        {"asked": 0, "exchanged": 0, "pushed_by_you": 2},
    ]
    assert all(on_you)  # they all talked with the one who gives everybody a card


def test_the_record_has_the_shape_other_programs_know(played: Outcome) -> None:
    giver = by_id(played)["giver_en"]
    talks, findings = giver["conversations"], giver["findings"]
    assert isinstance(talks, list)
    assert isinstance(findings, list)

    keys = ("id", "minutes", "conversations", "ledger", "introductions", "score", "mode", "findings")
    assert tuple(giver)[: len(keys)] == keys
    assert [talk["scenario"] for talk in talks] == ["defensive_photographer", "pushy_card_giver"]
    assert all({"scenario", "turns", "trust", "would_remember"} <= set(talk) for talk in talks)
    assert giver["introductions"] == [{"of": ["defensive_photographer", "pushy_card_giver"], "fits": True}]
    shape = {"kind", "turn", "move", "quote", "points", "advice"}
    assert all(shape <= set(finding) for finding in findings)
    assert {"introduction", "welcome", "kindly"} <= {finding["rule"] for finding in findings}
    assert 15 <= int(str(giver["minutes"])) <= 60


def test_what_is_wrong_is_told_one_a_line_and_the_rest_is_played(played: Outcome) -> None:
    lines = played.err.splitlines()

    assert played.code == 1
    assert [one["id"] for one in played.records][-2:] == ["taker_en", "nowhere"]
    assert [line.split(":")[0] for line in lines[:4]] == ["no_steps", "nobody", "alone", "for_ever"]
    assert "defensive_photographer" in lines[1]
    assert "zzzzqqqq" in lines[4]


def test_an_evening_in_the_terminal_reads_plain_lines(tmp_path: Path) -> None:
    done = bot("practice", "--evening", "--lang", "fr", "--seed", "5", data=tmp_path, given=PLAIN)

    assert done.code == 0
    assert "soixante-quatorze que vous ne connaissez pas" in done.out
    assert "(vous y êtes)" in done.out
    assert "/rien" in done.out
    assert "Ce que vous rapportez chez vous" in done.out
    assert done.out.count("Vous  Bonsoir! Qu'est-ce qui vous amène ici?") == 1


@pytest.mark.parametrize(
    ("typed", "occasion"),
    [
        ("soiree", "soiree"),
        ("Soirée", "soiree"),
        ("a networking evening", "soiree"),
        ("5 à 7", "five_to_seven"),
        ("5 à 7 de la chambre de commerce", "five_to_seven"),
        ("afterwork", "five_to_seven"),
        ("five-to-seven", "five_to_seven"),
        ("journée de coworking", "coworking_day"),
        ("Coworking day", "coworking_day"),
        ("alumni reception", "alumni_reception"),
        ("réception des anciens", "alumni_reception"),
        ("retrouvailles", "alumni_reception"),
    ],
)
def test_an_occasion_is_known_by_any_of_its_names(typed: str, occasion: str) -> None:
    found = nearest(typed, evenings().occasions)

    assert found
    assert found.id == occasion


def test_what_is_no_occasion_is_none() -> None:
    assert nearest("zzzzqqqq", evenings().occasions) is None
