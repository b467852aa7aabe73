"""Nerves before and after, and the guess: tapped or typed, passed over in any way, asked once."""

from __future__ import annotations

import pytest

from coaching.faces.telegram.rating import rating_in
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.records import KeptRehearsal
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.walks import SLIPPING, walk_in, walk_up

pytestmark = pytest.mark.usefixtures("bot")
FR = read_words(Language.FR)


async def last(store: DatabaseStore, person: Person) -> KeptRehearsal:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        kept = await tx.rehearsals.last(learner)
        assert kept
        return kept


async def test_tapped_they_are_kept_and_stand_in_the_debrief(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    question = await sophie.next()

    await sophie.press("8")
    await sophie.wait_for(" — ")
    assert "8 sur 10" in sophie.chat.posted[question.message_id].text
    assert sophie.chat.posted[question.message_id].keyboard == ()

    await sophie.ask(SLIPPING[Language.FR][0])
    assert "aimé parler avec vous" in (await sophie.ask("/fin")).text
    await sophie.press("2")
    debrief = await sophie.wait_for("À essayer")
    assert "Vous pensiez 2 sur 10" in debrief.text
    assert "Et maintenant" in debrief.text

    await sophie.press("10")
    await sophie.until(lambda: "8 avant, 10 maintenant" in sophie.chat.posted[debrief.message_id].text, "both nerves")
    kept = await last(store, sophie)
    assert (kept.nerves_before, kept.guess, kept.nerves_after) == (8, 2, 10)
    assert sophie.chat.posted[debrief.message_id].button("Toutes les notes")


async def test_typed_they_count_as_well(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    await sophie.next()

    assert "simulée" in (await sophie.ask(" 9 ")).text
    await sophie.next()
    await sophie.ask(SLIPPING[Language.FR][0])
    await sophie.ask("/fin")
    await sophie.ask("0")
    await sophie.wait_for("À essayer")
    assert "9 avant, 4 maintenant" in (await sophie.ask("4")).text

    kept = await last(store, sophie)
    assert (kept.nerves_before, kept.guess, kept.nerves_after) == (9, 0, 4)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Un 7 je dirais", 7),
        ("7/10", 7),
        ("10 / 10!", 10),
        ("8 sur 10", 8),
        ("dunno, 8 i guess", 8),
        ("3 out of 10", 3),
        ("8 sur 10 I guess", 8),
        ("6 ou 7", None),
        ("-3", None),
        ("11 sur 10", None),
        ("J'ai compté 3 personnes qui me regardaient en entrant", None),
        ("j'ai 3 enfants", None),
        ("dans 5 min?", None),
        ("salut, ça prend 3 minutes?", None),
        ("I have 2 questions", None),
        ("my first event in 5 years", None),
        ("je dirais 6", 6),
        ("genre 4", 4),
        ("C'est un gros 8 😬", 8),
        ("peut-être 7?", 7),
        ("8, j'ai mal au ventre", 8),
        ("Chu stressée... 9", 9),
        ("like a 9 lol", 9),
        ("I'd say 5 or so", 5),
        ("im at a 6", 6),
        ("7ish", 7),
        ("about 7", 7),
    ],
)
def test_a_number_among_a_few_words_is_one(typed: str, kept: int | None) -> None:
    assert rating_in(typed) == kept


@pytest.mark.parametrize("words", ["je sais pas", "11", "-1", "7,5", "٣", "😬"])
async def test_anything_else_typed_passes_over_them(api: BotApi, store: DatabaseStore, words: str) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    await sophie.next()

    assert "simulée" in (await sophie.ask(words)).text
    await sophie.next()
    await sophie.ask(SLIPPING[Language.FR][0])
    await sophie.ask("/fin")
    await sophie.say(words)
    debrief = await sophie.wait_for("À essayer")

    kept = await last(store, sophie)
    assert (kept.nerves_before, kept.guess, kept.nerves_after) == (None, None, None)
    assert [turn.text for turn in kept.turns] == [SLIPPING[Language.FR][0]]
    assert "Et maintenant" not in debrief.text  # nothing to compare it with


