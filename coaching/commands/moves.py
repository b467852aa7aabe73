"""`bot.py moves`: what each message of a JSONL file does, one reading a line, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import click

from coaching.app import App
from coaching.authoring.corpus import nearest, read_corpus
from coaching.commands import explaining
from coaching.commands.documents import Entry, Slip, strict_json
from coaching.commands.options import INPUT_HAS_ERRORS, json_option, put_json, tell, with_app, words_for
from coaching.language import Language
from coaching.reading import Message, Reading, Speaker, Utterance


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@json_option
@click.option("--explain", is_flag=True, help="Why: clauses, cues, what each judge says, messages alike.")
@with_app
def moves(app: App, file: BinaryIO, as_json: bool, explain: bool) -> None:
    """What each message of a JSONL FILE does, one reading a line, in order."""
    words, failed = words_for(app), False
    corpora = {lang: read_corpus(lang) for lang in Language} if explain else {}
    for number, raw in _lines(file):
        try:
            entry = Entry.of(_loaded(raw))
            message = message_in(entry)
        except Slip as slip:
            failed = True
            tell(words("terminal.input.bad_line", line=number, slip=slip.told(words)))
            continue
        reading = app.understanding.read(message)
        why = app.understanding.explain(message) if explain else None
        alike = nearest(message.text, corpora[reading.lang]) if explain else ()
        if as_json:
            told = record(entry.values.get("id"), reading)
            put_json(told | {"explanation": explaining.record(why, alike)} if why else told)
        else:
            click.echo(in_words(reading))
            for line in explaining.in_words(why, alike, words) if why else ():
                click.echo(line)
    if failed:
        raise SystemExit(INPUT_HAS_ERRORS)


def message_in(entry: Entry) -> Message:
    """The message an entry holds. Raises Slip."""
    return Message(
        text=entry.text("text"),
        lang=entry.optional_language(),
        learner_sells=entry.text("learner_sells", ""),
        context=tuple(utterance(Entry.of(one), "context") for one in entry.items("context", may_miss=True)),
    )


def utterance(line: Entry, key: str) -> Utterance:
    """One line of a conversation, as written under that key. Raises Slip."""
    who = line.text("who")
    if who not in tuple(Speaker):
        raise Slip("must_be_speaker", what=key)
    return Utterance(Speaker(who), line.text("text"))


def record(id_: object, reading: Reading) -> dict[str, object]:
    """The reading in the shape other programs know. Confidence is within 0–1."""
    sure = {
        move: max((each.confidence for each in reading.evidence if each.move is move), default=0.0)
        for move in reading.moves
    }
    return {
        "id": id_,
        "moves": [move.value for move in reading.moves],
        "evidence": [{"move": each.move.value, "quote": each.quote} for each in reading.evidence],
        "confidence": {move.value: round(confidence, 3) for move, confidence in sure.items()},
    }


def in_words(reading: Reading) -> str:
    """The reading on one line, for people."""
    return "; ".join(f"{move} ({reading.quote(move)})" for move in reading.moves) or f"({reading.sense})"


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that hold anything, numbered from 1."""
    for number, raw in enumerate(file, start=1):
        if raw.strip():
            yield number, raw


def _loaded(raw: bytes) -> object:
    try:
        return strict_json(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Slip("not_text") from None
    except (ValueError, RecursionError):
        raise Slip("not_json") from None
