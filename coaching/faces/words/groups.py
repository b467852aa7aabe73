"""What a face says of coaches' groups, line by line, in the words of the interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.calendar import NoticeKind
from coaching.cohorts.digest import Grew, NeedsWord
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import State
from coaching.cohorts.target import Aim, Target, What, doubled_in
from coaching.faces.words import Words
from coaching.scorecard.rubric import Dimension, PatternId, Rubric, RuleId
from coaching.services.access import NotThere
from coaching.services.assignments import Asked, Refused
from coaching.services.boards import Line, Week
from coaching.services.cohort_records import KeptAssignment, KeptReview
from coaching.services.cohorts import OwnerStays
from coaching.services.consents import Consented, Shared
from coaching.services.invitations import AlreadyIn, Joined, Offer, TooManyTries
from coaching.services.reviewing import NothingToReview


def role_told(role: Role, words: Words) -> str:
    """What somebody is in a group."""
    return words(f"coaches.role.{role.value}")


def offer_told(offer: Offer | NotThere | TooManyTries, words: Words) -> Iterator[str]:
    """Who invites, and exactly what they will see; or that the link leads nowhere."""
    if isinstance(offer, NotThere):
        yield words("coaches.offer.nothing")
    elif isinstance(offer, TooManyTries):
        yield words("coaches.offer.wait")
    else:
        coach = next((name for name in offer.coaches if name), "")
        name = offer.cohort.name
        greeting = words("coaches.offer.hello", coach=coach, cohort=name) if coach else ""
        yield greeting or words("coaches.offer.nameless", cohort=name)
        if offer.role is Role.SPONSOR:
            yield words("coaches.offer.sponsor")
        elif offer.role is Role.LEARNER:
            yield words("coaches.offer.sees")
            yield words("coaches.offer.asks")
            yield words("coaches.offer.never")


def offer_buttons(words: Words) -> tuple[str, str]:
    """To come in, and not to."""
    return words("coaches.offer.join"), words("coaches.offer.decline")


def joined_told(joined: Joined | AlreadyIn, words: Words) -> Iterator[str]:
    """That they are in, and what is shared."""
    already = isinstance(joined, AlreadyIn)
    key = "coaches.offer.already" if already else "coaches.offer.in"
    yield words(key, cohort=joined.cohort.name)
    if joined.member.role is Role.LEARNER:
        yield sharing_told(joined.member.sharing, words)


def sharing_told(level: Level, words: Words) -> str:
    """What coaches may see at that level."""
    return words(f"coaches.sharing.{level.value}")


def consent_told(changed: Consented | Shared, words: Words) -> Iterator[str]:
    """What a change of consent changes, and from when."""
    yield sharing_told(changed.level, words)
    if changed.level.depth < changed.was.depth:
        yield words("coaches.sharing.at_once")
    elif isinstance(changed, Consented) and changed.level is not Level.NOTHING:
        yield words("coaches.sharing.from_now")


def left_told(cohort: str | OwnerStays, words: Words) -> str:
    """That they are out of the cohort of that name, or why not yet."""
    if isinstance(cohort, OwnerStays):
        return words("coaches.sharing.owner_stays")
    return words("coaches.sharing.left", cohort=cohort)


def state_told(at: Line | Asked, words: Words) -> str:
    """Where work stands; nobody fails."""
    late = at.state is State.COMPLETED and at.is_late
    return words("coaches.state.late") if late else words(f"coaches.state.{at.state.value}")


def what_told(what: What, name: str, words: Words) -> str:
    """What is asked; `name` is what the face calls the scenario, the occasion or the drill."""
    return words(f"coaches.what.{what.value}", name=name)


def wanted_told(assignment: KeptAssignment, words: Words, rubric: Rubric) -> Iterator[str]:
    """How often, what is aimed for, and what counts more than it does elsewhere."""
    if assignment.attempts > 1:
        yield words.count("coaches.target.attempts", assignment.attempts)
    if assignment.target is not None:
        yield target_told(assignment.target, words, rubric)
    if assignment.weights:
        yield weights_told(assignment.weights, words, rubric)


def target_told(target: Target, words: Words, rubric: Rubric) -> str:
    """What is aimed for."""
    if target.aim is Aim.NEEDS:
        return words.count("coaches.target.needs", target.least)
    if target.dimension is not None:
        named = _dimension(target.dimension, words, rubric)
        return words("coaches.target.dimension", least=target.least, dimension=named)
    if target.aim is Aim.TOTAL:
        return words("coaches.target.total", least=target.least)
    return words("coaches.target.no_pitch")


def weights_told(weights: Mapping[Dimension, int], words: Words, rubric: Rubric) -> str:
    """Which dimension counts twice; of any other weights, each with its own, the heaviest first."""
    twice = doubled_in(weights, rubric)
    if twice is not None:
        return words("coaches.target.double", dimension=_dimension(twice, words, rubric))
    heaviest = sorted((one for one in Dimension if weights.get(one)), key=lambda one: -weights[one])
    parts = [f"{_dimension(one, words, rubric)} {weights[one]}" for one in heaviest]
    return words("coaches.target.weights", parts=", ".join(parts))


def notice_told(kind: NoticeKind, coach: str, what: str, due: str, words: Words, note: str = "") -> Iterator[str]:
    """One notice of an assignment; `due` is the day as the face writes days, where the learner lives."""
    yield words(f"coaches.notice.{kind.value}", coach=coach, what=what, due=due)
    if note and kind in (NoticeKind.ASSIGNED, NoticeKind.EDITED):
        yield words("coaches.notice.note", coach=coach, note=note)


def answer_told(name: str, words: Words) -> str:
    """That a coach answered about a conversation with somebody of that name."""
    return words("coaches.notice.answered", name=name)


def refusal_told(refused: Refused | NothingToReview, words: Words) -> str:
    """Why an assignment or a review can't be made so."""
    if isinstance(refused, NothingToReview):
        return words("coaches.review.nothing")
    return words(f"coaches.refused.{refused.why.value}")


