"""What one clause does by itself and by what it answers. Each rule adds moves with a confidence; none removes any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from coaching.moves import Move
from coaching.understanding.clauses import Clause
from coaching.understanding.cues import Hit
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.questions import Form, Question, question
from coaching.understanding.scene import Scene, content, stem

Acts = dict[Move, float]

# What speaks for a pitch, and how much: promoting takes one's own thing and a claim, a price or a client beside it.
PITCH_SIGNS = {
    "own": 0.45,
    "own_people": 0.5,
    "claim": 0.4,
    "result": 0.45,
    "price": 0.3,
    "flattering_need": 0.35,
    "serve": 0.4,
    "rhetorical": 0.6,
    "pitch": 0.8,
    "firm": 0.3,
    "own_far": 0.3,
    "company": 0.3,  # "nos", "our": speaks for a firm
}
PITCH_FROM = 0.6
WHOSE = ("own", "firm", "own_far", "company")


@dataclass(frozen=True)
class Facts:
    """A clause with all that was found in it."""

    clause: Clause
    names: frozenset[str]
    question: Question | None
    first: bool  # speaks of the learner: je, nous, chez nous, I, we, our
    second: bool  # speaks of the attendee
    content: frozenset[str]
    echoes: frozenset[str]  # what it takes up of the attendee's words
    in_domain: frozenset[str]  # what belongs to what the learner sells
    closing: bool = False  # the message's last clause, with something before it
    plural: bool = False  # speaks for more than oneself: on, nous, we
    opens_with_second: bool = False  # its subject is the attendee
    opens_with_first: bool = False  # its subject is the learner

    @cached_property
    def pitch(self) -> float:
        """How much the clause promotes what is one's own."""
        names = self.names
        if self.has("offer", "offer_ask") and not self.has("claim", "result", "price", "pitch"):
            names = names - {"own_people"}  # "a client of mine does that, I'll give you her name" boasts of nobody
        signs = sum(weight for name, weight in PITCH_SIGNS.items() if name in names)
        whose = [PITCH_SIGNS[name] for name in WHOSE if name in self.names]
        signs -= sum(whose) - max(whose, default=0)  # "our app" is one thing, however it was found
        plain = self.names.isdisjoint(PITCH_SIGNS.keys() - {"serve", "company", "firm", "own_far"}) and not self.second
        if self.in_domain and (self.first or self.plural or signs) and not self.question and not plain:
            signs += 0.2  # "I keep books for shops" says what one does; it takes more to promote it
        if "claim" in self.names and self.first and not self.second:
            signs += 0.2
        return signs

    def has(self, *names: str) -> bool:
        """Whether any cue of these names was found."""
        return not self.names.isdisjoint(names)


# Cues that may begin in one clause and end in the next: "tenez, ma carte".
CROSSING = frozenset({"card", "close", "contact", "decline", "gives", "offer"})
ADMITTED = frozenset({"shy"})


def facts_of(said: Sequence[Clause], lexicon: Lexicon, scene: Scene) -> tuple[Facts, ...]:
    """All that is found in each clause of a message."""
    found: list[Facts] = []
    for at, clause in enumerate(said):
        after = said[at + 1] if at + 1 < len(said) and said[at + 1].sentence == clause.sentence else None
        before = said[at - 1].words if at and said[at - 1].sentence == clause.sentence else ()
        found.append(_facts(clause, after, before, lexicon, scene, closing=0 < at == len(said) - 1))
    return tuple(found)


def _facts(
    clause: Clause, after: Clause | None, beside: tuple[str, ...], lexicon: Lexicon, scene: Scene, *, closing: bool
) -> Facts:
    hits: Sequence[Hit] = lexicon.find(clause.words)
    names = {hit.name for hit in hits}
    if _owns(clause.words, lexicon, scene):
        names.add("own")
    if after is not None:
        both = clause.words + after.words
        names |= {hit.name for hit in lexicon.find(both, CROSSING) if hit.start < len(clause.words) < hit.end}
        if lexicon.find(after.words, ADMITTED):  # "sorry, I'm no good at this"
            names.discard("decline")
    words = content(clause.words, lexicon)
    first, second = lexicon.set("first"), lexicon.set("second")
    start = lexicon.start(clause.words)
    opening = clause.words[start : start + 2]
    return Facts(
        clause=clause,
        names=frozenset(names),
        closing=closing,
        plural=not lexicon.set("plural").isdisjoint(clause.words),
        opens_with_first=not first.isdisjoint(opening),
        opens_with_second=not second.isdisjoint(opening),
        question=question(clause, hits, lexicon),
        first=not first.isdisjoint(clause.words),
        second=not second.isdisjoint(clause.words),
        content=words,
        echoes=words & scene.told,
        in_domain=(words | content(beside, lexicon)) & scene.domain,
    )


