"""The words in their variants: only what differs, in the same form, and nobody called tu is called vous in between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest
import yaml

from coaching.faces import words as house
from coaching.faces.words import FORMS, Variant, Words, read_words
from coaching.language import Language, Lines
from coaching.services.preferences import REGIONS, Address
from tests.content import library, rubric

FOLDER = Path(house.__file__).parent
OVERLAYS = sorted(path for path in FOLDER.iterdir() if path.is_dir() and "_" in path.name.strip("_"))
TU = read_words(Language.FR, Variant(Address.TU))
VOUS = read_words(Language.FR)
# Whoever is called "vous" or told to do something; what stands in quotation marks is for somebody just met.
CALLED = re.compile(r"\b(vous|votre|vos|vôtres?)\b|\b(?!assez\b|chez\b|nez\b|rez\b)[a-zà-ÿ]{2,}ez\b", re.IGNORECASE)
QUOTED = re.compile(r"«[^»]*»")
# What the terminal, those who run the bot, and people who were met say.
ELSEWHERE = (
    "terminal.",
    "appeals.",
    "nerves.",
    "upkeep.",
    "webhook.",
    "transcriber.",
    "web.",  # a coach's pages
    "hints.openings.",
    "event.pocket.lent_",
    "chat.alone.means.",  # what a learner types
)
# Matters whose tu-forms are still to be written: a file of theirs in fr_tu/ takes them off this list.
TO_COME = tuple(
    f"{matter}."
    for matter in ("evening", "club", "event", "followup", "networks", "reminders", "cohorts", "coaches")
    if not (FOLDER / "fr_tu" / f"{matter}.yaml").exists()
)
ALWAYS_VOUS = {
    *("hints.opening", "unspoken.card", "preferences.names.address", "preferences.about.address"),
    "preferences.values.address.vous",
    *("telegram.description", "telegram.short_description", "telegram.group"),  # nobody is known there yet
    *("drills.none", "evening.none", "club.none"),  # said to whoever keeps the bot
    "evening.ask.two",  # said to two people at once
    *("why.believes", "club.trust_kept", "club.standing.seen", "club.standing.known"),  # the two of you
}


def calls(text: str) -> bool:
    return bool(CALLED.search(QUOTED.sub("", text)))


def keys(folder: Path) -> Iterator[tuple[str, object]]:
    def leaves(tree: Mapping[object, object], path: str) -> Iterator[tuple[str, object]]:
        for name, value in tree.items():
            key = f"{path}.{name}" if path else str(name)
            if isinstance(value, Mapping) and not set(value) <= FORMS:
                yield from leaves(value, key)
            elif not isinstance(value, list):
                yield key, value

    for path in folder.glob("*.yaml"):
        yield from leaves(yaml.safe_load(path.read_text(encoding="utf-8")), "")


def texts(words: Words, key: str) -> list[str]:
    sentence = words.sentences()[key]
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def placed(words: Words, key: str) -> set[frozenset[str]]:
    return {frozenset(slots(text)) for text in texts(words, key)}


@pytest.mark.parametrize("folder", OVERLAYS, ids=lambda path: path.name)
def test_an_overlay_holds_only_what_differs_under_the_same_keys_and_slots(folder: Path) -> None:
    _, *parts = folder.name.split("_")
    shared = next((region for region, folders in house.SHARED.items() if parts[0] in folders), "")
    region = "" if parts[0] == "tu" else shared or parts[0].upper()
    address = Address.TU if parts[-1] == "tu" else Address.VOUS
    laid = read_words(Language.FR, Variant(address, region))
    under = read_words(Language.FR, Variant(address if region else Address.VOUS, ""))

    assert region in ("", *REGIONS)
    for key, value in keys(folder):
        assert type(VOUS.sentences()[key]) is type(laid.sentences()[key]), key
        assert placed(laid, key) == placed(VOUS, key), key
        assert laid.sentences()[key] != under.sentences()[key], f"{key} is no different"
        assert value, key


def test_every_line_of_a_learner_s_has_its_tu_form() -> None:
    left = {
        key
        for key in VOUS.sentences()
        if not key.startswith((*ELSEWHERE, *TO_COME)) and key not in ALWAYS_VOUS and any(map(calls, texts(TU, key)))
    }

    assert left == set(), "these still say vous to somebody who asked for tu"


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_s_own_words_leave_no_vous_to_whoever_is_called_tu(region: str) -> None:
    theirs = read_words(Language.FR, Variant(Address.TU, region))
    changed = [key for key, its in theirs.sentences().items() if its != TU.sentences()[key]]

    assert [key for key in changed if key not in ALWAYS_VOUS and any(map(calls, texts(theirs, key)))] == []


def coached() -> Iterator[str]:
    """Every French line of the rubric that the coach says to the learner, and of what all scenarios share."""
    rules = rubric()
    coach = rules.coach
    lines: list[Lines] = [one.advice for one in rules.rules.values()]
    lines += [one.advice for one in rules.patterns.values()]
    lines += [*coach.opening.values(), coach.begun, *coach.next_step.values()]
    for one in lines:
        yield from one.fr
    common = yaml.safe_load((FOLDER.parents[2] / "scenarios" / "_common.yaml").read_text(encoding="utf-8"))
    yield from (ending["lesson"]["fr"] for ending in common["endings"].values() if "lesson" in ending)


def test_what_the_coach_says_to_everybody_has_its_tu_form_whatever_is_quoted() -> None:
    for line in coached():
        filled = line.replace("{quote}", "Vous {n'avez} rien.\nÀ vous")
        said = TU.retold(filled)

        assert not calls(said), line
        assert VOUS.retold(filled) == filled
        assert said.count("Vous {n'avez} rien.") == line.count("{quote}")


def test_every_line_retold_is_one_that_is_said() -> None:
    known = {line.replace("\u00a0", " ") for line in coached()}
    tree = yaml.safe_load((FOLDER / "fr_tu" / "coach.yaml").read_text(encoding="utf-8"))

    for pair in tree["retold"]:
        assert pair["written"].replace("\u00a0", " ") in known
        assert {n for _, n, _, _ in Formatter().parse(pair["said"]) if n} <= slots(pair["written"])


def test_words_are_read_once_for_all_and_english_has_no_variants() -> None:
    assert read_words(Language.FR, Variant(Address.TU, "CA")) is read_words(Language.FR, Variant(Address.TU, "CA"))
    assert read_words(Language.EN, Variant(Address.TU, "CA")) is read_words(Language.EN)


def test_scenarios_are_never_retold() -> None:
    for scenario in library().values():
        for fact in scenario.facts:
            assert TU.retold(fact.says.first(Language.FR)) == fact.says.first(Language.FR)
