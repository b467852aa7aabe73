"""What a message gives beside its moves: an echo to take up, the learner's trade, a contact, an apology."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from coaching.language import Language
from coaching.moves import QUESTIONS, Move
from coaching.reading import Assent
from coaching.understanding.acts import Facts
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.scene import Scene
from coaching.understanding.words import Token, fold

_LONGEST_ECHO = 3  # words of an echo, its article counted
_MADE_OF = ("de", "du", "des", "la", "le", "les", "un", "une", "dans")  # what follows "je fais" in a trade
_LONGEST_TRADE = 9  # words of a trade as said
# What a short answer to "what do you do?" that names no trade begins with, folded.
_NO_TRADE = {
    Language.FR: frozenset(
        "hein quoi pardon he hey eh euh heu ben bah bof oh ah ouf ouille pas ceci cela ca aucun aucune rien laissez"
        " laisse devinez devine desole desolee excusez excuse tiens tenez attention zut mince oups coudonc ayoye wow"
        " waouh jsp jsais chais nan nope mouais ouais ouin pfff bonne bon beau bel belle joli jolie voyons allo"
        " salut bravo chut minute attendez attends ecoutez ecoute"
        " regardez regarde tant trop oui non si merci quel quelle comment pourquoi voila allons allez super".split()
    ),
    Language.EN: frozenset(
        "huh eh what sorry pardon hey hi hello well nothing none this that these those no not never whoa wow oh ah ouch"
        " guess come please excuse good nice great cool interesting boring lovely beautiful too so very um er uh hmm"
        " hm wait look listen hang hold yikes oops gosh right sure yes yeah ok okay thanks cheers mind why how who"
        " where when true dunno nah nope yup yep idk meh".split()
    ),
}
# What a plain yes or no is made of, folded and without apostrophes, and what may stand beside it without a word more.
_YES = {
    Language.FR: (
        "oui, ouais, ouaip, ouep, yep, yes, si, ok, okay, d accord, dac, dacodac, bien sur, bien entendu, mais oui,"
        " mais bien sur, mais volontiers, mais avec plaisir, volontiers, avec plaisir, avec joie, pourquoi pas,"
        " certainement, certain, absolument, evidemment, naturellement, tout a fait, entendu, parfait, carrement,"
        " grave, allons y, allez, allez y, on y va, je veux bien, je viens, je vous suis, je te suis, j arrive,"
        " j adorerais, j aimerais bien, j aimerais ca, ca me va, ca me tente, ca me plairait, ca marche, banco,"
        " bonne idee, bien oui, ben oui, ben sur, c est bon, correct, sans probleme, pas de probleme, pas de souci,"
        " aucun souci, s il vous plait, s il te plait, svp, stp"
    ),
    Language.EN: (
        "yes, yeah, yea, yep, yup, aye, ok, okay, sure, sure thing, of course, certainly, definitely, absolutely,"
        " gladly, with pleasure, my pleasure, by all means, why not, go on, go on then, alright, all right, right,"
        " fine, sounds good, sounds great, sounds lovely, lovely, perfect, great, please, please do, yes please,"
        " love to, i d love to, id love to, i d love that, i d like that, id like that, i would love to,"
        " i would love that, i would like that, i do, i will, i am, count me in, lead on, lead the way, let s, lets,"
        " let s go, lets go, let s do it, i m in, im in, good idea, no problem, no worries, happy to, totally, deal"
    ),
}
_NO = {
    Language.FR: (
        "non, nan, nope, non non, non merci, merci non, pas maintenant, pas ce soir, pas tout de suite, pas vraiment,"
        " une autre fois, peut etre une autre fois, une prochaine fois, plus tard, surtout pas, bof, jamais,"
        " je prefere pas, je ne prefere pas, je prefere rester ici, ca ira, ca va aller, sans facon, pas la peine"
    ),
    Language.EN: (
        "no, nah, nope, no no, no thanks, no thank you, no thankyou, not now, not tonight, not yet, not really,"
        " not right now, another time, some other time, maybe another time, perhaps another time, maybe later, later,"
        " i d rather not, id rather not, i would rather not, i m fine, im fine, i m good, im good, i m all right,"
        " i m alright, i m fine here, i don t, i dont, i haven t, i havent, never"
    ),
}
_BESIDE = {
    Language.FR: (
        "merci, merci bien, merci beaucoup, c est gentil, c est tres gentil, trop gentil, mais merci, ah, oh, eh, euh,"
        " ben, bah, bien, haha, ma foi, tiens, tenez, voici, la voici, la voila, le voici, voila, ma carte, la, desole,"
        " desolee, peut etre, madame, monsieur, alors, donc, et, toujours, encore, beaucoup, un peu, quand meme"
    ),
    Language.EN: (
        "thanks, thank you, thank you very much, thanks a lot, cheers, that s kind, that s very kind, thats kind, oh,"
        " ah, well, um, er, haha, here, here you go, here you are, here it is, there you go, my card, one, sorry,"
        " but thanks, but thank you, though, then, very much, so, and, actually, always, a lot, maybe, perhaps"
    ),
}
_MAY_FOLLOW = QUESTIONS | {Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT}
_LONGEST_ASSENT, _MOST_OF_ASSENT = 5, 40  # words of one wording; words looked at
_BUT = frozenset(("mais", "but", "sauf", "except", "however", "pourtant"))
_WORD = re.compile(r"[^\W_]+")


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


def assent_of(text: str, moves: Sequence[Move], lang: Language) -> Assent | None:
    """A plain yes or no; more may be said beside it only to take leave or to ask something."""
    words = tuple(_WORD.findall(fold(text.replace("👍", " ok "))))[:_MOST_OF_ASSENT]
    said: Assent | None = None
    at, known = 0, _assents(lang)
    while at < len(words):
        size = next((n for n in range(min(_LONGEST_ASSENT, len(words) - at), 0, -1) if words[at : at + n] in known), 0)
        if not size:
            break
        said, at = said or known[words[at : at + size]], at + size
    rest = words[at:]
    if said is None or not _BUT.isdisjoint(rest):
        return None
    return said if not rest or not _MAY_FOLLOW.isdisjoint(moves) else None


@cache
def _assents(lang: Language) -> Mapping[tuple[str, ...], Assent | None]:
    """Each wording, word by word, with what it says; None for what only stands beside."""
    tables = ((_BESIDE, None), (_YES, Assent.YES), (_NO, Assent.NO))
    return {tuple(one.split()): means for table, means in tables for one in table[lang].split(",")}


def apologizes(found: Sequence[Facts]) -> bool:
    """Whether the learner steps back from a slip."""
    return any(one.has("apology") for one in found)


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
    for number, one in enumerate(found):
        words = one.clause.words
        if one.question is not None or one.has("restate", "card", "close", "thinks"):
            continue
        start = _after_trade_opener(words, lexicon)
        if (
            start < 0
            and scene.heard.asks_trade
            and not scene.card_wanted
            and number == 0
            and 1 <= len(words) <= 6
            and one.clause.mark != "?"
            and words[0] not in _NO_TRADE[lexicon.lang]
            and not one.has("greeting", "apology")
        ):
            start = 1 if words[0] in lexicon.set("trade_skips") else 0
            speaks_of_oneself = words[0] in lexicon.set("subjects") | lexicon.set("first")
            if (
                not speaks_of_oneself
                and not one.has("bare", "thanks", "reassure", "decline", "exit")
                and not one.second
            ):
                return _trade_from(one, start, lexicon, text)
        elif 0 <= start < len(words):
            return _trade_from(one, start, lexicon, text)
    return ""


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
        if kept and token.word in lexicon.set("trade_stops"):
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