def _owns(words: tuple[str, ...], lexicon: Lexicon, scene: Scene) -> bool:
    """Whether a word of one's own trade follows "my", "our": "notre gamme", "my insulation"."""
    my = lexicon.set("my")
    return not my.isdisjoint(words) and any(a in my and stem(b) in scene.domain for a, b in pairwise(words))


def acts(found: Facts, scene: Scene) -> Acts:
    """The moves of one clause with their confidences. The first group that speaks decides, in order of plainness."""
    for rule in (_admitting, _hostile, _leaving, _selling, _contact, _giving, _asking):
        if made := rule(found, scene):
            return made
    return _telling(found, scene)


def _admitting(found: Facts, scene: Scene) -> Acts:
    """Shyness admitted, "sorry" or not: a shy person's first words, which leave nobody and decline nothing."""
    of_them = found.clause.mark == "?" or (found.second and not found.first)  # "you look nervous", "first time here?"
    if not found.has("shy") or of_them or found.pitch >= PITCH_FROM or found.has("exit", "rude", "card"):
        return {}
    if found.has("decline") and (scene.heard.gives_card or found.has("thanks")):
        return {}
    return {Move.SELF_DISCLOSURE: 0.85} | ({Move.SMALL_TALK: 0.75} if found.has("greeting") else {})


def _hostile(found: Facts, _: Scene) -> Acts:
    made: Acts = {}
    if found.has("rude"):
        made[Move.DISMISSIVE] = 0.85
    elif found.has("sarcasm"):
        made[Move.DISMISSIVE] = 0.6
    if found.has("leave_cold"):
        made[Move.ABRUPT_EXIT] = 0.8
    elif found.has("cold_exit") and not found.has("exit_plain") and (found.closing or not found.has("greeting")):
        made[Move.ABRUPT_EXIT] = 0.6
    return made


def _leaving(found: Facts, scene: Scene) -> Acts:
    offered = scene.offered or scene.heard.gives_card or scene.heard.asks
    if found.has("decline") and (offered or found.has("thanks")) and (offered or not found.has("reassure")):
        return {Move.POLITE_DECLINE: 0.8} | ({Move.GRACEFUL_EXIT: 0.8} if found.has("exit") else {})
    asks = found.question is not None and not found.question.by_mark
    if found.has("exit") and not asks and not found.has("greeting", "card"):
        return {Move.GRACEFUL_EXIT: 0.8}
    return {}


def _selling(found: Facts, scene: Scene) -> Acts:
    made: Acts = {}
    if found.has("card") and not found.has("not_selling"):
        if scene.card_wanted:
            return {Move.SMALL_TALK: 0.6}
        made[Move.PUSH_CARD] = 0.85
    if found.has("close") and not found.has("not_selling", "probe", "decline"):
        made[Move.HARD_CLOSE] = 0.8
    if found.has("insist", "callback") and scene.refused:
        made[Move.PERSIST] = 0.75
    elif found.has("callback"):
        made[Move.HARD_CLOSE] = 0.65
    if _probes(found):
        made[Move.SALES_PROBE] = 0.85 if found.has("probe") else 0.65
    if (
        found.pitch >= PITCH_FROM + (0.2 if Move.PUSH_CARD in made else 0)
        and not found.has("not_selling")
        and Move.SALES_PROBE not in made
    ):
        made[Move.PITCH] = min(0.95, 0.35 + found.pitch / 2)
    if made and found.has("contact"):
        made[Move.ASK_CONTACT] = 0.75
    return made


def _probes(found: Facts) -> bool:
    speaks_of_oneself = found.first and not found.second and found.question is None and found.clause.mark != "?"
    if found.has("not_selling") or speaks_of_oneself:  # "I've got a supplier who's always late"
        return False
    if found.has("offer_ask") and not found.in_domain:  # "do you need a hand with the chairs?"
        return False
    if found.has("probe"):
        return True
    asks = found.clause.asks if found.question is None else found.question.form is Form.CLOSED
    return asks and found.has("probe_shape") and bool(found.in_domain) and not found.has("free_interest")


