"""One message taken in: the mind after it, and the plan of the reply.

In order: trust moves; beliefs that no longer hold drop; the question is answered at the *new* openness; help that
fits counts; the card is asked for, given or taken; endings, the first that holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from coaching.attendee import answers, beats
from coaching.attendee.conditions import holds
from coaching.attendee.help import NO_HELP, Help, taken
from coaching.attendee.mind import Mind, clamp, openness
from coaching.attendee.reactions import ending_for, most_salient, topic_for
from coaching.attendee.scene import Scene
from coaching.attendee.trust import DOUBT, HARSH, Change, changes, runs_after
from coaching.moves import SELLING, Move, in_order
from coaching.plan import Beat, BeatKind, Plan
from coaching.reading import Reading, Sense, hardly_sold
from coaching.scenario import CardState, Ending, Moment, Scenario, Topic

EXITS = frozenset({Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT})
PATIENCE = {Move.DISMISSIVE: 3, Move.PERSIST: 2, Move.HARD_CLOSE: 2, Move.PITCH: 1, Move.PUSH_CARD: 1}
DRY_TOLERATED = 4  # messages in a row that ask and give nothing back
SILENCE_TOLERATED = 2
NEARLY_OUT = 2  # patience at which it shows, at the latest; half of it gone shows too
# How sure it must be that the learner takes leave: a few words ("thanks for telling me") are easily mistaken for it.
SURE_TO_LEAVE, SURE_IF_SHORT, SHORT = 0.5, 0.7, 6
SURE_IF_HELPING = 0.85  # "I could say hello to her first" says hello to somebody else
SURE_TO_CUT_SHORT = 0.8  # "no, I'm staying" holds the very words of going
SURE_TO_INSULT = 0.8  # a clumsy remark is let pass, an insult is not
REPLACED_BY_HOOK = (f"lines.{Moment.ABOUT_YOU}", f"lines.{Moment.GREETING}")


@dataclass(frozen=True)
class Response:
    """What a message came to."""

    mind: Mind
    plan: Plan
    changes: tuple[Change, ...]
    ending: Ending | None = None
    help: Help = NO_HELP
    revealed: str | None = None


def respond(mind: Mind, reading: Reading, scenario: Scenario, dice: Random) -> Response:
    """The attendee's response; the same four values give the same response, always."""
    reading = _in_doubt_for_the_learner(reading)
    before = openness(mind, scenario)
    asked = answers.topic_asked(mind, reading, scenario, before) if answers.is_asked(reading) else None
    help_ = taken(mind, reading, scenario)
    causes = changes(mind, reading, scenario, asked, help_)
    felt = _disabused(_felt(mind, reading, causes, help_, asked), reading, scenario)
    scene = Scene(mind, felt, reading, scenario, help_)
    must_warn = _must_warn(mind, felt, scenario)
    if ending := _ending(scene):
        closing = beats.closing(scene, ending)
        if must_warn and not felt.patience:  # all of it gone at once: it is seen in their leaving
            closing = (*closing[:-1], beats.moment(scenario, Moment.LOSES_PATIENCE), closing[-1])
        plan = _plan(closing, scene)
        return Response(_after_ending(felt, ending), plan, causes, ending, help_)
    reply = _reply(scene)
    said = beats.body(scene, reply.beat if reply else None)
    if must_warn:
        said = (*said, beats.moment(scenario, Moment.LOSES_PATIENCE))
        after = replace(_told(felt, reply), has_warned=True)
        return Response(after, _plan(said, scene), causes, None, help_, reply.reveals if reply else None)
    tells = reply is not None and reply.reveals is not None and reply.reveals not in mind.knows
    said, after = _initiative(said, replace(scene, mind=_told(felt, reply)), dice, tells=tells)
    return Response(after, _plan(said, scene), causes, None, help_, reply.reveals if reply else None)


def _in_doubt_for_the_learner(reading: Reading) -> Reading:
    """The message as one that stays and means no harm, where that isn't plain: a goodbye can be said again."""
    is_helping = reading.does(Move.OFFER_HELP, Move.WELCOME)
    leaves = SURE_IF_HELPING if is_helping else SURE_IF_SHORT if reading.words <= SHORT else SURE_TO_LEAVE
    least = {
        Move.GRACEFUL_EXIT: leaves,
        Move.ABRUPT_EXIT: max(leaves, SURE_TO_CUT_SHORT),
        Move.DISMISSIVE: SURE_TO_INSULT,
    }
    unsure = {move for move, sure in least.items() if reading.sureness(move) < sure} | hardly_sold(reading, DOUBT)
    return replace(reading, moves=tuple(move for move in reading.moves if move not in unsure))


