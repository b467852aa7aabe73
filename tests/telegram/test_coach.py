"""A coach's day, from the making of a group to its digest: what is asked, done, shown, answered, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.language import Language
from coaching.pictures.qr import qr_png
from tests.bot_api.people import Person
from tests.content import library
from tests.telegram.coaches import PHOTOGRAPHER, Day, a_day

HAPPY = {Language.FR: "dans 10 jours", Language.EN: "in 10 days"}
GROUP = "Chambre & Cie <novembre>"


async def a_group(day: Day, coach: Person) -> str:
    """The link into a new group of theirs."""
    words = day.words
    await day.write(coach, "/coach")
    await coach.press(words("coach.buttons.new"))
    day.taps += 1
    await coach.wait_for(words("coach.new.name")[:20])
    await day.write(coach, GROUP)
    invitation = await day.write(coach, HAPPY[day.lang])
    copy = invitation.button(words("coach.invite.copy"))
    assert copy
    assert copy.copied.startswith("https://t.me/")
    assert copy.copied in invitation.text
    picture = next(one for one in coach.heard if one.kind == "photo")
    assert picture.file
    assert picture.file.content == qr_png(copy.copied)
    return copy.copied


async def ask_all(day: Day, coach: Person, note: str = "") -> None:
    """A conversation with the photographer, of everybody, in a week."""
    words, title = day.words, library()[PHOTOGRAPHER].title.first(day.lang)
    await day.tap(coach, words("coach.menu.assign"))
    await day.tap(coach, words("coach.assign.kind.scenario"))
    await day.tap(coach, title[:20])
    await day.tap(coach, words("coach.assign.everybody"))
    await day.tap(coach, " 7 ")
    await (day.write(coach, note) if note else day.tap(coach, words("coach.assign.send")))


@pytest.mark.parametrize("lang", list(Language))
async def test_a_day_of_a_coach_and_five_learners(tmp_path: Path, lang: Language) -> None:
    async with a_day(tmp_path / "bot.sqlite3", lang) as day:
        words, coach = day.words, day.person("Nadia")
        await day.come_in(coach)
        link = await a_group(day, coach)
        assert day.taps <= 12
