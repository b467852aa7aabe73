"""Understanding turns a learner's text into a `Reading`; nobody else ever looks at the text itself."""

from coaching.understanding.encoder import Encoder
from coaching.understanding.phrasebook import Balance, Phrasebook, Tongue, Trade
from coaching.understanding.understanding import Understanding

__all__ = ["Balance", "Encoder", "Phrasebook", "Tongue", "Trade", "Understanding"]
