"""A backup taken while people work: what it restores to has the ledger of that very moment."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from bench.servers import ROOT
from hrgl.core.database import connect
from hrgl.core.models import AuditEntry, Statement
from hrgl.operations import demonstration


def compare(database_url: str) -> bool:
    """Back up, restore beside it, and tell whether both keep the same account of that moment."""
    with tempfile.TemporaryDirectory(prefix="hrgl-backup-") as folder:
        kept, other = Path(folder) / "backup", f"sqlite:///{Path(folder) / 'restored.sqlite3'}"
        _run(database_url, "backup", str(kept))
        _run(other, "restore", str(kept))
        restored, until = _ledger(other), _latest(other)
        original, later = _ledger(database_url), _written_after(database_url, until)
    wanted = [row for row in original if row["reference"] not in later]
    same = restored == wanted
    print(
        f"backup under load: {len(restored)} statements restored, {len(later)} written after it, "
        f"the ledgers of that moment are {'the same' if same else 'NOT THE SAME'}",
        flush=True,
    )
    return same


def _latest(database_url: str) -> int:
    engine = connect(database_url)
    with Session(engine) as session:
        found = session.exec(select(func.max(AuditEntry.id))).one()
    engine.dispose()
    return found or 0


def _written_after(database_url: str, entry_id: int) -> set[str]:
    """The references that came later: under load, new notes are all that changes the ledger."""
    engine = connect(database_url)
    with Session(engine) as session:
        entries = session.exec(
            select(AuditEntry).where(col(AuditEntry.id) > entry_id, AuditEntry.act == "note.added")
        ).all()
        ids = [each for entry in entries for each in entry.detail["statements"]]
        query = select(Statement.reference).where(col(Statement.id).in_(ids))
        found = set(session.exec(query).all())
    engine.dispose()
    return found


def _ledger(database_url: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        _run(database_url, "ledger", "--edition", demonstration.CODE, "--json")
    )["rows"]
    return rows


def _run(database_url: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "hrgl", *arguments],
        cwd=ROOT,
        check=False,
        text=True,
        capture_output=True,
        env={**os.environ, "HRGL_DATABASE_URL": database_url},
    )
    if done.returncode:
        raise ChildProcessError(f"{arguments[0]}: {done.stderr.strip()}")
    return done.stdout
