"""The beats of a reply: what is felt first, then the answer, then a question back; or the closing."""

from __future__ import annotations

from dataclasses import replace

from coaching.attendee.mind import is_wary
from coaching.attendee.reactions import most_salient, topic_for, words_for
from coaching.attendee.scene import Scene
from coaching.attendee.trust import HARSH
from coaching.language import NOTHING, Lines
from coaching.moves import QUESTIONS, Move
from coaching.plan import Beat, BeatKind
from coaching.reading import Assent, Sense
from coaching.scenario import Ending, Hook, Moment, Openness, Scenario

SPEECH = 220  # words; more than a minute and a half of talking without a pause
LIKELY = {  # how likely a question back is, by openness, when nothing was asked and when something was
    Openness.GUARDED: (0.45, 0.0),
    Openness.POLITE: (0.8, 0.15),
    Openness.WARM: (0.8, 0.3),
    Openness.OPEN: (0.8, 0.35),
}
BY_MOVE = {  # what answers a move when the author wrote no reaction to it
    Move.OFFER_HELP: Moment.HELP_MISSES,
    Move.REASSURANCE: Moment.LISTENING,
    Move.WELCOME: Moment.LISTENING,
    Move.REFLECTION: Moment.LISTENING,
    Move.VALIDATION: Moment.LISTENING,
    Move.SELF_DISCLOSURE: Moment.ABOUT_YOU,
    Move.SMALL_TALK: Moment.GREETING,
}
BY_SENSE = {
    Sense.EMPTY: Moment.FILLS_SILENCE,
    Sense.BARE: Moment.FILLS_SILENCE,
    Sense.NOISE: Moment.NOT_UNDERSTOOD,
    Sense.FOREIGN: Moment.FOREIGN,
}
# With an answer to give, these don't need a word of their own.
LIGHT = frozenset({Move.SMALL_TALK, Move.SELF_DISCLOSURE})


def moment(scenario: Scenario, name: Moment, kind: BeatKind = BeatKind.REACT) -> Beat:
    """A line for that moment: the attendee's own, else one anybody would say."""
    own, common = scenario.lines.get(name, NOTHING), scenario.common_lines.get(name, NOTHING)
    return Beat(kind, (own, common), source=f"lines.{name}")


def body(scene: Scene, answer: Beat | None) -> tuple[Beat, ...]:
    """The beats of a reply that ends nothing."""
    if scene.has_just_received_card:
        taken = moment(scene.scenario, Moment.TAKES_CARD)
        return (taken, answer) if answer else (taken,)
    if replied := to_assent(scene):
        return (replied, answer) if answer else (replied,)
    if scene.reading.words > SPEECH:
        return (moment(scene.scenario, Moment.TOO_LONG),)
    if scene.reading.is_hollow:
        return (_otherwise(scene),)
    felt = reaction(scene, has_answer=answer is not None)
    return tuple(beat for beat in (felt, answer) if beat) or (_otherwise(scene),)


def to_assent(scene: Scene) -> Beat | None:
    """What is said to a plain yes or no to what they asked or offered; an author's word for a refusal comes first."""
    if not scene.is_answer or scene.reading.does(Move.PUSH_CARD):  # a card in the hand is answered as one
        return None
    asked, says_yes = scene.scenario.lines_with(scene.before.waits), scene.reading.assent is Assent.YES
    own = asked.if_yes if says_yes else asked.if_no
    felt = set(scene.reading.moves) - {Move.SMALL_TALK}
    if own is None and any(words_for(move, scene.before, scene.reading, scene.scenario) for move in felt):
        return None
    usual = moment(scene.scenario, Moment.AGREED if says_yes else Moment.DECLINED)
    return replace(usual, lines=(own, *usual.lines)) if own else usual


def reaction(scene: Scene, *, has_answer: bool) -> Beat | None:
    """What is said to the move that is felt most, if it calls for a word."""
    if scene.help.met:
        return Beat(BeatKind.MEET_NEED, (scene.help.met.says,), source=f"needs.{scene.help.met.id}")
    if scene.help.again:
        return moment(scene.scenario, Moment.HELP_AGAIN)
    for move in most_salient(scene.reading):
        if move is Move.ASK_CONTACT:
            return _card(scene)
        leads = topic_for(move, scene.before, scene.reading, scene.scenario)
        if move in LIGHT and has_answer and scene.before.turns and not leads:
            continue
        own, fallback = words_for(move, scene.before, scene.reading, scene.scenario), BY_MOVE.get(move)
        if own or fallback:
            common = moment(scene.scenario, fallback).lines if fallback else ()
            return Beat(BeatKind.REACT, (*own, *common), source=f"reactions.{move}" if own else f"lines.{fallback}")
    return None


