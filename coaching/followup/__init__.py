"""The day after: whom to write to, what a note to them is worth, and why some cards want no note at all."""
