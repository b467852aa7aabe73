"""Three-minute exercises without an attendee: one line to answer, marked at once from what the answer does."""

from coaching.drills.drawing import draw
from coaching.drills.drill import Check, Drill, Giver, Item, Measure, Void
from coaching.drills.marking import DrillFinding, DrillMarks, Marker, mark_drill

__all__ = [
    "Check",
    "Drill",
    "DrillFinding",
    "DrillMarks",
    "Giver",
    "Item",
    "Marker",
    "Measure",
    "Void",
    "draw",
    "mark_drill",
]