def review_told(review: KeptReview, coach: str, words: Words) -> Iterator[str]:
    """Who decided what about a finding, and what that made of the score."""
    if review.decision is Decision.ADJUST and review.points is not None:
        yield words.count("coaches.review.adjust", review.points, coach=coach)
    else:
        yield words(f"coaches.review.{review.decision.value}", coach=coach)
    if review.decision is not Decision.ACCEPT and review.score_after not in (None, review.score_before):
        yield words("coaches.review.score", before=review.score_before, after=review.score_after)


def week_told(week: Week, words: Words, rubric: Rubric, next_day: str) -> Iterator[str]:
    """The digest, a line at a time; `next_day` is the day of the next one, as the face writes days."""
    told = week.digest
    yield words("coaches.digest.heading", cohort=week.cohort.name)
    yield words.count("coaches.digest.active", told.active, of=told.learners)
    yield words("coaches.digest.done", done=told.done, open=told.open)
    yield words("coaches.digest.stuck") if told.stuck else words("coaches.digest.nobody")
    yield from (_stuck(one, week, words) for one in told.stuck)
    if told.grew:
        yield words("coaches.digest.grew")
        yield from (_grew(one, week, words, rubric) for one in told.grew)
    if told.hard is not None:
        hard = told.hard
        yield words("coaches.digest.hard", dimension=_dimension(hard.dimension, words, rubric), mean=hard.mean)
        if hard.slip is not None and hard.times > 1:
            yield words("coaches.digest.slip", rule=_rule(hard.slip, words, rubric), times=hard.times, of=hard.of)
    yield words("coaches.digest.try")
    key = f"coaches.suggest.{told.suggestion}"
    yield words(key) if words.has(key) else words("coaches.suggest.other")
    yield words("coaches.digest.next", day=next_day)


def _stuck(one: NeedsWord, week: Week, words: Words) -> str:
    return words(f"coaches.digest.{one.why.value}", name=week.names[one.member], attempts=one.attempts)


def _grew(one: Grew, week: Week, words: Words, rubric: Rubric) -> str:
    name = week.names[one.member]
    if one.dimension is None:
        return words("coaches.digest.grew_overall", name=name, before=one.before, now=one.now)
    dimension = _dimension(one.dimension, words, rubric)
    return words("coaches.digest.grew_in", name=name, dimension=dimension, before=one.before, now=one.now)


def _dimension(dimension: Dimension, words: Words, rubric: Rubric) -> str:
    return rubric.names[dimension].first(words.lang)


def _rule(rule: str, words: Words, rubric: Rubric) -> str:
    found = rubric.rules[RuleId(rule)] if rule in set(RuleId) else rubric.patterns[PatternId(rule)]
    return found.name.first(words.lang)