def closing(scene: Scene, ending: Ending) -> tuple[Beat, ...]:
    """The beats of a last reply: what this message calls for in a word, then the ending."""
    end = Beat(BeatKind.END, (ending.says,), source=f"endings.{ending.id}")
    if scene.has_just_received_card:
        return moment(scene.scenario, Moment.TAKES_CARD), end
    if scene.help.met or scene.reading.does(Move.ASK_CONTACT, *HARSH - {Move.ABRUPT_EXIT}):
        felt = reaction(scene, has_answer=False)
        return (felt, end) if felt else (end,)
    return (end,)


def hook(scene: Scene, *, is_answered: bool, tells: bool) -> Beat | None:
    """The next line of the opening trap, as long as nothing has disarmed it.

    Never on top of something they `tell`, nor of what a yes or a no led them to say.
    """
    mind, scenario = scene.mind, scene.scenario
    if mind.hooks >= len(scenario.hook) or tells or scene.is_answer:
        return None
    its = scenario.hook[mind.hooks]
    is_ready = scene.now in its.at if its.at else not scenario.beliefs or is_wary(mind, scenario)
    if is_ready and _is_cue(its, scene, is_answered=is_answered):
        return Beat(BeatKind.HOOK, (its,), source=f"hook.{mind.hooks}")
    return None


def _is_cue(its: Hook, scene: Scene, *, is_answered: bool) -> bool:
    mind, reading = scene.mind, scene.reading
    if its.after:
        return reading.does(*its.after)
    if reading.does(Move.REASSURANCE, *HARSH):
        return False
    if mind.hooks:
        return not is_answered and not reading.does(*QUESTIONS, Move.POLITE_DECLINE)
    # A first word of oneself may be about anything; by the second message it is taken for an answer to "and you?".
    return bool(reading.trade) or (reading.does(Move.SELF_DISCLOSURE) and mind.turns > 1)


def question_back(scene: Scene, said: tuple[Beat, ...], chance: float) -> Beat | None:
    """A question of their own, now and then: more readily when nothing was asked of them, never twice running."""
    mind, reading = scene.mind, scene.reading
    is_empty = reading.sense is not Sense.PLAIN or scene.is_answer  # a yes or a no has its own reply
    is_spoilt = reading.is_selling or reading.does(Move.DISMISSIVE) or is_empty or any(b.waits for b in said)
    if is_spoilt or mind.asked_back == mind.turns - 1 or mind.turns < 2:
        return None
    is_answering = any(beat.kind is BeatKind.ANSWER for beat in said)
    asks = scene.scenario.asks_back
    levels = [level for level in Openness if level.rank <= scene.now.rank and level in asks]
    if not levels or chance >= LIKELY[scene.now][is_answering]:
        return None
    # Of this openness first, then of the one below: someone warm doesn't turn cold for lack of words.
    lines = tuple(asks[level] for level in reversed(levels))[:2]
    return Beat(BeatKind.ASK_BACK, lines, source=f"asks_back.{scene.now}")


def last_resort(scenario: Scenario) -> tuple[Lines, ...]:
    """What is left to say, or to be seen, when everything else was said."""
    names = (Moment.FILLS_SILENCE, Moment.QUIET)
    groups = (scenario.lines, scenario.common_lines)
    return tuple(lines for name in names for group in groups if (lines := group.get(name)))


def _card(scene: Scene) -> Beat:
    own = words_for(Move.ASK_CONTACT, scene.before, scene.reading, scene.scenario)
    if own:
        return Beat(BeatKind.REACT, own, source="reactions.ask_contact")
    is_warm = scene.now.rank >= Openness.WARM.rank
    return moment(scene.scenario, Moment.GIVES_CARD if is_warm else Moment.CARD_ASKED_TOO_SOON)


def _otherwise(scene: Scene) -> Beat:
    # A remark that makes no move we know is most often about the learner.
    return moment(scene.scenario, BY_SENSE.get(scene.reading.sense, Moment.ABOUT_YOU))
