"""A coach's day, from the making of a group to its digest: what is asked, done, shown, answered, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.cohorts.sharing import Level
from coaching.language import Language
from coaching.pictures.qr import qr_png
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.content import library
from tests.telegram.coaches import PHOTOGRAPHER, Day, a_day
from tests.telegram.test_words import GAP, INSET, ROW, width
from tests.telegram.walks import SLIPPING

HAPPY = {Language.FR: "dans 10 jours", Language.EN: "in 10 days"}
NOTE, COMMENT, WHY, BECAUSE = "Soyez curieuse.", "Quelle belle question!", "Je ne vendais pas.", "Vous avez raison."
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


async def shared(day: Day, person: Person, level: Level) -> None:
    """What stands under their debrief, tapped."""
    told = await day.tap(person, day.words(f"joining.share.{level.value}"))
    assert day.words(f"joining.shared.{level.value}") in told.text


async def look_at(day: Day, coach: Person, name: str) -> Posted:
    """From wherever they are to the page of that learner."""
    await day.write(coach, "/coach")
    await day.tap(coach, day.words("coach.menu.board"))
    return await day.tap(coach, name)


@pytest.mark.parametrize("lang", list(Language))
async def test_a_day_of_a_coach_and_five_learners(  # noqa: PLR0915 - a day is long
    tmp_path: Path, lang: Language
) -> None:
    async with a_day(tmp_path / "bot.sqlite3", lang) as day:
        words, coach = day.words, day.person("Nadia")
        await day.come_in(coach)
        link = await a_group(day, coach)

        # Five come in; each reads beforehand what will be seen of them.
        sophie, karim, lise, tom, zoe = (day.person(name) for name in ("Sophie", "Karim", "Lise", "Tom", "Zoé"))
        for one in (sophie, karim, lise, tom, zoe):
            offer = await day.come_by(one, link)
            assert all(words(f"coaches.offer.{key}") in offer.text for key in ("sees", "asks", "never"))
            assert words("joining.notices") in offer.text
            page = await day.tap(one, words("coaches.offer.join"))
            assert GROUP in page.text

        left = await day.tap(zoe, words("joining.buttons.leave"))
        assert words("coaches.sharing.left", cohort=GROUP) in left.text
        await day.tap(tom, words("joining.consent.transcript"))

        # Something is asked of all of them; they are told, once, and do it.
        await ask_all(day, coach, note=NOTE)
        await day.remind()
        for one in (sophie, karim, lise, tom):
            await one.wait_for(NOTE)
        practise = await day.write(sophie, "/practice")
        assert words("joining.asked") in practise.text
        assert practise.button("📌")
        for one in (sophie, karim, lise, tom):
            await day.tap(one, words("joining.buttons.see"))
            await day.rehearse(one)
        assert all(NOTE not in message.text for message in zoe.heard)
        await shared(day, sophie, Level.MARKS)
        await shared(day, karim, Level.TRANSCRIPT)
        await shared(day, lise, Level.NOTHING)

        # The coach sees who is where, and of each what they chose to show.
        board = await day.write(coach, "/coach")
        board = await day.tap(coach, words("coach.menu.board"))
        assert board.text.count("✅") == 4
        assert board.text.count(words("coach.board.best", score="")[:2]) >= 3
        assert "Zoé" not in board.text
        said = SLIPPING[lang][1]  # their first message
        assert words("coach.member.shares_nothing") in (await look_at(day, coach, "Lise")).text
        await look_at(day, coach, "Sophie")
        marks = await day.tap(coach, "1")
        assert marks.button(words("coach.read.words")) is None
        assert said not in marks.text
        await look_at(day, coach, "Tom")
        await day.tap(coach, "1")
        assert said in (await day.tap(coach, words("coach.read.words"))).text

        # A word in its place, which its learner finds there.
        await look_at(day, coach, "Karim")
        await day.tap(coach, "1")
        await day.tap(coach, words("coach.read.words"))
        await day.tap(coach, "1")
        await day.write(coach, COMMENT)
        await day.remind()
        answer = await karim.wait_for(COMMENT)
        assert said in answer.text
        assert "Nadia" in answer.text

        # What he contests is decided, and he hears by whom.
        await day.tap(karim, words("joining.buttons.see"))
        await day.write(karim, "/marks")
        await day.tap(karim, words("telegram.buttons.contest"))
        await day.tap(karim, "1")
        await day.write(karim, WHY)
        menu = await day.write(coach, "/coach")
        assert words.count("coach.menu.waiting", 1) in menu.text
        await day.tap(coach, words("coach.menu.appeals"))
        waiting = coach.chat.posted[max(coach.chat.posted)]
        appeal = await day.tap(coach, next(waiting.buttons()).label)
        assert WHY in appeal.text
        await day.tap(coach, words("coach.appeals.accept"))
        decided = await day.write(coach, BECAUSE)
        assert words("coach.appeals.accepted") in decided.text
        await day.remind()
        told = await karim.wait_for(BECAUSE)
        assert words("coaches.review.reject", coach="Nadia") in told.text
        assert words("phone.appeal.title") not in (await day.write(karim, "/practice")).text  # not a second time

        # A consent taken back holds at once, whatever was shown before.
        mine = await day.write(tom, "/coach")
        assert words("coaches.sharing.transcript") in mine.text
        back = await day.tap(tom, words("joining.consent.nothing"))
        assert words("coaches.sharing.at_once") in back.text
        assert words("coach.member.shares_nothing") in (await look_at(day, coach, "Tom")).text
        looks = await day.tap(tom, words("joining.buttons.readers"))
        assert looks.text.count("Nadia") >= 2

        # And what the week came to, asked for and on Wednesday morning.
        await day.write(coach, "/coach")
        week = await day.tap(coach, words("coach.menu.week"))
        assert words("coaches.digest.heading", cohort=GROUP) in week.text
        assert words.count("coaches.digest.active", 4, of=4) in week.text
        coach.skip()
        day.clock.turn(2 * 86400)
        await day.remind()
        assert words("coaches.digest.heading", cohort=GROUP) in (await coach.next()).text

        rows = {
            tuple(one.label for one in row) for one in (coach, sophie, karim) for m in one.heard for row in m.keyboard
        }
        assert [row for row in rows if max(map(width, row)) > (ROW + GAP) / len(row) - GAP - 2 * INSET] == []


@pytest.mark.parametrize("lang", list(Language))
async def test_a_coach_is_set_up_in_a_few_taps(tmp_path: Path, lang: Language) -> None:
    async with a_day(tmp_path / "bot.sqlite3", lang) as day:
        coach = day.person("Nadia")
        await day.come_in(coach)
        day.taps = day.typed = 0

        await a_group(day, coach)
        await ask_all(day, coach)

        assert (day.taps, day.typed) == (7, 3)
