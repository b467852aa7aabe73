"""Who may do what with which record. The table is the rule; services find out who somebody is to a record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from coaching.cohorts.sharing import Level


class Role(StrEnum):
    """What somebody is in one cohort; in another they may be something else."""

    OWNER = "owner"
    CO_COACH = "co_coach"
    LEARNER = "learner"
    SPONSOR = "sponsor"  # sees counts alone

    @property
    def is_coach(self) -> bool:
        """Whether they read and answer."""
        return self in (Role.OWNER, Role.CO_COACH)


class Relation(StrEnum):
    """What somebody is to one record."""

    OWNER = "owner"  # of the cohort it belongs to
    CO_COACH = "co_coach"
    SPONSOR = "sponsor"
    PEER = "peer"  # learns in the same cohort
    SUBJECT = "subject"  # it is about them, or meant for them
    AUTHOR = "author"  # they wrote it


class Kind(StrEnum):
    """The kinds of record a coach's group has."""

    COHORT = "cohort"
    MEMBER = "member"
    INVITATION = "invitation"
    ASSIGNMENT = "assignment"
    MARKS = "marks"
    TRANSCRIPT = "transcript"
    COMMENT = "comment"
    SCENARIO = "scenario"  # a coach's own


class Action(StrEnum):
    """What can be done with a record. To change marks is to review a finding; to delete them, to share them no more."""

    SEE = "see"
    LIST = "list"
    CHANGE = "change"
    DELETE = "delete"


COACHES = frozenset({Relation.OWNER, Relation.CO_COACH})
COACHES_AND_SUBJECT = COACHES | {Relation.SUBJECT}
EVERYBODY_IN = COACHES | {Relation.PEER, Relation.SUBJECT, Relation.SPONSOR}
ONLY_SUBJECT = frozenset({Relation.SUBJECT})
ONLY_AUTHOR = frozenset({Relation.AUTHOR})
ONLY_OWNER = frozenset({Relation.OWNER})
WHO_PLAYS = COACHES | {Relation.PEER, Relation.SUBJECT, Relation.AUTHOR}

RIGHTS: Mapping[Kind, Mapping[Action, frozenset[Relation]]] = MappingProxyType(
    {
        Kind.COHORT: {
            Action.SEE: EVERYBODY_IN,
            Action.LIST: EVERYBODY_IN,
            Action.CHANGE: COACHES,
            Action.DELETE: ONLY_OWNER,
        },
        Kind.MEMBER: {
            Action.SEE: COACHES_AND_SUBJECT,
            Action.LIST: COACHES,
            Action.CHANGE: ONLY_OWNER,
            Action.DELETE: COACHES_AND_SUBJECT,
        },
        Kind.INVITATION: dict.fromkeys(Action, COACHES),
        Kind.ASSIGNMENT: {
            Action.SEE: COACHES_AND_SUBJECT,
            Action.LIST: COACHES_AND_SUBJECT,
            Action.CHANGE: COACHES,
            Action.DELETE: COACHES,
        },
        Kind.MARKS: {
            Action.SEE: COACHES_AND_SUBJECT,
            Action.LIST: COACHES_AND_SUBJECT,
            Action.CHANGE: COACHES,
            Action.DELETE: ONLY_SUBJECT,
        },
        Kind.TRANSCRIPT: {
            Action.SEE: COACHES_AND_SUBJECT,
            Action.LIST: COACHES_AND_SUBJECT,
            Action.CHANGE: ONLY_SUBJECT,
            Action.DELETE: ONLY_SUBJECT,
        },
        Kind.COMMENT: {
            Action.SEE: COACHES_AND_SUBJECT,
            Action.LIST: COACHES_AND_SUBJECT,
            Action.CHANGE: ONLY_AUTHOR,
            Action.DELETE: ONLY_AUTHOR | ONLY_SUBJECT,
        },
        Kind.SCENARIO: {
            Action.SEE: WHO_PLAYS,
            Action.LIST: WHO_PLAYS,
            Action.CHANGE: ONLY_AUTHOR,
            Action.DELETE: ONLY_AUTHOR,
        },
    }
)
# What a coach needs the learner's consent for, and how much of it. Nobody else's right depends on it.
NEEDED: Mapping[Kind, Level] = MappingProxyType(
    {Kind.MARKS: Level.MARKS, Kind.TRANSCRIPT: Level.TRANSCRIPT, Kind.COMMENT: Level.MARKS}
)


def allowed(kind: Kind, action: Action, relations: Collection[Relation], shared: Level = Level.NOTHING) -> bool:
    """Whether somebody who is all that to a record may do it, `shared` being what its learner lets coaches see."""
    standing = RIGHTS[kind][action] & frozenset(relations)
    if kind in NEEDED and not shared.includes(NEEDED[kind]):
        standing -= COACHES | ONLY_AUTHOR
    return bool(standing)
