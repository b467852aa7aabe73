"""The store: real databases, in a file and in memory."""
