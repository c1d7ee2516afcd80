"""Bringing a Word file back: its changes become amendments, the rest stands in its margin."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import MarginKind, WordingField
from hrgl.core.models import Amendment, MarginNote, Member, ReturnedDraft, SentDraft
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.amending.proposing import add_amendments
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
from hrgl.formats.readers.returned.values import ReturnedChange, ReturnedComment
from hrgl.synthesis.wording.amending import OtherWords

_Signature = tuple[int, WordingField, str, str, str]
_UNTRACKED = "Changed without tracking in a Word file, so the author is unknown."


@dataclass
class _Arrival:
    """What is known while one file is brought in."""

    session: Session
    actor: Member
    row: ReturnedDraft
    parts: dict[int, SentPart]
    known: KnownAlready
    amendments: dict[int, Amendment] = dataclasses.field(
        default_factory=dict
    )  # by the index of the change
    notes: list[MarginNote] = dataclasses.field(default_factory=list)
    there: int = 0  # what came with an earlier file


def bring_all_back(
    session: Session, actor: Member, *, files: Sequence[FileBack]
) -> list[ReturnedDraft]:
    """Bring several files back at once: all of them or none."""
    require(actor, Permission.WORD)
    return [bring_back(session, actor, file=each) for each in files]


def bring_back(session: Session, actor: Member, *, file: FileBack) -> ReturnedDraft:
    """Store what came back in a file: amendments to the wordings it held, and its margin."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    sent = fetch(session, SentDraft, file.sent_id, actor=actor)
    refuse_if_known(session, file)
    row = ReturnedDraft(
        edition_id=actor.edition_id,
        sent_id=sent.id,
        name=file.name,
        sha256=file.sha256,
        member_id=actor.id,
    )
    session.add(row)
    session.flush()
    known = known_already(session, sent_id=sent.id)
    arrival = _Arrival(session, actor, row, parts_sent(session, sent), known)
    _changes(arrival, file.returned.changes)
    _comments(arrival, file.returned.comments)
    audit.record(
        session,
        actor,
        "draft.returned",
        row,
        number=sent.number,
        number_of=sum(each.returned_id == row.id for each in arrival.amendments.values()),
        notes=len(arrival.notes),
        there=arrival.there,
    )
    return row


def _changes(arrival: _Arrival, changes: Sequence[ReturnedChange]) -> None:
    """Every change becomes an amendment, or if it finds no place a note, or is there already."""
    there = _there_already(arrival, changes)
    whys = {at: why_without_place(change, arrival.parts) for at, change in enumerate(changes)}
    alike: dict[_Signature, list[int]] = defaultdict(list)
    for at, change in enumerate(changes):
        if not whys[at] and change.inside is None and at not in there:
            alike[_signature(change)].append(at)
    for (key, field, author, dated, reason), those in alike.items():
        words = [_other_words(changes[at]) for at in those]
        made = _amendments(arrival, key, field, words, reason, author, dated)
        arrival.amendments.update(zip(those, made, strict=True))
    for at, change in enumerate(changes):
        if at not in arrival.amendments and at not in there:
            _inside_or_without_place(arrival, at, change, whys[at])


def _there_already(arrival: _Arrival, changes: Sequence[ReturnedChange]) -> set[int]:
    """Which changes came with an earlier file; those to an amendment of then find it."""
    found = {at for at, change in enumerate(changes) if arrival.known.holds(change)}
    for at in found:
        amendment_id = arrival.known.amendment(changes[at])
        if amendment_id is not None:
            arrival.amendments[at] = arrival.session.get_one(Amendment, amendment_id)
    arrival.there += len(found)
    return found


def _inside_or_without_place(arrival: _Arrival, at: int, change: ReturnedChange, why: str) -> None:
    to = arrival.amendments.get(change.inside) if change.inside is not None else None
    if not why and to is not None:
        key, field, author, dated, reason = _signature(change)
        words = [_other_words(change)]
        [made] = _amendments(arrival, key, field, words, reason, author, dated, to)
        arrival.amendments[at] = made
    else:
        _without_place(arrival, change, why or WITHOUT_ITS_OUTER)


def _signature(change: ReturnedChange) -> _Signature:
    """What changes have in common that are stored together."""
    assert change.key is not None  # noqa: S101 – it has a place
    assert change.field is not None  # noqa: S101
    reason = "" if change.tracked else _UNTRACKED
    return change.key, WordingField(change.field), change.author, change.dated, reason


def _other_words(change: ReturnedChange) -> OtherWords:
    assert change.start is not None  # noqa: S101 – it has a place
    assert change.end is not None  # noqa: S101
    return OtherWords(change.start, change.end, change.after)


def _amendments(
    arrival: _Arrival,
    key: int,
    field: WordingField,
    words: Sequence[OtherWords],
    reason: str,
    author: str,
    dated: str,
    to: Amendment | None = None,
) -> list[Amendment]:
    return add_amendments(
        arrival.session,
        arrival.actor,
        arrival.parts[key].wording,
        field,
        words,
        reason=reason,
        author=author,
        dated=dated,
        returned_id=arrival.row.id,
        to_id=to.id if to else None,
    )


def _without_place(arrival: _Arrival, change: ReturnedChange, why: str) -> None:
    part = arrival.parts.get(change.key) if change.key is not None else None
    _note(
        arrival,
        MarginNote(
            edition_id=arrival.row.edition_id,
            returned_id=arrival.row.id,
            kind=MarginKind.CHANGE,
            author=change.author,
            dated=change.dated,
            encouragement_id=part.encouragement.id if part else None,
            wording_id=part.wording.id if part else None,
            quote=change.before,
            text=change.after,
            why_unplaced=why,
        ),
    )


def _comments(arrival: _Arrival, comments: Sequence[ReturnedComment]) -> None:
    """Every comment becomes a note in the margin; an answer to one stays with it."""
    made: dict[int, MarginNote] = {}
    for at, comment in enumerate(comments):
        part = arrival.parts.get(comment.key) if comment.key is not None else None
        field = WordingField(comment.field) if part and comment.field else None
        placed = comment.start is not None
        before = made.get(comment.reply_to) if comment.reply_to is not None else None
        known = arrival.known.note(comment)
        if known is not None:
            made[at] = arrival.session.get_one(MarginNote, known)
            arrival.there += 1
            continue
        made[at] = _note(
            arrival,
            MarginNote(
                edition_id=arrival.row.edition_id,
                returned_id=arrival.row.id,
                kind=MarginKind.COMMENT,
                author=comment.author,
                dated=comment.dated,
                encouragement_id=part.encouragement.id if part else None,
                wording_id=part.wording.id if part else None,
                field=field if placed else None,
                start=comment.start if field else None,
                end=comment.end if field else None,
                quote=comment.quote,
                text=comment.text,
                why_unplaced=comment.why_unplaced,
                reply_to_id=before.id if before else None,
            ),
        )


def _note(arrival: _Arrival, row: MarginNote) -> MarginNote:
    arrival.session.add(row)
    arrival.session.flush()
    arrival.notes.append(row)
    return row
