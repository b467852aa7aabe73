"""An exercise, an evening or a season on its page, as far as it was shared: the marks, and all of it with the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What
from coaching.drills import Giver
from coaching.evening.evening import Guest
from coaching.evening.leaving import EveningFinding
from coaching.faces.web.answers import Answer, Ask, Shown
from coaching.faces.web.curves import drawn
from coaching.faces.web.telling import Values, turn_told
from coaching.faces.web.works import work_told
from coaching.faces.words.clubs import network_told
from coaching.faces.words.evenings import outcome_told
from coaching.faces.words.marking import signed
from coaching.rehearsal import Conversation
from coaching.scorecard.card import Finding, Kind, Scorecard
from coaching.scorecard.rubric import Dimension
from coaching.services import cohorts, consents, reading_works
from coaching.services.access import NotThere
from coaching.services.evenings import Out
from coaching.services.reading_works import EveningSeen, ExerciseSeen, SeasonSeen

Seen = ExerciseSeen | EveningSeen | SeasonSeen


async def done(ask: Ask, what: What) -> Answer:
    """The page of work of that kind, for the coaches it was shared with and for whoever did it."""
    cohort_id, result = ask.id("cohort"), ask.id("result")
    group = await cohorts.see(ask.tx, ask.me, cohort_id)
    seen = await _seen(ask, what)
    if isinstance(group, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    work = seen.result
    member = await ask.tx.cohorts.member(cohort_id, work.learner)
    is_mine = work.learner == ask.me.id
    choices = await consents.choices(ask.tx, ask.me, result) if is_mine else ()
    common: Values = {
        "group": group.cohort,
        "who": (member.alias if member else "") or ask.words("web.nameless"),
        "member": f"/m/{member.id}" if member and member.role is Role.LEARNER else "",
        "is_mine": is_mine,
        "what": work_told(ask, work.what, work.about, {}),
        "when": ask.day(work.ended or work.begun, "" if is_mine else group.cohort.zone),
        "address": f"/c/{cohort_id}/r/{result}",
        "level": next((one.level.value for one in choices if one.cohort.id == cohort_id), ""),
        "levels": [(one.value, ask.words(f"web.share.{one.value}")) for one in reversed(Level)],
    }
    return Shown("done.html", common | _told(ask, seen))


async def _seen(ask: Ask, what: What) -> Seen | NotThere:
    asked = (ask.tx, ask.me, ask.id("cohort"), ask.id("result"))
    match what:
        case What.DRILLS:
            return await reading_works.exercise(*asked)
        case What.EVENING if ask.site.evenings:
            return await reading_works.evening(ask.site.evenings, *asked)
        case What.CLUB if ask.site.seasons:
            return await reading_works.season(ask.site.seasons, *asked)
    return NotThere()


def _told(ask: Ask, seen: Seen) -> Values:
    blank: Values = {
        "mode": "",
        "measures": [],
        "facts": [],
        "findings": [],
        "exercise": None,
        "letter": [],
        "talks": [],
    }
    match seen:
        case ExerciseSeen():
            return blank | _exercise(ask, seen)
        case EveningSeen():
            return blank | _evening(ask, seen)
        case SeasonSeen():
            return blank | _season(ask, seen)


def _exercise(ask: Ask, seen: ExerciseSeen) -> Values:
    drill = ask.site.drills.get(seen.result.about)
    item = drill.item(seen.lang, seen.item) if drill else None
    giver = drill.given_by if drill and item and not item.given.startswith("*") else Giver.NOBODY
    matter = "drills" if seen.result.learner == ask.me.id else "web_work"
    return {
        "lang": seen.lang.value,
        "score": seen.marks.score,
        "words": seen.text is not None,
        "exercise": {
            "task": drill.task.first(ask.words.lang) if drill else "",
            "scene": item.scene if item else "",
            "given": ask.words(f"{matter}.given.{giver}", given=item.given) if item else "",
            "text": seen.text or "",
        },
        "findings": [
            {
                "name": one.name,
                "kind": Kind.STRENGTH.value if one.held else Kind.SLIP.value,
                "points": ask.words("web_work.points", points=one.points, most=one.most) if one.name else "",
                "quote": one.quote,
                "advice": ask.words.retold(one.advice),
            }
            for one in seen.marks.findings
        ],
    }


def _evening(ask: Ask, seen: EveningSeen) -> Values:
    lang, ledger = seen.lang, seen.ledger
    findings = [_of_room(ask, one) for one in seen.findings]
    for talk in seen.talks:
        findings += _findings(ask, talk.scorecard, talk.who.first(lang))
    talks = [
        ask.words.count(
            "web_work.evening.talk",
            one.turns,
            name=one.who.first(lang),
            score=one.scorecard.score,
            mode=ask.words(f"debrief.mode.{one.scorecard.mode}").lower(),
        )
        for one in seen.talks
    ]
    cards = ask.words("web.marks.cards", earned=ledger.asked, exchanged=ledger.exchanged, pushed=ledger.pushed_by_you)
    return {
        "lang": lang.value,
        "score": seen.score,
        "mode": ask.words(f"debrief.mode.{seen.mode}"),
        "words": seen.whole is not None,
        "measures": [(ask.words(f"web_work.evening.parts.{part}"), points) for part, points in seen.parts.items()],
        "facts": [*talks, cards],
        "findings": findings,
        "letter": _outcome(ask, seen.whole) if seen.whole else [],
        "talks": list(_talks(ask, seen.whole)) if seen.whole else [],
    }


def _outcome(ask: Ask, out: Out) -> list[tuple[str, list[str]]]:
    passages = outcome_told(out.evening, out.outcome, out.venue, ask.words) if out.outcome else ()
    return [(one.heading, [ask.words.retold(line) for line in one.lines]) for one in passages]


def _talks(ask: Ask, out: Out) -> Iterable[Values]:
    """What was said with each attendee, in the order in which they were met."""
    evening = out.evening
    guests: Sequence[Guest] = [it for who in dict.fromkeys(evening.met) if (it := evening.guest(who))]
    for one in guests:
        name = out.venue.scenarios[one.scenario].name.first(evening.profile.lang)
        if one.conversation:
            yield _conversation(ask, one.conversation, name, name)


def _season(ask: Ask, seen: SeasonSeen) -> Values:
    nodes = seen.network.nodes
    names = ask.notebook.rubric.names
    facts = [
        ask.words(
            "web_work.season.people",
            met=len(seen.network.met),
            knows=sum(one.knows_you for one in nodes),
            refers=sum(one.would_refer for one in nodes),
        )
    ]
    if seen.introductions:
        scores = " · ".join(str(one) for one in seen.introductions)
        facts.append(ask.words("web_work.season.introductions", scores=scores))
    return {
        "lang": seen.lang.value,
        "score": seen.marks.score,
        "mode": ask.words(f"debrief.mode.{seen.marks.said.mode}"),
        "words": seen.whole is not None,
        "measures": [
            (ask.words("web_work.season.said"), seen.marks.said.score),
            (ask.words("web_work.season.relations"), seen.marks.relations),
            *((names[one].first(ask.words.lang), seen.marks.said.dimensions[one]) for one in Dimension),
        ],
        "facts": facts,
        "findings": _findings(ask, seen.marks.said, ""),
        "letter": _network(ask, seen),
        "talks": list(_meetings(ask, seen)),
    }


def _network(ask: Ask, seen: SeasonSeen) -> list[tuple[str, list[str]]]:
    if seen.whole is None:
        return []
    club, season = seen.whole.club, seen.whole.attendance.season
    sections = network_told(seen.network, seen.marks, season, club, ask.words)
    return [(one.heading, list(one.lines)) for one in sections]


def _meetings(ask: Ask, seen: SeasonSeen) -> Iterable[Values]:
    """Every conversation at the club, week by week."""
    club = seen.whole.club if seen.whole else None
    for one in seen.meetings if club else ():
        person = club.people.get(one.member) if club else None
        name = person.name(seen.lang) if person else one.member
        title = ask.words("web_work.season.meeting", week=one.week, name=name)
        yield _conversation(ask, one.conversation, name, title)


def _conversation(ask: Ask, talk: Conversation, name: str, title: str) -> Values:
    trusts = [talk.beginning.trust, *(turn.mind.trust for turn in talk.turns)]
    return {
        "title": title,
        "name": name,
        "lang": talk.profile.lang.value,
        "opening": talk.opening,
        "trust": drawn(trusts) if len(trusts) > 1 else None,
        "trust_told": ask.words("web.talk.trust_told", first=trusts[0], last=trusts[-1], most=max(trusts)),
        "turns": [turn_told(ask, turn, trusts[at]) for at, turn in enumerate(talk.turns)],
    }


def _findings(ask: Ask, card: Scorecard, name: str) -> list[Values]:
    return [_finding(ask, one, name) for one in card.findings]


def _finding(ask: Ask, one: Finding, name: str) -> Values:
    return _marked(ask, one, f"{name} · {one.name.first(ask.words.lang)}" if name else one.name.first(ask.words.lang))


def _of_room(ask: Ask, one: EveningFinding) -> Values:
    return _marked(ask, one, one.name.first(ask.words.lang))


def _marked(ask: Ask, one: Finding | EveningFinding, name: str) -> Values:
    return {
        "name": name,
        "kind": one.kind.value,
        "points": signed(one.points),
        "quote": "" if one.kind is Kind.PATTERN else one.quote,
        "advice": ask.words.retold(one.advice) if one.advice else "",
    }