def _contact(found: Facts, _: Scene) -> Acts:
    made: Acts = {}
    if found.has("contact"):
        made[Move.ASK_CONTACT] = 0.85
    elif found.has("meet"):
        made[Move.ASK_CONTACT] = 0.7
    if made and found.has("offer"):
        made[Move.OFFER_HELP] = 0.7
    return made


def _giving(found: Facts, scene: Scene) -> Acts:
    made: Acts = {}
    asked = found.question
    tells = asked is not None and not asked.by_mark  # asked in the form of a question: an order or a promise is not
    if found.has("offer_ask") or (found.has("offer") and not tells):
        made[Move.OFFER_HELP] = 0.8
    elif found.question is None and scene.speaks and _serves(found, scene):
        made[Move.OFFER_HELP] = 0.55
    elif (found.has("kin") and found.question is None and not scene.heard.asks and not found.has("confide_kin")) or (
        found.has("offer_maybe") and found.pitch < 0.4 and not (found.question and not found.clause.asks)
    ):
        made[Move.OFFER_HELP] = 0.6
    if not found.has("no_bring") and (found.has("bring_ask") or (found.has("bring") and not tells)):
        made[Move.WELCOME] = 0.8
    if found.has("reassure"):
        made[Move.REASSURANCE] = 0.8
    return made


def _serves(found: Facts, scene: Scene) -> bool:
    """An order that is advice, or a promise to do something for the attendee, with nothing to gain."""
    if found.has("bring", "reassure", "insist", "greeting", "thanks", "restate") or found.pitch >= 0.4:
        return False
    return found.has("promise") or (found.has("order") and scene.states)


def _asking(found: Facts, scene: Scene) -> Acts:
    asked = found.question
    if asked is None:
        return {}
    made: Acts = {Move.OPEN_QUESTION if asked.form is Form.OPEN else Move.CLOSED_QUESTION: asked.confidence}
    if _follows_up(found, asked, scene):
        made[Move.FOLLOW_UP] = 0.8 if found.echoes else 0.65
    if found.has("value"):
        made[Move.VALIDATION] = 0.55
    if found.has("confide"):
        made[Move.SELF_DISCLOSURE] = 0.6
    return made


def _follows_up(found: Facts, asked: Question, scene: Scene) -> bool:
    """Whether the question builds on this conversation: on what was told, unless it plainly turns elsewhere."""
    if not scene.speaks or asked.back:
        return False
    if found.echoes:
        return True
    if found.has("occasion", "ask_back", "turns_away"):
        return False
    return scene.states and not scene.ends_asking


def _restates(found: Facts) -> bool:
    """Whether a statement about the attendee takes up what they said, and doesn't foretell or advise."""
    return (bool(found.echoes) or found.clause.sentence == 0) and not found.has("modal")


def _telling(found: Facts, scene: Scene) -> Acts:
    """The moves of a statement that neither asks, gives, sells nor leaves."""
    made: Acts = {}
    if found.has("greeting", "thanks", "congrats", "chitchat"):
        made[Move.SMALL_TALK] = 0.75
    long = len(found.clause.words)
    reacts = scene.states and found.clause.mark != "!" and not found.has("thanks")
    if found.has("value"):
        made[Move.VALIDATION] = 0.7
    elif found.has("praise") and scene.states and found.second and found.pitch < 0.4 and not found.has("modal"):
        made[Move.VALIDATION] = 0.55
    elif found.has("restate") and scene.speaks and long >= 4 and not found.has("thanks"):
        made[Move.REFLECTION] = 0.7
    elif reacts and found.opens_with_second and not found.first and long >= 5 and _restates(found):
        made[Move.REFLECTION] = 0.55
    elif found.has("confide") and not (found.has("thinks") and long <= 6):
        made[Move.SELF_DISCLOSURE] = 0.75
    elif found.opens_with_first and long >= 5 and not found.has("thinks", "thanks"):
        made[Move.SELF_DISCLOSURE] = 0.55
    elif reacts and len(found.echoes) >= 2 and long >= 4 and not found.first:
        made[Move.REFLECTION] = 0.5
    return made
