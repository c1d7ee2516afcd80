"""What would become of a Word file that came back, told before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core.enums import WordingField
from hrgl.core.models import SentDraft
from hrgl.encouragements.guards import refuse_if_published
from hrgl.encouragements.round_trip.arriving import (
    WITHOUT_ITS_OUTER,
    FileBack,
    SentPart,
    parts_sent,
    refuse_if_known,
    why_without_place,
)
from hrgl.encouragements.round_trip.passed_on import KnownAlready, known_already
from hrgl.errors import NotFound
from hrgl.formats.readers.returned.values import ReturnedChange, ReturnedComment

_AROUND = 60  # characters that are shown before and after a change


@dataclass(frozen=True)
class ChangeFound:
    """A change of a file, and what would become of it: an amendment, or (`why`) a note.

    `lead` and `trail` are the words around it; `stands`: whether the words it changes stand in the
    current wording as they did.
    """

    encouragement_id: int | None
    field: WordingField | None
    lead: str
    before: str
    after: str
    trail: str
    author: str
    dated: str
    tracked: bool
    to_another: bool
    why: str
    stands: bool
    there: bool  # it came with an earlier file, and is not stored again


@dataclass(frozen=True)
class CommentFound:
    """A comment of a file, with what answers it."""

    encouragement_id: int | None
    field: WordingField | None
    quote: str
    text: str
    author: str
    dated: str
    why: str
    there: bool
    replies: tuple["CommentFound", ...] = ()


@dataclass(frozen=True)
class PartFound:
    """An encouragement of a file: what it is called, and whether it was reworded since."""

    encouragement_id: int
    place: int | None
    heading: str
    wording: int
    now: int
    changes: tuple[ChangeFound, ...]
    comments: tuple[CommentFound, ...]


@dataclass(frozen=True)
class LookedInto:
    """What would become of a file: all its changes and comments, and by encouragement."""

    file: FileBack
    number: int
    parts: tuple[PartFound, ...]
    changes: tuple[ChangeFound, ...]
    comments: tuple[CommentFound, ...]

    @property
    def amendments(self) -> int:
        return sum(1 for each in self.changes if not each.why and not each.there)

    @property
    def margin(self) -> int:
        """How many notes would stand in the margin."""
        said = sum(not each.there for each in self._said)
        return said + sum(1 for each in self.changes if each.why and not each.there)

    @property
    def there(self) -> int:
        """How much of it came with an earlier file: one that went from hand to hand."""
        return sum(each.there for each in self._everything)

    @property
    def _everything(self) -> list[ChangeFound | CommentFound]:
        return [*self.changes, *self._said]

    @property
    def _said(self) -> list[CommentFound]:
        return [one for each in self.comments for one in (each, *each.replies)]

    @property
    def untracked(self) -> int:
        return sum(1 for each in self.changes if not each.tracked)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote in it, by the file."""
        told = (each.author for each in self._everything)
        return tuple(dict.fromkeys(filter(None, told)))

    @property
    def nowhere(self) -> tuple[tuple[ChangeFound, ...], tuple[CommentFound, ...]]:
        """The changes and the comments that found no place."""
        return (
            tuple(each for each in self.changes if each.why and not each.there),
            tuple(
                each for each in self.comments if each.encouragement_id is None and not each.there
            ),
        )


def look_through(
    session: Session, *, edition_id: int, file: FileBack, earlier: Sequence[FileBack] = ()
) -> LookedInto:
    """What would become of a file after the earlier ones, or why it cannot be brought in."""
    refuse_if_published(session, edition_id)
    sent = session.get(SentDraft, file.sent_id)
    if sent is None or sent.edition_id != edition_id:
        raise NotFound("This Word file was not taken out of this edition. Look again.")
    refuse_if_known(session, file)
    parts = parts_sent(session, sent)
    known = known_already(session, sent_id=sent.id, earlier=earlier)
    changes = _changes(file.returned.changes, parts, known)
    comments = _comments(file.returned.comments, parts, known)
    found = (_part(key, part, changes, comments) for key, part in parts.items())
    touched = [each for each in found if each.changes or each.comments]
    ordered = sorted(touched, key=lambda each: (each.place is None, each.place or 0))
    return LookedInto(file, sent.number, tuple(ordered), tuple(changes), tuple(comments))


def _part(
    key: int, part: SentPart, changes: Sequence[ChangeFound], comments: Sequence[CommentFound]
) -> PartFound:
    return PartFound(
        key,
        part.encouragement.place,
        part.now.heading,
        part.wording.number,
        part.now.number,
        tuple(each for each in changes if each.encouragement_id == key and not each.why),
        tuple(each for each in comments if each.encouragement_id == key),
    )


def _changes(
    changes: Sequence[ReturnedChange], parts: dict[int, SentPart], known: KnownAlready
) -> list[ChangeFound]:
    found: list[ChangeFound] = []
    for change in changes:
        why = why_without_place(change, parts)
        if change.inside is not None and found[change.inside].why:
            why = why or WITHOUT_ITS_OUTER
        found.append(_change(change, parts, why, there=known.holds(change)))
    return found


def _change(
    change: ReturnedChange, parts: dict[int, SentPart], why: str, *, there: bool
) -> ChangeFound:
    part = parts.get(change.key) if change.key is not None else None
    lead, trail, stands = "", "", False
    if part and not why and change.field and change.start is not None and change.end is not None:
        text = part.text(change.field)
        lead, trail = _lead(text[: change.start]), _trail(text[change.end :])
        stands = part.stands(change.field, change.start, change.end)
    return ChangeFound(
        part.encouragement.id if part else None,
        WordingField(change.field) if change.field else None,
        lead,
        change.before,
        change.after,
        trail,
        change.author,
        change.dated,
        change.tracked,
        change.inside is not None,
        why,
        stands,
        there,
    )


def _lead(text: str) -> str:
    """The last words before a change."""
    return text if len(text) <= _AROUND else f"… {text[-_AROUND:].partition(' ')[2]}"


def _trail(text: str) -> str:
    """The first words after a change."""
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"


def _comments(
    comments: Sequence[ReturnedComment], parts: dict[int, SentPart], known: KnownAlready
) -> list[CommentFound]:
    """Each comment with all that answers it."""
    first: dict[int, int] = {}
    threads: dict[int, list[ReturnedComment]] = {}
    for at, comment in enumerate(comments):
        root = first.get(comment.reply_to, at) if comment.reply_to is not None else at
        first[at] = root
        threads.setdefault(root, []).append(comment)
    return [
        _comment(
            thread[0], parts, known, tuple(_comment(each, parts, known) for each in thread[1:])
        )
        for thread in threads.values()
    ]


def _comment(
    comment: ReturnedComment,
    parts: dict[int, SentPart],
    known: KnownAlready,
    replies: tuple[CommentFound, ...] = (),
) -> CommentFound:
    part = parts.get(comment.key) if comment.key is not None else None
    return CommentFound(
        part.encouragement.id if part else None,
        WordingField(comment.field) if comment.field else None,
        comment.quote,
        comment.text,
        comment.author,
        comment.dated,
        comment.why_unplaced,
        known.note(comment) is not None,
        replies,
    )
