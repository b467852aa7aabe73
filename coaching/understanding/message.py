"""What a whole message does: its clauses' moves, weighed against each other and against the conversation."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.moves import QUESTIONS, Move, in_order
from coaching.reading import Evidence
from coaching.understanding.acts import PITCH_FROM, Acts, Facts, acts
from coaching.understanding.asides import apologizes
from coaching.understanding.scene import Scene

SELLING = frozenset({Move.PITCH, Move.HARD_CLOSE, Move.PUSH_CARD, Move.SALES_PROBE})
WEAK = frozenset({Move.SELF_DISCLOSURE, Move.REFLECTION})  # what arguing on may look like
PROMOTING = frozenset({Move.PITCH, Move.HARD_CLOSE})

SHORT = 9  # words up to which a remark without another move is chat
STORY = 40  # words from which a tale about one's own field, told unasked, is a pitch

Made = dict[Move, tuple[float, Facts]]  # the surest sign of each move


def made_by(found: Sequence[Facts], scene: Scene) -> Made:
    """The moves of the message, each with its confidence and the clause that shows it best."""
    each = [(acts(one, scene), one) for one in found]
    _drop_bare_echoes(each)
    _one_question_a_sentence(each)
    made: Made = {}
    for its, one in each:
        for move, confidence in its.items():
            if move not in made or made[move][0] < confidence:
                made[move] = (confidence, one)
    _pitch_as_a_whole(found, made)
    _answer(found, scene, made)
    _persistence(found, scene, made)
    _void(found, made)
    _chat(found, scene, made)
    return made


def _chat(found: Sequence[Facts], scene: Scene, made: Made) -> None:
    """A short word that does nothing else keeps the talk going."""
    if not made and found and scene.speaks and sum(len(one.clause.words) for one in found) <= SHORT:
        made[Move.SMALL_TALK] = (0.4, found[0])


def is_courtesy(found: Sequence[Facts], scene: Scene) -> bool:
    """Whether "and you?" beside nothing but courtesies only gives back how one is: "fine thanks, and you?"."""
    turned = [one for one in found if one.question and one.question.back]
    beside = [one for one in found if one not in turned or one.has("chitchat")]
    polite = all(one.has("bare", "chitchat", "greeting", "thanks") for one in beside)
    return bool(turned and beside) and polite and not scene.question


def evidence(made: Made, text: str) -> tuple[Evidence, ...]:
    """The evidence in the order of the vocabulary."""
    return tuple(Evidence(move, made[move][1].clause.quote(text), round(made[move][0], 2)) for move in in_order(made))


def _drop_bare_echoes(each: list[tuple[Acts, Facts]]) -> None:
    """A repeated word with a question mark before the real reaction is no question."""
    for at, (its, one) in enumerate(each):
        asks_later = any(QUESTIONS & others.keys() for others, _ in each[at + 1 :])
        if one.question and one.question.by_mark and one.echoes and asks_later:
            _no_question(its)
        elif one.question and one.question.bare and len(each) > 1:
            later = any(len(other.clause.words) > 2 for _, other in each[at + 1 :])
            if later and (one.echoes or len(one.clause.words) <= 2):
                _no_question(its)


def _one_question_a_sentence(each: list[tuple[Acts, Facts]]) -> None:
    """Let "and you, was it worth it?" ask once: a turned-round or unmarked form gives way to the plain one."""
    for sentence in {one.clause.sentence for _, one in each}:
        asked = [(its, one) for its, one in each if one.clause.sentence == sentence and QUESTIONS & its.keys()]
        plain = [one for _, one in asked if one.question and not one.question.back and not one.question.by_mark]
        two = len(asked) == 2 and Move.OPEN_QUESTION in asked[0][0] and Move.CLOSED_QUESTION in asked[1][0]
        if two and plain and plain[0] is asked[0][1]:
            _no_question(asked[1][0])  # "what was in it, was there a film left?" asks once
        for its, one in asked:
            if one.question is None or len(asked) == 1:
                continue
            if (one.question.back or one.question.by_mark) and any(other is not one for other in plain):
                _no_question(its)


def _no_question(its: Acts) -> None:
    for move in (*QUESTIONS, Move.FOLLOW_UP):
        its.pop(move, None)


def _pitch_as_a_whole(found: Sequence[Facts], made: Made) -> None:
    """Promotion spread over several clauses counts together."""
    if Move.PITCH in made or any(one.has("not_selling") for one in found):
        return
    free = [one for one in found if not one.question and not one.has("offer", "reassure")]
    total = sum(one.pitch for one in free)
    words = sum(len(one.clause.words) for one in found)
    domain = frozenset[str]().union(*(one.in_domain for one in found))
    if words >= STORY and len(domain) >= 2 and total >= 0.35 and not any(one.question for one in found):
        made[Move.PITCH] = (0.6, max(found, key=lambda one: one.pitch))
        return
    if Move.PUSH_CARD in made and any(one.has("claim", "result", "pitch") for one in free):
        made[Move.PITCH] = (0.55, max(free, key=lambda one: one.pitch))
        return
    if free and total >= PITCH_FROM + 0.1 and any(one.has("own", "own_people", "result", "serve") for one in free):
        made[Move.PITCH] = (min(0.8, 0.3 + total / 2), max(free, key=lambda one: one.pitch))


def _answer(found: Sequence[Facts], scene: Scene, made: Made) -> None:
    """The first statement after a question is its answer: something said of oneself."""
    if not (scene.heard.asks and found) or Move.SELF_DISCLOSURE in made:
        return
    if any(
        move in made for move in (*SELLING, Move.DISMISSIVE, Move.ABRUPT_EXIT, Move.POLITE_DECLINE, Move.ASK_CONTACT)
    ):
        return
    first = next((one for one in found if not one.question and (one.content or len(one.clause.words) >= 3)), None)
    if (
        first is None
        or scene.heard.asks_card
        or first.second
        or (len(first.clause.words) > 6 and not (first.first or first.plural))
    ):
        return
    if not first.has(
        "greeting", "thanks", "chitchat", "bare", "offer", "reassure", "bring", "exit", "value", "restate"
    ):
        made[Move.SELF_DISCLOSURE] = (0.55, first)


def _persistence(found: Sequence[Facts], scene: Scene, made: Made) -> None:
    """Selling after a refusal is persisting."""
    if scene.refused and Move.PERSIST not in made:
        pushed = [made[move] for move in (Move.PITCH, Move.HARD_CLOSE, Move.PUSH_CARD) if move in made]
        if pushed:
            confidence, one = max(pushed, key=lambda pair: pair[0])
            made[Move.PERSIST] = (min(0.9, confidence), one)
        elif scene.heard.refuses and scene.pushed and found and not (made.keys() - WEAK or apologizes(found, scene)):
            made.clear()
            made[Move.PERSIST] = (0.5, found[0])


def _void(found: Sequence[Facts], made: Made) -> None:
    """What only serves a larger act, and courtesies that belong to one, don't count for themselves."""
    _absorb(found, made)
    _void_by_selling(made)
    _self_beside(made)
    _void_by_contempt(made)
    _settle_exit(found, made)
    _settle_courtesy(made)
    if Move.FOLLOW_UP in made and not QUESTIONS & made.keys():
        made.pop(Move.FOLLOW_UP)


