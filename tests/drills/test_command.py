"""`bot.py drill`, as somebody runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from tests.commands.running import bot
from tests.commands.test_practice import Terminal
from tests.drills.content import drills


@pytest.mark.parametrize("lang", Language)
def test_piped_answers_are_marked_one_by_one_with_two_models_each(lang: Language, tmp_path: Path) -> None:
    answers = {
        Language.FR: "Comment ça s'est passé?\nJe vends des sites web, en voulez-vous un?\n\n",
        Language.EN: "What happened next?\nI sell websites, would you like one?\n\n",
    }

    done = bot("drill", "follow_up", "--lang", lang, data=tmp_path, given=answers[lang], anew=True)

    words = read_words(lang)
    assert (done.code, done.err) == (0, "")
    assert drills()["follow_up"].name.first(lang) in done.out
    assert done.out.count(words("drills.models")) == 3
    assert done.out.count({Language.FR: "sur 100", Language.EN: "out of 100"}[lang]) == 2
    shown = [item for item in drills()["follow_up"].items[lang] if item.given in done.out]
    assert len(shown) == 3
    assert all(model in done.out for item in shown for model in item.models)
    assert "\x1b" not in done.out


def test_the_same_seed_and_lines_give_the_same_set_and_another_seed_another(tmp_path: Path) -> None:
    def run(seed: str) -> str:
        return bot("drill", "reflect", "--lang", "en", "--seed", seed, data=tmp_path, given="\n\n\n").out

    assert run("4") == run("4")
    assert run("4") != run("5")


def test_without_a_kind_the_exercises_are_listed(tmp_path: Path) -> None:
    done = bot("drill", "--lang", "fr", data=tmp_path)

    assert (done.code, done.err) == (0, "")
    for drill in drills().values():
        assert drill.name.first(Language.FR) in done.out
        assert drill.id in done.out


@pytest.mark.parametrize("kind", ["La relance", "relance", "4"])
def test_an_exercise_goes_by_its_name_and_number_too(kind: str, tmp_path: Path) -> None:
    done = bot("drill", kind, "--lang", "fr", "--count", "1", data=tmp_path, given="Comment ça?\n")

    assert drills()["follow_up"].task.first(Language.FR) in done.out


def test_an_unknown_exercise_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = bot("drill", "folow_upp", "--lang", "en", data=tmp_path)

    assert (done.code, done.out) == (1, "")
    assert "follow_up" in done.err


def test_the_set_is_left_kindly_at_any_time_and_what_was_good_is_kept(tmp_path: Path) -> None:
    model = drills()["leave_kindly"].items[Language.EN][0].models[0]

    done = bot(
        "drill", "leave_kindly", "--lang", "en", "--count", "9", data=tmp_path, given=f"/hint\n{model}\n/end\nx\n"
    )

    words = read_words(Language.EN)
    assert done.code == 0
    assert words("drills.orders") in done.out
    assert words("drills.goodbye") in done.out
    assert words("drills.keep", quote=model) in done.out
    assert done.out.count(words("drills.models")) == 1


def test_at_a_keyboard_one_chooses_tries_again_and_changes_exercise(tmp_path: Path) -> None:
    words = read_words(Language.FR)
    shown = Terminal(tmp_path, "drill", "--lang", "fr", "--count", "1", NO_COLOR="1")
    try:
        shown.until("pour le premier.")
        shown.type("zzz\n")
        shown.until("de la liste.")
        shown.type("relance\n")
        shown.until("Vous")
        shown.type("Bonsoir!\n")
        shown.until("redites-la autrement.")
        shown.type("Comment ça s'est passé?\n")
        again = shown.until("redites-la autrement.")
        assert "sur 100" in again
        assert words("drills.models") not in again  # shown once
        shown.type("\n")
        summed = shown.until("s'arrêter.")
        assert summed.count("Vos notes") == 1
        assert " · " not in summed  # two tries are one mark, the better
        shown.type("2\n")
        shown.until(drills()["what_do_you_do"].task.first(Language.FR)[:30])
        shown.until("Vous")
        shown.type("/fin\n")
        shown.until("ça compte.")
        assert shown.end() == 0
    finally:
        shown.close()
