"""Pictures of what a learner did, for a phone and for paper: the same shapes, laid out once, painted or printed.

`scorecard`, `progress` and `compare` say what is in a picture; `draw` paints it, `debrief_document` prints it.
"""

from coaching.pictures.board import Board, Look, TextSize, Theme
from coaching.pictures.document import Part, debrief_document
from coaching.pictures.draw import Picture, draw

__all__ = ["Board", "Look", "Part", "Picture", "TextSize", "Theme", "debrief_document", "draw"]
