"""How understanding does on messages that people outside this project labelled: questions, their kind, reflections.

    python benchmarks/public_sets.py FOLDER                          measures every *.jsonl of that folder
    python benchmarks/public_sets.py FOLDER --make SET ORIGINAL …    writes the sample of a set into it first

None of these texts belongs into this repository, so FOLDER must lie outside it, and you fetch the originals yourself.
Each SET with its ORIGINAL, where that comes from and its licence:

    annomi       AnnoMI-full.csv of github.com/uccollab/AnnoMI; it names no licence and asks to be cited
                 (Wu et al., ICASSP 2022 and Future Internet 2023)
    switchboard  the folder swda_data ("speaker|text|act") of github.com/NathanDuran/Switchboard-Corpus; the code there
                 is GPL-3.0, the transcripts are the Linguistic Data Consortium's (LDC97S62)
    chat         the XML files of the NPS Chat Corpus, unpacked: nps_chat of github.com/nltk/nltk_data; for research
                 and other non-commercial use only
    french       the *.conllu of UD_French-Rhapsodie and UD_French-ParisStories, both under
                 github.com/UniversalDependencies; CC BY-SA 4.0

A line of a sample is `{"text", "lang", "gold", "before", "kind"}`: gold is open, closed, question (kind not decided),
statement, reflection or other; before is what the other one had just said; kind is the original label. A sample holds
as many messages that have what is looked for as messages that don't, at most 750 of each, chosen by the hash of their
text: the same originals give the same file. Messages of one or two words are left out. Precision
and F1 hold for that balance and not for life.

What the labels of others mean, and where they part from `docs/moves.md`:

- Switchboard (transcribed telephone talk, acts by trained students): open is their open question (`qo`), closed are
  yes-no questions and their like (`qy`, `qy^d`, `qrr`), and a wh-question (`qw`) is a question of undecided kind. They
  heard the voice: a declarative question (`qy^d`) is often a plain statement on paper. Rhetorical and tag questions,
  directives, quotations, echoes, bare fragments and what was cut short are left out. Their "summarize/reformulate"
  (`bf`) makes a second sample, of reflections.
- NPS Chat (typed, in chat rooms, by adults: the rooms of teenagers are left out): a whole post has one act, so some
  statements hold a question beside. Its yes-no questions are closed, its wh-questions undecided.
- AnnoMI (therapists, ten annotators): a turn of up to 60 words may ask and reflect at once, hence two samples; what the
  other one cut short is left out. Where several annotated a turn, more than half must agree. A reflection may there be
  a mere repetition, a guess beyond what was said, or a question; with us a guess put as a question is a closed
  question, and a bare echo is nothing.
- French (transcribed talk): a question is a sentence the transcriber ended with "?", outside reported speech and not
  with "hein?". Whether it is open is not annotated but read from its form, as `docs/moves.md` has it: with comment or
  pourquoi open; with qui, quand, où, combien or no interrogative word closed; the others stay undecided.
  Its kind is the sign of asking it has: one of intonation alone can't be told without its mark, but for the context.

A question that our labels name otherwise (asking for a card, probing for a need) counts here as missed; what missed
questions were taken for is told.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import html
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coaching.app import App  # noqa: E402 - the path must be set first, to run alone
from coaching.language import Language  # noqa: E402
from coaching.moves import Move  # noqa: E402
from coaching.reading import Message, Reading, Speaker, Utterance  # noqa: E402
from coaching.settings import Settings  # noqa: E402
from coaching.understanding import Understanding  # noqa: E402

MOST = 750  # messages of either side of a sample
FEWEST_WORDS = 3
MOST_WORDS = 60
QUESTIONS = {"open": Move.OPEN_QUESTION, "closed": Move.CLOSED_QUESTION, "question": None}  # gold: the move it asks for
GOLD = (*QUESTIONS, "statement", "reflection", "other")
KINDS_TOLD = 8  # original labels and wrong readings told of a set, the most frequent first

ACTS = {"qo": "open", "qy": "closed", "qy^d": "closed", "qrr": "closed", "qw": "question", "qw^d": "question"}
ACTS_LEFT_OUT = frozenset('% x ^q ^2 ^g ^h b^m bh bf br bd qh ad oo_co_cc t3 fo_o_fw_"_by_bc'.split())
REFORMULATION = "bf"
POSTS = {"whQuestion": "question", "ynQuestion": "closed"}
POSTS_LEFT_OUT = frozenset(("System", "Other", "Clarify"))
POST = re.compile(r'<Post class="(\w+)" user="[^"]*">([^<]*)<')
CUT = re.compile(r"^[-–—]|[-–—]$|\[unintelligible")
USER = re.compile(r"\b\d\d-\d\d-\w+?User\d+\b")
OPEN_WORDS = frozenset("comment pourquoi".split())
FACT_WORDS = frozenset("qui quand où combien".split())
UNDECIDED_WORDS = frozenset("quoi quel quelle quels quelles lequel laquelle lesquels lesquelles".split())
WHAT = re.compile(r"\bqu['’ ]?est[- ]+ce qu|^(?:\w+,? )?que ", re.IGNORECASE)
EST_CE = re.compile(r"\best[- ]+ce qu", re.IGNORECASE)
INVERTED = re.compile(r"\w ?-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce)\b", re.IGNORECASE)
CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


@dataclass(frozen=True)
class Labelled:
    """One message and what people took it for."""

    text: str
    lang: str
    gold: str
    before: str = ""
    kind: str = ""


# Samples, made from the originals


def words(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+", text))


def tidy(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def balanced(lines: Iterable[Labelled], wanted: Callable[[Labelled], bool]) -> list[Labelled]:
    """As many lines that are wanted as lines that aren't, without repeats, in an order that depends on the text."""
    once = {line.text.lower(): line for line in lines}
    ordered = sorted(once.values(), key=lambda line: hashlib.sha256(line.text.lower().encode()).digest())
    sides = [line for line in ordered if wanted(line)], [line for line in ordered if not wanted(line)]
    size = min(MOST, *(len(side) for side in sides))
    return [line for side in sides for line in side[:size]]


