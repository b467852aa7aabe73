"""Things that might have been updates."""

from __future__ import annotations

import random

from tests.bot_api.chats import Json

KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "poll", "chat_join_request"]
ODD: list[object] = [
    None,
    True,
    0,
    -1,
    2**70,
    1.5,
    "",
    "/",
    "/\ud800",
    "x" * 5000,
    "\0",
    [],
    {},
    [[]],
    {"id": {}},
    "private",
    "kicked",
]


def odd(dice: random.Random, user_id: int, depth: int = 3) -> Json:
    """Something that might have been an update."""
    names = [
        "id",
        "from",
        "chat",
        "text",
        "data",
        "message",
        "type",
        "photo",
        "new_chat_member",
        "status",
        "message_id",
    ]
    inner: list[object] = [*ODD, user_id, {"id": user_id, "type": "private"}, {"id": user_id, "first_name": "\ud83d"}]
    if depth:
        inner += [odd(dice, user_id, depth - 1)] * 4
    return {name: dice.choice(inner) for name in dice.sample(names, dice.randint(1, len(names)))}
