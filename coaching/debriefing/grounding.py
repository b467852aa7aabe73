"""Whether a question an author wrote could have been said aloud at a given moment of a conversation.

Authors write down how a question may be *typed*: in haste, to a friend, about things not yet spoken of. What a coach
would say is whole, polite, and leans on nothing that was not there to lean on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from coaching.language import Language
from coaching.scorecard.taking_up import stems

LONGEST = 80  # characters of a sentence one can take in at a glance
STRANGE = 1  # words nobody had said; a question needs a verb of its own
FEWEST = 4  # words; "And you?" asks about anything

_BEGINS = MappingProxyType(
    {
        Language.FR: re.compile(
            r"(?:et )?(?:qu'est-ce qu|comment |pourquoi |d'où |de quoi |à qui |à quoi |quel |quelle |quels |quelles |"
            r"qui |où |c'est quoi |depuis quand |racontez-moi |parlez-moi |raconte-moi |parle-moi )",
            re.IGNORECASE,
        ),
        Language.EN: re.compile(r"(?:and |so )?(?:what|how|why|where|who|which|tell me about)\b", re.IGNORECASE),
    }
)
_HASTY = MappingProxyType(
    {
        Language.FR: re.compile(
            r"\b(?:koi|ca|etes|metier|pis|coudonc|patente|genre de même|c koi|y a-tu)\b|-tu\b|[\"“”]"
        ),
        Language.EN: re.compile(
            r"\b(?:u|ur|whats|hows|wanna|gonna|yer|ya|babe|hun|buddy|boss|sir)\b|[\"“”]", re.IGNORECASE
        ),
    }
)
_TO_A_FRIEND = re.compile(r"\b(?:tu|toi|te|ton|ta|tes)\b|\bt'|\b(?:raconte|parle)-moi\b", re.IGNORECASE)
_TO_A_STRANGER = re.compile(r"\b(?:vous|votre|vos)\b|ez-", re.IGNORECASE)
# What leans on a thing already spoken of.
_LEANS = MappingProxyType(
    {
        Language.FR: re.compile(
            r"\bça\b|\bc'(?:est|était)\b(?! quoi)|là-dedans|là-bas|\blui\b|\belles?\b|\bils?\b|\bceux|\bcelui|\bcelle"
            r"|\by\b|\ben\b|\bl'(?:av|a |ai|é)|\b(?:les|la|le) (?:av|fai|reg|ab|trouv|viv|voy)",
            re.IGNORECASE,
        ),
        Language.EN: re.compile(r"\b(?:it|them|they|him|her|he|she|that|those|these|there|one|ones)\b", re.IGNORECASE),
    }
)
# What is pointed at as known: it must have been said or seen.
_POINTS = MappingProxyType(
    {
        Language.FR: re.compile(
            r"\b(?:le|la|les|votre|vos|ton|ta|tes|cet|cette|ces|au|aux|du|des|son|sa|ses)\s+([\w'-]+)|\bl'([\w-]+)",
            re.IGNORECASE,
        ),
        Language.EN: re.compile(r"\b(?:the|your|his|her|their|this)\s+([\w'-]+)(?:\s+([\w'-]+))?", re.IGNORECASE),
    }
)
_PLACE = re.compile(r"\b(?:de|à|in|at|from|of) ([A-ZÉÈÀÎ][\w'-]+)")
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÉÈÀÎ][\w'-]+")
# What anybody has whom one meets at an event.
_ANYBODY_HAS = MappingProxyType(
    {
        Language.FR: stems(
            """
            métier travail boulot domaine activité affaire entreprise client clientèle journée semaine
            soirée parcours débuts départ profession spécialité projet rêve avenir quartier région famille
            enfant plaisir passion secret conseil cœur vie ville gens personne chose jour fois première
            dernière meilleur pire plus moins loisirs temps fin moment matin année suite salle repas
            nourriture buffet parents collègues équipe autres tête mains yeux côté place maison préférez
            préférée passe commencé arrivé amène amené tombé occupe
            """
        ),
        Language.EN: stems(
            """
            work trade business line company customer client days week evening story start beginning career
            project dream future family children kids secret advice life town city people part thing time
            best worst hardest first last most next favourite main usual weekend room food team year whole
            parents colleague moment living spare morning road plan kind head hand eyes place side home love
            like enjoy started proudest happen bring
            """
        ),
    }
)


def stems_of(text: str, lang: Language) -> frozenset[str]:
    """The words that mean something, without what anybody has."""
    return stems(text) - _ANYBODY_HAS[lang]


def sentence(text: str, end: str) -> str:
    """The text with a capital and its mark."""
    said = " ".join(text.split()).rstrip(" .?!…")
    if re.match(r"(?:racont|parl|tell)", said, re.IGNORECASE):
        end = "."
    return f"{said[:1].upper()}{said[1:]}{end}"


def with_names(text: str, known: str) -> str:
    """The names in it with their capital, as they stand in what is known."""
    names = {name.casefold(): name for name in _PLACE.findall(known)}
    return re.sub(r"[\w'-]+", lambda word: names.get(word.group(), word.group()), text)


def is_sayable(text: str, lang: Language, *, familiar: bool = False) -> bool:
    """Whether it is a whole question, politely put; `familiar` where they say "tu" to one another."""
    if len(text) > LONGEST or len(text.split()) < FEWEST or not _BEGINS[lang].match(text) or _HASTY[lang].search(text):
        return False
    if lang is Language.EN:
        return True
    return not (_TO_A_STRANGER if familiar else _TO_A_FRIEND).search(text)


def pointed_at(text: str, lang: Language) -> frozenset[str]:
    """The stems of what it points at as known: "your lab", "the fire"."""
    return frozenset().union(*(stems(word) for found in _POINTS[lang].findall(text) for word in found))


class Known:
    """What was said or seen, and its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = stems(text)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A question, and all in it that must have been there to lean on. Thousands are kept: tuples are small."""

    text: str
    words: tuple[str, ...]  # stems of what means something
    points: tuple[str, ...]  # of what it points at as known
    names: tuple[str, ...]
    leans: bool  # on a thing already spoken of

    def is_grounded(self, known: Known, *, leans: bool) -> bool:
        """Whether all it points at or names was said or seen; `leans` where it follows right on what it is about."""
        if self.leans and not leans:
            return False
        strange = [word for word in self.words if word not in known.words]
        if len(strange) > STRANGE or any(word in self.points for word in strange):
            return False
        return all(name in known.text for name in self.names)


def leaning(text: str, lang: Language) -> Leaning:
    """The question with what it leans on."""
    names = (name for name in _NAME.findall(text) if name not in ("I", "I'm", "I'd"))
    words = tuple(sorted(stems_of(text, lang)))
    points = tuple(sorted(pointed_at(text, lang)))
    return Leaning(text, words, points, tuple(names), bool(_LEANS[lang].search(text)))


def is_grounded(text: str, known: str, lang: Language, *, leans: bool) -> bool:
    """Whether all that question points at or names was said or seen."""
    return leaning(text, lang).is_grounded(Known(known), leans=leans)
