"""An attendee between a message and the answer: seen to type, a nod perhaps, and no longer about it than a person.

What comes while they think belongs to what they think about: `unheard` tells to which arrival nobody has heard the
answer yet, and `unsay` takes that answer back once both are answered as one.
"""

from __future__ import annotations

from datetime import timedelta

from coaching.faces.telegram.lines import line
from coaching.faces.telegram.messages import Rows, later
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
    since = len(visit.out)
    visit.tell(*line(said.scenario, said.conversation.profile.lang, said.turn.reply), rows=rows)
    wait_as_long(visit, since, said.turn.reply, text, said.took)


def wait_as_long(visit: Visit, since: int, reply: str, text: str, took: timedelta) -> None:
    """What was told from that place on goes out when a person would have come to that reply.

    `took` is how long the learner was about their text.
    """
    visit.house.tempo.turn()
    pause = visit.house.tempo.thinking(text, reply, took, likes_it=visit.learner.preferences.typing)
    if pause:
        visit.out[since:] = later(visit.out[since:], visit.tx.now + pause)


async def unheard(visit: Visit) -> int | None:
    """The arrival to which nobody has heard the answer yet, if there is one."""
    return await visit.tx.outbox.held(visit.learner.chat_id)


async def unsay(visit: Visit, arrival: int | None) -> None:
    """Its answer never goes out: what it said was the first piece of what is answered now."""
    if arrival is not None:
        await visit.tx.outbox.unsay(visit.learner.chat_id, arrival)


def react(visit: Visit, turn: Turn) -> None:
    """A nod at their own message, where it calls for one."""
    nod_at(visit, nodded(turn, visit.words))


def nod_at(visit: Visit, emoji: str) -> None:
    """That emoji on their own message, where they want any."""
    if emoji and visit.learner.preferences.has_reactions and visit.update.message_id:
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
