"""How sure each move is: the trained encoder, the learned signs and the rules, weighed against each other.

The encoder sees the whole message and each clause of it (`encoder.py`); the signs are what the rules found in it
(`signs.py`); a rule may propose the move outright. A logistic sum of the four is the move's confidence, by the balance
in `phrases/balance.yaml`, which `benchmarks/encoder/balance.py` learns on messages neither of them was trained on. Each
errs elsewhere: together they are right far more often than either.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from coaching.moves import QUESTIONS, SELLING, Move
from coaching.understanding.acts import Facts
from coaching.understanding.asides import apologizes
from coaching.understanding.encoder import ORDER, Weighed
from coaching.understanding.message import Made, is_courtesy
from coaching.understanding.phrasebook import Balance
from coaching.understanding.scene import Scene

SURE = 30.0  # beyond this the logistic sum is certain anyway

# From what confidence a move is told. A false harsh reading costs a learner's trust, so it takes more.
FROM = 0.38
HARSH_FROM = 0.46
PLAINLY = 0.7  # for what would be harsh to suppose: harm done in so few words, a hunt by somebody who sells nothing
# For what no rule saw where rules see most of it: "I keep books for shops" promotes nothing, "since when are you a
# photographer?" hunts for nothing, a card that is praised is not handed out, "go on, don't mind me" leaves nobody,
# "thanks for telling me" neither declines nor takes leave. What a question builds on, the rules hardly see.
UNSEEN = {
    Move.FOLLOW_UP: 0.33,
    Move.PITCH: 0.57,
    Move.SALES_PROBE: 0.68,
    Move.PUSH_CARD: 0.8,
    Move.ABRUPT_EXIT: 0.65,
    Move.POLITE_DECLINE: 0.58,
    Move.GRACEFUL_EXIT: 0.6,
}
CONTEMPT_FROM = 0.57
# Said in so many words, in a plain form: how sure the rule must be, and how little the others may then say.
OUTRIGHT = {
    Move.OPEN_QUESTION: 0.85,
    Move.CLOSED_QUESTION: 0.85,
    Move.REASSURANCE: 0.8,
    Move.OFFER_HELP: 0.8,
    Move.GRACEFUL_EXIT: 0.8,
}
PUT_AS_QUESTION = {Move.OFFER_HELP: "offer_ask", Move.WELCOME: "bring_ask"}
MISTAKEN_FOR = frozenset({*QUESTIONS, Move.FOLLOW_UP, Move.ASK_CONTACT, Move.SMALL_TALK})
FROM_OUTRIGHT = 0.2
TAKEN = 0.7  # sure enough for the attendee to let somebody go
BEYOND_DOUBT = 0.9
PROVEN = 0.97  # how sure selling must be that no rule saw where there is nothing to sell
LIKELY = 0.85  # the same where help is offered
CONFIDED = 0.7  # how sure the rules are where somebody confides
SCORNFUL = 0.8  # how sure contempt must be that speaks of oneself
OUT_OF_NOWHERE = 0.85  # for a hunt in no trade that no rule saw: "who takes over when you retire?"
BARELY = 0.7  # below which help is doubtful that no rule saw
SAID_OF_ONESELF = 0.55  # how sure the rules must be of that
EXPLICIT = 0.8  # how sure a rule must be to speak for all where the others see nothing
IN_SHORT = 12  # words in which one says what one does
BRIEF = 2  # words: "ah ouin", "mm, sure"
NEVER = 2.0  # a confidence nothing reaches
ALONE = 0.15  # the likeliest friendly move of a message that would otherwise do nothing
HARDLY = 0.03  # below which the others say that the rules are mistaken
CLOSE = 1.0  # logits between two clauses, of which the rules may choose
LEAVING = frozenset({Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT})
MISTAKEN_FOR_SHYNESS = frozenset({Move.POLITE_DECLINE, Move.REASSURANCE, Move.REFLECTION, Move.DISMISSIVE})
SUPPOSED = frozenset({Move.PITCH, Move.HARD_CLOSE, Move.PERSIST})
REGRETTED = frozenset({*SELLING, Move.DISMISSIVE, Move.ABRUPT_EXIT, Move.GRACEFUL_EXIT}) - {Move.PERSIST}
HARSH = frozenset({*SELLING, Move.DISMISSIVE, Move.ABRUPT_EXIT})


@dataclass(frozen=True)
class Judges:
    """What each judge makes of one message."""

    found: tuple[Facts, ...]  # its clauses, with what the rules found in each
    pieces: tuple[str, ...]  # the text of each clause, as the encoder saw it
    made: Made  # the moves the rules propose
    signs: frozenset[str]
    sums: Mapping[Move, float]  # what the signs say of each move
    weighed: Weighed  # what the encoder says

    def inputs(self, move: Move) -> tuple[float, float, float, float]:
        """What is weighed for one move: the encoder on the whole, on its best clause, the signs, the rules."""
        at = ORDER[move]
        best = max([piece[at] for piece in self.weighed.pieces])
        return self.weighed.whole[at], best, self.sums[move], self.made[move][0] if move in self.made else 0.0

    def confidences(self, balance: Mapping[Move, Balance]) -> dict[Move, float]:
        """The confidence in each move, 0–1."""
        return {move: _confidence(self.inputs(move), balance[move]) for move in Move}


def judged(judges: Judges, scene: Scene, balance: Mapping[Move, Balance]) -> Made:
    """The moves of the message with their confidences, and the clause that shows each."""
    sure = judges.confidences(balance)
    if scene.card_wanted:  # a card that was asked for is never pushed
        sure[Move.PUSH_CARD] = 0.0
    rude = judges.made[Move.DISMISSIVE][0] if Move.DISMISSIVE in judges.made else 0.0
    if rude >= EXPLICIT:  # a word of abuse is plainer than the company it keeps
        seen = sure[Move.DISMISSIVE]
        sure[Move.DISMISSIVE] = max(seen, rude if seen > CONTEMPT_FROM else (seen + rude) / 2)
    is_brief = sum(len(one.clause.words) for one in judges.found) <= BRIEF
    told = {move for move, p in sure.items() if p >= _least(move, judges, is_brief, knows_trade=bool(scene.domain))}
    if not scene.domain:
        _settle_selling(told, judges, sure)
    if is_courtesy(judges.found, scene):
        told = (told - {*QUESTIONS, Move.FOLLOW_UP}) | {Move.SMALL_TALK}
    _settle_apologizing(told, judges, scene, sure)
    _settle_admitting(told, judges, scene, sure)
    _settle_telling(told, judges)
    _settle_feeling(told, judges)
    _settle_contempt(told, judges, sure)
    _settle_put_as_question(told, judges, sure)
    _settle_offering(told, judges, sure)
    _settle_asking(told, judges, sure)
    _settle_persisting(told, judges, scene, sure)
    told = told or _at_a_loss(sure, judges)
    _settle_leaving(told, judges, sure)
    return {move: (sure[move], _shown_by(move, judges)) for move in Move if move in told}


def _settle_leaving(told: set[Move], judges: Judges, sure: dict[Move, float]) -> None:
    """Any word of courtesy makes an exit graceful; leave taken in so many words is taken."""
    says_so = _outright(Move.GRACEFUL_EXIT, judges)
    is_kind = says_so or any(one.has("thanks") for one in judges.found)
    if Move.ABRUPT_EXIT in told and is_kind and Move.ABRUPT_EXIT not in judges.made and Move.DISMISSIVE not in told:
        told.add(Move.GRACEFUL_EXIT)
    if says_so and told == {Move.SMALL_TALK}:
        told.add(Move.GRACEFUL_EXIT)
    if Move.GRACEFUL_EXIT not in judges.made and all(one.question for one in judges.found):
        told.discard(Move.GRACEFUL_EXIT)  # "what's a good day, for you?"
    if Move.GRACEFUL_EXIT not in told:
        return
    if Move.ABRUPT_EXIT in told:
        told.remove(Move.ABRUPT_EXIT)
        sure[Move.GRACEFUL_EXIT] = max(sure[Move.GRACEFUL_EXIT], sure[Move.ABRUPT_EXIT])
    if says_so:
        sure[Move.GRACEFUL_EXIT] = max(sure[Move.GRACEFUL_EXIT], TAKEN)


def _outright(move: Move, judges: Judges) -> bool:
    """Whether the rules see the move said in so many words."""
    return move in judges.made and judges.made[move][0] >= OUTRIGHT[move]


def _settle_apologizing(told: set[Move], judges: Judges, scene: Scene, sure: Mapping[Move, float]) -> None:
    """Whoever says sorry neither scorns, leaves nor sells on by what no rule saw: "sorry, I came with my prices"."""
    if apologizes(judges.found, scene):
        regretted = {m for m in told & REGRETTED if m not in judges.made and sure[m] < PROVEN}
        told -= regretted
        if regretted & SELLING and not told & SELLING - {Move.PERSIST}:  # nothing is left to persist in
            told.discard(Move.PERSIST)


def _settle_admitting(told: set[Move], judges: Judges, scene: Scene, sure: dict[Move, float]) -> None:
    """Whoever admits to being shy or lost says so of themselves: "sorry, I'm no good at this" is no goodbye."""
    says_so = Move.SELF_DISCLOSURE in judges.made and judges.made[Move.SELF_DISCLOSURE][1].has("shy")
    if not says_so or told & SELLING:
        return
    told.add(Move.SELF_DISCLOSURE)
    sure[Move.SELF_DISCLOSURE] = max(sure[Move.SELF_DISCLOSURE], CONFIDED)
    is_kind = scene.heard.gives_card or any(one.has("thanks") for one in judges.found)  # "no, I'm too shy, but thanks"
    mistaken = {*LEAVING, *MISTAKEN_FOR_SHYNESS} - ({Move.POLITE_DECLINE} if is_kind else set())
    if all(one.has("shy") or not (one.question or one.clause.mark == "?") for one in judges.found):
        mistaken |= {*QUESTIONS, Move.FOLLOW_UP}  # "I don't know how to begin" asks nothing
    for move in told & mistaken - judges.made.keys():
        is_sure = sure[move] >= SCORNFUL
        shows = _shown_by(move, judges).has("shy", "sorry", "greeting")
        if (shows and not (is_sure and move in {Move.REASSURANCE, Move.REFLECTION, Move.DISMISSIVE})) or (
            move is Move.POLITE_DECLINE and not is_sure
        ):
            told.remove(move)


def _settle_telling(told: set[Move], judges: Judges) -> None:
    """Saying in a few words what one does promotes nothing, whoever asked or didn't."""
    works = any(one.plural and one.in_domain and not one.second for one in judges.found)  # "on pose des panneaux"
    says_what_one_does = (Move.SELF_DISCLOSURE in judges.made or works) and Move.PITCH not in judges.made
    if Move.PITCH in told and says_what_one_does and sum(len(one.clause.words) for one in judges.found) <= IN_SHORT:
        told.remove(Move.PITCH)
        told.add(Move.SELF_DISCLOSURE)


