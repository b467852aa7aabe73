"""The tests; real components throughout."""