async def test_skipping_with_a_button_works_at_each_of_them(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][0])
    await sophie.ask("/fin")

    await sophie.press("Passer")

    assert (await sophie.wait_for("À essayer")).button("Rejouer")
    kept = await last(store, sophie)
    assert (kept.nerves_before, kept.guess) == (None, None)


async def test_two_taps_begin_one_scene_and_keep_the_first_number(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    question = await sophie.next()
    seven, eight = question.button("7"), question.button("8")
    assert seven
    assert eight

    await sophie.tap(question, seven)
    late = await sophie.tap(question, eight)

    assert "ne sert plus" in (await sophie.answered(late)).text
    await sophie.ask("/aide")
    assert sum("simulée." in message.text for message in sophie.heard if "Étienne" in message.text) == 1
    assert (await last(store, sophie)).nerves_before == 7


async def test_help_in_between_takes_no_question_away(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][0])
    await sophie.ask("/fin")

    await sophie.ask("/aide")
    await sophie.ask("/langue")
    await sophie.press("Français")
    await sophie.next()
    await sophie.press("6") if sophie.heard[-1].button("6") else await sophie.say("6")

    assert "Vous pensiez 6 sur 10" in (await sophie.wait_for("À essayer")).text


async def test_who_turns_back_at_the_door_still_sees_the_scene(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    await sophie.next()
    await sophie.ask("/start")

    await sophie.press("Continuer")

    assert "simulée" in (await sophie.next()).text
    assert (await sophie.ask("Bonsoir!")).marked("bold") == ("Étienne",)


@pytest.mark.parametrize("command", ["/fin", "/indice", "/retour"])
async def test_what_is_asked_of_somebody_who_has_left_brings_the_debrief(api: BotApi, command: str) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][0])
    await sophie.ask("/fin")

    await sophie.say(command)

    assert (await sophie.wait_for("À essayer")).button("Rejouer")


async def test_a_rehearsal_without_a_word_is_not_guessed_about(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)

    nothing = await sophie.ask("/fin")

    assert "observer" in nothing.text
    assert nothing.button("Quelqu'un d'autre")


async def test_the_rules_are_one_command_and_one_button_away(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    sophie.skip()

    await sophie.press("Les règles")

    tapped = await sophie.next()
    assert FR("brief.title") in tapped.text
    assert (await sophie.ask("/règles")).text == tapped.text
    assert (await sophie.ask("Bonsoir!")).marked("bold") == ("Étienne",)


async def test_a_hint_asked_again_gives_three_ways_to_begin(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][0])

    first = await sophie.ask("/indice")
    await sophie.press(FR("telegram.buttons.hint"))
    second = await sophie.wait_for(FR("hints.openings_heading"))

    assert FR("hints.openings_heading") not in first.text
    assert second.text.count("«") >= 3
    assert not second.button(FR("telegram.buttons.hint"))
    assert (await sophie.ask("/indice")).text.startswith(f"💡 {FR('hints.openings_again')}")


async def test_a_hint_before_the_first_word_leaves_the_question_about_nerves_open(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    await sophie.wait_for("0 .*10")

    hint = await sophie.ask("/indice")
    await sophie.press("7")

    assert not hint.keyboard
    await sophie.wait_for("simulée")


@pytest.mark.parametrize("command", ["/soiree", "/pratiquer", "/club", "/exercice", "/start"])
async def test_who_goes_elsewhere_in_place_of_a_guess_is_told_first_how_it_went(api: BotApi, command: str) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][0])
    await sophie.ask("/fin")

    await sophie.ask(command)

    debrief = await sophie.wait_for("À essayer")
    asked_for = await sophie.next()
    assert asked_for.buttons()
    assert "À essayer" in debrief.text
