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
    PROPOSAL = "proposal"  # how it could be put into practice in a place of theirs


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
    """A member's word on a wording; an abstention is noted and counts for no side."""

    AGREE = "agree"
    LIVE_WITH = "live_with"
    OBJECT = "object"
    ABSTAIN = "abstain"


class ObjectionAnswer(StrEnum):
    """What was done about an objection, or about a condition: one of these words, and no other."""

    ACCEPTED = "accepted"
    IN_PART = "in_part"
    DECLINED = "declined"


class RulingWord(StrEnum):
    """What the rule of the edition makes of an objection that stands."""

    UPHELD = "upheld"
    OVERRULED = "overruled"


class Overruling(StrEnum):
    """By which majority of those who take a side an objection may be overruled, if by any."""

    NEVER = "never"
    MORE_THAN_HALF = "more_than_half"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"
    PERCENT = "percent"


class WordingField(StrEnum):
    """The parts of a wording, in the order in which they are read."""

    HEADING = "heading"
    EXPLANATION = "explanation"
    EXAMPLES = "examples"


class Recommendation(StrEnum):
    """What facilitators recommend to do with an amendment."""

    ACCEPTED = "accepted"
    MODIFIED = "modified"
    DECLINED = "declined"
    ELSEWHERE = "elsewhere"


class AmendmentOutcome(StrEnum):
    """What became of an amendment: one of these words, and no other."""

    ACCEPTED = "accepted"
    MODIFIED = "modified"
    DECLINED = "declined"
    ELSEWHERE = "elsewhere"
    WITHDRAWN = "withdrawn"


class MarginKind(StrEnum):
    """What stands in the margin of a file that came back: words on the text, or a change of it."""

    COMMENT = "comment"
    CHANGE = "change"


class MeetingWord(StrEnum):
    """What a meeting made of an encouragement when it went on to the next."""

    AGREED = "agreed"
    LEFT_OPEN = "left_open"


class AdoptionMode(StrEnum):
    ADOPTED = "adopted"
    LAUNCHED = "launched"
    PRESENTED = "presented"


class Languages(StrEnum):
    """Which model compares the statements of an edition; AUTO: as they are written."""

    AUTO = "auto"
    ENGLISH = "english"
    MULTILINGUAL = "multilingual"


class DocumentMark(StrEnum):
    """What is said of a published number that no longer stands as it did."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
