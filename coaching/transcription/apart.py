"""The process apart: fetches one recording, looks at it, has it put into words, tells that on one line and ends.

Whatever a stranger sent is touched here alone, with little memory, little time and nothing to write to. The errand
comes on standard input, so that no token and no key stands among the processes' arguments. Standard library only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

from coaching.apart.confinement import confine
from coaching.apart.fetching import TooBigError, UnfetchedError, fetched
from coaching.services.hearing import Trouble
from coaching.transcription.asking import Question, Unheard, answered
from coaching.transcription.opus import BrokenError, TooLongError, seconds_of

MEMORY = 512 * 1024 * 1024  # bytes of addresses, of which a recording needs a few million
PROCESSOR = 10  # seconds
MOST_ASKED = 65_536  # bytes of an errand


@dataclass(frozen=True)
class Errand:
    """What the process apart is to do."""

    place: str
    url: str
    key: str
    model: str
    lang: str
    longest: int  # seconds of sound
    most: int  # bytes
    within: float  # seconds for all of it


def asked(recording: bytes, errand: Errand) -> str:
    """What the transcriber makes of it. Raises Unheard."""
    return answered(recording, Question(errand.url, errand.key, errand.model, errand.lang, errand.within))


def done(errand: Errand, in_words: Callable[[bytes, Errand], str] = asked) -> dict[str, object]:
    """The text and the seconds it took to say, or the trouble."""
    try:
        recording = fetched(errand.place, errand.most, errand.within)
        seconds = seconds_of(recording, errand.longest)
        return {"text": in_words(recording, errand), "seconds": seconds}
    except UnfetchedError:
        return {"trouble": Trouble.UNFETCHED}
    except (TooBigError, TooLongError):
        return {"trouble": Trouble.TOO_LONG}
    except BrokenError:
        return {"trouble": Trouble.BROKEN}
    except Unheard as unheard:
        return {"trouble": unheard.trouble}


def main() -> None:
    """One errand."""
    errand = Errand(**json.loads(sys.stdin.buffer.read(MOST_ASKED)))
    confine(MEMORY, PROCESSOR, errand.within)
    sys.stdout.write(json.dumps(done(errand)))


if __name__ == "__main__":
    main()
