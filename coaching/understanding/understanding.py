"""The door to understanding: a message in, a reading out; an attendee's line in, what it does out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from coaching.language import Language
from coaching.moves import Move, in_order
from coaching.reading import SILENCE, Evidence, Heard, Message, Reading, Sense, Speaker
from coaching.scenario import Scenario
from coaching.understanding import hearing
from coaching.understanding.acts import Facts, facts_of
from coaching.understanding.asides import apologizes, echo_of, gives_contact, is_elliptical, trade_of
from coaching.understanding.assent import assent_of, assents
from coaching.understanding.clauses import clauses_of, pieces
from coaching.understanding.encoder import Around, Encoder
from coaching.understanding.explanation import Explanation, explained
from coaching.understanding.judgement import Judges, judged
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.message import Made, evidence, is_courtesy, made_by
from coaching.understanding.needs import Needs
from coaching.understanding.needs import examples as offers
from coaching.understanding.phrasebook import Balance, Phrasebook
from coaching.understanding.retrieval import Topics, Turned, examples
from coaching.understanding.scene import Scene, content, domain_of, scene
from coaching.understanding.sense import detect, sense_of
from coaching.understanding.signs import signs, sums, weights_of
from coaching.understanding.words import LIMIT, Kind

# What is about none of an attendee's topics, and spares a look at them. A remark ("must be quiet in winter") is about
# one as much as a question, and chat that plainly is gets an answer.
OF_NOTHING = frozenset(
    {Move.OFFER_HELP, Move.ASK_CONTACT, Move.POLITE_DECLINE, Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT, Move.PUSH_CARD}
)
SCENARIOS_KEPT = 32  # scenarios whose examples stay prepared


class NotReadyError(Exception):
    """A scenario's examples must be made ready first, which takes seconds: `make_ready` does it, in any thread."""

    def __init__(self, make_ready: Callable[[], object], *, is_long: bool = True) -> None:
        """`is_long`: whoever waits should hear of it."""
        super().__init__("a scenario isn't ready")
        self.make_ready = make_ready
        self.is_long = is_long


