"""The bot in a browser, without Telegram: the tests' Bot API, a page that looks like a phone, and the real bot."""