def _settle_selling(told: set[Move], judges: Judges, sure: Mapping[Move, float]) -> None:
    """Whoever is known to sell nothing, and plainly helps or confides, doesn't sell by what no rule saw."""
    confides = Move.SELF_DISCLOSURE in judges.made and judges.made[Move.SELF_DISCLOSURE][0] >= CONFIDED
    confides = confides and not any(one.second for one in judges.found)  # "I sell insurance, I can do you a price"
    if confides:
        told -= {m for m in told & SUPPOSED - {Move.HARD_CLOSE} if m not in judges.made and sure[m] < PROVEN}
    elif Move.OFFER_HELP in judges.made:
        told -= {m for m in told & SUPPOSED if m not in judges.made and sure[m] < LIKELY}


def _settle_feeling(told: set[Move], judges: Judges) -> None:
    """Condolences are no chat: they give back what was heard."""
    feels = any(one.has("feels_for") for one in judges.found)
    if feels and told == {Move.SMALL_TALK} and not any(one.has("greeting", "thanks") for one in judges.found):
        told.clear()
        told.add(Move.REFLECTION)


def _settle_contempt(told: set[Move], judges: Judges, sure: dict[Move, float]) -> None:
    """Nobody is scorned by what is said of oneself alone, unless it could hardly be plainer."""
    supposed = Move.DISMISSIVE in told and Move.DISMISSIVE not in judges.made and sure[Move.DISMISSIVE] < SCORNFUL
    if supposed and _tells_of_oneself(judges):
        told.remove(Move.DISMISSIVE)
        told.add(Move.SELF_DISCLOSURE)
        sure[Move.SELF_DISCLOSURE] = max(sure[Move.SELF_DISCLOSURE], FROM)


