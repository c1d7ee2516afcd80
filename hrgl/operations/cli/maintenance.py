"""Maintenance at the command line: back everything up, restore it, erase a person."""

import argparse
from collections.abc import Iterator

from sqlmodel import Session, select

from hrgl.core.database import connect, reading, transaction
from hrgl.core.models import Edition
from hrgl.editions import editions
from hrgl.errors import NotFound
from hrgl.operations import (
    backup,
    erasure,
    erasure_report,
    erasure_search,
    erasure_sweeping,
    restore,
    unpacking,
)
from hrgl.operations.cli.commands import open_database
from hrgl.operations.erasure import Erased
from hrgl.operations.erasure_search import PersonToErase
from hrgl.people import accounts
from hrgl.settings import settings

_UNSIGNED = (
    "Not signed, because HRGL_BACKUP_KEY is not set. Note the SHA-256 apart from the file: only by "
    "it can you tell later that nobody has changed the backup."
)
_ORIGIN = "Signed with your HRGL_BACKUP_KEY: nobody without the key has made or changed it."


def back_up(wanted: argparse.Namespace) -> None:
    """Write everything into one file, as it is at one moment."""
    key = settings().backup_key
    manifest = backup.write_backup(connect(), wanted.file, key=key)
    rows = sum(part.rows for part in manifest.tables.values())
    print(f"{wanted.file}: {rows:,} rows of {len(manifest.tables)} tables.")
    print(f"SHA-256 of its contents: {manifest.digest}")
    print("Signed with HRGL_BACKUP_KEY." if key else _UNSIGNED)
    print(
        "Not in it: sign-ins, invitations nobody has used, addresses left for the report back. "
        "Keep the file where only you can."
    )


def restore_backup(wanted: argparse.Namespace) -> None:
    """Fill an empty database from a backup."""
    key = settings().backup_key
    found = restore.restore(connect(), wanted.file, key=key)
    manifest = found.manifest
    print(f"Restored what hrgl {manifest.program} backed up at {manifest.made_at[:16]} UTC.")
    print(f"SHA-256 of its contents: {manifest.digest}")
    print(
        f"Editions: {found.editions}; statements: {found.statements:,}; published documents: "
        f"{found.documents}. It fits together: the digests of all tables are right, and every "
        "ledger is the one it was made with."
    )
    print(_ORIGIN if found.signed else _no_origin(signed=unpacking.is_signed(wanted.file)))
    if found.documents and not found.not_genuine:
        print("Every published document matches its SHA-256.")
    for which in found.not_genuine:
        print(f"Not as it was published, already when it was backed up: {which}.")
    if found.stopped:
        print(f"Long work under way at that moment, now stopped: {found.stopped}.")


def _no_origin(*, signed: bool) -> str:
    carries = "It carries a signature, but HRGL_BACKUP_KEY is not set" if signed else "Not signed"
    return (
        f"{carries}: who made it was not checked. Compare the SHA-256 above with the one that was "
        "printed when it was made."
    )


def erase_person(wanted: argparse.Namespace) -> None:
    """Take a person's words and names out of one edition or all, and say what was done."""
    engine = open_database()
    door = reading if wanted.dry_run else transaction
    report: list[str] = []
    try:
        with door(engine) as session:
            chosen = _editions(session, wanted.edition)
            person = erasure_search.find_person(
                session, who=wanted.person, edition_id=chosen[0].id if wanted.edition else None
            )
            for edition in chosen:
                report += _erase(session, edition, person)
            if not report:
                raise NotFound("Nothing of this person is there, and nothing names them.")
    except NotFound:
        if not wanted.dry_run:
            # the words may be erased already, and only the sweeping have been in the way
            erasure_sweeping.sweep_database(engine)
        raise
    report += [] if wanted.dry_run else erasure_sweeping.sweep_database(engine)
    print("\n".join(report))
    print(
        "Backups made before still hold everything, and a file imported again brings its words "
        "back. Summaries and wordings may repeat what was said: read them."
    )
    print("Nothing was changed." if wanted.dry_run else "This cannot be taken back.")


def _editions(session: Session, code: str | None) -> list[Edition]:
    if code:
        return [editions.by_code(session, code)]
    return list(session.exec(select(Edition).order_by(Edition.code)).all())


def _erase(session: Session, edition: Edition, person: PersonToErase) -> list[str]:
    actor = accounts.command_line_member(session, edition)
    done = erasure.erase(session, actor, person=person)
    left = erasure_report.left(
        session, edition_id=edition.id, person=person, references=done.references
    )
    lines = [*_done(done), *(f"  Left: {sentence}" for sentence in left)]
    return [f"Edition {edition.code}", *lines] if lines else []


def _done(done: Erased) -> Iterator[str]:
    told = {
        "notes blackened": done.notes,
        "inputs taken back": done.inputs,
        "statements withdrawn": done.statements,
        "citations taken out": done.citations,
        "statements of others that stand for themselves again": done.freed,
        "other places in which the name was blackened": done.places,
        "drafts deleted": done.drafts,
        "parts in the edition ended": done.parts,
        "accounts closed": done.accounts,
    }
    for what, number in told.items():
        if number:
            yield f"{number:6}  {what}"
