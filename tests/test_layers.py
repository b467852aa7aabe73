"""The rings: a module imports inner rings only, and the core does nothing but think."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent

# Innermost first. What stands on one line may not import one another; what stands below may import what is above.
RINGS: tuple[tuple[str, ...], ...] = (
    ("coaching.moves", "coaching.language"),
    ("coaching.reading", "coaching.scenario", "coaching.plan"),
    ("coaching.understanding", "coaching.attendee", "coaching.wording", "coaching.scorecard"),
    ("coaching.rehearsal",),
    ("coaching.debriefing",),
    ("coaching.openings",),
    (
        "coaching.hints",
        "coaching.why",
        "coaching.correction",
        "coaching.progress",
        "coaching.watching",
        "coaching.comparison",
        "coaching.prescribing",
        "coaching.ladder",
        "coaching.plausibility",
        "coaching.drills",
    ),
    ("coaching.evening", "coaching.club", "coaching.followup", "coaching.event", "coaching.cohorts"),
    ("coaching.services",),
    ("coaching.apart", "coaching.own_files"),
    ("coaching.authoring", "coaching.store", "coaching.encoder", "coaching.transcription", "coaching.faces.words"),
    ("coaching.pictures", "coaching.sheets", "coaching.inspection"),
    ("coaching.faces.telegram", "coaching.faces.terminal", "coaching.faces.web"),
    ("coaching.settings", "coaching.heap", "coaching.event_loop"),
    ("coaching.app", "coaching.logs"),
    ("coaching.commands",),
    ("bot",),
)
# The faces stand beside authoring and the store: what they need of those is handed to them.
APART = {"coaching.faces.telegram", "coaching.faces.terminal", "coaching.faces.web"}
NOT_FOR_FACES = {
    "coaching.authoring",
    "coaching.store",
    "coaching.encoder",
    "coaching.transcription",
    "coaching.inspection",
}
CORE = {name for ring in RINGS[:8] for name in ring}
OUTSIDE = """
    asyncio logging os sys io pathlib time socket subprocess threading multiprocessing tempfile shutil secrets
    importlib yaml numpy onnxruntime sqlalchemy aiosqlite aiohttp telegram click pydantic pydantic_settings structlog
    PIL reportlab
"""
IMPURE_MODULES = frozenset(OUTSIDE.split())
CLOCKS = frozenset({"datetime", "date"})
IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
DICE = frozenset({"Random"})  # seeded by whoever makes one; the module's own dice are everybody's


def place(module: str) -> tuple[int, str]:
    """The ring of a module and the name it stands there under."""
    for depth, ring in enumerate(RINGS):
        for name in ring:
            if module == name or module.startswith(f"{name}."):
                return depth, name
    raise LookupError(f"{module} stands in no ring: give it a place in RINGS")


def imported(source: str) -> Iterator[str]:
    """Every module the source names in an import, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written out in full"
            yield node.module or ""
            if node.module in {"coaching", "coaching.faces"}:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_arrows(module: str, source: str) -> list[str]:
    """Imports of ours that point outward or sideways."""
    depth, home = place(module)
    wrong = []
    for target in imported(source):
        if target.split(".")[0] not in {"coaching", "bot"} or target in {"coaching", "coaching.faces"}:
            continue
        its_depth, its_home = place(target)
        if its_home == home:
            continue
        if its_depth >= depth or (home in APART and its_home in NOT_FOR_FACES):
            wrong.append(f"{module} imports {target}")
    return wrong


def impurities(module: str, source: str) -> list[str]:
    """What a module of the core may not do: reach outside, wait, or throw dice that nobody seeded."""
    found = [f"imports {name}" for name in imported(source) if name.split(".")[0] in IMPURE_MODULES]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
            found.append(f"line {node.lineno}: async")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
            found.append(f"line {node.lineno}: {node.func.id}()")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in CLOCKS:
            found.append(f"line {node.lineno}: the clock")
        elif isinstance(node, ast.Import) and any(alias.name == "random" for alias in node.names):
            found.append(f"line {node.lineno}: the module's own dice")
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            found += [f"line {node.lineno}: random.{a.name}" for a in node.names if a.name not in DICE]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DICE and not node.args:
            found.append(f"line {node.lineno}: dice without a seed")
    return [f"{module}: {one}" for one in found]


def modules() -> dict[str, str]:
    """Our modules by name, with their source; packages under their own name."""
    paths = [HOME / "bot.py", *(HOME / "coaching").rglob("*.py")]
    found = {}
    for path in paths:
        parts = path.relative_to(HOME).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name not in {"coaching", "coaching.faces"}:
            found[name] = path.read_text(encoding="utf-8")
    return found


def test_a_module_imports_inner_rings_only() -> None:
    wrong = [arrow for module, source in modules().items() for arrow in wrong_arrows(module, source)]

    assert wrong == []


def test_the_core_reaches_for_nothing_outside_itself() -> None:
    core = {module: source for module, source in modules().items() if place(module)[1] in CORE}

    assert core
    assert [one for module, source in core.items() for one in impurities(module, source)] == []


def test_the_entry_point_stays_a_page() -> None:
    assert len((HOME / "bot.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_no_module_outgrows_a_reader() -> None:
    long = {module: source.count("\n") for module, source in modules().items() if source.count("\n") > 350}

    assert long == {}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("coaching.attendee.mind", "from coaching.wording.written import say"),
        ("coaching.moves", "import coaching.language"),
        ("coaching.rehearsal", "from coaching.services.practice import Practice"),
        ("coaching.faces.telegram.talk", "from coaching.store import Keys"),
        ("coaching.faces.terminal.practice", "from coaching.authoring.library import read_library"),
        ("coaching.faces.terminal.practice", "from coaching.faces.telegram import talk"),
        ("coaching.services.practice", "def late():\n    from coaching.store import Keys"),
        ("coaching.store.store", "from coaching import app"),
    ],
)
def test_a_wrong_arrow_is_found(module: str, source: str) -> None:
    assert wrong_arrows(module, source)


@pytest.mark.parametrize(
    "source",
    [
        "import asyncio",
        "from logging import getLogger",
        "import random",
        "from random import choice",
        "from random import Random\ndice = Random()",
        "text = open('file').read()",
        "print('hello')",
        "async def say(): ...",
        "from datetime import datetime\nwhen = datetime.now()",
    ],
)
def test_an_impurity_is_found(source: str) -> None:
    assert impurities("coaching.moves", source)


def test_a_module_nobody_gave_a_place_is_found() -> None:
    with pytest.raises(LookupError):
        place("coaching.elsewhere")