def _settle_put_as_question(told: set[Move], judges: Judges, sure: dict[Move, float]) -> None:
    """An offer or a welcome put as a question is that alone: "shall I give you his number?", "fancy joining us?"."""
    if told & HARSH:
        return
    for move, cue in PUT_AS_QUESTION.items():
        asked = [one for one in judges.found if one.has(cue) and one.question and one.second]
        if asked and move in judges.made and judges.made[move][0] >= EXPLICIT:
            taken_for = told & MISTAKEN_FOR - judges.made.keys()
            told -= taken_for
            told.add(move)
            sure[move] = max(sure[m] for m in (move, *taken_for))


def _settle_offering(told: set[Move], judges: Judges, sure: dict[Move, float]) -> None:
    """Help that no rule saw and that is barely likely gives way to a trouble of one's own, or to leave taken."""
    if Move.OFFER_HELP not in told or Move.OFFER_HELP in judges.made or sure[Move.OFFER_HELP] >= BARELY:
        return
    leaves = any(one.has("exit") for one in judges.found)
    if leaves or _tells_of_oneself(judges):
        meant = Move.GRACEFUL_EXIT if leaves else Move.SELF_DISCLOSURE
        told.remove(Move.OFFER_HELP)
        told.add(meant)
        sure[meant] = max(sure[meant], FROM)