def _must_warn(before: Mind, after: Mind, scenario: Scenario) -> bool:
    """Whether the learner should see now that patience runs out: before it does, and once."""
    shows = max(NEARLY_OUT, scenario.patience // 2)
    return not after.has_warned and after.patience <= shows and after.patience < before.patience


def _felt(mind: Mind, reading: Reading, causes: tuple[Change, ...], help_: Help, asked: Topic | None) -> Mind:
    """The mind once trust, patience and memory have taken the message in."""
    trust = clamp(mind.trust + sum(change.points for change in causes))
    dry, sweet, silent = runs_after(mind, reading)
    lost = sum(PATIENCE.get(move, 0) for move in reading.moves)
    lost += reading.sense in (Sense.NOISE, Sense.FOREIGN)
    lost += (dry > DRY_TOLERATED) + (silent > SILENCE_TOLERATED) + (reading.words > beats.SPEECH)
    counts = dict(mind.made)
    made = tuple((move, counts.get(move, 0) + (move in reading.moves)) for move in in_order({*counts, *reading.moves}))
    sold = any(move in SELLING for move in reading.moves)
    hurt = -sum(c.points for c in causes if c.points < 0 and c.cause in {m.value for m in HARSH})
    is_mended = any(change.cause == "mended" for change in causes)
    given = mind.card is CardState.ASKED and reading.gives_contact
    return replace(
        mind,
        trust=trust,
        patience=max(0, mind.patience - lost),
        made=made,
        turns=mind.turns + 1,
        dry=dry,
        sweet=sweet,
        silent=silent,
        slips=mind.slips + sold,
        wound=hurt or (0 if is_mended else mind.wound),
        asked=mind.asked | ({asked.id} if asked else frozenset()),
        helped=mind.helped | ({help_.met.id} if help_.met else frozenset()),
        card=CardState.GIVEN if given else mind.card,
    )


def _disabused(mind: Mind, reading: Reading, scenario: Scenario) -> Mind:
    """The mind without the beliefs that no longer hold."""
    kept = frozenset(
        belief.id
        for belief in scenario.beliefs
        if belief.id in mind.beliefs and not any(holds(when, mind, reading) for when in belief.drops_when)
    )
    return replace(mind, beliefs=kept)


def _ending(scene: Scene) -> Ending | None:
    reading, scenario = scene.reading, scene.scenario
    named = (ending_for(move, scene.before, reading, scenario) for move in most_salient(reading))
    if chosen := next((ending for name in named if name and (ending := scenario.ending(name))), None):
        return chosen
    fitting = [(e, when) for e in scenario.endings for when in e.alternatives if holds(when, scene.mind, reading)]
    if reading.does(*EXITS):
        # Who takes leave is answered with a goodbye, whatever else would have ended the conversation at this moment;
        # but for the card they asked for and are handed in leaving.
        goodbyes = [one for one in fitting if one[1].after & EXITS]
        thanks = [one for one in fitting if scene.has_just_received_card and CardState.GIVEN in one[1].card]
        fitting = [*(one for one in thanks if one in goodbyes), *thanks, *goodbyes]
    return fitting[0][0] if fitting else None


def _after_ending(mind: Mind, ending: Ending) -> Mind:
    asks = ending.asks_card and mind.card is CardState.NONE
    return replace(mind, card=CardState.ASKED) if asks else mind


def _reply(scene: Scene) -> answers.Reply | None:
    mind, reading, scenario = scene.mind, scene.reading, scene.scenario
    if answers.is_asked(reading):
        return answers.reply(mind, scenario, scene.now, answers.topic_asked(mind, reading, scenario, scene.now))
    # Someone who has just been helped says thank you; that is enough for one breath.
    invited = None if scene.help.met or reading.is_hollow else _led_to(scene)
    return answers.reply(mind, scenario, scene.now, invited) if invited else None


def _led_to(scene: Scene) -> Topic | None:
    """What they go on to with nothing asked: what a reaction brings them to, else more of what a reflection took up."""
    mind, reading, scenario = scene.mind, scene.reading, scene.scenario
    named = (topic_for(move, scene.before, reading, scenario) for move in most_salient(reading))
    topics = (topic for name in named if name and (topic := scenario.topic(name)))
    brought = next((topic for topic in topics if answers.has_news(topic, mind, scene.now)), None)
    return brought or answers.topic_invited(mind, reading, scenario, scene.now)


def _told(mind: Mind, reply: answers.Reply | None) -> Mind:
    if reply is None or reply.topic is None:
        return mind
    told = mind.told | ({reply.told} if reply.told else frozenset())
    knows = mind.knows | ({reply.reveals} if reply.reveals else frozenset())
    return replace(mind, topic=reply.topic.id, told=told, knows=knows)


def _initiative(said: tuple[Beat, ...], scene: Scene, dice: Random, *, tells: bool) -> tuple[tuple[Beat, ...], Mind]:
    """What they add of their own accord: the hook, asking for the learner's card, a question back."""
    mind, reading, request = scene.mind, scene.reading, scene.scenario.card_request
    chance = dice.random()
    is_answered = any(beat.kind is BeatKind.ANSWER for beat in said)
    if hook := beats.hook(scene, is_answered=is_answered, tells=tells):
        kept = tuple(beat for beat in said if beat.source not in REPLACED_BY_HOOK)
        return (*kept, hook), replace(mind, hooks=mind.hooks + 1)
    may_ask = request is not None and any(holds(when, mind, reading) for when in request.alternatives)
    if request and mind.card is CardState.NONE and not reading.is_selling and may_ask:
        beat = Beat(BeatKind.REQUEST_CARD, (request.says,), source="card_request")
        return (*said, beat), replace(mind, card=CardState.ASKED)
    gives = any(beat.source == f"lines.{Moment.GIVES_CARD}" for beat in said)
    mind = replace(mind, gave_card=mind.gave_card or gives)
    if question := beats.question_back(scene, said, chance):
        return (*said, question), replace(mind, asked_back=mind.turns)
    return said, mind


def _plan(said: tuple[Beat, ...], scene: Scene) -> Plan:
    return Plan(said, beats.last_resort(scene.scenario), word=scene.reading.echo, trade=scene.reading.trade)
