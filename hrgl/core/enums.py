"""The closed vocabularies: every choice a row may hold, as it is stored."""

from enum import StrEnum


class Role(StrEnum):
    RAPPORTEUR = "rapporteur"
    FACILITATOR = "facilitator"
    STEERING = "steering"
    ORGANISER = "organiser"
    PARTICIPANT = "participant"


class Attribution(StrEnum):
    """How much may be shown of who said it, from least to most."""

    NONE = "none"
    GROUP = "group"
    ORGANISATION = "organisation"
    NAMED = "named"


class Source(StrEnum):
    TYPED = "typed"
    PASTED = "pasted"
    IMPORTED = "imported"
    SENT = "sent"


class Kind(StrEnum):
    PRACTICE = "practice"
    CHALLENGE = "challenge"
    LESSON = "lesson"
    NEED = "need"
    PROPOSAL = "proposal"
    RESERVATION = "reservation"
    QUESTION = "question"


class Support(StrEnum):
    """As what a statement is cited beside an encouragement."""

    SUPPORTS = "supports"
    EXAMPLE = "example"
    RESERVATION = "reservation"


class Stage(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SET_ASIDE = "set_aside"


class Withdrawal(StrEnum):
    """How a statement came to be withdrawn; the reason beside it is for people to read."""

    PERSON = "person"
    SENDER = "sender"
    EDITED = "edited"
    SPLIT = "split"
    JOINED = "joined"
    IMPORT = "import"
    ERASED = "erased"


class TagState(StrEnum):
    """What a person decided on a tag."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Origin(StrEnum):
    """Whether the machine had proposed what a person decided on."""

    PROPOSED = "proposed"
    PERSON = "person"


class DoorState(StrEnum):
    """Whether participants can send inputs, and whether somebody reads them first."""

    OPEN = "open"
    MODERATED = "moderated"
    CLOSED = "closed"


class InputState(StrEnum):
    """What became of an input: it waits to be read, became a note, or did not."""

    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class CommentKind(StrEnum):
    """What a participant says of a draft."""

    COMMENT = "comment"
    SUPPORTS = "supports"
    MISSING = "missing"


class CommentAnswer(StrEnum):
    """What became of a comment: one of these words, and no other."""

    TAKEN_UP = "taken_up"
    IN_PART = "in_part"
    NOT_TAKEN_UP = "not_taken_up"
    ELSEWHERE = "elsewhere"


class Reaction(StrEnum):
    """What the sender of a comment says to its answer."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"


class Verdict(StrEnum):
    AGREE = "agree"
    LIVE_WITH = "live_with"
    OBJECT = "object"


class AdoptionMode(StrEnum):
    ADOPTED = "adopted"
    LAUNCHED = "launched"
    PRESENTED = "presented"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
