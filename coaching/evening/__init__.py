"""An evening: a room of several attendees, a clock, and what one carries home. Built from rehearsals; pure."""