def is_question(line: Labelled) -> bool:
    """Whether people took it for a question."""
    return line.gold in QUESTIONS


def is_reflection(line: Labelled) -> bool:
    """Whether people took it for a reflection."""
    return line.gold == "reflection"


def most_say(votes: Sequence[str]) -> str:
    """What more than half of them say, or an empty string."""
    vote, count = Counter(votes).most_common(1)[0]
    return vote if 2 * count > len(votes) else ""


def annomi(originals: Sequence[Path]) -> dict[str, list[Labelled]]:
    """Samples of questions and of reflections from AnnoMI's full table."""
    votes: dict[tuple[str, int], list[Mapping[str, str]]] = defaultdict(list)
    for path in originals:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                votes[row["transcript_id"], int(row["utterance_id"])].append(row)
    questions, reflections = [], []
    for (transcript, number), rows in sorted(votes.items()):
        text = tidy(rows[0]["utterance_text"])
        whole = FEWEST_WORDS <= words(text) <= MOST_WORDS and not CUT.search(text)
        if rows[0]["interlocutor"] != "therapist" or not whole:
            continue
        earlier = votes.get((transcript, number - 1), [])
        before = tidy(earlier[0]["utterance_text"]) if earlier and earlier[0]["interlocutor"] == "client" else ""
        asks = most_say([row["question_subtype"] for row in rows])
        if asks:
            gold = "statement" if asks == "n/a" else asks
            questions.append(Labelled(text, "en", gold, before, rows[0]["main_therapist_behaviour"]))
        reflects = most_say([row["reflection_subtype"] for row in rows])
        if reflects:
            gold = "other" if reflects == "n/a" else "reflection"
            kind = rows[0]["main_therapist_behaviour"] if gold == "other" else reflects
            reflections.append(Labelled(text, "en", gold, before, kind))
    return {
        "annomi_questions": balanced(questions, is_question),
        "annomi_reflections": balanced(reflections, is_reflection),
    }


def spoken(path: Path) -> Iterator[tuple[str, str, str]]:
    """Each utterance of a Switchboard conversation, what the other one had just said, and its act."""
    turns = {"A": "", "B": ""}
    last = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("|")
        if len(parts) != 3 or parts[0] not in turns:
            continue
        who, text, act = parts[0], tidy(parts[1]), parts[2].strip()
        yield text, turns["B" if who == "A" else "A"], act
        turns[who] = f"{turns[who]} {text}" if who == last else text
        last = who


