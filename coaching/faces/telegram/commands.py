"""The commands and their names in both languages, and which was meant by a name that is none."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from unicodedata import combining, normalize

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from coaching.language import Language

NEAR_ENOUGH = 0.55  # of 1; below that, a guess would only puzzle


class Command(StrEnum):
    """What a learner can ask for at any moment. The order is the menu's."""

    PRACTICE = "practice"
    HINT = "hint"
    WHY = "why"
    BACK = "back"
    END = "end"
    MARKS = "marks"
    REPLAY = "replay"
    WATCH = "watch"
    DRILL = "drill"
    PROGRESS = "progress"
    RULES = "rules"
    LANGUAGE = "language"
    HELP = "help"
    PRIVACY = "privacy"
    FORGET = "forget"
    START = "start"


NAMES: Mapping[Command, Mapping[Language, str]] = {
    Command.PRACTICE: {Language.FR: "pratiquer", Language.EN: "practice"},
    Command.HINT: {Language.FR: "indice", Language.EN: "hint"},
    Command.WHY: {Language.FR: "pourquoi", Language.EN: "why"},
    Command.BACK: {Language.FR: "retour", Language.EN: "back"},
    Command.END: {Language.FR: "fin", Language.EN: "end"},
    Command.MARKS: {Language.FR: "notes", Language.EN: "marks"},
    Command.REPLAY: {Language.FR: "rejouer", Language.EN: "replay"},
    Command.WATCH: {Language.FR: "regarder", Language.EN: "watch"},
    Command.DRILL: {Language.FR: "exercice", Language.EN: "drill"},
    Command.PROGRESS: {Language.FR: "progres", Language.EN: "progress"},
    Command.RULES: {Language.FR: "regles", Language.EN: "rules"},
    Command.LANGUAGE: {Language.FR: "langue", Language.EN: "language"},
    Command.HELP: {Language.FR: "aide", Language.EN: "help"},
    Command.PRIVACY: {Language.FR: "confidentialite", Language.EN: "privacy"},
    Command.FORGET: {Language.FR: "oublier", Language.EN: "forget"},
    Command.START: {Language.FR: "start", Language.EN: "start"},
}
# As /help shows them; those who read it have come past /start.
GROUPS: Mapping[str, tuple[Command, ...]] = {
    "talking": (Command.PRACTICE, Command.HINT, Command.WHY, Command.BACK, Command.END),
    "learning": (
        Command.MARKS,
        Command.REPLAY,
        Command.WATCH,
        Command.DRILL,
        Command.PROGRESS,
        Command.RULES,
    ),
    "yours": (Command.LANGUAGE, Command.PRIVACY, Command.FORGET),
}
ALSO: Mapping[str, Command] = {
    "practise": Command.PRACTICE,
    "choisir": Command.PRACTICE,
    "choose": Command.PRACTICE,
    "settings": Command.LANGUAGE,
    "stop": Command.END,
    "cancel": Command.END,
    "annuler": Command.END,
    "exercices": Command.DRILL,
    "drills": Command.DRILL,
    "exercise": Command.DRILL,
    "debut": Command.START,
    "commencer": Command.START,
    "effacer": Command.FORGET,
    "delete": Command.FORGET,
}
KNOWN: Mapping[str, Command] = {
    **{name: command for command, names in NAMES.items() for name in names.values()},
    **ALSO,
}


def read_command(typed: str) -> Command | None:
    """The command of that name, accents or not; None if there is none."""
    return KNOWN.get(_bare(typed))


def nearest(typed: str, lang: Language) -> str | None:
    """The known name that is most like it, in that language; None when nothing comes near."""
    found = process.extractOne(
        _bare(typed), KNOWN.keys(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=NEAR_ENOUGH
    )
    return NAMES[KNOWN[found[0]]][lang] if found else None


def _bare(typed: str) -> str:
    decomposed = normalize("NFKD", typed[:64].lower())
    return "".join(char for char in decomposed if not combining(char))
