"""What a coach writes of a club is checked, and everybody there has what they need to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.authoring.clubs import ANYBODY, check_club_file, club_files, is_club_file, read_club
from coaching.club.member import Greeting, Member
from coaching.language import Language, Lines
from tests.club.seasons import REAL, the_club
from tests.content import ROOT, library

FILES = sorted(club_files(ROOT / "scenarios"))
NEWS, LEADS = 8, 3


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_file_of_the_club_is_sound(path: Path) -> None:
    assert is_club_file(path)
    assert check_club_file(path) == ()


def lines_of(member: Member) -> dict[str, tuple[Lines, int]]:
    """What a member says, and how many wordings of it there have to be."""
    greetings = {
        Greeting.FIRST: 2,
        Greeting.KNOWN: 4,
        Greeting.WARM: 4,
        Greeting.AFTER_ABSENCE: 3,
        Greeting.SORE: 2,
    }
    return {
        **{greeting.value: (member.greetings[greeting], least) for greeting, least in greetings.items()},
        "name_forgotten": (member.name_forgotten, 2),
        "name_remembered": (member.name_remembered, 3),
        "fact_remembered": (member.fact_remembered, 4),
        "referral_too_early": (member.referral_too_early, 3),
        "vouched": (member.vouched, 3),
        "help_remembered": (member.help_remembered, 3),
        "goodbyes": (member.goodbyes, 4),
    }


@pytest.mark.parametrize("name", sorted(the_club().people))
def test_everybody_has_enough_to_say_in_both_languages(name: str) -> None:
    member = the_club().people[name].member
    short = [
        (what, lang.value)
        for what, (lines, least) in lines_of(member).items()
        for lang in Language
        if len(set(lines.of(lang))) < least
    ]

    assert short == []
    assert len(member.referrals) >= LEADS
    assert len(member.news) in (0, NEWS)
    assert all(one in the_club().people and one != name for one in member.trusts if one != REAL)
    assert all(one.fr and one.en for one in member.news)


def test_everybody_who_can_be_met_can_be_met_at_the_club() -> None:
    assert set(the_club().people) == set(library())


def test_a_slip_in_a_members_file_is_told_with_its_place_and_leaves_the_member_as_anybody(tmp_path: Path) -> None:
    for path in FILES:
        copy = tmp_path / path.relative_to(ROOT / "scenarios")
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace("vouched:", "vouchd:") if path.stem == REAL else text, encoding="utf-8")

    club, problems = read_club(tmp_path, library())

    assert ("unknown-key", REAL) in {(problem.code, Path(problem.path).stem) for problem in problems}
    assert {Path(problem.path).stem for problem in problems} == {REAL}
    assert club is not None
    assert club.people[REAL].member.news == ()


def test_without_a_file_for_anybody_only_those_written_are_there(tmp_path: Path) -> None:
    for path in FILES:
        if path.name != ANYBODY:
            copy = tmp_path / path.relative_to(ROOT / "scenarios")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")

    club, _ = read_club(tmp_path, library())

    assert club is not None
    assert set(club.people) == {path.stem for path in FILES if path.parent.name == "members" and path.name != ANYBODY}


def test_there_is_no_club_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_club(tmp_path, library())[0] is None
