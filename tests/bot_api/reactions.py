"""The emoji a bot may react with."""

from __future__ import annotations

# As the documentation lists them; a variation selector after one of them changes nothing.
LISTED = """
    ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋
    🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
SELECTOR = "\ufe0f"
REACTIONS = frozenset(LISTED.split())


def is_reaction(emoji: object) -> bool:
    """Whether a bot may react with it."""
    return isinstance(emoji, str) and emoji.replace(SELECTOR, "") in REACTIONS
