"""Understanding turns a learner's text into a `Reading`; nobody else ever looks at the text itself."""

from coaching.understanding.encoder import Encoder
from coaching.understanding.phrasebook import Balance, Phrasebook, Tongue, Trade
from coaching.understanding.understanding import NotReadyError, Understanding

__all__ = ["Balance", "Encoder", "NotReadyError", "Phrasebook", "Tongue", "Trade", "Understanding"]
