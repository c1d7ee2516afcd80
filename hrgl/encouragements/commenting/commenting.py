"""Commenting: what participants say of a draft, bound to the wording they were shown."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from hrgl.core import audit, codes
from hrgl.core.enums import CommentKind
from hrgl.core.models import Comment, Edition, Encouragement, Input, Member, Wording, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import encouragement_then
from hrgl.errors import HrglError, NotFound, NotNow, NotValid
from hrgl.notes import notes
from hrgl.notes.door.rounds import DraftsLink
from hrgl.people.accounts import participant_of, participants_of

LONGEST_COMMENT = 3000
_NOT_HERE = (
    "This draft does not stand on the page that this link leads to. Load the page again, then say "
    "it there."
)
_CLOSED = (
    "The round is closed: nothing more is collected here. Tell a facilitator what you wanted to "
    "say."
)
_PUBLISHED = (
    "The document is published, so nothing more is said of its drafts. Load the page again: now "
    "you can propose how it could be put into practice."
)
_NOT_PUBLISHED = (
    "How it could be put into practice is collected once the document is published. Until then "
    "send it as a comment."
)
_NO_RECEIPT = (
    "There is no receipt like this in this edition. Compare it with what you wrote down, or leave "
    "it empty: then you get a new one."
)


@dataclass(frozen=True)
class Saying:
    """What a participant says of a wording; `sender` is what a browser was given with the page.

    `shown` is where their link leads, and `mark` proves that this wording stood there. A receipt is
    only given by who has one from before.
    """

    shown: DraftsLink
    sender: str
    encouragement_id: int
    wording: int
    mark: str
    kind: CommentKind
    text: str = ""
    receipt: str = ""

    @property
    def form(self) -> str:
        """What stands for these words of this sender: sent again they are the same, for ever."""
        words = [self.shown.edition_id, self.sender, self.encouragement_id, self.kind, self.text]
        return codes.code_digest(json.dumps(words))


def say(session: Session, actor: Member, *, saying: Saying) -> Comment:
    """Comment on a draft, say that it matches one's experience, or that something is missing.

    Of what is published one says how it could be put into practice, and nothing else.
    """
    require(actor, Permission.SEND)
    saying = _checked(saying)
    before = session.exec(select(Comment).where(Comment.form_sha256 == saying.form)).first()
    if before is not None:
        return _as_said(before)
    _refuse_unless_open(saying)
    encouragement, wording = _commented(session, actor, saying)
    row = Comment(
        encouragement_id=encouragement.id,
        wording_id=wording.id,
        workshop_id=saying.shown.workshop_id,
        kind=saying.kind,
        text=saying.text,
        receipt_sha256=_receipt_digest(session, saying),
        sender_sha256=codes.code_digest(saying.sender),
        form_sha256=saying.form,
    )
    session.add(row)
    audit.record(
        session,
        actor,
        "comment.sent",
        row,
        **encouragement_then(session, encouragement),
        wording=wording.number,
        kind=saying.kind.value,
    )
    return row


def _as_said(row: Comment) -> Comment:
    if row.withdrawn:
        raise NotNow("You have taken this back. If it is to stand again, say it in other words.")
    return row


def mark_of(key: str, encouragement_id: int, wording: int) -> str:
    """What only a page of ours could say of a wording that it showed."""
    told = f"{encouragement_id} {wording}".encode()
    return hmac.digest(key.encode(), told, "sha256").hex()[:32]


def say_all(session: Session, sayings: Sequence[Saying]) -> list[Comment | HrglError]:
    """Let many speak, each as if alone: one is refused, the others are kept."""
    outcomes: list[Comment | HrglError] = []
    for saying in sayings:
        try:
            outcomes.append(say(session, speaker(session, saying.shown), saying=saying))
        except HrglError as error:
            outcomes.append(error)
    return outcomes


def speaker(session: Session, shown: DraftsLink) -> Member:
    """In whose name one comments who came by this link."""
    return nameless_speaker(session, shown.edition_id, shown.workshop_id)


def nameless_speaker(session: Session, edition_id: int, workshop_id: int | None) -> Member:
    """The nameless member of a room, or (with none) of the whole edition."""
    if workshop_id is not None:
        return participant_of(session, session.get_one(Workshop, workshop_id))
    return participants_of(session, session.get_one(Edition, edition_id))


def _checked(saying: Saying) -> Saying:
    """What is said as it can be kept, or the sentence that says what to mend."""
    text = notes.tidy(saying.text).strip()
    if len(text) > LONGEST_COMMENT:
        raise NotValid(
            f"This is too long: {len(text):,} characters, at most {LONGEST_COMMENT:,}. "
            "Shorten it, or send it in parts.",
            "text",
        )
    if not any(sign.isalnum() for sign in text):
        if saying.kind is not CommentKind.SUPPORTS:
            raise NotValid("There is nothing to send yet. Write at least a few words.", "text")
        text = ""
    return replace(saying, text=text)


def _refuse_unless_open(saying: Saying) -> None:
    if not saying.shown.is_open:
        raise NotNow(_CLOSED)
    if saying.shown.published is not (saying.kind is CommentKind.PROPOSAL):
        raise NotNow(_PUBLISHED if saying.shown.published else _NOT_PUBLISHED)


def _commented(session: Session, actor: Member, saying: Saying) -> tuple[Encouragement, Wording]:
    """The wording that was shown, also if it was reworded or set aside meanwhile."""
    marks = [
        mark_of(key, saying.encouragement_id, saying.wording).encode() for key in saying.shown.keys
    ]
    if not any(hmac.compare_digest(each, saying.mark.encode()) for each in marks):
        raise NotFound(_NOT_HERE)
    encouragement = session.get(Encouragement, saying.encouragement_id)
    wording = session.exec(
        select(Wording).where(
            Wording.encouragement_id == saying.encouragement_id, Wording.number == saying.wording
        )
    ).first()
    if encouragement is None or encouragement.edition_id != actor.edition_id or wording is None:
        raise NotFound(_NOT_HERE)
    return encouragement, wording


def _receipt_digest(session: Session, saying: Saying) -> str:
    """Under which receipt it stands: the one that is given, or the sender's own."""
    if given := codes.normalised_code(saying.receipt):
        digest = codes.code_digest(given)
        if not _known(session, saying.shown.edition_id, digest):
            raise NotValid(_NO_RECEIPT, "receipt")
        return digest
    before = (
        select(Comment.receipt_sha256)
        .join(Encouragement, col(Encouragement.id) == Comment.encouragement_id)
        .where(
            Comment.sender_sha256 == codes.code_digest(saying.sender),
            Encouragement.edition_id == saying.shown.edition_id,
        )
    )
    if (known := session.exec(before.limit(1)).first()) is not None:
        return known
    receipt = codes.receipt_of(saying.shown.keys[0], saying.sender)
    return codes.code_digest(codes.normalised_code(receipt))


def _known(session: Session, edition_id: int, digest: str) -> bool:
    """Whether the receipt is one of this edition: of an input, or of a comment."""
    said = (
        select(Comment.id)
        .join(Encouragement, col(Encouragement.id) == Comment.encouragement_id)
        .where(Comment.receipt_sha256 == digest, Encouragement.edition_id == edition_id)
    )
    sent = (
        select(Input.id)
        .join(Workshop, col(Workshop.id) == Input.workshop_id)
        .where(Input.receipt_sha256 == digest, Workshop.edition_id == edition_id)
    )
    return any(session.exec(each.limit(1)).first() is not None for each in (said, sent))