def _tells_of_oneself(judges: Judges) -> bool:
    """Whether it says something of oneself alone, and undertakes nothing."""
    outright = Move.SELF_DISCLOSURE in judges.made and judges.made[Move.SELF_DISCLOSURE][0] >= SAID_OF_ONESELF
    return outright and not any(one.second or one.has("undertakes") for one in judges.found)


def _settle_persisting(told: set[Move], judges: Judges, scene: Scene, sure: Mapping[Move, float]) -> None:
    """Nobody persists who neither sells nor was refused, unless it could hardly be plainer; nor by a first card."""
    sells = told & SELLING - {Move.PERSIST, Move.PUSH_CARD}
    has_reason = sells or Move.PERSIST in judges.made or scene.refused or scene.pushed
    if not has_reason and sure[Move.PERSIST] < BEYOND_DOUBT:
        told.discard(Move.PERSIST)


def _settle_asking(told: set[Move], judges: Judges, sure: Mapping[Move, float]) -> None:
    """What builds on what was said asks something; a question about the evening builds on nothing."""
    if all(one.has("no_question") and not one.has("elliptical") for one in judges.found):  # "like what?" asks
        told -= {*QUESTIONS, Move.FOLLOW_UP}
    asking = [one for one in judges.found if one.question]
    if asking and all(one.has("occasion") and not one.echoes for one in asking):
        told.discard(Move.FOLLOW_UP)
    if Move.SALES_PROBE in told and told & QUESTIONS and len(asking) == 1:  # one question is one or the other
        curious = max(sure[move] for move in told & QUESTIONS)
        told -= {Move.SALES_PROBE} if curious >= sure[Move.SALES_PROBE] else {*QUESTIONS, Move.FOLLOW_UP}
    if told >= QUESTIONS and len(asking) == 1 and len(forms := QUESTIONS & judges.made.keys()) == 1:
        told -= QUESTIONS - forms  # one question has one form, of which the rules are the better judges
    if Move.FOLLOW_UP in told and not told & QUESTIONS:
        told.add(max(QUESTIONS, key=lambda move: (sure[move], move)))


