"""The ways to say no: full sentences for the person at the screen, saying what to do next."""


class HrglError(Exception):
    """Something a person asked for cannot be done; the message is shown to them as it is."""


class NotAllowed(HrglError):
    """The role does not permit it."""


class NotFound(HrglError):
    """What was named does not exist, or not in this edition."""


class NotValid(HrglError):
    """What was typed or uploaded cannot be taken; `field` names the place to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotNow(HrglError):
    """It is permitted and well-formed, but the state of things does not admit it yet."""


class OutOfDate(HrglError):
    """Somebody changed it since this person looked; `changed_by` names them."""

    def __init__(self, message: str, changed_by: str | None = None) -> None:
        super().__init__(message)
        self.changed_by = changed_by