def _void_by_selling(made: Made) -> None:
    """Reassurance, praise and help beside a pitch are its hooks."""
    if (PROMOTING | {Move.PUSH_CARD}) & made.keys():
        _drop(made, Move.REASSURANCE, Move.SELF_DISCLOSURE, Move.REFLECTION)
        if not QUESTIONS & made.keys():
            _drop(made, Move.VALIDATION)
        if Move.OFFER_HELP in made and not made[Move.OFFER_HELP][1].has("offer_third"):
            _drop(made, Move.OFFER_HELP)
    if Move.SALES_PROBE in made:
        _drop(made, Move.SELF_DISCLOSURE, Move.REFLECTION)


def _void_by_contempt(made: Made) -> None:
    if Move.DISMISSIVE in made:
        _drop(made, Move.REFLECTION, Move.VALIDATION, Move.SELF_DISCLOSURE, Move.GRACEFUL_EXIT, Move.SMALL_TALK)


def _settle_exit(found: Sequence[Facts], made: Made) -> None:
    """A word of courtesy anywhere makes an exit graceful; "go on" beside a goodbye asks nothing."""
    short = sum(len(one.clause.words) for one in found) <= SHORT
    if Move.GRACEFUL_EXIT in made and len(made) == 1 and short and not any(one.has("warm") for one in found):
        made[Move.ABRUPT_EXIT] = made.pop(Move.GRACEFUL_EXIT)
        return
    if Move.ABRUPT_EXIT in made and Move.DISMISSIVE not in made:
        if Move.GRACEFUL_EXIT in made or Move.POLITE_DECLINE in made:
            _drop(made, Move.ABRUPT_EXIT)
        elif made[Move.ABRUPT_EXIT][1].has("cold_exit") and any(one.has("thanks", "courtesy") for one in found):
            made[Move.GRACEFUL_EXIT] = made.pop(Move.ABRUPT_EXIT)
    asked = made.get(Move.OPEN_QUESTION)
    if Move.GRACEFUL_EXIT in made and asked and len(asked[1].clause.words) <= 2:
        _drop(made, Move.OPEN_QUESTION)


