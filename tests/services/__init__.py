"""The use cases, on a real store with the real attendees."""
