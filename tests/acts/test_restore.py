"""A restore is whole or changes nothing, and says in words what is wrong with a file."""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl import backup
from hrgl.db import reading, transaction
from hrgl.errors import HrglError, NotNow
from hrgl.migrations import migrate
from hrgl.models import (
    Account,
    Edition,
    OutcomeDocument,
)
from hrgl.restore import Restored, check, restore
from tests.lived_in import accounts_of, changed, lived_in, members, said_otherwise


def refused(target: Engine, path: Path, why: str) -> None:
    """The backup is refused in words, and the database can still be filled with a good one."""
    with pytest.raises(HrglError, match=why):
        restore(target, path)
    migrate(target)
    with reading(target) as session:
        assert session.exec(select(Edition)).all() == []
        assert session.exec(select(Account)).all() == []


def test_a_damaged_backup_is_refused_and_changes_nothing(made: Path, target: Engine) -> None:
    whole = made.read_bytes()
    for at in (len(whole) // 4, len(whole) // 2, len(whole) - 10):
        cut = made.with_suffix(".cut")
        cut.write_bytes(whole[:at])
        refused(target, cut, "damaged")
        cut.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with suppress(HrglError):  # a bit of the zip's own notes may be of no account
            assert check(cut) == check(made)
    note = members(made)["note.jsonl"]
    refused(target, changed(made, note=note.replace(b"budget", b"budgie")), "digest of note")
    refused(target, changed(made, note=note[: note.index(b"\n") + 1]), "digest of note")
    refused(target, changed(made, note=None), "parts")
    refused(target, changed(made, stranger=b""), "parts")
    refused(target, changed(made, manifest=None), "no backup")
    refused(target, changed(made, manifest=b"[1, 2]"), "no backup")
    assert isinstance(restore(target, made), Restored)


def test_a_file_that_is_no_backup_is_refused(target: Engine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for content in (b"", b"a letter", b"SQLite format 3\x00" * 50):
        other.write_bytes(content)
        refused(target, other, "no backup of hrgl")
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("holiday.jpg", b"x")
    refused(target, other, "no backup of hrgl")
    refused(target, tmp_path / "nowhere", "cannot be read")
    refused(target, tmp_path, "cannot be read")


def test_a_file_that_unpacks_without_end_is_refused(
    made: Path, target: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrgl.restore.LARGEST", 1024**2)
    refused(target, changed(made, note=b"0" * 2 * 1024**2), "unpack to more than")
    monkeypatch.undo()
    monkeypatch.setattr("hrgl.restore.LONGEST_LINE", 1024)
    refused(target, changed(made, note=b"0" * 4096), "digest of note")


def test_another_schema_or_format_is_refused_with_the_way_out(made: Path, target: Engine) -> None:
    for facts, way_out in (
        ({"schema": "0001"}, "python -m hrgl migrate"),
        ({"schema": "9999"}, "bring this program up to date"),
        ({"format": 2}, "Restore it with that version"),
    ):
        manifest = said_otherwise(made, program="0.0.9", **facts)
        refused(target, changed(made, manifest=manifest), f"made by hrgl 0.0.9 .*{way_out}")


def test_rows_that_hrgl_did_not_write_are_refused_though_their_digests_are_right(
    made: Path, target: Engine
) -> None:
    before = members(made)["statement.jsonl"]
    for wrong in (
        before.replace(b'"start":', b'"begin":'),
        before.replace(b'"workshop_id":1', b'"workshop_id":77'),
        before.replace(b'"number":1', b'"number":"one"'),
        b"not json\n",
        b"[]\n",
    ):
        assert wrong != before
        buffer = io.BytesIO(wrong)
        tables = json.loads(members(made)[backup.MANIFEST])["tables"]
        tables["statement"] = {
            "rows": len(buffer.readlines()),
            "bytes": len(wrong),
            "sha256": backup.hashlib.sha256(wrong).hexdigest(),
        }
        forged = changed(made, statement=wrong, manifest=said_otherwise(made, tables=tables))
        refused(target, forged, "damaged")


def test_nothing_is_restored_over_what_people_wrote(made: Path, engine: Engine) -> None:
    before = accounts_of(engine)
    with pytest.raises(NotNow, match="HRGL_DATABASE_URL"):
        restore(engine, made)
    assert accounts_of(engine) == before


def test_a_document_that_was_tampered_with_is_named(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        lived_in(session)
        row = session.exec(select(OutcomeDocument)).one()
        row.content = row.content.replace("number 1", "number one")
    backup.write(engine, tmp_path / "a.hrgl")
    assert restore(target, tmp_path / "a.hrgl").not_genuine == ("number 1 of edition 2031",)
