"""The Telegram face: updates in, use cases called, messages out; nothing is kept in memory that matters.

An update is committed to the inbox before Telegram is told it arrived, applied in one transaction together with its
turn and its outgoing messages, and those are sent afterwards, in order per chat.
"""
