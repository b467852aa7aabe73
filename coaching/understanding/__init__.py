"""Understanding turns a learner's text into a `Reading`; nobody else ever looks at the text itself."""

from coaching.understanding.phrasebook import Phrasebook, Tongue, Trade
from coaching.understanding.understanding import Understanding

__all__ = ["Phrasebook", "Tongue", "Trade", "Understanding"]
