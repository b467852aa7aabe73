"""The scorecard of a rehearsal told to a person: what could have been said, how they felt, what was found."""
