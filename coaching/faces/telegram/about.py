"""What the bot says of itself: how it works, what is kept; and forgetting everything, in two taps."""

from __future__ import annotations

from dataclasses import replace

from coaching.faces.telegram.commands import CALLED, GROUPS, NAMES, Command
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Visit
from coaching.services import learners
from coaching.services.records import Kind


async def _help(visit: Visit, _: str) -> None:
    words, lang = visit.words, visit.lang
    blocks = [f"{bold(words('telegram.help.title'))}\n{escaped(words('telegram.help.body'))}"]
    for group, commands in GROUPS.items():
        told = [f"/{NAMES[one][lang]} — {words(f'telegram.commands.{one}')}" for one in commands if CALLED[one].is_told]
        named = " · ".join(f"/{NAMES[one][lang]}" for one in commands if not CALLED[one].is_told)
        lines = [bold(words(f"telegram.help.groups.{group}")), *map(escaped, told), escaped(named)]
        blocks.append("\n".join(line for line in lines if line))
    visit.tell(*blocks)


async def _privacy(visit: Visit, _: str) -> None:
    words = visit.words
    told = ("what", "practice", "where", "how_long", "telegram")
    voice = [escaped(words("voice.privacy"))] if visit.house.listens else []
    blocks = [escaped(words(f"telegram.privacy.{one}")) for one in told]
    visit.tell(bold(words("telegram.privacy.title")), *blocks, *voice)


async def _forget(visit: Visit, _: str) -> None:
    await _ask(visit, "telegram.forget.ask", (visit.words("telegram.buttons.forget"), Deed.FORGET, ""))


async def _make_sure(visit: Visit, _: str) -> None:
    await _ask(visit, "telegram.forget.sure", (visit.words("telegram.buttons.erase"), Deed.FORGET_FOR_GOOD, ""))


async def _ask(visit: Visit, key: str, yes: tuple[str, Deed, str]) -> None:
    no = (visit.words("telegram.buttons.keep"), Deed.KEEP, "")
    visit.tell(escaped(visit.words(key)), rows=await visit.keyboard(visit.stage.place, [[yes], [no]]))


async def _forget_for_good(visit: Visit, _: str) -> None:
    await learners.forget(visit.tx, visit.learner)
    visit.house.practice.expect_nothing(visit.learner)
    # What ends the spinner belongs to a chat that is forgotten by now: nothing of it may stay.
    visit.put_buttons_away(len(visit.out))
    visit.has_changed = True
    visit.out = [replace(one, kind=Kind.FAREWELL, answers=None) for one in visit.out]
    visit.tell(escaped(visit.words("telegram.forget.done")), kind=Kind.FAREWELL)


async def _keep(visit: Visit, _: str) -> None:
    visit.tell(escaped(visit.words("telegram.forget.kept")))


ABOUT = Matter(
    commands={Command.HELP: _help, Command.PRIVACY: _privacy, Command.FORGET: _forget},
    deeds={Deed.FORGET: _make_sure, Deed.FORGET_FOR_GOOD: _forget_for_good, Deed.KEEP: _keep},
)