def _settle_courtesy(made: Made) -> None:
    """Thanks inside a farewell, a greeting inside a welcome, an echo inside a compliment belong to it."""
    if Move.SMALL_TALK in made:
        closing = {Move.POLITE_DECLINE, Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT} & made.keys()
        one = made[Move.SMALL_TALK][1]
        if (closing and one.has("thanks", "chitchat", "congrats")) or (Move.WELCOME in made and one.has("greeting")):
            _drop(made, Move.SMALL_TALK)
    if Move.REFLECTION in made and Move.VALIDATION in made:
        confidence, one = made[Move.REFLECTION]
        if confidence < 0.7 and one.clause.sentence == made[Move.VALIDATION][1].clause.sentence:
            _drop(made, Move.REFLECTION)


def _drop(made: Made, *moves: Move) -> None:
    for move in moves:
        made.pop(move, None)


def _absorb(found: Sequence[Facts], made: Made) -> None:
    """Questions that only serve the selling beside them: asked of nobody before a pitch, or the tail of a probe."""
    for move in (*QUESTIONS, Move.FOLLOW_UP, Move.SALES_PROBE):
        if move not in made:
            continue
        one = made[move][1]
        rhetorical = move in (Move.CLOSED_QUESTION, Move.SALES_PROBE) and not one.second and not one.has("probe")
        asked_of_nobody = Move.PITCH in made and rhetorical
        before = found[found.index(one) - 1] if one in found and found.index(one) else None
        probes = any(other.has("probe") and other.clause.sentence == one.clause.sentence for other in found)
        if move is not Move.SALES_PROBE and Move.SALES_PROBE in made and probes and move is not Move.OPEN_QUESTION:
            made.pop(move)
            continue
        tail = before is not None and move is not Move.SALES_PROBE and before.has("probe") and Move.SALES_PROBE in made
        if asked_of_nobody or (tail and (not one.second or (one.question is not None and one.question.by_mark))):
            made.pop(move)


def _self_beside(made: Made) -> None:
    """What is said of oneself on the way to a larger act belongs to that act, unless it plainly confides."""
    if Move.SELF_DISCLOSURE not in made:
        return
    confidence, one = made[Move.SELF_DISCLOSURE]
    larger = {
        Move.OFFER_HELP,
        Move.WELCOME,
        Move.ASK_CONTACT,
        Move.POLITE_DECLINE,
        Move.GRACEFUL_EXIT,
        Move.ABRUPT_EXIT,
        Move.PUSH_CARD,
        Move.VALIDATION,
        Move.PERSIST,
    } & made.keys()
    same = any(made[move][1].clause.sentence == one.clause.sentence for move in larger)
    if (
        larger
        and (
            confidence < 0.7
            or same
            or larger & {Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT, Move.POLITE_DECLINE, Move.ASK_CONTACT}
        )
    ) or (confidence < 0.7 and {Move.REASSURANCE, Move.REFLECTION} & made.keys() and len(one.clause.words) < 8):
        made.pop(Move.SELF_DISCLOSURE)
