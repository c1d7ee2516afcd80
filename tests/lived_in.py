"""A world with a row in every table, its account, and backups taken apart."""

import hashlib
import json
import zipfile
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.database import reading
from hrgl.core.enums import (
    AmendmentOutcome,
    CommentAnswer,
    CommentKind,
    DoorState,
    InputState,
    JobState,
    Reaction,
    RulingWord,
    Support,
    WordingField,
)
from hrgl.core.models import (
    Amendment,
    AuditEntry,
    Clustering,
    Comment,
    DiscardedProposal,
    Edition,
    Embedding,
    Encouragement,
    GroupHeading,
    Input,
    Invitation,
    Job,
    Look,
    Note,
    NoteDraft,
    Reading,
    ReportAddress,
    Review,
    Round,
    Ruling,
    SamplePlacement,
    SentAct,
    SignIn,
    SignInFailure,
    Spot,
    Wording,
    WordingDraft,
)
from hrgl.editions import summaries
from hrgl.encouragements import evidence
from hrgl.notes import leaving_out, notes, statements
from hrgl.notes.door import doors, inputs, submitting
from hrgl.operations import backup
from hrgl.outcome import numbers
from hrgl.themes import tags, themes
from tests.builders import World, approved, statement_ids, world
from tests.forming import form_the_document
from tests.meeting_room import meeting_rows
from tests.publishing import publish_as_read
from tests.ruling import name_proxy, set_rule
from tests.word_files import word_file_rows


def lived_in(session: Session) -> World:
    """A world with a published document and a row in every table."""
    here = world(session)
    ids = statement_ids(session, here)
    first, second = approved(session, here, ids[:2]), approved(session, here, ids[2:4], place=2)
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=second.id,
        statement_ids=[ids[4]],
        support=Support.RESERVATION,
    )
    leaving_out.same_as(session, here.facilitator, statement_id=ids[5], of_id=ids[4])
    there, gone = (
        themes.create(session, here.facilitator, name=name, statement_ids=[ids[0]])
        for name in ("Stays „here“", "Goes too")
    )
    tags.confirm(
        session,
        here.facilitator,
        theme_id=gone.id,
        vocabulary="sdg_targets",
        code="16.7",
        similarity=0.1 + 0.2,
    )
    themes.merge(
        session, here.facilitator, theme_id=gone.id, into_id=there.id, seen_version=gone.version
    )
    session.add(
        SamplePlacement(member_id=here.facilitator.id, statement_id=ids[1], theme_id=gone.id)
    )
    session.add(Reading(member_id=here.facilitator.id, statement_id=ids[1]))
    session.add(Look(member_id=here.facilitator.id, theme_id=there.id, held=ids[:1], here_at=now()))
    for summary in ("Publish the budget", "Publish the whole budget"):
        summaries.summarise(
            session,
            here.rapporteur,
            workshop_id=here.workshop.id,
            summary=summary,
            seen_version=here.workshop.version,
        )
    note = session.exec(select(Note)).one()
    notes.revise(
        session,
        here.rapporteur,
        note_id=note.id,
        text=f"{note.text}\n* Ask the children",
        seen_version=note.version,
    )
    doors.set_state(
        session,
        here.organiser,
        workshop_id=here.workshop.id,
        state=DoorState.MODERATED,
        seen_version=0,
    )
    waits = inputs.send(
        session, here.participant, form="f", sent=submitting.Sent("Ask the elders too")
    )
    taken = waits.model_dump(exclude={"id", "receipt_sha256", "form_sha256", "state", "note_id"})
    session.add(
        Input(
            receipt_sha256="1" * 64,
            form_sha256="2" * 64,
            state=InputState.TAKEN,
            note_id=note.id,
            **taken,
        )
    )
    set_rule(session, here)
    name_proxy(session, here)
    form_the_document(session, here)
    publish_as_read(session, here.organiser)
    _machinery(session, here)
    assert first.place == 1
    return here


