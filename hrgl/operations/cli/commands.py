"""What each command does: the acts of the pages, by the organiser at the machine itself."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import PATIENCE_OF_WORK, connect, reading, transaction
from hrgl.core.migrations import current_revision, migrate, newest_revision, require_current
from hrgl.core.models import Edition, Member
from hrgl.editions import edition_files, editions
from hrgl.errors import NotValid
from hrgl.formats.readers import reading as readers
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.grid import read_grid
from hrgl.formats.writers.writing import write_document
from hrgl.notes import statements
from hrgl.operations import demonstration, serving
from hrgl.outcome import outcome
from hrgl.people import accounts
from hrgl.themes.proposals import proposals
from hrgl.themes.proposals.comparison import Proposal


def open_database(*, patience: int | None = None) -> Engine:
    """The database, brought up to date if it is ours to do so, with the editions in it."""
    engine = connect(patience=patience)
    require_current(engine)
    with reading(engine) as session:
        empty = session.exec(select(Edition.id)).first() is None
    if empty:
        with transaction(engine) as session:
            edition_files.load_all(session)
    return engine


def _member(session: Session, code: str) -> Member:
    return accounts.command_line_member(session, editions.by_code(session, code))


@contextmanager
def told_on_a_bar(text: str) -> Iterator[Callable[[float, str], None]]:
    """A progress bar on a terminal; nothing where the output is read by a program."""
    if not sys.stderr.isatty():
        yield lambda share, message: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(text, total=1.0)
        yield lambda share, message: progress.update(task, completed=share, description=message)


def print_json(value: object) -> None:
    """An answer that another program reads."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def load_sample(_: argparse.Namespace) -> None:
    """Load the demonstration edition afresh."""
    engine = open_database()
    with told_on_a_bar("Loading the demonstration") as progress, transaction(engine) as session:
        edition = demonstration.load_demonstration(
            session, lambda share: progress(share, "Loading the demonstration")
        )
        account = statements.ledger(session, edition_id=edition.id)
    print(f"Edition {demonstration.CODE} is there afresh, with {account.statements} statements.")


def content_of(path: Path) -> bytes:
    """What a file holds, if it can be read and is not too large."""
    try:
        if path.stat().st_size > readers.MAX_BYTES:
            size = path.stat().st_size / 1024 / 1024
            raise NotValid(
                f"{path.name} is too large: {size:.0f} MB, at most "
                f"{readers.MAX_BYTES // 1024 // 1024} MB. Split it into smaller files."
            )
        return path.read_bytes()
    except OSError as error:
        raise NotValid(f"{path} cannot be read: {error.strerror}.") from error


def write_content(path: Path, content: bytes) -> None:
    """Write a file, or say why it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotValid(f"{path} cannot be written: {error.strerror}.") from error


def suggest(wanted: argparse.Namespace) -> None:
    """Propose themes, and take the proposal over if asked to."""
    from hrgl.operations import (
        worker,  # it brings scikit-learn, which the other commands do not need
    )

    if wanted.themes is not None and wanted.themes < 2:
        raise NotValid("Ask for at least 2 themes.")
    engine = open_database(patience=PATIENCE_OF_WORK)
    with transaction(engine) as session:
        actor = _member(session, wanted.edition)
    with told_on_a_bar("Reading the statements") as progress:
        made = worker.propose_themes(
            engine, actor, themes=wanted.themes, progress=progress, earlier=wanted.start_from
        )
    with reading(engine) as session:
        proposal = proposals.latest_proposal(session, edition_id=actor.edition_id)
    assert proposal is not None  # noqa: S101 – it was made three lines above
    if wanted.adopt:
        with transaction(engine) as session:
            proposals.adopt_proposal(session, actor, clustering_id=made.id)
    if wanted.json:
        print_json(proposals.proposal_as_json(proposal))
        return
    _tell(proposal)
    if wanted.adopt:
        print("The proposal was taken over.")


def _tell(proposal: Proposal) -> None:
    for theme in proposal.themes:
        print(f"{len(theme.statements):4}  {theme.title}")
    print(f"{len(proposal.queue):4}  in no theme yet")


def show_ledger(wanted: argparse.Namespace) -> None:
    """Account for every statement."""
    with reading(open_database()) as session:
        edition = editions.by_code(session, wanted.edition)
        account = statements.ledger(session, edition_id=edition.id)
    if wanted.json:
        print_json(statements.ledger_as_json(account))
        return
    for row in account.rows:
        cited = ", ".join(row.encouragements)
        print(f"{row.reference}  {row.disposition:<10}  {row.theme or '–'}  {cited}")
    for name, count in account.dispositions.items():
        print(f"{count:6}  {name}")
    print(f"{account.statements:6}  statements in all")


def export(wanted: argparse.Namespace) -> None:
    """Write the outcome document, or its draft, to a file."""
    with reading(open_database()) as session:
        edition = editions.by_code(session, wanted.edition)
        document = outcome.current_document(session, edition_id=edition.id)
    extent = Extent.SHORT if wanted.short else Extent.FULL
    content = write_document(document, wanted.format, extent)
    write_content(wanted.out, content)
    print(f"{wanted.out}: {document.status} {len(content):,} bytes.")


def cluster_file(wanted: argparse.Namespace) -> None:
    """Group any table of texts, without a database."""
    from hrgl.operations import worker

    table = read_grid(wanted.file.name, content_of(wanted.file))
    texts = table.column(wanted.text)
    with told_on_a_bar("Reading the texts") as progress:
        added = worker.cluster_texts(
            texts, themes=wanted.themes, languages=wanted.languages, progress=progress
        )
    write_content(wanted.out, table.with_columns(added))
    themes = {name for name in added["label"] if name}
    print(f"{wanted.out}: {len(texts)} rows in {len(themes)} themes.")


def bring_up_to_date(_: argparse.Namespace) -> None:
    """Bring the schema up to date and load the editions."""
    engine = connect(patience=PATIENCE_OF_WORK)
    before = current_revision(engine)
    saved = migrate(engine)
    with transaction(engine) as session:
        loaded = edition_files.load_all(session)
    newest = newest_revision()
    print(f"The database is at schema {newest}{' already' if before == newest else ''}.")
    if saved:
        print(f"The earlier file was copied to {saved}.")
    if loaded:
        print(f"Editions loaded: {', '.join(loaded)}.")


def start_dashboard(wanted: argparse.Namespace) -> None:
    """Start the dashboard."""
    # another process may be bringing the database up to date at this moment
    engine = open_database(patience=PATIENCE_OF_WORK)
    if wanted.demonstration:
        with transaction(engine) as session:
            if not editions.any_notes(session):
                print("Loading the demonstration edition …", flush=True)
                demonstration.load_demonstration(session)
    engine.dispose()
    serving.serve(host=wanted.host, port=wanted.port)


def do_long_work(wanted: argparse.Namespace) -> None:
    """Do the long work."""
    if wanted.parent:
        # first of all: what follows takes seconds to load, and the dashboard may be gone by then
        serving.end_with(wanted.parent)
    from hrgl.operations import worker

    worker.run(open_database(patience=PATIENCE_OF_WORK))
