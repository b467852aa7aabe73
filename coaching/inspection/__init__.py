"""Scenario files that strangers send, looked at in a process apart with little time and memory."""