def _machinery(session: Session, here: World) -> None:
    account_id = here.rapporteur.account_id
    opened = {"account_id": account_id, "expires_at": now()}
    session.add(SignIn(token_sha256="a" * 64, **opened))
    session.add(Invitation(token_sha256="b" * 64, used_at=now(), **opened))
    session.add(Invitation(token_sha256="c" * 64, **opened))
    session.add(SignInFailure(address_sha256="d" * 64))
    session.add(Embedding(text_sha256="e" * 64, model="m", vector=b"\x00\xff"))
    spot = {"text_sha256": "9" * 64, "model": "m", "x": 3, "y": 9999, "later": True}
    session.add(Spot(edition_id=here.edition.id, **spot))
    session.add(
        NoteDraft(member_id=here.rapporteur.id, workshop_id=here.workshop.id, text="half a th")
    )
    own = {"edition_id": here.edition.id, "member_id": here.facilitator.id}
    made = Clustering(
        model="m",
        parameters={"themes": None},
        statements_sha256="f" * 64,
        result={"fit": {"a": 0.1 + 0.2}, "odd": "\ud800\x00 ▓", "none": None},
        **own,
    )
    session.add(made)
    session.flush()
    session.add(DiscardedProposal(clustering_id=made.id, member_id=here.facilitator.id))
    latest = session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first()
    worded = session.exec(select(Encouragement.id).order_by(col(Encouragement.id))).first()
    session.add(
        WordingDraft(
            member_id=here.facilitator.id, encouragement_id=worded, wording=1, heading="half a wo"
        )
    )
    session.add(GroupHeading(edition_id=here.edition.id, place=1, heading="Beginning"))
    session.add(Round(edition_id=here.edition.id, code="R2345", key="8" * 64))
    _comment(session, here)
    address = {"receipt_sha256": "3" * 64, "address": "somebody@city.example"}
    session.add(ReportAddress(edition_id=here.edition.id, **address))
    _ruling(session, here)
    _amendment(session, here)
    word_file_rows(session, here)
    worded_first = select(Encouragement).order_by(col(Encouragement.id))
    meeting_rows(session, here, session.exec(worded_first).all()[0])
    session.add(SentAct(name=f"{latest:036}", entry_id=latest))
    session.add(Job(kind="k", progress=1 / 3, result={"x": [1, 2.5]}, state=JobState.DONE, **own))


def _ruling(session: Session, here: World) -> None:
    review = session.exec(select(Review).order_by(col(Review.id))).first()
    worded = session.exec(select(Encouragement.id).order_by(col(Encouragement.id))).first()
    assert review is not None
    session.add(
        Ruling(
            encouragement_id=worded,
            review_id=review.id,
            wording_id=review.wording_id,
            ruling=RulingWord.UPHELD,
            reason="So it is",
            in_favour=1,
            against=1,
            member_id=here.facilitator.id,
        )
    )


def _amendment(session: Session, here: World) -> None:
    """Other words, what was recommended of them and what became of them."""
    wording = session.exec(select(Wording).order_by(col(Wording.id))).all()[0]
    session.add(
        Amendment(
            encouragement_id=wording.encouragement_id,
            wording_id=wording.id,
            number=1,
            field=WordingField.EXPLANATION,
            start=0,
            end=7,
            after="As",
            reason="Shorter",
            member_id=here.steering.id,
            author="Somebody",
            dated="2031-11-30",
            recommendation="modified",
            recommendation_reason="So it reads better",
            recommended_by_id=here.facilitator.id,
            outcome=AmendmentOutcome.MODIFIED,
            outcome_reason="It was asked for",
            taken_words="Since",
            taken_into_id=wording.id,
            decided_by_id=here.facilitator.id,
            decided_at=now(),
        )
    )


def _comment(session: Session, here: World) -> None:
    """What a participant said, its answer and what they say to that."""
    wording = session.exec(select(Wording).order_by(col(Wording.id))).all()[0]
    session.add(
        Comment(
            encouragement_id=wording.encouragement_id,
            wording_id=wording.id,
            workshop_id=here.workshop.id,
            kind=CommentKind.MISSING,
            text="The elders are missing",
            receipt_sha256="3" * 64,
            sender_sha256="4" * 64,
            form_sha256="5" * 64,
            answer=CommentAnswer.ELSEWHERE,
            reason="They stand at place 2",
            member_id=here.facilitator.id,
            answered_at=now(),
            reaction=Reaction.AGREED,
            reaction_words="Good",
            reacted_at=now(),
        )
    )


def accounts_of(engine: Engine, code: str = "2031") -> tuple[object, list[str]]:
    """The ledger of an edition and the digests of its documents."""
    with reading(engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == code)).one()
        documents = numbers.published(session, edition_id=edition.id)
        assert all(numbers.genuine(row) for row in documents)
        ledger = statements.ledger(session, edition_id=edition.id)
        return statements.ledger_as_json(ledger), [row.sha256 for row in documents]


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(path: Path, **parts: bytes | None) -> Path:
    """A copy of a backup with other parts, `manifest`, `signature` or tables by their names."""
    content = members(path)
    for name, part in parts.items():
        own = {"manifest": backup.MANIFEST, "signature": backup.SIGNATURE}
        key = own.get(name) or backup.file_of_table(name)
        if part is None:
            del content[key]
        else:
            content[key] = part
    target = path.with_suffix(".changed")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, part in content.items():
            archive.writestr(key, part)
    return target


def forged(path: Path, table: str, content: bytes) -> Path:
    """A copy of a backup in which a table is another, with the digest that belongs to that."""
    parts = json.loads(members(path)[backup.MANIFEST])["tables"]
    parts[table] = {
        "rows": content.count(b"\n"),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return changed(path, manifest=said_otherwise(path, tables=parts), **{table: content})


def said_otherwise(path: Path, **facts: object) -> bytes:
    manifest = json.loads(members(path)[backup.MANIFEST])
    return json.dumps({**manifest, **facts}).encode()
