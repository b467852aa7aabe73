"""The words of the Telegram face: none too long for its place, no command that isn't one; /help fits a screen."""

from __future__ import annotations

import re
from itertools import product

import pytest
from PIL import ImageFont

from coaching.faces.telegram.alone import ASKED_ABOUT
from coaching.faces.telegram.commands import GROUPS, NAMES, Command
from coaching.faces.telegram.presses import LONGEST, Deed, Press
from coaching.faces.telegram.thinking import GOOD
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.moves import Move
from coaching.pictures.drawing.lettering import REGULAR
from coaching.scenario import Openness
from tests.bot_api.server import BotApi
from tests.content import library
from tests.telegram.walks import slip, walk_up

PHONE = 320  # pixels across, of a small one
ROW, GAP, INSET = 296, 4, 6  # of buttons: what is left beside the screen's edge, between two, around a label
LETTERS = ImageFont.truetype(REGULAR, 14)
SAID_ELSEWHERE = ("terminal.", "upkeep.", "club.", "evening.", "drills.", "followup.", "networks.")
CAUSES = [*Move, "help", "mended", "noise"]
UNSPOKEN_KINDS = "photo sticker video audio document location contact poll dice forwarded other".split()
# What a key made at run time ends in.
MADE: dict[str, list[str]] = {
    "attendee.difficulty.": ["1", "2", "3"],
    "attendee.openness.": list(Openness),
    "causes.": [str(cause) for cause in CAUSES],
    "chat.nods.": ["slip", "help_that_fits", *GOOD],
    "chat.alone.ask.": list(ASKED_ABOUT),
    "telegram.commands.": list(Command),
    "telegram.help.groups.": list(GROUPS),
    "telegram.privacy.": ["what", "practice", "where", "how_long", "telegram"],
    "phone.nerves.": ["fell", "held", "rose"],
    "unspoken.aside.": [*UNSPOKEN_KINDS, "voice"],
    "unspoken.in_role.": [f"{kind}.{one}" for kind in UNSPOKEN_KINDS for one in ("abcd" if kind == "photo" else "abc")],
    "telegram.": ["description", "short_description"],
}


def texts(words: Words, key: str) -> list[str]:
    sentence = words.sentences()[key]
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def width(text: str) -> float:
    """In pixels, as a button shows it."""
    return LETTERS.getlength(text)


def lines(text: str) -> int:
    """How many a text takes on a phone."""
    room, count, line = PHONE - 40, 0, ""
    for paragraph in text.split("\n"):
        line, count = "", count + 1
        for word in paragraph.split():
            if line and width(f"{line} {word}") > room:
                line, count = word, count + 1
            else:
                line = f"{line} {word}".strip()
    return count


@pytest.mark.parametrize("lang", list(Language))
def test_no_sentence_is_longer_than_telegram_takes(lang: Language) -> None:
    words = read_words(lang)

    for key in words.sentences():
        longest = {"telegram.description": 512, "telegram.short_description": 120}.get(key, 600)
        if key.startswith("telegram.buttons."):
            longest = 32
        if key == "telegram.stale":
            longest = 200
        assert all(len(text) <= longest for text in texts(words, key)), key


@pytest.mark.parametrize("lang", list(Language))
def test_commands_named_in_a_sentence_exist_in_that_language(lang: Language) -> None:
    known, words = {names[lang] for names in NAMES.values()}, read_words(lang)
    for key in words.sentences():
        for text in texts(words, key) if not key.startswith(SAID_ELSEWHERE) else ():
            assert set(re.findall(r"(?<![\w<])/([a-z]+)", text)) <= known, key


@pytest.mark.parametrize("lang", list(Language))
def test_every_key_made_at_run_time_exists(lang: Language) -> None:
    words = read_words(lang)

    assert [key + end for key, ends in MADE.items() for end in ends if not words.has(key + end)] == []


@pytest.mark.parametrize("lang", list(Language))
def test_a_command_and_what_it_does_fit_a_line_of_the_menu(lang: Language) -> None:
    for command in Command:
        described = read_words(lang)(f"telegram.commands.{command}")
        assert width(f"/{NAMES[command][lang]}  {described}") <= PHONE + 80, command  # the longer names wrap on none


def test_a_button_never_carries_more_than_sixty_four_bytes() -> None:
    longest_id = "x" * 40
    for deed, about in product(Deed, ["", "fr", longest_id, *library()]):
        assert len(Press(deed, 999_999_999, about).data().encode()) <= LONGEST


def test_each_cause_of_trust_has_its_words() -> None:
    for lang in Language:
        assert all(read_words(lang).has(f"causes.{cause}") for cause in CAUSES)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_help_fits_a_screen_and_names_every_command(api: BotApi, lang: Language) -> None:
    told = (await api.person(language_code=lang).ask("/help")).text

    assert lines(told) <= 25
    named = set(re.findall(r"/([a-z]+)", told))
    assert named == {NAMES[one][lang] for one in Command} - {NAMES[one][lang] for one in (Command.HELP, Command.START)}


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("lang", list(Language))
async def test_every_label_is_seen_whole_on_a_small_phone(api: BotApi, lang: Language) -> None:
    person = api.person(language_code=lang)
    await walk_up(person, lang=lang)
    await slip(person, lang)
    for command in Command:
        if command not in (Command.MYDATA, Command.BACK):  # neither has a button
            await person.ask(f"/{command}")

    rows = {tuple(b.label for b in row) for message in person.chat.transcript for row in message.keyboard}
    too_wide = [row for row in rows if max(map(width, row)) > (ROW + GAP) / len(row) - GAP - 2 * INSET]
    assert too_wide == []
