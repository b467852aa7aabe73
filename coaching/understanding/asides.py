"""What a message gives beside its moves: an echo to take up, the learner's trade, a contact, an apology."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.language import Language
from coaching.moves import Move
from coaching.understanding.acts import Facts
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.scene import Scene
from coaching.understanding.words import Token

_MADE_OF = ("de", "du", "des", "la", "le", "les", "un", "une", "dans")  # what follows "je fais" in a trade
_LONGEST_TRADE = 9  # words of a trade as said


def is_elliptical(found: Sequence[Facts]) -> bool:
    """Whether the message leans wholly on the line before: "pourquoi?", "tell me more", "comment ça?"."""
    said = [one for one in found if not one.has("bare", "greeting", "thanks")]
    words = sum(len(one.clause.words) for one in said)
    if not said or words > 7:
        return False
    return any(one.has("elliptical") for one in said) or (
        words <= 3 and any(one.question is not None and not one.question.back and not one.content for one in said)
    )


def gives_contact(found: Sequence[Facts], moves: Sequence[Move], scene: Scene) -> bool:
    """Whether a card, a number or an address of the learner is handed over, asked for or not."""
    hands_over = scene.card_wanted and any(one.has("hands_over") for one in found)
    return (
        Move.PUSH_CARD in moves
        or hands_over
        or any(one.has("gives") and not one.has("offer", "contact") for one in found)
    )


def apologizes(found: Sequence[Facts], scene: Scene) -> bool:
    """Whether the learner steps back from a slip: names it, or says sorry who has just sold."""
    if any(one.has("apology") for one in found):
        return True
    asking = {one.clause.sentence for one in found if one.question or one.clause.mark == "?"}  # "sorry, who are you?"
    sorry = [one for one in found if one.has("sorry") and not one.has("feels_for")]
    insults = any(one.has("rude") for one in found)  # "sorry, but you're an idiot"
    return scene.pushed and not insults and any(one.clause.sentence not in asking for one in sorry)


def echo_of(found: Sequence[Facts], lexicon: Lexicon, text: str) -> str:
    """A short noun phrase of the question, article and noun as typed, to take up in an answer; "" in doubt."""
    articles = lexicon.set("echo_articles")
    enders = lexicon.set("function_words") | lexicon.set("echo_enders") | lexicon.set("question_words")
    for one in found:
        if one.question is None or one.has("greeting", "exit"):
            continue
        tokens = [t for t in one.clause.tokens if t.word.isalpha() or t.word in ",;"]
        for at in range(len(tokens) - 2, -1, -1):
            article, noun = tokens[at], tokens[at + 1]
            after = tokens[at + 2].word if at + 2 < len(tokens) else ""
            closes = not after or after in enders or after in ",;"
            if article.word not in articles or not closes or noun.word in enders or len(noun.word) < 3:
                continue
            if article.start == noun.start or (at and tokens[at - 1].word in lexicon.set("not_before_echo")):
                continue
            if noun.word in lexicon.set("no_echo") or text[noun.start : noun.end].istitle():
                continue
            return _spelled(text[article.start : noun.end])
    return ""


def trade_of(found: Sequence[Facts], lexicon: Lexicon, text: str, scene: Scene) -> str:
    """What the learner says they do, as said, ready to stand after a dash; "" when not said or in doubt."""
    telling = [one for one in found if one.question is None and not one.has("restate", "card", "close", "thinks")]
    for one in telling:
        start = _after_trade_opener(one.clause.words, lexicon)
        if 0 <= start < len(one.clause.words):
            return _trade_from(one, start, lexicon, text)
    asked = scene.heard.asks_trade and not scene.card_wanted
    if asked and telling and telling[0] is found[0] and _answers_with_trade(found[0], lexicon):
        skips = found[0].clause.words[0] in lexicon.set("trade_skips")
        return _trade_from(found[0], int(skips), lexicon, text)
    return ""


def _answers_with_trade(one: Facts, lexicon: Lexicon) -> bool:
    """Whether a clause can be the bare answer to "what do you do?": "pianos", "in textiles", "dog grooming"."""
    words = one.clause.words
    if not 1 <= len(words) <= 6 or one.clause.mark == "?" or one.second:
        return False
    if words[0] in lexicon.set("names_no_trade") | lexicon.set("subjects") | lexicon.set("first"):
        return False
    return not one.has("greeting", "apology", "bare", "thanks", "reassure", "decline", "exit")


def _after_trade_opener(words: Sequence[str], lexicon: Lexicon) -> int:
    """The word after "je fais", "je suis", "I do"; -1 when the clause doesn't begin so."""
    at = 0
    while at < len(words) and (words[at] in lexicon.set("leads") or words[at] in lexicon.set("joins") | {"moi"}):
        at += 1
    openers = (
        ("je fais", "je suis", "je vends")
        if lexicon.lang is Language.FR
        else ("i do", "i sell", "i am a", "i am an", "i run")
    )
    for opener in openers:
        parts = opener.split()
        if list(words[at : at + len(parts)]) == parts:
            after = at + len(parts)
            if after >= len(words):
                return -1
            if opener == "je fais":
                return after if words[after] in _MADE_OF and after + 1 < len(words) else -1
            no_trade = opener == "je suis" and not words[after].endswith((*lexicon_endings(lexicon), "dans"))
            if no_trade or words[after] in lexicon.set("no_trade"):
                return -1
            if words[after] == "dans":
                return after + 1
            return after - 1 if opener in ("i am a", "i am an") else after
    return -1


def lexicon_endings(lexicon: Lexicon) -> tuple[str, ...]:
    """The endings by which a French noun of trade is known."""
    return tuple(sorted(lexicon.set("trade_endings"))) or ("\0",)


def _trade_from(one: Facts, start: int, lexicon: Lexicon, text: str) -> str:
    tokens = [t for t in one.clause.tokens if t.word.isalnum()]
    kept: list[Token] = []
    for token in tokens[start : start + _LONGEST_TRADE]:
        if kept and (token.word in lexicon.set("trade_stops") or "," in text[kept[-1].end : token.start]):
            break
        kept.append(token)
    if not kept or (len(kept) == _LONGEST_TRADE and len(tokens) - start > _LONGEST_TRADE):
        return ""
    said = text[kept[0].start : kept[-1].end].strip()
    return _spelled(said) if 3 <= len(said) <= 60 else ""


def _spelled(said: str) -> str:
    """The words with plain spaces and a small first letter, unless they are all capitals."""
    plain = " ".join(said.split())
    return plain if plain[:2].isupper() else plain[:1].lower() + plain[1:]
