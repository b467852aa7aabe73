"""The process apart: reads one scenario file, tells on one line all there is to say about it, and ends.

What a stranger wrote is parsed here for the first time, with little memory, little time and nothing to write to. A file
that is fetched comes here straight, so that the bot holds no byte of it before it was looked at. The errand comes on
standard input: no address, and so no token, stands among the processes' arguments.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field

from coaching.apart.confinement import confine
from coaching.apart.fetching import TooBigError, UnfetchedError, fetched
from coaching.authoring.check import check_written
from coaching.authoring.library import COMMON, Draft, draft_scenario, read_common
from coaching.authoring.problems import Problem, Severity, has_errors
from coaching.authoring.render import mend, what
from coaching.language import Language
from coaching.services.inspecting import LARGEST, MOST_TOLD, Remark, Trouble, Weight

MEMORY = 512 * 1024 * 1024  # bytes of addresses; the longest of our scenarios takes a third
PROCESSOR = 8  # seconds; the longest of our scenarios takes half of one
MOST_ASKED = 8 * LARGEST  # bytes of an errand, each character of a text written out as an escape
WIDEST = 160  # characters of the author's line that are told
NOBODYS = "_own.yaml"  # a name that asks for no id: an own scenario has another one wherever it is played


@dataclass(frozen=True)
class Errand:
    """What the process apart is to do: look at the text, or at what lies at the place."""

    lang: str
    within: float  # seconds for all of it
    common: str = field(default="", repr=False)  # the text of what every attendee shares
    text: str | None = field(default=None, repr=False)
    place: str = field(default="", repr=False)


def done(errand: Errand) -> dict[str, object]:
    """All there is to say, or the trouble."""
    try:
        raw = errand.text.encode() if errand.text is not None else fetched(errand.place, LARGEST, errand.within)
        if len(raw) > LARGEST:
            return {"trouble": Trouble.TOO_LARGE}
        text = raw.decode("utf-8-sig")
    except UnfetchedError:
        return {"trouble": Trouble.UNFETCHED}
    except TooBigError:
        return {"trouble": Trouble.TOO_LARGE}
    except UnicodeError:
        return {"trouble": Trouble.NOT_TEXT}
    return {"text": text, **_found(text, errand.common, Language(errand.lang))}


def _found(text: str, common: str, lang: Language) -> dict[str, object]:
    draft, problems = draft_scenario(text, NOBODYS, read_common(common, COMMON)[0])
    if draft is not None and not has_errors(problems):
        check_written(draft)
        problems = draft.found
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    # Errors first: of a file with a thousand remarks, those are what keeps it from being played.
    told = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)[:MOST_TOLD]
    remarks = [asdict(_remark(problem, lang)) for problem in sorted(told, key=lambda problem: problem.place)]
    return {"remarks": remarks, "more": len(problems) - len(told), "errors": errors, **_names(draft, lang)}


def _remark(problem: Problem, lang: Language) -> Remark:
    values = dict(problem.values)
    return Remark(
        line=problem.line,
        column=problem.column,
        end_column=problem.end_column,
        weight=Weight(problem.severity),
        code=problem.code,
        what=what(problem, lang),
        mend=mend(problem, lang),
        source=problem.source.strip()[:WIDEST],
        suggestion=values.get("suggestion") or values.get("nearest") or "",
    )


def _names(draft: Draft | None, lang: Language) -> dict[str, str]:
    if draft is None:
        return {}
    scenario = draft.scenario
    title = scenario.title.first(lang) if scenario.title.of(lang) else ""
    attendee = scenario.name.first(lang) if scenario.name.of(lang) else ""
    return {"name": scenario.id[:60], "title": title[:120], "attendee": attendee[:60]}


def main() -> None:
    """One errand."""
    errand = Errand(**json.loads(sys.stdin.buffer.read(MOST_ASKED)))
    confine(MEMORY, PROCESSOR, errand.within)
    sys.stdout.write(json.dumps(done(errand)))


if __name__ == "__main__":
    main()
