"""An evening so far: the room, the clock, whom one talks with. Frozen values; each act makes a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from coaching.evening.place import Stand
from coaching.rehearsal import Conversation, Profile

MINUTE = 60  # seconds


class EventKind(StrEnum):
    """Something to show. `who` is the attendee it is about, `text` what is said or seen, in their language."""

    ARRIVED = "arrived"  # text: the scene
    WALKED = "walked"  # place: where to
    WAITED_FOR = "waited_for"  # who was out of the room, and is back
    OPENING = "opening"  # they speak first
    BACK = "back"  # the learner came back to them
    REPLY = "reply"
    ASKS_CARD = "asks_card"  # they ask for the learner's card
    CUE = "cue"  # they would like to go
    CALLED_AWAY = "called_away"
    GOODBYE = "goodbye"  # the learner took leave
    LEFT = "left"  # they took leave, or turned their back
    LEFT_STANDING = "left_standing"  # the learner went without a word
    COMES_UP = "comes_up"  # they come to the learner unasked
    CARD_PUSHED = "card_pushed"  # their card is in the learner's hand
    DRIFTS_NEAR = "drifts_near"  # stands alone near the learner's group
    INVITED = "invited"
    INTRODUCED = "introduced"  # each of the two says something
    BREAK = "break"  # a moment at the buffet
    HOUR = "hour"  # something that happens to everybody
    NOT_NOW = "not_now"  # what was wanted cannot be done; `why`
    OVER = "over"  # text: how it ends; none where the learner goes home before


class WhyNot(StrEnum):
    """Why something cannot be done."""

    NOBODY_SUCH = "nobody_such"  # nobody of that kind is free
    SHUT = "shut"  # they turned their back on the learner
    TALKING_TO_NOBODY = "talking_to_nobody"
    NOT_MET = "not_met"  # one introduces only whom one has met
    ALREADY = "already"  # it was done before
    NO_SUCH_PLACE = "no_such_place"
    EVENING_OVER = "evening_over"


class How(StrEnum):
    """How a talk came to an end."""

    KINDLY = "kindly"  # the learner took leave well
    CURTLY = "curtly"  # or badly
    WITHOUT_A_WORD = "without_a_word"
    CALLED_AWAY = "called_away"  # they had waited for the learner to let them go
    THEY_LEFT = "they_left"  # gladly or because it was time
    TURNED_AWAY = "turned_away"  # they had enough of the learner
    EVENING_OVER = "evening_over"


class ActKind(StrEnum):
    """What a learner can do in a room."""

    APPROACH = "approach"
    SAY = "say"
    LEAVE = "leave"
    WAIT = "wait"
    GO = "go"
    INTRODUCE = "introduce"
    INVITE = "invite"


@dataclass(frozen=True)
class Act:
    """One thing the learner did, as it was given: enough to play the evening again."""

    kind: ActKind
    whom: tuple[str, ...] = ()  # attendees, or what they were chosen by; a place
    text: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Event:
    """One thing to show."""

    kind: EventKind
    who: str = ""
    text: str = ""
    place: str = ""
    why: WhyNot | None = None


@dataclass(frozen=True)
class Parting:
    """How one talk with an attendee ended."""

    how: How
    turns: int  # of that talk
    cues: int  # they had given
    turn: int  # the last of the conversation, over all talks
    text: str = ""  # what the learner said in going
    rose: bool = False  # they trusted the learner more than at first


@dataclass(frozen=True)
class Guest:
    """An attendee in the room."""

    scenario: str
    place: str
    stands: Stand
    looks: int  # which of the wordings one sees of them
    comes_at: int = 0  # second from which they may come up unasked; 0 for who never does
    away_until: int = 0  # second at which they are back in the room
    conversation: Conversation | None = None
    since: int = 0  # second at which the present talk began
    turns_before: int = 0  # turns of earlier talks
    cues: int = 0  # given in the present talk
    has_pushed_card: bool = False
    was_approached: bool = False  # the learner walked up to them
    is_beside: bool = False  # in the learner's group, by invitation
    goodwill: int = 0  # trust earned by what was done for them outside a talk, before they were talked with
    said: frozenset[int] = frozenset()  # marks of what they said beside the conversation
    reached: frozenset[str] = frozenset()  # endings of earlier talks
    partings: tuple[Parting, ...] = ()

    @property
    def turns(self) -> int:
        """Messages the learner said to them, over all talks."""
        return len(self.conversation.turns) if self.conversation else 0

    @property
    def trust(self) -> int:
        """0–100; 0 for whom the learner never talked with."""
        return self.conversation.mind.trust if self.conversation else 0


class Fit(StrEnum):
    """What an introduction was worth."""

    FITS = "fits"
    NOT_SAID = "not_said"  # it would fit, but the words don't say why
    NOT_LEARNED = "not_learned"  # it would fit, but the learner cannot know
    NOTHING = "nothing"  # neither has what the other is missing


@dataclass(frozen=True)
class Introduction:
    """Two attendees whom the learner made known to each other."""

    first: str
    second: str
    text: str
    fit: Fit
    pair: str = ""  # the pair that makes it fit

    @property
    def fits(self) -> bool:
        """Whether there was a reason, and it was said."""
        return self.fit is Fit.FITS


@dataclass(frozen=True)
class Welcome:
    """Somebody whom the learner made room for."""

    who: str
    text: str
    quote: str
    counts: bool  # the words were those of a welcome


@dataclass(frozen=True)
class Evening:
    """An evening so far. `events` are those of the last act alone."""

    occasion: str
    profile: Profile
    seed: int
    minutes: int  # how long it lasts
    place: str
    guests: tuple[Guest, ...]
    named: tuple[str, ...] = ()  # who had to be there
    clock: int = 0  # seconds since the beginning
    talking_to: str | None = None
    held_by: str | None = None  # who waits for the learner's card as they part
    drifting: str | None = None  # who stands alone near the learner's group
    drifts_at: tuple[int, ...] = ()  # seconds from which somebody may, still to come
    is_over: bool = False
    acts: tuple[Act, ...] = ()
    course: tuple[tuple[str, int], ...] = ()  # every message in order: to whom, and which of that conversation
    met: tuple[str, ...] = ()  # whom the learner talked with, in order
    introductions: tuple[Introduction, ...] = ()
    welcomes: tuple[Welcome, ...] = ()
    events: tuple[Event, ...] = ()
    nerves_before: int | None = None  # 0–10, as rated
    nerves_after: int | None = None

    def guest(self, who: str) -> Guest | None:
        """The attendee of that name, if they are there this evening."""
        return next((one for one in self.guests if one.scenario == who), None)

    @property
    def partner(self) -> Guest | None:
        """Whom the learner talks with."""
        return self.guest(self.talking_to) if self.talking_to else None

    @property
    def minute(self) -> int:
        """Whole minutes gone."""
        return self.clock // MINUTE

    @property
    def seconds_left(self) -> int:
        """Until it is over."""
        return max(0, self.minutes * MINUTE - self.clock)

    @property
    def pushed_on_you(self) -> int:
        """Cards put into the learner's hand unasked."""
        return sum(one.has_pushed_card for one in self.guests)

    def with_guest(self, guest: Guest) -> Evening:
        """The evening with that attendee as they are now."""
        guests = tuple(guest if one.scenario == guest.scenario else one for one in self.guests)
        return replace(self, guests=guests)

    def showing(self, *events: Event) -> Evening:
        """The evening with more to show."""
        return replace(self, events=(*self.events, *events))
