"""What a button carries: a deed, the number of the keyboard it belongs to, and what it is about. At most 64 bytes.

Each keyboard has a number of its own, kept with the learner: a tap on an older one, or a second tap, acts no more.
Telegram can deliver one tap under two updates, so the update's id alone would not do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 64  # bytes
FORM = re.compile(r"([a-z]{1,12}):([0-9]{1,9})(?::([a-z0-9_-]{1,40}))?")


class Deed(StrEnum):
    """What a tap does."""

    LANGUAGE = "lang"
    SKIP = "skip"
    PICK = "pick"
    CHOOSE = "choose"
    AGAIN = "again"
    RESUME = "resume"
    RULES = "rules"
    HINT = "hint"
    NERVES = "nerves"  # before, 0–10
    GUESS = "guess"
    AFTER = "after"  # nerves after
    MARKS = "marks"
    PRINT = "print"  # the debrief and all its marks
    CONTEST = "contest"
    FINDING = "finding"  # the one to contest
    UNEXPLAINED = "unexplained"  # contested without a reason
    WITHDRAW = "withdraw"
    NOTHING = "nothing"  # contest nothing after all
    REPLAY = "replay"
    COMPARE = "compare"
    WATCH = "watch"
    ONWARD = "onward"  # the next exchange of what is watched
    UNWATCH = "unwatch"
    DRILLS = "drills"
    DRILL = "drill"
    NEXT = "next"  # the next line of a drill
    ENOUGH = "enough"  # of drills
    SEND = "send"  # somebody with a need to somebody
    UNSENT = "unsent"
    WHYLESS = "whyless"  # sent, without saying why
    AS_SAID = "said"  # a voice note, as it was heard
    MEND = "mend"  # what was heard
    EVENING = "evening"  # which one to go to
    OUT_TO = "outto"  # to that occasion
    OUT_NERVES = "outnerves"  # before it
    WALK_TO = "walkto"  # somebody in the room
    GO_OVER = "goover"  # to another part of it
    LINGER = "linger"  # for some minutes
    LOOK = "look"  # around
    TAKE_LEAVE = "takeleave"
    SILENTLY = "silently"  # to leave without a word
    STAY = "stay"
    MAKE_ROOM = "makeroom"  # for somebody who stands near
    GIVE_CARD = "givecard"  # to who asked for it
    BRING = "bring"  # two people together
    GO_HOME = "gohome"
    HOME_NERVES = "homenerves"  # after the evening
    TALKS = "talks"  # of the evening, one by one
    NOTES = "notes"  # of the day after, to whom
    WRITE_TO = "writeto"  # the note of the day after
    NOTED = "noted"  # it stays as it is
    EVENT_KIND = "evkind"
    HOPELESS = "hopeless"  # they would rather not say what they hope for
    EVENT_NERVES = "evnerves"
    EVENT_HOUR = "evhour"
    POCKET = "pocket"
    DROP_EVENT = "dropevent"
    WENT = "went"
    NO_CARDS = "nocards"
    MISSION = "mission"  # done, or another one
    GO = "go"  # what a reminder is about
    SNOOZE = "snooze"
    STOP_REMINDING = "stopit"
    CLUB = "club"  # to where they stand in their season
    CLUB_BEGIN = "clubbegin"
    CLUB_ONWARD = "clubonward"  # from the round to the table
    CLUB_SAME = "clubsame"  # the introduction of last time
    CLUB_MEMBER = "clubmember"
    CLUB_HOME = "clubhome"
    CLUB_WEEK = "clubweek"  # the next meeting, so many days later
    CLUB_WAIT = "clubwait"  # the next meeting in a real week
    CLUB_NETWORK = "clubnetwork"
    CLUB_FINISH = "clubfinish"
    CLUB_MODE = "clubmode"  # the answers to the statements so far
    CLUB_KIND = "clubkind"  # the answers to the chooser's questions so far
    FORGET = "forget"
    FORGET_FOR_GOOD = "erase"
    KEEP = "keep"
    SETTINGS = "settings"  # all of them, or done with them
    SETTING = "setting"  # the page of one
    SET = "set"
    WHY = "why"  # how the last message was taken
    COACH = "coach"  # all groups
    NEW_GROUP = "newgroup"
    GROUP = "group"  # the menu of one
    GROUP_LANGUAGE = "grouplang"
    NO_GROUP_DAY = "nogroupday"  # its event has no date yet
    CLOSE_GROUP = "closegroup"
    CLOSE_FOR_GOOD = "closed"
    HAND_OVER = "handover"  # a group, to a co-coach
    HANDED_OVER = "handedover"
    STEP_DOWN = "stepdown"  # a coach or a sponsor who goes
    INVITE = "invite"
    LINKS = "links"
    REVOKE = "revoke"
    BOARD = "board"
    MEMBER = "member"
    REMOVE = "remove"  # a member
    REMOVE_FOR_GOOD = "removed"
    READ = "read"  # the marks of what was shared
    TRANSCRIPT = "transcript"
    REMARK = "remark"  # a coach's word on a turn, a finding or the whole
    UNSAY = "unsay"  # a comment
    VERDICT = "verdict"  # about a finding
    DECIDE = "decide"
    POINTS = "points"  # of a finding that weighs otherwise
    APPEALS = "appeals"
    APPEAL = "appeal"
    SETTLE = "settle"  # an appeal
    DISAGREE = "disagree"  # the table of what coaches changed
    ASSIGN = "assign"
    OF_WHAT = "ofwhat"  # to assign
    ABOUT = "about"  # whom or which, to assign
    FOR_WHOM = "forwhom"
    DUE = "due"
    ATTEMPTS = "attempts"
    TARGET = "target"
    DOUBLE = "double"  # a dimension that counts twice
    DRAFT = "draft"  # an assignment before it is handed out
    HAND_OUT = "handout"
    ASKED = "asked"  # all that is asked of a group
    RE_ASK = "reask"  # one of them, to change
    UN_ASK = "unask"
    UN_ASKED = "unasked"
    WEEK = "week"  # the digest
    WEEKLY = "weekly"  # every Wednesday, or no more
    WEB = "web"  # a link to the pages
    JOIN = "join"
    NOT_NOW = "notnow"
    MY_GROUP = "mygroup"  # as one of its learners
    CONSENT = "consent"
    READERS = "readers"  # who looked
    ALIAS = "alias"  # what they are called in a group
    LEAVE = "leave"
    SHARING = "sharing"  # of one rehearsal
    SHARE = "share"
    ASSIGNED = "assigned"  # to a learner
    OWN_ALL = "ownall"  # the scenarios they wrote
    OWN = "own"  # one of them
    OWN_TRY = "owntry"
    OWN_FILE = "ownfile"  # as it was sent
    OWN_EXAMPLE = "ownexample"  # somebody to begin with
    OWN_PUBLISH = "ownpublish"
    OWN_TO = "ownto"  # that group
    OWN_BACK = "ownback"  # from every group
    OWN_DROP = "owndrop"
    OWN_GONE = "owngone"
    OWN_COMPLAINTS = "owncomplain"  # about one of them
    OWN_MENDED = "ownmended"
    OWN_STAYS = "ownstays"
    OWN_NEXT = "ownnext"  # complaint
    REPORT = "report"  # that something is wrong with one a coach wrote
    REPORT_PLAIN = "reportplain"  # without a word
    UNREPORT = "unreport"
    SHEET = "sheet"  # how a group stands, as files
    END = "end"  # of the rehearsal


# Told by colour where the messenger has any: what is done for good, and what most would do next.
STYLES: Mapping[Deed, str] = {
    Deed.FORGET: "danger",
    Deed.OWN_GONE: "danger",
    Deed.FORGET_FOR_GOOD: "danger",
    Deed.CLOSE_FOR_GOOD: "danger",
    Deed.HANDED_OVER: "danger",
    Deed.REMOVE_FOR_GOOD: "danger",
    Deed.UN_ASKED: "danger",
    Deed.JOIN: "success",
    Deed.HAND_OUT: "primary",
    Deed.REPLAY: "primary",
    Deed.RESUME: "primary",
    Deed.AGAIN: "success",
    Deed.CLUB_BEGIN: "success",
}


DEEDS = {deed.value: deed for deed in Deed}

# Under what is said in a room, on one number until one of them is tapped.
OF_A_TALK_IN_A_ROOM = frozenset(
    {Deed.HINT, Deed.WHY, Deed.TAKE_LEAVE, Deed.LOOK, Deed.MAKE_ROOM, Deed.BRING, Deed.GIVE_CARD}
)

# These name the voice note they are about, each of which acts once, and leave every keyboard as it is.
OF_VOICES = frozenset({Deed.AS_SAID, Deed.MEND})

# These name the reminder they stand under, which comes unasked: it leaves every keyboard as it is.
OF_REMINDERS = frozenset({Deed.GO, Deed.SNOOZE, Deed.STOP_REMINDING})

# These name a scenario, under an answer that took its time: who may is asked at each tap, and any number may come.
BY_NAME = frozenset({Deed.OWN_TRY, Deed.OWN_PUBLISH, Deed.OWN_COMPLAINTS, Deed.REPORT})


@dataclass(frozen=True)
class Press:
    """A deed on keyboard number `keyboard`, about `about` (an attendee, a language)."""

    deed: Deed
    keyboard: int
    about: str = ""

    def data(self) -> str:
        """As a button carries it."""
        return f"{self.deed}:{self.keyboard}" + (f":{self.about}" if self.about else "")


def read_press(data: str) -> Press | None:
    """The press a button carried; None for anything we never wrote."""
    found = FORM.fullmatch(data) if len(data.encode("utf-8", "replace")) <= LONGEST else None
    deed = DEEDS.get(found[1]) if found else None
    if not found or deed is None:
        return None
    return Press(deed, int(found[2]), found[3] or "")


def deeds_in(payload: Mapping[str, object]) -> frozenset[Deed]:
    """What the buttons under an outgoing message do; none where there are none, or none of ours."""
    shown = payload.get("reply_markup")
    rows = shown.get("inline_keyboard") if isinstance(shown, Mapping) else None
    if not isinstance(rows, list):
        return frozenset()
    presses = [read_press(str(button.get("callback_data", ""))) for row in rows for button in row]
    return frozenset(press.deed for press in presses if press)
