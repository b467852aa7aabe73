"""All that is kept of a learner as a page anybody can read: one file, nothing fetched or run, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from babel.dates import format_date

from coaching.faces.words import Words
from coaching.faces.words.marking import signed

TEMPLATE = Path(__file__).with_name("readable.html")
DIRECTION = re.compile(r"\*([^*\n]+)\*")
TOLD = frozenset({"learner", "rehearsals", "drills", "appeals", "referrals", "arrivals", "outgoing"})

Json = Mapping[str, object]


def readable(
    record: Json, wishes: Sequence[tuple[str, str]], names: Mapping[str, str], words: Words, here: Clock
) -> str:
    """The export as a page of HTML. `wishes`: the settings, named; `names`: the attendees', by their id."""
    learner = _mapping(record["learner"])
    known = [*wishes, (words("mydata.met"), here.day(learner["met"]))]
    body = [
        f"<h1>{escape(words('mydata.title'))}</h1>",
        _quiet(words("mydata.made", day=here.today)),
        *_section(words("mydata.who"), [_pairs(known)]),
        *_section(
            words("mydata.rehearsals"),
            [_rehearsal(one, names, words, here) for one in _list(record["rehearsals"])]
            or [_quiet(words("mydata.none"))],
        ),
        *_section(words("mydata.drills"), [_drill(one, words, here) for one in _list(record["drills"])]),
        *_section(words("mydata.appeals"), [_appeal(one, words) for one in _list(record["appeals"])]),
        *_section(words("mydata.referrals"), [_referral(one, names) for one in _list(record["referrals"])]),
        *_others(record, words),
        *_passing(record, words),
    ]
    return _template().substitute(lang=words.lang.value, title=escape(words("mydata.title")), body="\n".join(body))


class Clock:
    """Days as somebody in that zone and language reads them."""

    def __init__(self, now: datetime, zone: tzinfo, locale: str) -> None:
        self._zone, self._locale = zone, locale
        self.today = self._told(now)

    def day(self, iso: object) -> str:
        """The day of an ISO time; empty for none."""
        return self._told(datetime.fromisoformat(str(iso))) if iso else ""

    def _told(self, when: datetime) -> str:
        return format_date(when.astimezone(self._zone).date(), "long", locale=self._locale)


def _rehearsal(kept: Json, names: Mapping[str, str], words: Words, here: Clock) -> str:
    name = names.get(str(kept["scenario"]), str(kept["scenario"]))
    head = escape(words("mydata.rehearsal", name=name, day=here.day(kept["started"])))
    score = f"<span>{escape(words('mydata.scored', score=kept['score']))}</span>" if kept["score"] is not None else ""
    said = [_said(str(kept["opening"]))]
    for turn in _list(kept["turns"]):
        back = bool(turn["withdrawn"])
        note = f" <span class=quiet>{escape(words('mydata.withdrawn'))}</span>" if back else ""
        said.append(_said(str(turn["learner"]), mine=True, back=back, note=note))
        said.append(_said(str(turn["attendee"]), back=back))
    ratings = []
    if kept["nerves_before"] is not None or kept["nerves_after"] is not None:
        before, after = (_rated(kept[f"nerves_{when}"], words) for when in ("before", "after"))
        ratings.append(words("mydata.nerves", before=before, after=after))
    if kept["guess"] is not None:
        ratings.append(words("mydata.guess", guess=kept["guess"]))
    rated = _quiet(" · ".join(ratings)) if ratings else ""
    return f"<details><summary>{head}{score}</summary>{rated}{''.join(said)}{_marks(kept, words)}</details>"


def _said(text: str, note: str = "", *, mine: bool = False, back: bool = False) -> str:
    looks = " ".join(look for look, holds in (("said", True), ("mine", mine), ("back", back)) if holds)
    shown = DIRECTION.sub(r"<em>\1</em>", escape(text))
    return f'<p class="{looks}">{shown}{note}</p>'


def _marks(kept: Json, words: Words) -> str:
    """Each finding of the marks, if it has any."""
    marks = kept["marks"]
    found = _list(marks.get("findings", [])) if isinstance(marks, Mapping) else []
    told = []
    for one in found:
        named = _list(_mapping(one.get("name") or {}).get(words.lang.value, []))
        rule = str(named[0]) if named else str(one.get("rule", ""))
        points = one.get("points")
        amount = signed(points) if isinstance(points, int) else ""
        told.append(words("mydata.mark", turn=one.get("turn", ""), rule=rule, points=amount))
    items = "".join(f"<li>{escape(one)}</li>" for one in told)
    return f"<p class=quiet>{escape(words('mydata.marks'))}</p><ul>{items}</ul>" if told else ""


def _drill(done: Json, words: Words, here: Clock) -> str:
    head = words("mydata.drill", day=here.day(done["done"]), score=done["score"])
    return f"{_quiet(head)}{_said(str(done['text']), mine=True)}"


def _appeal(made: Json, words: Words) -> str:
    state, cause = words(f"appeals.state.{made['state']}"), f"causes.{made['rule']}"
    rule = words(cause) if words.has(cause) else made["rule"]
    head = words("mydata.mark", turn=made["turn"], rule=rule, points=state)
    return f"{_quiet(head)}<p>{escape(str(made['reason'] or words('mydata.no_reason')))}</p>"


def _referral(made: Json, names: Mapping[str, str]) -> str:
    whom = names.get(str(made["answer"]), "")
    return (
        f"{_quiet(str(made['need_text']))}<p>{escape(' · '.join(one for one in (whom, str(made['why'])) if one))}</p>"
    )


def _others(record: Json, words: Words) -> list[str]:
    """What has no words of its own yet: nothing kept is left out of the page."""
    rest = {name: value for name, value in record.items() if name not in TOLD and value}
    return _section(words("mydata.others"), [_quiet(words("mydata.other_what")), _plain(rest)] if rest else [])


def _plain(value: object) -> str:
    """Any value of JSON, as lists in lists."""
    if isinstance(value, Mapping):
        return _definitions((str(name), _plain(its)) for name, its in value.items())
    if isinstance(value, list | tuple):
        return f"<ul>{''.join(f'<li>{_plain(one)}</li>' for one in value)}</ul>" if value else ""
    return "" if value is None else escape(str(value))


def _passing(record: Json, words: Words) -> list[str]:
    counts = {name: len(_list(record[name])) for name in ("arrivals", "outgoing")}
    told = [f"<p>{escape(words('mydata.passing_what', **counts))}</p>"] if any(counts.values()) else []
    return _section(words("mydata.passing"), told)


def _section(heading: str, parts: Sequence[str]) -> list[str]:
    return [f"<h2>{escape(heading)}</h2>", *parts] if parts else []


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    return _definitions((name, escape(value)) for name, value in pairs)


def _definitions(pairs: Iterator[tuple[str, str]]) -> str:
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{shown}</dd>' for name, shown in pairs)}</dl>"


def _quiet(text: str) -> str:
    return f"<p class=quiet>{escape(text)}</p>"


def _rated(value: object, words: Words) -> object:
    return words("mydata.unrated") if value is None else value


def _mapping(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else []


@cache
def _template() -> Template:
    return Template(TEMPLATE.read_text(encoding="utf-8"))
