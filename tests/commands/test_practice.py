"""`bot.py practice`, and `bot.py` alone without a token."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.commands.running import HOME, bot, environment
from tests.nursery import born
from tests.pictures.test_document import text_of

PROMPTS = ("Entrée", "Enter")


def test_piped_lines_are_a_conversation_with_its_debrief(tmp_path: Path) -> None:
    given = "Bonsoir!\nComment vous êtes venu à la photo?\n"

    done = bot("practice", "defensive_photographer", "--lang", "fr", data=tmp_path, given=given, anew=True)

    assert (done.code, done.err) == (0, "")
    assert "Étienne" in done.out
    assert "simulé" in done.out
    assert "Comment vous êtes venu à la photo?" in done.out
    assert "sur 100" in done.out
    assert not any(prompt in done.out for prompt in PROMPTS)
    assert "\x1b" not in done.out


def test_the_same_lines_and_seed_give_the_same_conversation(tmp_path: Path) -> None:
    once, twice = (
        bot("practice", "pushy_card_giver", "--lang", "en", "--seed", "7", data=tmp_path, given="Hello!\nAnd you?\n")
        for _ in range(2)
    )

    assert once == twice


@pytest.mark.parametrize(("line", "heard"), [("Bonsoir, vous allez bien?", "confiance"), ("Good evening!", "trust")])
def test_without_a_language_the_first_line_says_which(line: str, heard: str, tmp_path: Path) -> None:
    assert heard in bot("practice", "defensive_photographer", data=tmp_path, given=line).out


def test_the_machines_language_is_spoken_and_lang_wins(tmp_path: Path) -> None:
    french = {"LANG": "fr_CA.UTF-8"}

    assert "confiance" in bot("practice", data=tmp_path, given="Hello\n", env=french).out
    assert "trust" in bot("practice", "--lang", "en", data=tmp_path, given="Hello\n", env=french).out


def test_orders_are_obeyed_in_both_languages_and_a_slip_of_the_finger_is_named(tmp_path: Path) -> None:
    given = "/why\nBonsoir\n/hint\n/pourquoi\n/retuor\n/back\n/zzzzzz\n/aide\n/fin\nplus rien\n"

    done = bot("practice", "defensive_photographer", "--lang", "fr", data=tmp_path, given=given)

    assert "Indice" in done.out
    assert "/retour?" in done.out
    assert "/zzzzzz" in done.out
    assert "plus rien" not in done.out
    # What was taken back is as if it had never been said.
    assert "sur 100" not in done.out


def test_empty_long_and_odd_messages_are_answered(tmp_path: Path) -> None:
    given = "\n" + "mot " * 1500 + "\n🙂\n\x00\n".encode().decode() + "é" * 5000 + "\n"

    done = bot("practice", "defensive_photographer", "--lang", "fr", data=tmp_path, given=given)

    assert (done.code, done.err) == (0, "")


def test_bytes_that_are_no_text_are_answered(tmp_path: Path) -> None:
    done = bot("practice", "defensive_photographer", "--lang", "fr", data=tmp_path, given=b"\xff\xfe\nBonsoir\n")

    assert (done.code, done.err) == (0, "")


def test_no_lines_at_all_end_kindly(tmp_path: Path) -> None:
    done = bot("practice", data=tmp_path)

    assert (done.code, done.err) == (0, "")


def test_an_unknown_attendee_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = bot("practice", "pushy_card_givr", "--lang", "en", data=tmp_path)

    assert (done.code, done.out) == (1, "")
    assert "pushy_card_giver" in done.err


def test_without_a_token_three_lines_say_how_to_get_one_and_practice_starts(tmp_path: Path) -> None:
    done = bot(data=tmp_path, given="Hello there!\n", env={"LANG": "en_CA.UTF-8"})

    assert done.code == 0
    assert len(done.err.splitlines()) == 3
    assert "@BotFather" in done.err
    assert "Hello there!" in done.out


class Terminal:
    """Somebody at a terminal, in front of `bot.py`."""

    def __init__(self, data: Path, *arguments: str, at: Path = HOME, anew: bool = False, **env: str) -> None:
        # A terminal of its own, so that Ctrl-C typed there interrupts the process as it would a person's.
        self.ours, its = pty.openpty()
        try:
            around = environment(data, TERM="xterm", **env)
            self.process = born(arguments, around, at, (its, its, its), tty=True, anew=anew)
        finally:
            os.close(its)
        self.seen = ""

    def until(self, awaited: str, *, within: float = 30) -> str:
        """What is shown up to that text. It fails when nothing more comes."""
        while awaited not in self.seen:
            more = self._more(within)
            assert more, f"{awaited!r} never came after: {self.seen[-300:]}"
            self.seen += more
        before, _, self.seen = self.seen.partition(awaited)
        return before

    def type(self, line: str) -> None:
        os.write(self.ours, line.encode())

    def interrupt(self, awaited: str) -> None:
        """Ctrl-C, once more if it fell in the moment between a prompt and the wait for a line."""
        for _ in range(30):
            self.type("\x03")
            while more := self._more(1):
                self.seen += more
                if awaited in self.seen:
                    return
        raise AssertionError(f"{awaited!r} never came after: {self.seen[-300:]}")

    def end(self) -> int:
        """Its exit code, once it has shown all it had to show and closed its end."""
        while more := self._more(30):
            self.seen += more
        if select.select([self.ours], [], [], 0)[0] == []:
            self.process.kill()  # it neither ended nor said anything
        return self.process.ended(30)

    def close(self) -> None:
        """Nothing of it is left, however far a test came."""
        self.process.kill()
        os.close(self.ours)

    def _more(self, within: float) -> str:
        """What is shown next; nothing at the end, and when nothing comes in time."""
        ready, _, _ = select.select([self.ours], [], [], within)
        try:
            return os.read(self.ours, 65536).decode(errors="replace") if ready else ""
        except OSError:  # the other end was closed
            return ""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals, and closes them after the test."""
    opened: list[Terminal] = []

    def open_one(*arguments: str, at: Path = HOME, anew: bool = False, **env: str) -> Terminal:
        opened.append(Terminal(tmp_path, *arguments, at=at, anew=anew, **env))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_a_newcomer_is_led_from_the_welcome_to_the_debrief_and_on(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("practice", anew=True, LANG="C.UTF-8")
    shown.until("anglais (en)?")
    shown.type("fr\n")
    shown.until("pour passer")
    shown.type("\n")
    shown.until("Proposé")
    shown.until("> ")
    shown.type("photographe\n")
    shown.until("nerveux")
    shown.until("> ")
    shown.type("\n")
    shown.until("confiance")
    shown.type("Bonsoir!\n")
    seen = shown.until("confiance")
    assert "\x1b[" in seen
    shown.type("/fin\n")
    shown.until("a aimé parler avec vous")
    shown.until("> ")
    shown.type("\n")
    shown.until("sur 100")
    shown.until("Et maintenant")
    shown.type("10\n")
    shown.until("Bonne")

    assert shown.end() == 0


def test_nerves_and_the_guess_are_rated_and_charted_over_what_was_played(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("practice", "buffet_loner", "--lang", "en", "--sells", "books", NO_COLOR="1")
    for before, guess, after in (("8", "2", "5"), ("6", "3", "4")):
        shown.until("how nervous are you")
        shown.until("> ")
        shown.type("eleven\n")
        shown.until("A number from 0 to 10")
        shown.until("> ")
        shown.type(f"{before}\n")
        shown.until("You  ")
        shown.type("Evening. Don't worry, you're not in my way.\n")
        shown.until("You  ")
        shown.type("/end\n")
        shown.until("enjoy talking with you")
        shown.until("> ")
        shown.type(f"{guess}\n")
        assert guess in shown.until("out of 100")
        shown.until("And now, how nervous")
        shown.until("> ")
        shown.type(f"{after}\n")
        if before == "8":
            shown.until("What now?")
            shown.until("> ")
            shown.type("1\n")
    charts = shown.until("None of this is kept")

    assert "8 6" in charts
    assert "5 4" in charts
    assert "2 3" in charts


def test_a_second_try_from_the_slip_stands_beside_the_first(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("practice", "buffet_loner", "--lang", "en", "--sells", "books", "--seed", "4", NO_COLOR="1")
    for said in ("\n", "Evening!\n", "You should buy my wedding cakes, they're the best!\n", "/end\n", "\n"):
        shown.until("> " if said == "\n" else "You  ")
        shown.type(said)
    shown.until("What now?")
    shown.until("> ")
    shown.type("2\n")
    assert "Enter for 2" in shown.until("wedding cakes")
    shown.until("> ")
    shown.type("\n")
    shown.until("This is where you were")
    shown.until("You  ")
    shown.type("What do you do for a living?\n")
    shown.until("You  ")
    shown.type("/end\n")
    shown.until("from message 2 on")
    compared = shown.until("What now?")

    assert "wedding cakes" in compared
    assert "for a living" in compared
    assert "talks up the offer" in compared


def test_a_debrief_is_kept_as_a_pdf_beside_those_kept_before(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    folder = tmp_path / "an evening"
    folder.mkdir()
    shown = terminal(
        "practice", "buffet_loner", "--lang", "en", "--sells", "books", "--seed", "4", at=folder, NO_COLOR="1"
    )
    for said in ("\n", "Evening!\n", "You should buy my wedding cakes, they're the best!\n", "/end\n", "3\n"):
        shown.until("You  " if len(said) > 2 else "> ")
        shown.type(said)
    for _ in range(2):
        shown.until("What now?")
        shown.until("> ")
        shown.type("4\n")
        shown.until(f"Kept here: {folder}")
    kept = sorted(folder.iterdir())
    texts = [text_of(one.read_bytes()) for one in kept]
    shutil.rmtree(folder)
    shown.until("What now?")
    shown.until("> ")
    shown.type("4\n")
    shown.until("I couldn't write in this folder (No such file or directory)")

    assert [re.sub(r"\d{4}-\d\d-\d\d", "day", one.name) for one in kept] == [
        "debrief-desmond-day-2.pdf",
        "debrief-desmond-day.pdf",
    ]
    assert texts[0] == texts[1]
    assert texts[0].startswith("Your conversation with Desmond")
    assert "You guessed 3 out of 10" in texts[0]


def test_somebody_who_did_well_is_asked_whom_they_would_send_to_whom(terminal: Callable[..., Terminal]) -> None:
    good = (
        "Evening! Don't worry, I've nothing to sell tonight.",
        "What do you most like to photograph?",
        "How do you get people to forget the camera?",
        "So you wait until they show you who they are.",
        "What is the hidden side of the job?",
        "I know a printer in Saltaire, I could put you in touch, no strings.",
    )
    shown = terminal("practice", "defensive_photographer", "--lang", "en", "--sells", "b", "--seed", "4", NO_COLOR="1")
    shown.until("> ")
    shown.type("\n")
    for said in (*good, "/end"):
        shown.until("You  ")
        shown.type(f"{said}\n")
    shown.until("enjoy talking with you")
    shown.until("> ")
    shown.type("\n")
    shown.until("people who know people")
    shown.until("whom would you send")
    shown.until("> ")
    shown.type("1\n")
    shown.until("why them?")
    shown.until("> ")
    shown.type("because he photographs makers in their workshops\n")

    shown.until("the right door")


def test_an_old_hand_can_be_watched_before_trying_and_left_at_any_time(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("practice", "buffet_loner", "--lang", "en", "--sells", "books", NO_COLOR="1")
    shown.until("> ")
    shown.type("\n")
    shown.until("You  ")
    shown.type("/watch\n")
    shown.until("An old hand meets Desmond")
    shown.until("(next)")
    shown.type("\n")
    assert "takes the pressure off" in shown.until("(next)")
    shown.type("enough\n")
    shown.until("We stop watching here")
    shown.until("This is where you were")
    shown.until("You  ")
    shown.type("Evening!\n")

    shown.until("trust")


def test_piped_everything_can_be_asked_for_too(tmp_path: Path) -> None:
    given = "Bonsoir!\n/indice\n/indice\n/indice\n/regles\n/regarder\nVous faites quoi dans la vie?\n/fin\n"

    done = bot("practice", "buffet_loner", "--lang", "fr", data=tmp_path, given=given)

    assert (done.code, done.err) == (0, "")
    assert done.out.count("Si je comprends bien") == 2
    assert "Trois façons de commencer" in done.out
    assert "Je n'ai pas mieux" in done.out
    assert "Quelqu'un d'habitué rencontre Sabine" in done.out
    assert "enlève de la pression" in done.out
    assert "sur 100" in done.out
    assert not any(prompt in done.out for prompt in PROMPTS)


def test_control_c_is_a_kind_goodbye(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("practice", "defensive_photographer", "--lang", "en", "--sells", "books")
    shown.until("> ")
    shown.type("\n")
    shown.until("trust")
    shown.until("You")
    shown.interrupt("See you soon")

    assert shown.end() == 0


def test_a_message_longer_than_a_terminals_line_arrives_whole(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("practice", "defensive_photographer", "--lang", "en", "--sells", "books", NO_COLOR="1")
    shown.until("> ")
    shown.type("\n")
    shown.until("trust")
    shown.until("You")
    shown.type("word " * 1000 + "\n")
    shown.until("trust")
    shown.type("/end\n")
    shown.until("enjoy talking")
    shown.until("> ")
    shown.type("\n")
    shown.until("What now?")
    shown.until("> ")
    shown.type("\n")

    assert shown.end() == 0


def test_no_color_is_respected(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("practice", "defensive_photographer", "--lang", "en", "--sells", "b", NO_COLOR="1")
    shown.until("> ")
    shown.type("\n")
    seen = shown.until("guarded")
    shown.interrupt("See you soon")
    shown.end()

    assert "\x1b[1m" not in seen
    assert "\x1b[3m" not in seen
