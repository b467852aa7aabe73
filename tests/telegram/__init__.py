"""The Telegram face, end to end against a Bot API on loopback."""
