"""A real event: what to rehearse until then, what to carry in a pocket, what to do the day after. Pure values."""