def switchboard(originals: Sequence[Path]) -> dict[str, list[Labelled]]:
    """Samples of questions and of reformulations from Switchboard's conversations, one a file named by its number."""
    questions, reflections = [], []
    for path in originals:
        if not path.stem.isdigit():
            continue
        for text, before, act in spoken(path):
            if words(text) < FEWEST_WORDS or text[-1] not in ".?!":
                continue
            if act not in ACTS_LEFT_OUT:
                questions.append(Labelled(text, "en", ACTS.get(act, "statement"), before, act))
            if act == REFORMULATION:
                reflections.append(Labelled(text, "en", "reflection", before, act))
            elif act not in ACTS_LEFT_OUT and act not in ACTS:
                reflections.append(Labelled(text, "en", "other", before, act))
    return {
        "switchboard_questions": balanced(questions, is_question),
        "switchboard_reflections": balanced(reflections, is_reflection),
    }


def chat(originals: Sequence[Path]) -> dict[str, list[Labelled]]:
    """A sample of questions from NPS Chat. Who is spoken to is called Sam."""
    found = []
    for path in originals:
        if "teens" in path.name:
            continue
        for act, inside in POST.findall(path.read_text(encoding="utf-8", errors="replace")):
            text = tidy(USER.sub("Sam", html.unescape(inside)))
            if act not in POSTS_LEFT_OUT and words(text) >= FEWEST_WORDS:
                found.append(Labelled(text, "en", POSTS.get(act, "statement"), "", act))
    return {"chat_questions": balanced(found, is_question)}


@dataclass
class Sentence:
    """One sentence of a CoNLL-U file: its comments by name, and the columns of its tokens."""

    notes: dict[str, str]
    rows: list[list[str]]

    @property
    def conversation(self) -> str:
        """The name of what it was taken from."""
        return re.sub(r"[-_][^-_]+$", "", self.notes.get("sent_id", ""))

    @property
    def is_reported(self) -> bool:
        """Whether somebody else's words are told in it."""
        return any("Reported=Yes" in row[9] for row in self.rows)

    @property
    def interrogatives(self) -> set[str]:
        """Its words that ask."""
        forms = {row[1].lower() for row in self.rows}
        marked = {row[2].lower() for row in self.rows if "PronType=Int" in row[5]}
        return marked | (forms & (OPEN_WORDS | UNDECIDED_WORDS))

    @property
    def text(self) -> str:
        """What was said, contracted as one speaks: "du", "aux"."""
        pieces: list[str] = []
        inside = 0  # up to this token, a contracted form stands for several
        rows = [row for row in self.rows if "." not in row[0]]
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            if "-" in row[0]:
                inside = int(row[0].split("-")[1])
            elif int(row[0]) <= inside:
                continue
            form = row[1]
            contracted = CONTRACTED.get((form.lower(), after[1].lower())) if after else None
            if contracted and after and row[3] == "ADP" and after[3] == "DET":
                form, inside, row = contracted, int(after[0]), after  # noqa: PLW2901 - it ends where the article does
            pieces.append(form if "SpaceAfter=No" in row[9] else f"{form} ")
        whole = re.sub(r"\(\s*\.*\s*\)|\w*~", " ", "".join(pieces))  # without pauses and words broken off
        return tidy(re.sub(r"\s+,", ",", whole)).lstrip(", ")


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in its order."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        notes = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        if rows:
            yield Sentence(notes, rows)


def asked_as(sentence: Sentence) -> str:
    """What its form makes of a French question."""
    asking = sentence.interrogatives
    if asking & OPEN_WORDS:
        return "open"
    if asking & FACT_WORDS or not (asking or WHAT.search(sentence.text)):
        return "closed"
    return "question"


def sign_of_asking(sentence: Sentence) -> str:
    """What shows, but for its mark, that a French sentence asks."""
    if EST_CE.search(sentence.text):
        return "est-ce que"
    if sentence.interrogatives or WHAT.search(sentence.text):
        return "interrogative word"
    return "inversion" if INVERTED.search(sentence.text) else "intonation alone"


