"""A Bot API server on loopback for the tests: strict where Telegram is strict, and able to fail on demand."""