def _at_a_loss(sure: Mapping[Move, float], judges: Judges) -> set[Move]:
    """Where nothing is likely: what is said outright, else the likeliest friendly move, else the rules."""
    friendly = (m for m in Move if m not in HARSH and (m in judges.made or m not in {*QUESTIONS, Move.FOLLOW_UP}))
    move = max(friendly, key=lambda m: sure[m])
    if outright := _said_outright(sure, judges, sure[move]):
        return outright
    if move is Move.OFFER_HELP and move not in judges.made:
        if _tells_of_oneself(judges):
            return {Move.SELF_DISCLOSURE}
        if Move.SMALL_TALK in judges.made:
            return {Move.SMALL_TALK}
    if sure[move] >= ALONE and (move in judges.made or move not in UNSEEN):
        return {move}
    if _tells_of_oneself(judges) and judges.made[Move.SELF_DISCLOSURE][0] >= CONFIDED:
        return {Move.SELF_DISCLOSURE}
    return {m for m, (p, _) in judges.made.items() if p >= EXPLICIT and (m not in HARSH or sure[m] >= ALONE)}


def _said_outright(sure: Mapping[Move, float], judges: Judges, likeliest: float) -> set[Move]:
    """A question, a goodbye, an offer or a condolence in so many words, which is not let fall; else nothing."""
    said_so = Move.OFFER_HELP in judges.made and judges.made[Move.OFFER_HELP][0] >= EXPLICIT
    offered = said_so and sure[Move.OFFER_HELP] >= max(HARDLY, likeliest / 2)  # unless they plainly see another move
    if asked := {m for m in (*QUESTIONS, Move.GRACEFUL_EXIT) if _outright(m, judges)}:
        return asked
    if offered or any(one.has("offer") and one.has("undertakes") for one in judges.found):  # "I'll go say hi to her"
        return {Move.OFFER_HELP}
    if any(one.has("feels_for") for one in judges.found):  # "that sounds hard"
        return {Move.VALIDATION if Move.VALIDATION in judges.made else Move.REFLECTION}
    return set()


def _least(move: Move, judges: Judges, is_brief: bool, knows_trade: bool) -> float:
    """The confidence from which the move is told."""
    proposed = judges.made[move][0] if move in judges.made else 0.0
    if move not in HARSH:
        seen = FROM if proposed else UNSEEN.get(move, FROM)
        return FROM_OUTRIGHT if proposed >= OUTRIGHT.get(move, 1.0) else seen
    if move is Move.ABRUPT_EXIT and not proposed and _says_hello(judges):
        return NEVER
    if move is Move.SALES_PROBE and not knows_trade:
        return PLAINLY if proposed else OUT_OF_NOWHERE
    if move is Move.DISMISSIVE:
        return _least_contempt(judges, is_brief)
    if is_brief:
        return PLAINLY
    return HARSH_FROM if proposed else UNSEEN.get(move, HARSH_FROM)


def _least_contempt(judges: Judges, is_brief: bool) -> float:
    """Praise may be meant sourly, but is more often meant; who feels for somebody hardly scorns them."""
    if any(one.has("feels_for") for one in judges.found):
        return BEYOND_DOUBT
    return PLAINLY if is_brief or Move.VALIDATION in judges.made else CONTEMPT_FROM


def _says_hello(judges: Judges) -> bool:
    """Whether it greets, or is too short to be a door that shuts: a bare "bonsoir" opens more talks than it ends."""
    words = sum(len(one.clause.words) for one in judges.found)
    return words <= BRIEF or any(one.has("greeting") for one in judges.found)


def _confidence(inputs: tuple[float, float, float, float], balance: Balance) -> float:
    whole, piece, signs, rule = inputs
    total = balance.bias + balance.whole * whole + balance.piece * piece + balance.signs * signs + balance.rule * rule
    return 1 / (1 + math.exp(-max(-SURE, min(SURE, total))))


def _shown_by(move: Move, judges: Judges) -> Facts:
    """The clause that shows the move: where the encoder sees it most, unless it hardly tells the clauses apart."""
    at, seen = ORDER[move], judges.weighed.pieces
    best = judges.weighed.best_piece(move)
    if move in judges.made and judges.made[move][1] in judges.found:
        proposed = judges.found.index(judges.made[move][1])
        if seen[best][at] - seen[proposed][at] < CLOSE:
            return judges.made[move][1]
    return judges.found[best]