def french(originals: Sequence[Path]) -> dict[str, list[Labelled]]:
    """A sample of questions from treebanks of spoken French."""
    found = []
    for path in originals:
        said: dict[str, list[tuple[str, str]]] = defaultdict(list)  # who said what, by conversation
        for sentence in sentences(path):
            who, text = sentence.notes.get("speaker", ""), sentence.text
            conversation = said[sentence.conversation]
            before = next((earlier for speaker, earlier in reversed(conversation) if who and speaker != who), "")
            conversation.append((who, text))
            unfit = sentence.is_reported or "XXX" in text or re.search(r"\bhein\W*$", text, re.IGNORECASE)
            if unfit or words(text) < FEWEST_WORDS:
                continue
            if text.endswith("?"):
                found.append(Labelled(text, "fr", asked_as(sentence), before, sign_of_asking(sentence)))
            elif text.endswith(".") and "?" not in text:
                found.append(Labelled(text, "fr", "statement", before))
    return {"french_questions": balanced(found, is_question)}


MAKERS: Mapping[str, tuple[Callable[[Sequence[Path]], dict[str, list[Labelled]]], str]] = {
    "annomi": (annomi, ".csv"),
    "switchboard": (switchboard, ".txt"),
    "chat": (chat, ".xml"),
    "french": (french, ".conllu"),
}