class Understanding:
    """Reads messages by a phrasebook and an encoder. Pure: the same message gives the same reading, always."""

    def __init__(self, phrasebook: Phrasebook, encoder: Encoder) -> None:
        """Make the phrasebook ready; ValueError names a phrase that cannot be read."""
        self._book, self._encoder = replace(phrasebook, tongues={}), encoder  # as written, they are needed no more
        self._lexicons = {lang: Lexicon(tongue, lang) for lang, tongue in phrasebook.tongues.items()}
        self._weights = {lang: weights_of(tongue) for lang, tongue in phrasebook.tongues.items()}
        self._assents = {lang: assents(lexicon) for lang, lexicon in self._lexicons.items()}
        self._subjects: dict[tuple[int, Language], tuple[Scenario, Topics, Needs]] = {}
        self._is_prompt = False

    @property
    def is_prompt(self) -> bool:
        """Whether it lets nobody wait on the spot."""
        return self._is_prompt

    def be_prompt(self) -> None:
        """From now on a scenario that isn't ready raises NotReadyError: whoever serves many can't wait on the spot."""
        self._is_prompt = True

    def want(self, scenario: Scenario, lang: Language) -> None:
        """Have the scenario ready for messages in that language. NotReadyError where that takes seconds."""
        self._subjects_of(scenario, lang)

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        """What the message does and, given a scenario, what of it the message is about."""
        lang = message.lang or detect(message.text, self._lexicons)
        lexicon = self._lexicons[lang]
        tokens = lexicon.tokens(message.text)
        count = sum(1 for t in tokens if t.kind in (Kind.WORD, Kind.NUMBER))
        if len(message.text) > LIMIT:
            count = max(count, len(message.text.split()))
        sense = sense_of(message.text, tokens, lang, self._lexicons, self._book, given=message.lang is not None)
        if sense in (Sense.EMPTY, Sense.NOISE, Sense.FOREIGN):
            return Reading(lang, sense, assent=assent_of(message.text, (), self._assents[lang]), words=count)
        found, around = self._found(message, lang)
        plain = bool(found) and sense is Sense.PLAIN  # "ok" and "haha" are what they are
        judges = self._judges(message, found, around, lang) if plain else None
        made = judged(judges, around, self._book.balance) if judges else {}
        shown = evidence(made, message.text) or _small_talk(message.text, sense)
        moves = in_order(e.move for e in shown)
        _, topics, needs = self._subjects_of(scenario, lang) if scenario and found else (None, None, None)
        seen = judges.pieces if judges else pieces([one.clause for one in found], message.text)
        elliptical = is_elliptical(found)
        asks = elliptical or any(one.question or one.clause.mark == "?" for one in found)
        is_on_nothing = is_courtesy(found, around) or (not asks and bool(made) and OF_NOTHING.issuperset(made))
        trade = trade_of(found, lexicon, message.text, around)
        turned = Turned(around.question, of_trade=bool(trade) or around.heard.asks_trade)
        return Reading(
            lang=lang,
            sense=sense,
            moves=moves,
            evidence=shown,
            topics=topics.asked(found, seen, message.text, turned) if topics and not is_on_nothing else (),
            needs=needs.met(found, seen, made) if needs else (),
            elliptical=elliptical,
            assent=assent_of(message.text, moves, self._assents[lang]),
            gives_contact=gives_contact(found, moves, around),
            apology=apologizes(found, around),
            echo=echo_of(found, lexicon, message.text) if _asks(made) else "",
            trade=trade,
            words=count,
        )

    def judges(self, message: Message) -> Judges | None:
        """What each judge makes of the message, for whoever learns or explains; None where there is no word in it."""
        lang, found, around = self._looked_at(message)
        return self._judges(message, found, around, lang) if found else None

    def signs(self, message: Message) -> frozenset[str]:
        """The signs of the message alone, for whoever learns their weights."""
        _, found, around = self._looked_at(message)
        return signs(found, made_by(found, around), around) if found else frozenset()

    def _looked_at(self, message: Message) -> tuple[Language, tuple[Facts, ...], Scene]:
        """The message's language, what is found in each clause, and what stands around it."""
        lang = message.lang or detect(message.text, self._lexicons)
        return lang, *self._found(message, lang)

    def _found(self, message: Message, lang: Language) -> tuple[tuple[Facts, ...], Scene]:
        lexicon = self._lexicons[lang]
        around = scene(message.context, message.learner_sells, self._book.trades, lexicon)
        return facts_of(clauses_of(message.text, lexicon), lexicon, around), around

    def _judges(self, message: Message, found: tuple[Facts, ...], around: Scene, lang: Language) -> Judges:
        proposed = made_by(found, around)
        shown = signs(found, proposed, around)
        seen = pieces([one.clause for one in found], message.text)
        weighed = self._encoder.weigh(seen, beside(message))
        return Judges(found, seen, proposed, shown, sums(shown, self._weights[lang]), weighed)

    def explain(self, message: Message) -> Explanation:
        """Why the message is read as it is."""
        reading = self.read(message)
        return explained(self.judges(message), reading, self._book.balance, self._weights[reading.lang])

    @property
    def balance(self) -> Mapping[Move, Balance]:
        """How much each judge counts."""
        return self._book.balance

    def hear(self, line: str, lang: Language) -> Heard:
        """What an attendee's line does."""
        return hearing.hear(line, self._lexicons[lang]) if line.strip() else SILENCE

    def taken_up(self, text: str, line: str, lang: Language) -> tuple[str, ...]:
        """The words of the text, as written, that share a stem with a word of the line that carries content."""
        lexicon = self._lexicons[lang]
        return _words_of(text, content(lexicon.words(line), lexicon), lexicon)

    def of_trade(self, text: str, sells: str, lang: Language) -> tuple[str, ...]:
        """The words of the text, as written, that belong to what the learner sells."""
        lexicon = self._lexicons[lang]
        return _words_of(text, domain_of(sells, self._book.trades, lexicon), lexicon)

    def likeness(self, text: str, others: Sequence[str]) -> tuple[float, ...]:
        """How near in meaning the text is to each of the others, as cosines (−1 to 1)."""
        near = self._encoder.shelf({str(at): (other,) for at, other in enumerate(others)}).near(text)
        return tuple(near[str(at)].best for at in range(len(others)))

    def _subjects_of(self, scenario: Scenario, lang: Language) -> tuple[Scenario, Topics, Needs]:
        key = id(scenario), lang
        kept = self._subjects.get(key)
        if kept is None or kept[0] is not scenario:
            if self._is_prompt and not self._encoder.is_loaded:
                raise NotReadyError(self._encoder.load, is_long=False)
            compared = examples(scenario, lang), offers(scenario, lang, self._book.anyones_help[lang])
            if self._is_prompt and not all(map(self._encoder.is_quick, compared)):
                raise NotReadyError(partial(self._make_ready, scenario, lang))
            kept = self._make_ready(scenario, lang)
        return kept

    def _make_ready(self, scenario: Scenario, lang: Language) -> tuple[Scenario, Topics, Needs]:
        lexicon = self._lexicons[lang]
        needs = Needs(scenario, lang, lexicon, self._encoder, self._book.anyones_help[lang])
        made = scenario, Topics(scenario, lang, lexicon, self._encoder), needs
        for oldest in list(self._subjects)[: max(0, len(self._subjects) - SCENARIOS_KEPT + 1)]:
            self._subjects.pop(oldest, None)
        self._subjects[id(scenario), lang] = made
        return made


def beside(message: Message) -> Around:
    """What stands around the message, for the encoder."""
    last = {who: next((u.text for u in reversed(message.context) if u.who is who), "") for who in Speaker}
    return Around(message.learner_sells, last[Speaker.ATTENDEE], last[Speaker.LEARNER])


def _words_of(text: str, stems: frozenset[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The text's words with one of these stems, as written."""
    spoken = (token for token in lexicon.tokens(text) if token.kind is Kind.WORD)
    return tuple(text[one.start : one.end] for one in spoken if content((one.word,), lexicon) & stems)


def _asks(made: Made) -> bool:
    return Move.OPEN_QUESTION in made or Move.CLOSED_QUESTION in made


def _small_talk(text: str, sense: Sense) -> tuple[Evidence, ...]:
    """A bare acknowledgement is small talk; anything else nobody could place stays without a move."""
    quote = text.strip()
    return (Evidence(Move.SMALL_TALK, quote, 0.7),) if sense is Sense.BARE and quote else ()
