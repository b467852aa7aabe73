"""An attendee between a message and the answer: seen to type, a nod perhaps, and no longer about it than a person."""

from __future__ import annotations

from datetime import timedelta

from coaching.faces.telegram.lines import line
from coaching.faces.telegram.messages import Rows, later, pages
from coaching.faces.telegram.signs import nod, typing
from coaching.faces.telegram.visits import Visit
from coaching.faces.words import Words
from coaching.moves import SELLING, Move
from coaching.rehearsal import Turn
from coaching.services.events import Spoken

# What a message is nodded at for, the weightiest first; the emoji stand among the words, since they are a language too.
SLIPS = frozenset({*SELLING, Move.DISMISSIVE, Move.ABRUPT_EXIT})
GOOD = (Move.OFFER_HELP, Move.WELCOME, Move.REASSURANCE, Move.VALIDATION, Move.REFLECTION, Move.FOLLOW_UP)


def begin_to_think(visit: Visit) -> None:
    """Somebody said something to an attendee, who is seen to type where the learner likes that."""
    if visit.learner.preferences.typing:
        visit.house.show(typing(visit.learner.chat_id))


def say_after_thinking(visit: Visit, said: Spoken, text: str, rows: Rows = ()) -> None:
    """The attendee's answer to that text, when a person would have come to it."""
    told = line(said.scenario, said.conversation.profile.lang, said.turn.reply)
    reply_after_thinking(visit, told, said.turn.reply, text, said.took, rows)


def reply_after_thinking(
    visit: Visit, blocks: tuple[str, ...], reply: str, text: str, took: timedelta, rows: Rows = ()
) -> None:
    """The same for a reply in blocks of marked text; `took` is how long the learner was about theirs."""
    visit.house.tempo.turn()
    told = pages(visit.learner.chat_id, blocks, rows)
    pause = visit.house.tempo.thinking(text, reply, took, likes_it=visit.learner.preferences.typing)
    visit.send(*(later(told, visit.tx.now + pause) if pause else told))


def react(visit: Visit, turn: Turn) -> None:
    """A nod at their own message, where they want any and it calls for one."""
    if not visit.learner.preferences.has_reactions or not visit.update.message_id:
        return
    emoji = nodded(turn, visit.words)
    if emoji:
        visit.out.append(nod(visit.learner.chat_id, visit.update.message_id, emoji))


def nodded(turn: Turn, words: Words) -> str:
    """The emoji for what that message did; empty for the many that call for none."""
    moves = turn.reading.moves
    if any(move in SLIPS for move in moves):
        return words("chat.nods.slip")
    if turn.met is not None:
        return words("chat.nods.help_that_fits")
    best = next((move for move in GOOD if move in moves), None)
    return words(f"chat.nods.{best}") if best else ""
