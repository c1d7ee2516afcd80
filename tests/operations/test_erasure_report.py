"""What of an erased person stays is named, and the files forget the rest."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import ObjectionAnswer, Role, Verdict
from hrgl.core.models import AuditEntry, Note, OutcomeDocument
from hrgl.encouragements import submitting, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.operations import erasure_report, erasure_sweeping
from hrgl.operations.erasure import Erased
from hrgl.operations.erasure_search import PersonToErase
from hrgl.outcome import numbers
from hrgl.people import accounts
from tests.builders import World, approved, statement_ids, submitted, wording_id, world
from tests.erasing import NAME, erase, said_by
from tests.publishing import publish_as_read


def left(session: Session, here: World, done: Erased) -> list[str]:
    return erasure_report.left(
        session,
        edition_id=here.edition.id,
        person=PersonToErase((NAME,)),
        references=done.references,
    )


def test_what_was_signed_stays_and_is_named_with_the_way_out(session: Session) -> None:
    here = world(session)
    row = submitted(session, here, said_by(session, here))
    for heading in (f"listen to {NAME}", f"hear {NAME} out"):
        wordings.reword(
            session,
            here.facilitator,
            encouragement_id=row.id,
            heading=heading,
            explanation="Why.",
            seen_version=row.version,
        )
    submitting.submit(session, here.facilitator, encouragement_id=row.id, seen_version=row.version)
    review = reviews.give(
        session,
        here.steering,
        wording_id=wording_id(session, row, 3),
        verdict=Verdict.OBJECT,
        reason=f"{NAME} did not say so",
    )
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=review.id,
        answer=ObjectionAnswer.DECLINED,
        reason=f"{NAME} did",
    )
    entries = len(session.exec(select(AuditEntry)).all())
    assert left(session, here, erase(session, here)) == [
        "Wording 2 of place 1 names them: an earlier wording stays as it was signed.",
        "Wording 3 of place 1 names them: reword it.",
        "Wording 3 of place 1: the reason of a review names them. What was signed stays.",
        "Wording 3 of place 1: the answer to an objection names them. What was signed stays.",
        "Entries of the history that name them: 5. The history stays whole.",
    ]
    assert len(session.exec(select(AuditEntry)).all()) == entries + 1


def test_names_like_it_are_left_for_a_person_to_decide(session: Session) -> None:
    here = world(session)
    said_by(session, here)
    said_by(session, here, text="* An idea of somebody else\n", speaker="Zoe Quilfeather")
    statement_ids(session, here, f"* Ask Quillfeather\n* And {NAME}, Quillfeather again\n")
    accounts.add_member(
        session, here.organiser, email="q@x.example", name="Q. Quillfether", role=Role.STEERING
    )
    done = erase(session, here)
    assert (done.notes, done.places) == (1, 1)
    told = [line for line in left(session, here, done) if line.startswith("Like it")]
    assert [line.partition(". If")[0] for line in told] == [
        "Like it, but not erased: “Quillfeather” (2 times: notes of A1)",
        "Like it, but not erased: “Zoe Quilfeather” (once: notes of A1)",
        "Like it, but not erased: “Quillfether” (once: people)",
    ]
    assert erase(session, here, "Zoe Quilfeather").notes == 1


def test_only_the_most_frequent_of_many_like_names_are_listed(session: Session) -> None:
    here = world(session)
    said_by(session, here)
    signs = "abcdefghijklmnopqrstuvwxyzäöüßçñåéèê"
    statement_ids(session, here, "".join(f"* Ask Quillfeather{sign} too\n" for sign in signs))
    told = [line for line in left(session, here, erase(session, here)) if "Like it" in line]
    assert len(told) == 31
    assert told[-1] == "Like it, but not erased: 6 more, each found less often."


def test_a_published_document_stays_as_it_is_and_its_digest_right(session: Session) -> None:
    here = world(session)
    theirs, others = said_by(session, here), statement_ids(session, here)
    approved(session, here, theirs)
    row = approved(session, here, others, place=2)
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading=f"hear {NAME}",
        explanation="Why.",
        seen_version=row.version,
    )
    submitting.submit(session, here.facilitator, encouragement_id=row.id, seen_version=row.version)
    for member in (here.steering, here.second):
        reviews.give(session, member, wording_id=wording_id(session, row, 2), verdict=Verdict.AGREE)
    content = publish_as_read(session, here.organiser).content
    done = erase(session, here)
    assert done.citations == 2
    assert left(session, here, done)[:2] == [
        "Wording 2 of place 2 names them: it is published and stays.",
        "Number 1 of the document cites 2 of their statements. What is published never changes.",
    ]
    session.expire_all()
    number = session.exec(select(OutcomeDocument)).one()
    assert (number.content, numbers.genuine(number)) == (content, True)
    assert "Marzipan" in number.content


def test_a_member_of_the_same_name_is_pointed_out_not_closed(session: Session) -> None:
    here = world(session)
    said_by(session, here)
    accounts.add_member(
        session, here.organiser, email="zq@x.example", name=NAME, role=Role.STEERING
    )
    done = erase(session, here)
    report = left(session, here, done)
    assert [line for line in report if "bears the same name" in line]
    assert done.parts == 0


def test_the_files_of_the_database_hold_the_words_no_longer(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        said_by(session, here)
        statement_ids(session, here, f"* {NAME} wants it\n")
    with transaction(engine) as session:
        erase(session, here)
    if engine.dialect.name == "postgresql":
        [said] = erasure_sweeping.sweep_database(engine)
        assert "logs and archives" in said
        query = "SELECT count(*) FROM pg_stats WHERE histogram_bounds::text ~ 'isteria'"
        with engine.connect() as connection:
            assert connection.execute(text(query)).scalar_one() == 0
        return
    path = Path(engine.url.database or "")
    assert b"Wisteria" in _files(path)
    (path.parent / f"{path.name}.20260101-000000.bak").touch()
    [said] = erasure_sweeping.sweep_database(engine)
    assert f"{path.name}.20260101-000000.bak" in said
    for word in ("Wisteria", "Marzipan", "Quillfeather"):
        assert word.encode() not in _files(path)


def _files(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_database_in_use_is_said_to_be_swept_later(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(engine) as session:
        here = world(session)
        said_by(session, here)
    with reading(engine) as busy:
        busy.exec(select(Note)).all()
        with transaction(engine) as session:
            erase(session, here)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 100")
        [said] = erasure_sweeping.sweep_database(engine)
        assert "Stop hrgl, then give the same command again" in said
    assert erasure_sweeping.sweep_database(engine) == []
    assert b"Wisteria" not in _files(Path(engine.url.database or ""))
