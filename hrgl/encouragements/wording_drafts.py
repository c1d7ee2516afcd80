"""Drafts of wordings: what people are typing, kept every few seconds until it is saved."""

from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.models import Encouragement, Member, WordingDraft
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import current_wording, open_encouragement
from hrgl.encouragements.texts import WordingText, text_of
from hrgl.errors import NotNow, NotValid, OutOfDate

LONGEST_KEPT = 20_000  # characters of one field: more than can be saved, so that nothing is lost


def wording_drafts(session: Session, *, member_id: int) -> list[WordingDraft]:
    """What a member was typing into encouragements and has not saved yet."""
    query = select(WordingDraft).where(WordingDraft.member_id == member_id)
    return list(session.exec(query.order_by(col(WordingDraft.encouragement_id))).all())


def keep_wording_draft(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    wording: int,
    heading: str,
    explanation: str,
    examples: str,
    remarks: str,
    seen: datetime | None = None,
) -> WordingDraft | None:
    """Keep what a member is typing; what reads as it is saved is no draft.

    `wording` is the number of the one they go on from, `seen` when the state was kept that this
    text goes on from. There is no audit entry: a draft is no decision, and nobody else reads it.
    """
    require(actor, Permission.WORD)
    if actor.account_id is None:
        raise NotNow("Drafts are kept for people who have signed in. Save the wording instead.")
    encouragement = open_encouragement(session, actor, encouragement_id)
    typed = WordingText(heading, explanation, examples)
    if max(map(len, (heading, explanation, examples, remarks))) > LONGEST_KEPT:
        raise NotValid("This is too long to be kept. Make it shorter, or copy it elsewhere.")
    draft = _draft_of(session, actor, encouragement)
    kept = (_typed(draft), draft.remarks) if draft else None
    if (draft.saved_at if draft else None) != seen and kept != (typed, remarks):
        raise OutOfDate(
            "You went on with this wording on another device or in another window. Nothing was "
            "overwritten: choose which text to go on with.",
            changed_by=actor.name,
        )
    if typed == text_of(current_wording(session, encouragement)) and (
        remarks == encouragement.remarks
    ):
        _drop(session, draft)
        return None
    return _store(session, draft, actor, encouragement, (wording, typed, remarks))


def _store(
    session: Session,
    draft: WordingDraft | None,
    actor: Member,
    encouragement: Encouragement,
    typed: tuple[int, WordingText, str],
) -> WordingDraft:
    draft = draft or WordingDraft(
        member_id=actor.id, encouragement_id=encouragement.id, wording=encouragement.wording
    )
    draft.wording, text, draft.remarks = typed
    _write(draft, text)
    draft.saved_at = now()
    session.add(draft)
    session.flush()
    return draft


def saved_as(
    session: Session, actor: Member, encouragement: Encouragement, text: WordingText
) -> None:
    """A wording was saved: of its writer's draft at most the remarks are left."""
    draft = _draft_of(session, actor, encouragement)
    if draft is not None:
        _write(draft, text)
        draft.wording = encouragement.wording
        _drop_if_saved(session, draft, encouragement, text)


def remarks_saved(session: Session, actor: Member, encouragement: Encouragement) -> None:
    """Remarks were saved: of their writer's draft at most the wording is left."""
    draft = _draft_of(session, actor, encouragement)
    if draft is not None:
        draft.remarks = encouragement.remarks
        text = text_of(current_wording(session, encouragement))
        _drop_if_saved(session, draft, encouragement, text)


def _drop_if_saved(
    session: Session, draft: WordingDraft, encouragement: Encouragement, text: WordingText
) -> None:
    if _typed(draft) == text and draft.remarks == encouragement.remarks:
        _drop(session, draft)


def _drop(session: Session, draft: WordingDraft | None) -> None:
    if draft is not None:
        session.delete(draft)
        session.flush()


def _draft_of(session: Session, actor: Member, encouragement: Encouragement) -> WordingDraft | None:
    query = select(WordingDraft).where(
        WordingDraft.member_id == actor.id, WordingDraft.encouragement_id == encouragement.id
    )
    return session.exec(query).first()


def _typed(draft: WordingDraft) -> WordingText:
    return WordingText(draft.heading, draft.explanation, draft.examples)


def _write(draft: WordingDraft, text: WordingText) -> None:
    draft.heading, draft.explanation, draft.examples = text.heading, text.explanation, text.examples
