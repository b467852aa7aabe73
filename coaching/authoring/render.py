"""Problems as a person reads them, in French or English: a place any editor opens, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.authoring.problems import Problem, Severity, terms, words
from coaching.language import Language

WIDEST = 120  # characters of the author's line shown; of a longer one, the part around the fault


def render(problem: Problem, lang: Language) -> str:
    """The problem in up to four lines: place and words, the author's line, a caret below, an arrow with the way out."""
    severity = terms("report")[problem.severity][lang]
    code = problem.code
    first = f"{_place(problem)}: {severity} {what(problem, lang)} {mend(problem, lang)}  [{code}]"
    return "\n".join([first, *_shown(problem), *_arrow(problem)])


def line(problem: Problem, lang: Language) -> str:
    """The same in one line, for a log: `file:line:column: error: what is wrong. How to mend it.  [code]`."""
    return render(problem, lang).split("\n", 1)[0]


def summary(problems: Sequence[Problem], lang: Language) -> str:
    """How many there are of each severity."""
    count = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    text = terms("report")["sum"][lang]
    return text.format(
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        advice=count[Severity.ADVICE],
        todos=count[Severity.TODO],
    )


def report(problems: Sequence[Problem], lang: Language) -> str:
    """All of them as a person reads them, with a last line that counts them."""
    return "\n".join([*(render(problem, lang) for problem in problems), summary(problems, lang)])


def what(problem: Problem, lang: Language) -> str:
    """What is wrong, a sentence with its full stop."""
    return _stopped(words()[problem.code].says[lang].format(**_values(problem, lang)))


def mend(problem: Problem, lang: Language) -> str:
    """How to mend it; with the nearest known name when there is one, or with the place the name belongs to."""
    values = _values(problem, lang)
    told = words()[problem.code]
    text = terms("report")["misplaced"] if values.get("owner") else told.mend
    if values.get("nearest"):
        text = told.hint
    return _stopped(text[lang].format(**values))


def _values(problem: Problem, lang: Language) -> dict[str, str]:
    known = terms("terms")
    values: dict[str, str] = {}
    for name, value in problem.values:
        term = value.removeprefix("@")
        values[name] = known[term][lang] if value.startswith("@") and term in known else _printable(value)
    if (owner := values.get("owner")) and owner.endswith(":"):
        values["owner"] = terms("report")["under"][lang].format(owner=owner)
    if values.get("line") == "0":
        values["line"] = "_common.yaml"
    return values


def _stopped(sentence: str) -> str:
    return sentence if sentence[-1:] in '.?!…"}' else f"{sentence}."


def _place(problem: Problem) -> str:
    return f"{_printable(problem.path)}:{problem.line}:{problem.column}"


def _shown(problem: Problem) -> list[str]:
    if not problem.source.strip():
        return []
    start, end = problem.column - 1, max(problem.end_column - 1, problem.column)
    first = max(0, start - 60) if len(problem.source) > WIDEST else 0
    source = problem.source[first : first + WIDEST]
    caret = "^" * max(1, min(end, first + len(source)) - start)
    number = str(problem.line).rjust(5)
    return [f"{number} | {_printable(source)}", f"{'':5} | {' ' * (start - first)}{caret}"]


def _arrow(problem: Problem) -> list[str]:
    values = dict(problem.values)
    suggestion = values.get("suggestion") or values.get("nearest")
    return [f"      → {_printable(suggestion)}"] if suggestion else []


def _printable(text: str) -> str:
    # A hostile file must not move the terminal's cursor or colour its text.
    return "".join(sign if sign.isprintable() else " " if sign in "\t\n\r\u00a0\u202f" else "\ufffd" for sign in text)
