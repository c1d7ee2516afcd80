"""What a returned file is compared with, and what is told of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stamp:
    """Which draft a file says it is."""

    edition: str
    number: int
    digest: str


@dataclass(frozen=True)
class SentText:
    """A field of an encouragement as it was sent; `key` is what it is found by."""

    key: int
    field: str
    text: str


@dataclass(frozen=True)
class ReturnedChange:
    """Other words for `[start, end)` of a field as it was sent, or why there is no such place.

    `dated` ends in Z where the file tells the time in UTC; else it is a local time of an unknown
    zone. `inside` is the index of the change that this one amends: both then have the same place,
    `before` is how that change would have it, `after` how this one would. An untracked change has
    no author.
    """

    key: int | None
    field: str | None
    start: int | None
    end: int | None
    before: str
    after: str
    author: str = ""
    dated: str = ""
    tracked: bool = True
    inside: int | None = None
    why_unplaced: str = ""


@dataclass(frozen=True)
class ReturnedComment:
    """A comment in the margin, with what it is about; `reply_to` is the index of another."""

    key: int | None
    field: str | None
    start: int | None
    end: int | None
    quote: str
    text: str
    author: str = ""
    dated: str = ""
    reply_to: int | None = None
    why_unplaced: str = ""


@dataclass(frozen=True)
class Returned:
    """All that a returned file says: each change and comment placed, or with the reason why not."""

    changes: tuple[ReturnedChange, ...]
    comments: tuple[ReturnedComment, ...]

    @property
    def untracked(self) -> int:
        """How many changes nobody signed: found by comparison with what was sent."""
        return sum(not change.tracked for change in self.changes)
