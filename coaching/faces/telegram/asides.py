"""The buttons under an attendee's line: a hint, the reason, what counts, the end. They ask the coach, not the attendee.

One message of a chat carries them at a time, the newest. They all share one number until one is tapped, so that any
that is still on the screen does what it says, and a second tap does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic

from coaching.faces.telegram.messages import Button, Rows, with_buttons
from coaching.faces.telegram.presses import OF_A_TALK_IN_A_ROOM, Deed, Press, deeds_in
from coaching.faces.telegram.visits import Place, Visit
from coaching.services.preferences import HintStyle
from coaching.services.records import Outgoing

TALKING = frozenset({Place.READY, Place.CLUB_ROOM})  # where a text goes to an attendee
ASIDES = frozenset({Deed.HINT, Deed.WHY, Deed.RULES, Deed.END})
REMEMBERED = 4096  # chats
SLOW = 1.0  # seconds between two lines; a program that talks faster looks at no screen


async def asides(visit: Visit, *deeds: Deed, again: bool = False) -> Rows:
    """A row of these, with the end of the conversation. None where another question stands open.

    `again`: a hint was given just now, and the button is for another.
    """
    stage = visit.stage
    if stage.place not in TALKING:
        return ()
    words = visit.words
    labels = {
        Deed.HINT: words("telegram.buttons.hint" if again else "chat.buttons.hint"),
        Deed.WHY: words("chat.buttons.why"),
        Deed.RULES: words("telegram.buttons.rules"),
        Deed.END: words("chat.buttons.end"),
    }
    wants_hints = visit.learner.preferences.hints is not HintStyle.NONE
    shown = [deed for deed in (*deeds, Deed.END) if wants_hints or deed is not Deed.HINT]
    if stage.offered != ASIDES:
        await visit.keyboard(stage.place, [[(labels[deed], deed, "") for deed in ASIDES]])
        stage = visit.stage
    return (tuple(Button(labels[deed], Press(deed, stage.keyboard).data()) for deed in shown),)


class Hangings:
    """Which message of each chat carries asides. Kept in memory: what is forgotten merely stays on the screen."""

    def __init__(self, show: Callable[[Outgoing], None], clock: Callable[[], float] = monotonic) -> None:
        """`show` puts away what has had its day."""
        self._show = show
        self._clock = clock
        self._hung: dict[int, tuple[int, float]] = {}

    def came(self, chat_id: int, payload: Mapping[str, object], message_id: int) -> None:
        """A message came into the chat: if it has buttons, the asides before it go."""
        deeds = deeds_in(payload)
        if not deeds:
            return
        before = self._hung.pop(chat_id, None)
        if before and self._clock() - before[1] >= SLOW:
            self._show(with_buttons(chat_id, before[0]))
        if deeds <= ASIDES or deeds <= OF_A_TALK_IN_A_ROOM:
            if len(self._hung) >= REMEMBERED:
                del self._hung[next(iter(self._hung))]
            self._hung[chat_id] = message_id, self._clock()

    def changed(self, chat_id: int, message_id: object) -> None:
        """The buttons of that message were changed otherwise."""
        hung = self._hung.get(chat_id)
        if hung and hung[0] == message_id:
            del self._hung[chat_id]
