"""The commands and their names in both languages, and which was meant by a name that is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import combining, normalize

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from coaching.language import Language

NEAR_ENOUGH = 0.55  # of 1; below that, a guess would only puzzle


class Command(StrEnum):
    """What a learner can ask for at any moment. The order is the menu's."""

    PRACTICE = "practice"
    EVENING = "evening"
    HINT = "hint"
    WHY = "why"
    BACK = "back"
    END = "end"
    MARKS = "marks"
    REPLAY = "replay"
    WATCH = "watch"
    DRILL = "drill"
    PROGRESS = "progress"
    CLUB = "club"
    FOLLOWUP = "followup"
    EVENT = "event"
    RULES = "rules"
    COACH = "coach"
    SCENARIOS = "scenarios"
    SHEET = "sheet"
    SETTINGS = "settings"
    LANGUAGE = "language"
    HELP = "help"
    MYDATA = "mydata"
    PRIVACY = "privacy"
    FORGET = "forget"
    START = "start"


class Group(StrEnum):
    """Where /help shows a command, in this order."""

    PRACTISING = "practising"
    TALKING = "talking"
    LEARNING = "learning"
    YOURS = "yours"
    NOWHERE = "nowhere"  # who reads /help has found it, and come past /start


@dataclass(frozen=True)
class Called:
    """A command's names as the menu shows them, without accents, and what else people call it in either language.

    `is_told`: /help says what it does. The others are only named there, or it would not fit a screen.
    """

    fr: str
    en: str
    group: Group
    also: tuple[str, ...] = ()
    is_told: bool = False


# A new command is a line above, a line here, and what it does in both faces/words/*/telegram.yaml.
CALLED: Mapping[Command, Called] = {
    Command.PRACTICE: Called(
        "pratiquer", "practice", Group.PRACTISING, ("practise", "choisir", "choose", "jaser"), is_told=True
    ),
    Command.EVENING: Called("soiree", "evening", Group.PRACTISING, ("soirees", "evenings", "party", "sortir")),
    Command.HINT: Called("indice", "hint", Group.TALKING, ("nudge", "tip", "conseil", "astuce"), is_told=True),
    Command.WHY: Called("pourquoi", "why", Group.TALKING),
    Command.BACK: Called("retour", "back", Group.TALKING, ("undo", "defaire")),
    Command.END: Called(
        *("fin", "end", Group.TALKING),
        ("stop", "cancel", "annuler", "terminer", "quit", "quitter", "arreter"),
        is_told=True,
    ),
    Command.MARKS: Called("notes", "marks", Group.LEARNING),
    Command.REPLAY: Called("rejouer", "replay", Group.LEARNING),
    Command.WATCH: Called("regarder", "watch", Group.PRACTISING),
    Command.DRILL: Called("exercice", "drill", Group.PRACTISING, ("exercices", "drills", "exercise", "exercises")),
    Command.PROGRESS: Called("progres", "progress", Group.LEARNING),
    Command.CLUB: Called("club", "club", Group.PRACTISING, ("saison", "season", "network", "reseau")),
    Command.FOLLOWUP: Called("suivi", "followup", Group.LEARNING, ("lendemain", "note", "thanks")),
    Command.EVENT: Called("evenement", "event", Group.PRACTISING, ("evenements", "events", "agenda")),
    Command.RULES: Called("regles", "rules", Group.LEARNING),
    Command.COACH: Called("coach", "coach", Group.YOURS, ("groupe", "groupes", "group", "groups", "cohort")),
    Command.SCENARIOS: Called("scenarios", "scenarios", Group.YOURS, ("messcenarios", "myscenarios", "atelier")),
    Command.SHEET: Called(
        "tableau", "sheet", Group.YOURS, ("csv", "xlsx", "excel", "exporter", "spreadsheet", "table")
    ),
    Command.LANGUAGE: Called("langue", "language", Group.YOURS),
    Command.SETTINGS: Called(
        "reglages", "settings", Group.YOURS, ("parametres", "preferences", "options"), is_told=True
    ),
    Command.HELP: Called("aide", "help", Group.NOWHERE, ("menu", "commandes", "commands")),
    Command.MYDATA: Called("mesdonnees", "mydata", Group.YOURS, ("export", "donnees", "data")),
    Command.PRIVACY: Called("confidentialite", "privacy", Group.YOURS),
    Command.FORGET: Called("oublier", "forget", Group.YOURS, ("effacer", "delete")),
    Command.START: Called("start", "start", Group.NOWHERE, ("debut", "commencer", "reprendre", "continuer", "resume")),
}
NAMES: Mapping[Command, Mapping[Language, str]] = {
    command: {Language.FR: called.fr, Language.EN: called.en} for command, called in CALLED.items()
}
GROUPS: Mapping[Group, tuple[Command, ...]] = {
    group: tuple(command for command in Command if CALLED[command].group is group)
    for group in Group
    if group is not Group.NOWHERE
}
KNOWN: Mapping[str, Command] = {
    name: command for command, called in CALLED.items() for name in (called.fr, called.en, *called.also)
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
    """In lower case without accents, nor what people put between two words: mes-données is mesdonnees."""
    decomposed = normalize("NFKD", typed[:64].lower())
    return "".join(char for char in decomposed if char not in "_-" and not combining(char))
