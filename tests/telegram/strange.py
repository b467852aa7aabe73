"""Strange updates, of every kind the Bot API has and some it hasn't, each from somebody at hand; by seeded dice."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy

from coaching.faces.telegram.commands import KNOWN
from coaching.faces.telegram.presses import Deed
from tests.bot_api.chats import Button, Chat, Json
from tests.bot_api.people import Person

TEXTS = (
    "Bonsoir!",
    "Qu'est-ce que vous aimez le plus dans votre métier?",
    "Je vends des assurances, 20 % de rabais!",
    "10",
    "٣",
    "",
    " \n\t ",
    "/",
    "//",
    "/ fin",
    "<b>gras</b> & <a href='x'>lien</a> </i>",
    "{name} {0.__class__} %s %n ${HOME}",
    "' OR 1=1; DROP TABLE learners; --",
    "\0\x01\x1b[31m\x7f",
    "\ud800 demi \udfff",
    "\u202eמהיש\u202c مرحبا \u2066x\u2069",
    "Z\u0351\u036b\u0343a\u0328\u0321l\u034dg\u0321o\u0489" * 60,
    "👩‍👩‍👧‍👦🏳️‍🌈🇨🇦" * 150,
    "𝄞" * 2048,
    "a" * 4096,
    "mot " * 1024,
    "\n" * 4000 + "x",
    "*il* *rit* **fort** *",
    "\u200b\u2060\ufeff",
    "&amp;&lt;&#60;" * 200,
)
ODD: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1.5, -0.0, 10**30, -(2**63), 2**63, 2**31),
    *("", "private", "kicked", "/start", "\ud83d", "\0", "x" * 5000),
    *([], {}, [[]], [None], {"id": {}}, {"": ""}),
)
FILE: Json = {"file_id": "f", "file_unique_id": "f", "file_size": 3, "width": 9, "height": 9, "duration": 1}
CONTENTS: Mapping[str, object] = {
    **dict.fromkeys(("animation", "audio", "document", "sticker", "video", "video_note", "voice", "live_photo"), FILE),
    "photo": [FILE, FILE],
    "contact": {"phone_number": "1", "first_name": "Z", "user_id": 5},
    "dice": {"emoji": "🎲", "value": 6},
    "location": {"latitude": 45.5, "longitude": -73.5},
    "venue": {"location": {"latitude": 45.5, "longitude": -73.5}, "title": "x", "address": "y"},
    "poll": {"id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0}]},
    "paid_media": {"star_count": 1, "paid_media": []},
    "checklist": {"title": "x", "tasks": [{"id": 1, "text": "y"}]},
    "invoice": {"title": "x", "currency": "CAD", "total_amount": 1},
    "successful_payment": {"currency": "XTR", "total_amount": 1, "invoice_payload": "x"},
    "users_shared": {"request_id": 1, "users": [{"user_id": 5}]},
    "web_app_data": {"data": "x", "button_text": "y"},
    "story": {"chat": {"id": 5}, "id": 1},
    **{name: {} for name in ("giveaway", "gift", "game", "passport_data", "write_access_allowed")},
    **dict.fromkeys(("migrate_to_chat_id", "migrate_from_chat_id"), -1005),
    "new_chat_members": [{"id": 5, "is_bot": False, "first_name": "x"}],
    **dict.fromkeys(("delete_chat_photo", "group_chat_created"), True),
    "pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}},
    "of_next_year": {"deep": [{"er": 1}]},
}
BESIDE: Mapping[str, object] = {
    "forward_origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1},
    "reply_to_message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"},
    "entities": [{"type": "bot_command", "offset": -5, "length": 10**20}, {"type": "blockquote"}],
    "caption": "légende <b>",
    "media_group_id": "7",
    "message_thread_id": 3,
    "is_topic_message": True,
    "via_bot": {"id": 1, "is_bot": True, "first_name": "b"},
    "business_connection_id": "b",
    "sender_chat": {"id": -5, "type": "channel", "title": "c"},
    "effect_id": "5",
    "quote": {"text": "x", "position": 0},
}
STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked", "of_next_year")
ELSEWHERE = ("group", "supergroup", "channel", "sender", "of_next_year")
OTHER_KINDS = (
    *("channel_post", "edited_channel_post", "business_message", "edited_business_message", "guest_message"),
    *("inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query", "purchased_paid_media"),
    *("poll", "poll_answer", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost"),
    *("message_reaction", "message_reaction_count", "business_connection", "deleted_business_messages"),
    *("managed_bot", "of_next_year"),
)


class Strange:
    """Makes one strange thing after another; the same seed makes the same things of the same chats."""

    def __init__(self, dice: random.Random, people: Sequence[Person], group: Chat, bot: Json) -> None:
        self._dice = dice
        self._people = people
        self._group = group
        self._bot = bot
        makers: Mapping[Callable[[Person], Json], int] = {
            self._text: 9,
            self._content: 5,
            self._edited: 2,
            self._membership: 2,
            self._elsewhere: 2,
            self._raw_tap: 2,
            self._other: 4,
        }
        self._makers, self._weights = list(makers), list(makers.values())

    def update(self) -> Json:
        """An update without its number; half of them bent out of shape."""
        (make,) = self._dice.choices(self._makers, self._weights)
        update = deepcopy(make(self._dice.choice(self._people)))
        if self._dice.random() < 0.5:
            for _ in range(self._dice.randint(1, 3)):
                self._bend(update)
        return update

    def tap(self) -> tuple[Person, str]:
        """Whose tap, and what it carries: a button of theirs, of somebody else's, nearly one, or none at all."""
        dice, person = self._dice, self._dice.choice(self._people)
        mine, others = _buttons(person), _buttons(dice.choice(self._people))
        number = mine[-1].data.split(":")[1] if mine and ":" in mine[-1].data else "1"
        theirs = dice.choice(others).data.split(":") if others else ["again"]
        made = (
            lambda: dice.choice(mine[-4:]).data if mine else "again:1",
            lambda: dice.choice(mine).data if mine else "again:1",
            lambda: dice.choice(others).data if others else "pick:1",
            lambda: ":".join([theirs[0], number, *theirs[2:]]),  # as though it were on their newest keyboard
            lambda: f"{dice.choice(list(Deed))}:{number}:{dice.choice(['10', 'x', '-1', '9' * 40, 'en', 'a' * 40])}",
            lambda: "".join(chr(dice.randint(1, 255)) for _ in range(dice.randint(1, 40)))[:32],
            lambda: (dice.choice(["erase:1:", "é", "a:", "💥"]) * 64).encode()[:64].decode("utf-8", "ignore"),
        )
        return person, dice.choices(made, (8, 1, 1, 2, 2, 1, 1))[0]()

    def _said(self) -> str:
        dice = self._dice
        command = f"/{dice.choice([*KNOWN, 'pratiqer', 'É' * 40, 'x' * 4000])} {dice.choice(TEXTS)}"
        link = f"/start {dice.choice('sjz')}_{dice.choice(['pushy_card_giver', 'x' * 70, '%00', ''])}"
        return dice.choice([dice.choice(TEXTS), command, link, dice.choice(TEXTS) + dice.choice(TEXTS)])[:4096]

    def _envelope(self, person: Person) -> Json:
        who: Json = {"id": person.id, "is_bot": False, "first_name": person.first_name, "language_code": "fr"}
        number = self._dice.randint(1, 10**6)
        told: Json = {"message_id": number, "date": 1, "from": who, "chat": person.chat.described()}
        names = self._dice.sample(sorted(BESIDE), self._dice.choice([0, 0, 1, 3]))
        return told | {name: BESIDE[name] for name in names}

    def _text(self, person: Person) -> Json:
        return {"message": self._envelope(person) | {"text": self._said()}}

    def _content(self, person: Person) -> Json:
        names = self._dice.sample(sorted(CONTENTS), self._dice.choice([1, 1, 2]))
        return {"message": self._envelope(person) | {name: CONTENTS[name] for name in names}}

    def _edited(self, person: Person) -> Json:
        return {"edited_message": self._envelope(person) | {"text": self._said(), "edit_date": 2}}

    def _membership(self, person: Person) -> Json:
        chat = self._dice.choice([person.chat, person.chat, self._group]).described()
        before, after = (
            {"status": self._dice.choice(STATUSES), "user": self._bot, "is_member": True, "until_date": 0}
            for _ in range(2)
        )
        told = self._envelope(person) | {"chat": chat, "old_chat_member": before, "new_chat_member": after}
        return {"my_chat_member": told}

    def _elsewhere(self, person: Person) -> Json:
        chat = self._group.described() | {"type": self._dice.choice(ELSEWHERE), "is_forum": True}
        content: Json = {"text": self._said()} if self._dice.random() < 0.5 else {"migrate_to_chat_id": -1007}
        return {"message": self._envelope(person) | {"chat": chat} | content}

    def _raw_tap(self, person: Person) -> Json:
        message = self._envelope(person) | {"date": self._dice.choice([0, 1]), "from": self._bot, "text": "x"}
        tap: Json = {"id": str(self._dice.randint(1, 10**18)), "from": self._envelope(person)["from"], "data": "keep:1"}
        return {"callback_query": tap | self._dice.choice([{"message": message}, {"inline_message_id": "i"}, {}])}

    def _other(self, person: Person) -> Json:
        more: Json = {"id": "1", "query": "x", "offset": "", "user": self._envelope(person)["from"], "options": []}
        return {self._dice.choice(OTHER_KINDS): self._envelope(person) | more}

    def _bend(self, update: Json) -> None:
        """Change something somewhere within it."""
        dice = self._dice
        at: object = update
        for _ in range(dice.randint(0, 4)):
            inner = list(at.values()) if isinstance(at, dict) else at if isinstance(at, list) else []
            deeper = [one for one in inner if isinstance(one, dict | list) and one]
            if not deeper:
                break
            at = dice.choice(deeper)
        odd = dice.choice([dice.choice(ODD), dice.choice(TEXTS), self._nested(dice.choice([3, 40, 150]))])
        if isinstance(at, list):
            at[dice.randrange(len(at))] = odd
        elif isinstance(at, dict):
            name = dice.choice([*at, "unheard_of", "text", "caption"])
            if dice.random() < 0.3:
                at.pop(name, None)
            else:
                at[name] = deepcopy(odd)

    def _nested(self, depth: int) -> object:
        within: object = "x"
        for _ in range(depth):
            within = {"a": within} if self._dice.random() < 0.5 else [within]
        return within


def _buttons(person: Person) -> list[Button]:
    return [button for message in person.heard for button in message.buttons() if button.data]