def make(which: str, given: Sequence[Path], folder: Path) -> None:
    """Write the samples of a set."""
    maker, suffix = MAKERS[which]
    found = {path for one in given for path in (one.rglob(f"*{suffix}") if one.is_dir() else [one])}
    originals = sorted(found, key=lambda path: (path.name, str(path)))
    missing = [str(path) for path in originals if not path.is_file()]
    if missing or not originals:
        sys.exit(f"{', '.join(missing) or 'There'}: no {suffix} files to be found; --help says where to get them")
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in maker(originals).items():
        text = "".join(f"{json.dumps(asdict(line), ensure_ascii=False)}\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
        print(f"{name}.jsonl: {len(lines)} messages")


# Measuring


def understanding() -> Understanding:
    """What reads the learner's messages, as the product makes it."""
    return App(Settings()).understanding


def unmarked(text: str, _: str) -> str:
    """The text without punctuation, but for apostrophes and hyphens within words."""
    return tidy(re.sub(r"(?<!\w)['’-]|['’-](?!\w)|[^\w\s'’-]", " ", text))


def bare(text: str, lang: str) -> str:
    """The text as a hurried thumb types it: small letters, no punctuation, no hyphens, and in French no accents."""
    plain = unmarked(text, lang).lower().replace("-", " ")
    if lang == "fr":
        plain = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    return tidy(plain)


WAYS: Mapping[str, Callable[[str, str], str]] = {
    "as written": lambda text, _: text,
    "no punctuation": unmarked,
    "bare": bare,
}


def read_sample(path: Path) -> list[Labelled]:
    """The labelled messages of a file."""
    lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            one = Labelled(
                **{name: str(given[name]) for name in ("text", "lang", "gold")}, before=given["before"] or ""
            )
            one = Labelled(one.text, Language(one.lang), one.gold, one.before, str(given.get("kind", "")))
        except (ValueError, KeyError, TypeError) as error:
            sys.exit(f"{path.name}, line {number}: not a labelled message ({type(error).__name__}: {error})")
        if one.gold not in GOLD:
            sys.exit(f"{path.name}, line {number}: gold is “{one.gold}”, and must be one of {', '.join(GOLD)}")
        lines.append(one)
    return lines


def read(line: Labelled, way: str, reader: Understanding) -> Reading:
    """What understanding makes of a message, changed in that way; what came before stays as it was."""
    context = (Utterance(Speaker.ATTENDEE, line.before),) if line.before else ()
    return reader.read(Message(WAYS[way](line.text, line.lang), Language(line.lang), "", context))


def kind_of(reading: Reading) -> Move | None:
    """Whether the question is open or closed; of two, the surer one."""
    sure = {e.move: e.confidence for e in reading.evidence}
    asked = [move for move in (Move.OPEN_QUESTION, Move.CLOSED_QUESTION) if reading.does(move)]
    return max(asked, key=lambda move: sure.get(move, 0.0), default=None)


def table_row(name: str, way: str, figures: Sequence[str]) -> None:
    print(f"| {name:36} | {way:14} | {' | '.join(f'{figure:>9}' for figure in figures)} |")


def found_figures(lines: Sequence[Labelled], wanted: Callable[[Labelled], bool], told: Sequence[bool]) -> list[str]:
    """Precision, recall and F1."""
    right = sum(1 for line, yes in zip(lines, told, strict=True) if yes and wanted(line))
    precision, recall = right / (sum(told) or 1), right / (sum(map(wanted, lines)) or 1)
    return [f"{figure:.2f}" for figure in (precision, recall, 2 * precision * recall / ((precision + recall) or 1))]


def kind_figure(lines: Sequence[Labelled], readings: Sequence[Reading]) -> str:
    """How many of the questions found, and known to be open or closed, are told to be what they are."""
    both = [(QUESTIONS[line.gold], kind_of(r)) for line, r in zip(lines, readings, strict=True) if is_question(line)]
    known = [(gold, told) for gold, told in both if gold and told]
    by_kind = [[gold is told for gold, told in known if gold is move] for move in QUESTIONS.values() if move]
    shares = " ".join(f"{sum(kind) / len(kind):.2f}" if kind else "–" for kind in by_kind)
    return f"{sum(gold is told for gold, told in known) / len(known):.2f} ({shares})" if known else "–"


def tell_errors(name: str, way: str, lines: Sequence[Labelled], readings: Sequence[Reading]) -> None:
    """What was found of each original label, and what missed questions were taken for."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    taken: Counter[str] = Counter()
    for line, reading in zip(lines, readings, strict=True):
        if is_question(line):
            kinds[line.kind or line.gold].append(kind_of(reading) is not None)
            if kind_of(reading) is None:
                taken.update([" + ".join(reading.moves) or "nothing"])
    if kinds:
        often = sorted(kinds.items(), key=lambda kind: -len(kind[1]))[:KINDS_TOLD]
        print(f"{name}, {way}: found of {', '.join(f'{kind} {sum(hits)}/{len(hits)}' for kind, hits in often)}")
        print(f"  missed were taken for {', '.join(f'{moves} {n}' for moves, n in taken.most_common(KINDS_TOLD))}")


def measure(samples: Mapping[str, Sequence[Labelled]], reader: Understanding) -> None:
    found: list[tuple[str, str, Sequence[Labelled], list[Reading]]] = []
    table_row("set", "way", ["precision", "recall", "F1", "open/closed right (open, closed)"])
    table_row("---", "---", ["---"] * 4)
    for name, lines in samples.items():
        for way in WAYS:
            readings = [read(line, way, reader) for line in lines]
            found.append((name, way, lines, readings))
            if any(map(is_question, lines)):
                figures = found_figures(lines, is_question, [kind_of(reading) is not None for reading in readings])
                table_row(f"{name} ({len(lines)})", way, [*figures, kind_figure(lines, readings)])
            if any(map(is_reflection, lines)):
                figures = found_figures(lines, is_reflection, [reading.does(Move.REFLECTION) for reading in readings])
                table_row(f"{name} ({len(lines)})", way, [*figures, "–"])
    print()
    for one in found:
        tell_errors(*one)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="%(prog)s FOLDER [--make …]"
    )
    parser.add_argument("folder", nargs="?", type=Path, help="where the samples are, outside this repository")
    parser.add_argument("--make", nargs="+", metavar=("SET", "ORIGINAL"), help=f"SET is {', '.join(MAKERS)}")
    given = parser.parse_args()
    if given.folder is None:
        sys.exit("Which folder holds the samples? None comes with the repository; --help says how to make them.")
    folder: Path = given.folder.resolve()
    if folder.is_relative_to(ROOT):
        sys.exit(f"{given.folder}: please choose a folder outside the repository; the licences keep these texts out.")
    if given.make:
        which, *originals = given.make
        if which not in MAKERS:
            sys.exit(f"{which}: there is no such set; there are {', '.join(MAKERS)}")
        make(which, [Path(one) for one in originals], folder)
        return
    samples = {path.stem: read_sample(path) for path in sorted(folder.glob("*.jsonl"))}
    if not samples:
        sys.exit(
            f"{given.folder}: no samples there yet (*.jsonl). --help says where the originals are and how to go on."
        )
    measure(samples, understanding())


if __name__ == "__main__":
    main()
