"""How long the coaches' pages take over HTTP with 500 learners and 50,000 rehearsals: what a browser would wait for.

python benchmarks/web_pages.py [--learners 500] [--rehearsals 50000] [--url postgresql://…]
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import aiohttp

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from benchmarks.coaches import NOW, fill  # noqa: E402 - after the path
from coaching.app import App  # noqa: E402
from coaching.cohorts.sharing import Level  # noqa: E402
from coaching.cohorts.target import What  # noqa: E402
from coaching.evening.evening import Act, ActKind  # noqa: E402
from coaching.faces.telegram.serving import serving  # noqa: E402
from coaching.faces.web.guarding import SESSION  # noqa: E402
from coaching.services import assignments, consents, web_sessions  # noqa: E402
from coaching.services.access import NotThere  # noqa: E402
from coaching.services.assignments import Wish  # noqa: E402
from coaching.services.events import Begun  # noqa: E402
from coaching.services.records import Learner  # noqa: E402
from coaching.settings import read_settings  # noqa: E402
from coaching.store import DatabaseStore, Keys  # noqa: E402

HOST = "127.0.0.1"
ROUNDS = 40
LIMIT = 200.0  # milliseconds in which 95 of 100 have to be answered
SAYINGS = (
    "Bonsoir! Qu'est-ce qui vous amène ici?",
    "Comment vous faites pour qu'ils oublient la caméra?",
    "Je vends des assurances, je peux vous faire un prix.",
    "Pardon, je retombe dans mes travers. Parlez-moi de l'atelier.",
) * 3


async def a_conversation(app: App, store: DatabaseStore, cohort: str, member: str) -> str:
    """A real one, long, shared with every word; its id."""
    practice = app.practice
    async with store.transaction() as tx:
        found = await tx.cohorts.member_of_id(member)
        learner = await tx.learners.of_id(found.learner) if found else None
        if learner is None:
            raise SystemExit("nobody is there")
        begun = await practice.begin(tx, learner, "defensive_photographer")
        if not isinstance(begun, Begun):
            raise SystemExit("nobody to talk to")
    for text in SAYINGS:
        async with store.transaction() as tx:
            await practice.say(tx, learner, text)
    async with store.transaction() as tx:
        await practice.end(tx, learner)
        await consents.share(practice.notebook, tx, learner, cohort, begun.id, Level.TRANSCRIPT)
    return begun.id


async def an_evening(app: App, store: DatabaseStore, coach: Learner, cohort: str, member: str) -> str:
    """An evening that group is asked for, with the same things said in it, shared with every word; its id."""
    evenings, notebook = app.kept_evenings, app.practice.notebook
    occasion = evenings.occasions[0].id
    async with store.transaction() as tx:
        found = await tx.cohorts.member_of_id(member)
        learner = await tx.learners.of_id(found.learner) if found else None
        wish = Wish(What.EVENING, occasion, (NOW + timedelta(days=3)).date())
        await assignments.assign(notebook, tx, coach, cohort, wish)
        begun = await evenings.begin(tx, learner, occasion) if learner else None
        if learner is None or begun is None:
            raise SystemExit("nobody is out")
        for at, guest in enumerate(begun.evening.guests[:3]):
            for act in (Act(ActKind.APPROACH, (guest.scenario,)), Act(ActKind.SAY, text=SAYINGS[at])):
                await evenings.do(tx, learner, act)
            await evenings.do(tx, learner, Act(ActKind.SAY, text=SAYINGS[1]))
        await evenings.go_home(tx, learner)
        await consents.share(notebook, tx, learner, cohort, begun.journey.id, Level.TRANSCRIPT)
    return begun.journey.id


async def session_of(store: DatabaseStore, learner: Learner) -> str:
    """A cookie for them."""
    async with store.transaction() as tx:
        session = await web_sessions.come_in(tx, await web_sessions.new_link(tx, learner))
    if isinstance(session, NotThere):
        raise SystemExit("the door is shut")
    return session


async def measure(port: int, cookie: str, pages: dict[str, str]) -> None:
    """Prints what each page takes, in milliseconds: the median and the 95th of a hundred.

    First by the clock, then what both ends computed, which says more on a machine that has much else to do.
    """
    print(f"{'page':28}{'waited':>10}{'p95':>10}{'computed':>12}{'p95':>10}{'KB':>8}")
    slow: dict[str, list[str]] = {"waited": [], "computed": []}
    async with aiohttp.ClientSession(headers={"Cookie": f"{SESSION}={cookie}"}) as http:
        for name, path in pages.items():
            times, computed, size = [], [], 0
            for _ in range(ROUNDS):
                begun, worked = time.perf_counter(), time.process_time()
                async with http.get(f"http://{HOST}:{port}{path}") as answer:
                    size = len(await answer.read())
                    if answer.status != 200:
                        raise SystemExit(f"{path}: {answer.status}")
                times.append(1000 * (time.perf_counter() - begun))
                computed.append(1000 * (time.process_time() - worked))
            figures = [*_figures(times), *_figures(computed)]
            print(
                f"{name:28}{figures[0]:10.1f}{figures[1]:10.1f}{figures[2]:12.1f}{figures[3]:10.1f}{size / 1024:8.0f}"
            )
            for what, p95 in zip(slow, (figures[1], figures[3]), strict=True):
                slow[what] += [name] if p95 > LIMIT else []
    for what, names in slow.items():
        print(f"{what} more than {LIMIT:.0f} ms at p95: {', '.join(names) or 'none'}")


def _figures(times: list[float]) -> tuple[float, float]:
    times = sorted(times)
    return times[ROUNDS // 2], times[int(0.95 * ROUNDS) - 1]


async def main() -> None:
    """Fill, serve, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--rehearsals", type=int, default=50_000)
    parser.add_argument("--url", help="an empty database; a file that is thrown away where it is left out")
    given = parser.parse_args()
    app = App(read_settings())
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{Path(folder) / 'pages.sqlite3'}"
        store = await DatabaseStore.open(url, Keys("a secret for a benchmark"), clock=lambda: NOW)
        try:
            coach, cohort, member = await fill(store, given.learners, given.rehearsals)
            result = await a_conversation(app, store, cohort, member)
            evening = await an_evening(app, store, coach, cohort, member)
            cookie = await session_of(store, coach)
            pages = {
                "groups": "/",
                "board": f"/c/{cohort}",
                "board, page 100": f"/c/{cohort}?order=best&start=2500",
                "board, completed, page 50": f"/c/{cohort}?state=completed&order=attempts&start=1250",
                "one learner": f"/m/{member}",
                "members": f"/c/{cohort}/people?start=100",
                "what was shared": f"/c/{cohort}/shared",
                "a conversation": f"/c/{cohort}/r/{result}",
                "an evening": f"/c/{cohort}/r/{evening}",
                "appeals": f"/c/{cohort}/appeals",
                "assignments": f"/c/{cohort}/assignments",
                "disagreement": f"/c/{cohort}/disagreement",
                "the week": f"/c/{cohort}/week",
            }
            served = app.pages(store)
            gc.freeze()  # as the bot does
            async with serving(served, HOST, 0) as port:
                await measure(port, cookie, pages)
        finally:
            await store.close()


if __name__ == "__main__":
    asyncio.run(main())
