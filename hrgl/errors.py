"""The ways to say no: full sentences for the person at the screen, saying what to do next.

Each has a code beside its sentence, the same for ever, for whatever is not a person.
"""


class HrglError(Exception):
    """Something a person asked for cannot be done; the message is shown to them as it is."""

    code = "refused"


class NotAllowed(HrglError):
    """The role does not permit it."""

    code = "not_allowed"


class NotFound(HrglError):
    """What was named does not exist, or not in this edition."""

    code = "not_found"


class NotValid(HrglError):
    """What was typed or uploaded cannot be taken; `field` names the place to mend."""

    code = "not_valid"

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotNow(HrglError):
    """It is permitted and well-formed, but the state of things does not admit it yet."""

    code = "not_now"


class Cited(NotNow):
    """What an encouragement cites stays as it is until it is taken out of the evidence."""

    code = "cited"


class TooFast(HrglError):
    """It may be asked again, but only after so many seconds."""

    code = "too_fast"

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class OutOfDate(HrglError):
    """Somebody changed it since this person looked; `changed_by` names them."""

    code = "out_of_date"

    def __init__(self, message: str, changed_by: str | None = None) -> None:
        super().__init__(message)
        self.changed_by = changed_by


class Unavailable(HrglError):
    """The system cannot at the moment: nothing was wrong with what was asked.

    None of these is a `NotNow`: whoever waits for a refusal by the rules must not take a full
    disk for one.
    """

    code = "unavailable"


class Busy(Unavailable):
    """Others are being served; asked again in a moment it can be done."""

    code = "busy"


class DiskFull(Unavailable):
    """There is no room left to write."""

    code = "disk_full"


class ReadOnly(Unavailable):
    """The database can be read at most: nothing can be written to it."""

    code = "read_only"


class NoAnswer(Unavailable):
    """The server of the database cannot be reached, or went away."""

    code = "no_answer"
