"""What must be so in every database whatever was killed over it: promises 1 to 3 of the house."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Engine, text
from sqlmodel import Session, col, func, select

from hrgl.core import jobs
from hrgl.core.database import reading
from hrgl.core.enums import JobState
from hrgl.core.models import AuditEntry, Clustering, Edition, Job, Note, Statement
from hrgl.notes import statements
from hrgl.synthesis.cutting.cutting import cut


def require_whole(engine: Engine, confirmed: Iterable[str] = ()) -> None:
    """Nothing broken, nothing half-written, and everything there that a screen had confirmed."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).all() == [("ok",)]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    with reading(engine) as session:
        _every_note_has_its_entry_and_every_entry_its_note(session)
        _every_statement_is_what_its_note_says(session)
        _dispositions_add_up(session)
        _work_and_its_results_agree(session)
        written = list(session.exec(select(Note.text)).all())
    missing = [words for words in confirmed if written.count(words) != 1]
    assert not missing, f"confirmed on a screen, but not there once: {missing}"


def _every_note_has_its_entry_and_every_entry_its_note(session: Session) -> None:
    told = session.exec(select(AuditEntry.detail).where(AuditEntry.act == "note.added")).all()
    by_note: dict[int, list[int]] = defaultdict(list)
    for statement in session.exec(select(Statement).order_by(col(Statement.id))).all():
        by_note[statement.note_id].append(statement.id)
    assert sorted(each["statements"] for each in told) == sorted(by_note.values())
    assert set(by_note) == set(session.exec(select(Note.id)).all())


def _every_statement_is_what_its_note_says(session: Session) -> None:
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in session.exec(select(Statement).order_by(col(Statement.start))).all():
        spans[row.note_id].append((row.start, row.end))
    for note in session.exec(select(Note)).all():
        assert spans[note.id] == [(span.start, span.end) for span in cut(note.text).statements]


def _dispositions_add_up(session: Session) -> None:
    stored = session.exec(select(func.count(col(Statement.id)))).one()
    accounts = [
        statements.ledger(session, edition_id=edition_id)
        for edition_id in session.exec(select(Edition.id)).all()
    ]
    assert stored == sum(account.statements for account in accounts)
    assert stored == sum(sum(account.dispositions.values()) for account in accounts)


def _work_and_its_results_agree(session: Session) -> None:
    """One proposal for each piece of work that was done, none for any other."""
    found = list(session.exec(select(Job)).all())
    done = [job.result["clustering"] for job in found if job.state is JobState.DONE]
    assert sorted(done) == sorted(session.exec(select(Clustering.id)).all())
    told = select(AuditEntry.subject_id).where(AuditEntry.act == "themes.proposed")
    assert sorted(done) == sorted(session.exec(told).all())
    under_way = [job.edition_id for job in found if job.state in jobs.UNDER_WAY]
    assert len(under_way) == len(set(under_way))
