"""Voice notes: listened to outside of any transaction, shown as text, and said to nobody before a tap.

The text waits in the chat itself, under its two buttons, and comes back with the tap: it is stored nowhere. No sound is
stored either.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from coaching.faces.telegram.company import company
from coaching.faces.telegram.gateway import Gateway, OtherPollerError, UnreachableError, WebhookSetError
from coaching.faces.telegram.markup import escaped, italic
from coaching.faces.telegram.matters import Doing
from coaching.faces.telegram.messages import Button, Rows, pages
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.signs import typing
from coaching.faces.telegram.unsaid import Unspoken
from coaching.faces.telegram.updates import Pressed
from coaching.faces.telegram.visits import Place, Visit, read_stage
from coaching.faces.words import Words, words_for
from coaching.language import Language
from coaching.reading import Message, Sense
from coaching.rehearsal import Reader
from coaching.services.hearing import Heard, Transcriber, Trouble, VoiceNote
from coaching.services.ports import Transaction
from coaching.services.records import Claimed, Outgoing

TRANSCRIBE = "transcribe"  # no method of Telegram's
AT_ONCE = 3  # voice notes listened to side by side
TYPING_LASTS = 4.5  # seconds
TOLD: Mapping[Trouble, str] = {
    Trouble.UNFETCHED: "voice.unwell",
    Trouble.DOWN: "voice.unwell",
    Trouble.REFUSED: "voice.unwell",
    Trouble.SLOW: "voice.slow",
    Trouble.BROKEN: "voice.unreadable",
    Trouble.NONSENSE: "voice.unheard",
    Trouble.EMPTY: "voice.unheard",
}


async def take_voice(visit: Visit, note: Unspoken) -> None:
    """Have it listened to; what came of it is told by the errand."""
    longest = visit.house.listens
    if note.duration > longest:
        visit.tell(escaped(_too_long(visit.words, longest)))
        return
    at = await company(visit)
    lang = at.conversation.profile.lang if at else visit.lang
    await visit.remember(visit.stage.beside.hearing(visit.update.update_id))
    likes_signs = visit.learner.preferences.typing
    asked = {"file_id": note.file_id, "voice": visit.update.update_id, "lang": lang.value, "typing": likes_signs}
    visit.send(Outgoing(visit.learner.chat_id, TRANSCRIBE, asked))


def answering(texts: Mapping[Place, Doing]) -> Mapping[Deed, Doing]:
    """What the two buttons do; `texts` is what takes a text at each place."""

    async def as_said(visit: Visit, about: str) -> None:
        await _use_up(visit, about)
        if text := _quoted(visit):
            await texts[visit.stage.place](visit, text)
        else:
            visit.tell(escaped(visit.words("voice.lost")))

    async def mend(visit: Visit, about: str) -> None:
        await _use_up(visit, about)
        if text := _quoted(visit):
            visit.show(f"<code>{escaped(text)}</code>", escaped(visit.words("voice.copy")))
        else:
            visit.tell(escaped(visit.words("voice.lost")))

    return {Deed.AS_SAID: as_said, Deed.MEND: mend}


class Hearing:
    """The errand: fetches a voice note's whereabouts, has it put into words, shows them."""

    def __init__(
        self,
        gateway: Gateway,
        transcriber: Transcriber | None,
        is_foreign: Callable[[str, Language], bool],
        show: Callable[[Outgoing], None],
        meters: Meters,
    ) -> None:
        """`is_foreign` tells a text in another language, `show` shows a sign at once.

        Without a transcriber, what a bot that had one left behind is answered kindly.
        """
        self._gateway = gateway
        self._transcriber = transcriber
        self._is_foreign = is_foreign
        self._show = show
        self._meters = meters
        self._at_work = 0

    @property
    def longest(self) -> int:
        """Seconds of voice at a time; 0 without a transcriber."""
        return self._transcriber.longest if self._transcriber else 0

    @property
    def is_busy(self) -> bool:
        """Whether no other can be listened to for now."""
        return self._at_work >= AT_ONCE

    async def run(self, claimed: Claimed) -> Heard | Trouble:
        """What is said in it, while the bot is seen to be at it. Raises TokenRefusedError."""
        self._at_work += 1
        sign = asyncio.create_task(self._seem_at_it(claimed))
        try:
            found = await self._hear(claimed)
        finally:
            self._at_work -= 1
            sign.cancel()
        outcome = found.value if isinstance(found, Trouble) else "heard"
        self._meters.count("jasette_voice_notes_total", f'outcome="{outcome}"')
        return found

    async def told(self, tx: Transaction, claimed: Claimed, found: object) -> Sequence[Outgoing]:
        """What was heard with its two buttons, or kindly why nothing was."""
        learner = await tx.learners.of_chat(claimed.chat_id)
        if learner is None:
            return ()
        words, voice = words_for(learner.preferences, learner.lang), str(claimed.payload["voice"])
        if not isinstance(found, Heard):
            told = _too_long(words, self.longest) if found is Trouble.TOO_LONG else words(TOLD[Trouble(str(found))])
            return pages(claimed.chat_id, [escaped(told)])
        heard = f"{escaped(words('voice.heard'))}\n<blockquote>{escaped(found.text)}</blockquote>"
        if int(voice) not in read_stage(learner.stage).beside.voices:
            return pages(claimed.chat_id, [heard, escaped(words("voice.moved_on"))])
        foreign = self._is_foreign(found.text, Language(str(claimed.payload["lang"])))
        notes = [italic(words("voice.other_language"))] if foreign else []
        return pages(claimed.chat_id, [heard, *notes], _buttons(words, voice))

    async def _hear(self, claimed: Claimed) -> Heard | Trouble:
        if self._transcriber is None:
            return Trouble.DOWN
        try:
            place = await self._gateway.file_place(str(claimed.payload["file_id"]))
        except (UnreachableError, OtherPollerError, WebhookSetError):
            return Trouble.UNFETCHED
        return await self._transcriber.hear(VoiceNote(place, Language(str(claimed.payload["lang"]))))

    async def _seem_at_it(self, claimed: Claimed) -> None:
        while claimed.payload.get("typing"):
            self._show(typing(claimed.chat_id))
            await asyncio.sleep(TYPING_LASTS)


def foreignness(reader: Reader) -> Callable[[str, Language], bool]:
    """Whether a text is in another language than that one."""

    def is_foreign(text: str, lang: Language) -> bool:
        return reader.read(Message(text, lang)).sense is Sense.FOREIGN

    return is_foreign


async def _use_up(visit: Visit, voice: str) -> None:
    await visit.remember(visit.stage.beside.without(int(voice)))


def _quoted(visit: Visit) -> str:
    event = visit.update.event
    return event.quoted.strip() if isinstance(event, Pressed) else ""


def _buttons(words: Words, voice: str) -> Rows:
    deeds = ((Deed.AS_SAID, words("voice.buttons.as_said")), (Deed.MEND, words("voice.buttons.mend")))
    return (tuple(Button(label, Press(deed, 0, voice).data()) for deed, label in deeds),)


def _too_long(words: Words, seconds: int) -> str:
    whole = seconds % 60 == 0
    limit = words.count("voice.minutes", seconds // 60) if whole else words.count("voice.seconds", seconds)
    return words("voice.too_long", limit=limit)
