"""Amendments put into the next wording, each with what became of it; part of acts."""

from collections.abc import Sequence

from sqlmodel import Session

from hrgl.core import changes
from hrgl.core.changes import DECIDED, Change
from hrgl.core.columns import now
from hrgl.core.enums import AmendmentOutcome, WordingField
from hrgl.core.models import Amendment, Encouragement, Member
from hrgl.editions.document_forms import lead_in_of
from hrgl.encouragements.amending.amendments import AmendmentView, amendments
from hrgl.encouragements.guards import current_wording, meeting_before
from hrgl.encouragements.texts import WordingText
from hrgl.encouragements.wordings import LONGEST_WHY, checked_text, next_wording
from hrgl.errors import NotNow
from hrgl.synthesis.wording.amending import OtherWords, applied


def as_decided(rows: Sequence[Amendment]) -> list[Change]:
    """What has been recommended and decided of amendments until now, to be noted later."""
    return [changes.columns(row, DECIDED) for row in rows]


def note_outcome(
    session: Session,
    actor: Member,
    encouragement: Encouragement,
    row: Amendment,
    outcome: AmendmentOutcome,
    reason: str,
) -> None:
    """Say what became of an amendment, and in which meeting, if in one."""
    row.outcome, row.outcome_reason = outcome, reason
    row.decided_by_id, row.decided_at = actor.id, now()
    row.meeting_id = meeting_before(session, encouragement)


def take_amendments_in(
    session: Session,
    actor: Member,
    encouragement: Encouragement,
    rows: Sequence[Amendment],
    words: str | None = None,
    reason: str = "",
) -> None:
    """Make the next wording out of these amendments; a single one with these words instead.

    Where the words of a single one have changed since, `words` are the whole of its field.
    """
    current = current_wording(session, encouragement)
    text = _text_with(session, encouragement, rows, words)
    text = checked_text(
        text,
        heading_needed=bool(current.heading),
        lead_in=lead_in_of(session, edition_id=encouragement.edition_id),
    )
    if text == WordingText(current.heading, current.explanation, current.examples):
        raise NotNow("It would read as before. Say that it is dealt with elsewhere instead.")
    next_wording(session, actor, encouragement, text, _why(rows))
    session.flush()
    taken_into = current_wording(session, encouragement).id
    for row in rows:
        modified = words is not None and words != row.after
        outcome = AmendmentOutcome.MODIFIED if modified else AmendmentOutcome.ACCEPTED
        note_outcome(session, actor, encouragement, row, outcome, reason)
        row.taken_words, row.taken_into_id = (words if modified else None), taken_into


def _text_with(
    session: Session, encouragement: Encouragement, rows: Sequence[Amendment], words: str | None
) -> WordingText:
    """How the current wording reads with these amendments."""
    current = current_wording(session, encouragement)
    found = amendments(
        session, edition_id=encouragement.edition_id, encouragement_id=encouragement.id
    )
    taken = [view for view in found if view.id in {row.id for row in rows}]
    _refuse_collisions(taken)
    texts = {field: str(getattr(current, field.value)) for field in WordingField}
    return WordingText(
        *(
            applied(text, [_span(view, text, words) for view in taken if view.field is field])
            for field, text in texts.items()
        )
    )


def _span(view: AmendmentView, text: str, words: str | None) -> OtherWords:
    if view.place is not None:
        return OtherWords(*view.place, view.after if words is None else words)
    if words is None:
        raise NotNow(
            f"The words that amendment {view.number} is about have changed since. Accept it with "
            "other words, or say that it is dealt with elsewhere."
        )
    return OtherWords(0, len(text), words)


def _refuse_collisions(taken: Sequence[AmendmentView]) -> None:
    together = {view.id: view.number for view in taken}
    for view in taken:
        for other in view.collides_with:
            if other in together:
                raise NotNow(
                    f"Amendments {view.number} and {together[other]} change the same words: "
                    "accept one of them."
                )


def _why(rows: Sequence[Amendment]) -> str:
    # no names: a wording never changes, and whoever is erased must be gone from it too
    numbers = [str(row.number) for row in sorted(rows, key=lambda row: row.number)]
    if len(numbers) == 1:
        return f"with amendment {numbers[0]}"
    why = f"with amendments {', '.join(numbers[:-1])} and {numbers[-1]}"
    return why if len(why) <= LONGEST_WHY else f"with {len(numbers)} amendments"
