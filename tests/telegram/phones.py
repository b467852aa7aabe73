"""A phone without a network: taps and words go straight to the talk, what comes back is kept to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from coaching.faces.telegram.talk import Talk
from coaching.faces.telegram.updates import Commanded, Pressed, Said, Update, Who
from coaching.services.records import Outgoing
from coaching.store import DatabaseStore

NUMBERS = count(1)
Shown = dict[str, str]  # data, or what is copied or opened, by label


@dataclass
class Phone:
    """One person's. `text` is what came last, `buttons` the newest there are."""

    store: DatabaseStore
    talk: Talk
    user: int
    text: str = ""
    buttons: Shown = field(default_factory=dict)
    sent: tuple[Outgoing, ...] = ()

    async def says(self, text: str) -> str:
        """What comes back to that; a command where it begins with a stroke."""
        name, _, rest = text.removeprefix("/").partition(" ")
        return await self._update(Commanded(name, rest) if text.startswith("/") else Said(text))

    async def taps(self, label: str) -> str:
        """What comes back to a tap on the newest button whose label begins so."""
        found = [data for shown, data in self.buttons.items() if shown.startswith(label)]
        assert found, f"no button “{label}” in {list(self.buttons)}"
        return await self._update(Pressed(str(next(NUMBERS)), found[0], 77))

    async def _update(self, event: Commanded | Said | Pressed) -> str:
        async with self.store.transaction() as tx:
            update = Update(next(NUMBERS), self.user, Who(self.user, "", "fr"), event)
            self.sent = await self.talk.answer(tx, update)
        texts = [str(one.payload.get("text") or one.payload.get("caption") or "") for one in self.sent]
        self.text = "\n".join(text for text in texts if text)
        shown: Shown = {}
        for one in self.sent:
            shown |= _buttons(one.payload)
        self.buttons = shown or self.buttons
        return self.text


def _buttons(payload: Mapping[str, object]) -> Shown:
    markup = payload.get("reply_markup")
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
    return {str(button["text"]): _does(button) for row in rows for button in row}


def _does(button: Mapping[str, object]) -> str:
    copied = button.get("copy_text")
    return str(button.get("callback_data") or button.get("url") or (copied["text"] if isinstance(copied, dict) else ""))
