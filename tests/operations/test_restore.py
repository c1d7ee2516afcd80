"""A restore is whole or changes nothing, and says in words what is wrong with a file."""

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.migrations import migrate
from hrgl.core.models import Account, Edition, OutcomeDocument
from hrgl.errors import HrglError, NotNow
from hrgl.operations import backup
from hrgl.operations.restore import restore
from hrgl.operations.unpacking import check_backup, is_signed
from tests.lived_in import accounts_of, changed, forged, lived_in, members, said_otherwise


def refused(target: Engine, path: Path, why: str, key: str = "") -> None:
    """The backup is refused in words, and the database can still be filled with a good one."""
    with pytest.raises(HrglError, match=why):
        restore(target, path, key=key)
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
            assert check_backup(cut) == check_backup(made)
    note = members(made)["note.jsonl"]
    refused(target, changed(made, note=note.replace(b"budget", b"budgie")), "digest of note")
    refused(target, changed(made, note=note[: note.index(b"\n") + 1]), "digest of note")
    refused(target, changed(made, note=None), "parts")
    refused(target, changed(made, stranger=b""), "parts")
    refused(target, changed(made, manifest=None), "no backup")
    refused(target, changed(made, manifest=b"[1, 2]"), "no backup")
    assert not restore(target, made).signed


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
    monkeypatch.setattr("hrgl.operations.unpacking.LARGEST", 1024**2)
    refused(target, changed(made, note=b"0" * 2 * 1024**2), "unpack to more than")
    monkeypatch.undo()
    monkeypatch.setattr("hrgl.operations.unpacking.LONGEST_LINE", 4096)
    refused(target, changed(made, note=b"0" * 16384), "digest of note")


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
        before.replace(b'"id":1,', b'"id":99999999999999999999999,'),
        before.replace(b'"id":1,', b'"id":3000000000,'),
        before.replace(b'"id":1,', b'"id":-1,'),
        before.replace(b'"note_id":', b'"note_id":-'),
        before.replace(b'"version":1', b'"version":true'),
        before.replace(b'"context":""', b'"context":"\\ud800"'),
        before.replace(b'"kind":null', b'"kind":"poem"'),
        before.replace(b'"kind":null', b'"kind":null,"more":1'),
        b"not json\n",
        b"[]\n",
        b'{"id":' + b"[" * 100_000 + b"\n",
    ):
        assert wrong != before
        refused(target, forged(made, "statement", wrong), "no backup of hrgl, or it is damaged")


def test_numbers_that_are_none_are_refused(made: Path, target: Engine) -> None:
    before = members(made)["clustering.jsonl"]
    for wrong in (b"NaN", b"Infinity", b"-Infinity", b"1e999"):
        row = before.replace(b"0.30000000000000004", wrong)
        assert row != before
        refused(target, forged(made, "clustering", row), "damaged")


def test_rows_that_lead_round_in_a_circle_are_refused(made: Path, target: Engine) -> None:
    """Whoever follows a note to its latest edition would never come back."""
    before = members(made)["note.jsonl"]
    wrong = before.replace(b'"replaced_by_id":null', b'"replaced_by_id":1')
    assert wrong.count(b'"replaced_by_id":null') == 0
    refused(target, forged(made, "note", wrong), "circle")


def test_a_manifest_that_hrgl_did_not_write_is_refused(made: Path, target: Engine) -> None:
    for facts in (
        {"program": "\ud800"},
        {"made_at": None},
        {"made_at": "x\n"},
        {"format": True},
        {"tables": []},
        {"tables": {"note": {"rows": "1"}}},
        {"ledgers": []},
        {"more": 1},
        {"format": 10**400},
        {"schema": None},
    ):
        manifest = said_otherwise(made, **facts)
        refused(target, changed(made, manifest=manifest), "no backup of hrgl|another format")


def test_a_forged_backup_fits_together_and_only_its_signature_tells(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        lived_in(session)
    made = tmp_path / "a.hrgl"
    digest = backup.write_backup(engine, made, key="our key").digest
    account = members(made)["account.jsonl"].replace(b"olga@", b"evil@")
    other = forged(made, "account", account)
    refused(target, other, "was not signed with this HRGL_BACKUP_KEY", key="our key")
    refused(target, made, "was not signed with this HRGL_BACKUP_KEY", key="another key")
    refused(target, changed(made, signature=b"\xff"), "was not signed", key="our key")
    refused(target, changed(made, signature=None), "carries no signature", key="our key")
    assert is_signed(made)
    assert not is_signed(changed(made, signature=None))
    assert check_backup(forged(made, "account", account)).digest != digest
    assert restore(target, made, key="our key").signed


def test_nothing_is_restored_over_what_people_wrote(made: Path, engine: Engine) -> None:
    before = accounts_of(engine)
    with pytest.raises(NotNow, match="HRGL_DATABASE_URL"):
        restore(engine, made)
    assert accounts_of(engine) == before


def _without_its_guard(session: Session) -> None:
    """What somebody does who writes into the database past the program."""
    if session.get_bind().dialect.name == "sqlite":
        session.connection().execute(text("DROP TRIGGER outcomedocument_no_update"))
    else:
        session.connection().execute(text("ALTER TABLE outcomedocument DISABLE TRIGGER USER"))


def test_a_document_that_was_tampered_with_is_named(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        lived_in(session)
        _without_its_guard(session)
        row = session.exec(select(OutcomeDocument)).one()
        row.content = row.content.replace("number 1", "number one")
    backup.write_backup(engine, tmp_path / "a.hrgl")
    assert restore(target, tmp_path / "a.hrgl").not_genuine == ("number 1 of edition 2031",)
