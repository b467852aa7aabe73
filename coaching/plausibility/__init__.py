"""Whether a scenario can be lived through: learners rehearse it by the hundred, and what none of them met is known.

They are made of readings. No text is read here, so it is fast; how texts are understood is another matter.

`learners` are the people: three who play a part (kind, selling, silent) and as many at random as one likes.
`survey` lets them all rehearse, and keeps what they met.
"""
