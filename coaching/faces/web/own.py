"""A coach's own scenarios: written here, looked at while they are written, tried out, and given to groups.

The draft is apart from what was published; a version that was published never changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from coaching.faces.web.answers import Answer, Ask, Looked, Shown, Told, Went
from coaching.faces.web.highlighting import tone
from coaching.faces.web.site import Site
from coaching.faces.words import Words
from coaching.language import Language
from coaching.rehearsal import LONGEST, Conversation, Profile, begin, take_turn
from coaching.scenario import Scenario
from coaching.services import cohorts, own_scenarios
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptOwnScenario
from coaching.services.inspecting import LARGEST, Trouble, Weight
from coaching.services.patience import patiently
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.texts import one_line, sound

LONGEST_MESSAGE = 1000  # characters
SEED = 1  # of every conversation that only tries a scenario out


async def mine(ask: Ask) -> Answer:
    """All they wrote."""
    if not await may_write(ask.tx, ask.me):
        return NotThere()
    told = [
        {"name": one.scenario, "to": f"/s/{one.id}", "published": one.published, "changed": ask.day(one.changed)}
        for one in await own_scenarios.mine(ask.tx, ask.me)
    ]
    return Shown("scenarios.html", {"scenarios": told})


async def played(ask: Ask) -> Answer:
    """The own scenarios that a group plays."""
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    found = await own_scenarios.open_to(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(found, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    return Shown("played.html", {"group": seen.cohort, "scenarios": found})


async def begin_one(ask: Ask) -> Answer:
    """A new one, with something to change; the one of that name, untouched, where there is one."""
    name = one_line(ask.given("name"), own_scenarios.LONGEST_NAME)
    if not name or ask.site.inspector is None or not await may_write(ask.tx, ask.me):
        return NotThere()
    known = next((one for one in await own_scenarios.mine(ask.tx, ask.me) if one.scenario == name), None)
    if known is not None:
        return Went(f"/s/{known.id}")
    text = ask.site.starter(name, ask.words.lang)
    kept = await own_scenarios.save_draft(ask.notebook, ask.tx, ask.me, name, text)
    return kept if isinstance(kept, NotThere) else Went(f"/s/{kept.id}")


async def one(ask: Ask) -> Answer:
    """The editor, for who wrote it; for those who play it, its name."""
    known = await own_scenarios.draft(ask.tx, ask.me, ask.id("own"))
    if isinstance(known, NotThere):
        playable = await own_scenarios.play(ask.tx, ask.me, ask.id("own"))
        return playable if isinstance(playable, NotThere) else Shown("plays.html", {"own": playable})
    return await _editor(ask, known)


async def settle(ask: Ask) -> Answer:
    """A complaint about it: mended in the last version, or looked at and left as it is."""
    done = await own_scenarios.settle(ask.tx, ask.me, ask.id("report"), mended=ask.given("how") == "mended")
    return done if isinstance(done, NotThere) else Went(f"/s/{done.own}", "settled")


async def check(ask: Ask) -> Answer:
    """What is wrong with a text, for the script of the editor."""
    if ask.looked is None or not await may_write(ask.tx, ask.me):
        return NotThere()
    found = ask.looked.found
    if isinstance(found, Trouble):
        return Told({"slips": [], "told": ask.words(f"web.trouble.{found.value}")})
    slips = [
        {"line": one.line, "grave": one.weight is Weight.ERROR, "text": f"{one.what} {one.mend}".strip()}
        for one in found.remarks
    ]
    told = ask.words("web.own.sound") if found.is_sound else ask.words.count("web.own.slips", found.errors)
    return Told({"slips": slips, "told": told})


async def save(ask: Ask) -> Answer:
    """The draft as it is now."""
    kept = await _saved(ask)
    return kept if isinstance(kept, NotThere) else Went(f"/s/{kept.id}", "saved")


async def publish(ask: Ask) -> Answer:
    """The draft, as it stands in the form, for one of their groups; only where it can be played."""
    kept = await _saved(ask)
    if isinstance(kept, NotThere) or ask.looked is None:
        return NotThere()
    if ask.looked.scenario is None:
        return await _editor(ask, kept, wrong=ask.words("web.own.not_playable"))
    found = ask.looked.found
    if isinstance(found, Trouble):
        return NotThere()
    given = await own_scenarios.publish(ask.tx, ask.me, kept.id, [ask.given("cohort")], found)
    if isinstance(given, own_scenarios.Unsound):
        return await _editor(ask, kept, wrong=ask.words("web.own.not_playable"))
    return given if isinstance(given, NotThere) else Went(f"/s/{kept.id}", "published")


async def withdraw(ask: Ask) -> Answer:
    """That group plays it no more."""
    kept = await own_scenarios.withdraw(ask.tx, ask.me, ask.id("own"), ask.given("cohort"))
    return kept if isinstance(kept, NotThere) else Went(f"/s/{kept.id}", "unpublished")


async def delete(ask: Ask) -> Answer:
    """It is gone with every version."""
    gone = await own_scenarios.delete(ask.tx, ask.me, ask.id("own"))
    return gone if isinstance(gone, NotThere) else Went("/s", "deleted")


async def preview(ask: Ask) -> Answer:
    """A conversation with whoever the draft makes, kept nowhere: the page brings along what was said so far."""
    known = await own_scenarios.draft(ask.tx, ask.me, ask.id("own"))
    if isinstance(known, NotThere) or ask.looked is None:
        return NotThere()
    scenario, talk = ask.looked.scenario, ask.looked.talk
    if scenario is None or talk is None:
        return await _editor(ask, replace(known, draft=_text(ask.form)), wrong=ask.words("web.own.not_playable"))
    lang = talk.profile.lang
    values = {
        "own": known,
        "text": _text(ask.form),
        "who": scenario.name.first(lang),
        "setting": scenario.setting.first(lang),
        "talk_lang": lang.value,
        "opening": talk.opening,
        "turns": _turns(ask, talk),
        "is_over": talk.is_over,
    }
    return Shown("preview.html", values)


async def look(site: Site, me: Learner, words: Words, form: Mapping[str, str]) -> Looked | None:
    """What the text in the form is worth, and a talk with whoever it makes."""
    text = _text(form)
    if site.inspector is None or not text.strip():
        return None
    found = await site.inspector.look_at(text, words.lang)
    if isinstance(found, Trouble) or not found.is_sound:
        return Looked(found)
    scenario = await asyncio.to_thread(site.read, text)
    if scenario is None or "message" not in form:
        return Looked(found, scenario)
    # A draft nobody ever met is got to know first; nobody else should wait for that.
    played = partial(_played, site, me, words, form, scenario)
    return Looked(found, scenario, await asyncio.to_thread(patiently, played))


def _played(site: Site, me: Learner, words: Words, form: Mapping[str, str], scenario: Scenario) -> Conversation:
    lang = Language(form["lang"]) if form.get("lang") in set(Language) else words.lang
    talk = begin(scenario, Profile(lang, me.name, me.sells), SEED)
    said = [] if form.get("again") else [form[name] for name in sorted(form) if name.startswith("said")]
    for message in [*said, form["message"]][:LONGEST]:
        if message.strip() and not talk.is_over:
            talk = take_turn(talk, message[:LONGEST_MESSAGE], scenario, site.notebook.understanding)
    return talk


def _text(form: Mapping[str, str]) -> str:
    # As forms send lines, and no author writes them.
    return sound(form.get("text", "").replace("\r\n", "\n")).removeprefix("\ufeff")


def _turns(ask: Ask, talk: Conversation) -> list[dict[str, object]]:
    return [
        {
            "field": f"said{turn.number:03}",
            "text": turn.text,
            "moves": [(ask.words(f"watch.moves.{move.value}"), tone(move)) for move in turn.reading.moves],
            "reply": turn.reply,
            "trust": turn.mind.trust,
        }
        for turn in talk.turns
    ]


async def _saved(ask: Ask) -> KeptOwnScenario | NotThere:
    known = await own_scenarios.draft(ask.tx, ask.me, ask.id("own"))
    text = _text(ask.form)
    if isinstance(known, NotThere) or not text.strip() or len(text.encode()) > LARGEST:
        return NotThere()
    name = ask.given("name") or known.scenario
    return await own_scenarios.save_draft(ask.notebook, ask.tx, ask.me, name, text, known.id)


async def _editor(ask: Ask, known: KeptOwnScenario, wrong: str = "") -> Answer:
    mine_now = await cohorts.mine(ask.tx, ask.me)
    playing = await ask.tx.own_scenarios.published_in(known.id)
    groups = [(cohort.id, cohort.name, playing.get(cohort.id)) for cohort, me in mine_now if me.role.is_coach]
    reports = await own_scenarios.reports(ask.tx, ask.me, known.id)
    values = {
        "own": known,
        "groups": groups,
        "reports": [
            {"report": one, "may_be_mended": own_scenarios.may_be_mended(known, one)}
            for one in (() if isinstance(reports, NotThere) else reports)
        ],
        "can_check": ask.site.inspector is not None,
        "wrong": wrong,
    }
    return Shown("editor.html", values, 422 if wrong else 200)


async def may_write(tx: Transaction, actor: Learner) -> bool:
    """Whether they coach anybody to write for."""
    return any(me.role.is_coach for _, me in await cohorts.mine(tx, actor))
