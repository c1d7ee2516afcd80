"""Whatever somebody makes of a backup, it is restored or refused in words, and nothing is half."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core.database import connect, reading, transaction
from hrgl.core.models import Account, Edition
from hrgl.errors import HrglError
from hrgl.notes import statements
from hrgl.operations import backup
from hrgl.operations.restore import restore
from hrgl.outcome import outcome
from tests.conftest import Stock
from tests.lived_in import changed, forged, lived_in, members, said_otherwise

FUZZ = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
TABLES = backup.tables()
odd: st.SearchStrategy[Any] = (
    st.sampled_from(
        [
            None,
            True,
            0,
            -1,
            2,
            2**31,
            2**63,
            -(2**64),
            10**40,
            0.5,
            -0.0,
            "",
            "x",
            "\ud800",
            "\x00",
            "1",
            "0001-01-01",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
            "AA==",
            "=",
            [],
            {},
            [[]],
            {"a": float("nan")},
            float("inf"),
            "A" * 5000,
            "HRGL",
            "none",
            "taken",
            "object",
        ]
    )
    | st.integers()
    | st.text(max_size=20)
)


class Source:
    """A backup of a world, and empty databases to restore its changed copies into."""

    def __init__(self, stock: Stock, kind: str, path: Path) -> None:
        self.stock, self.kind, self.path = stock, kind, path
        self.target: Engine | None = None

    def try_out(self, path: Path) -> bool:
        """Whether a file is restored; if it is not, nothing of it is there."""
        if self.target is None:
            self.url = self.stock.copy(self.kind, "migrated")
            self.target = connect(self.url)
        try:
            restore(self.target, path)
        except HrglError:
            with reading(self.target) as session:
                assert session.exec(select(Edition)).all() == []
                assert session.exec(select(Account)).all() == []
            return False
        _can_be_worked_with(self.target)
        self.close()
        return True

    def close(self) -> None:
        if self.target is not None:
            self.target.dispose()
            self.stock.drop(self.url)
            self.target = None


def _can_be_worked_with(target: Engine) -> None:
    with reading(target) as session:
        for edition_id in session.exec(select(Edition.id)).all():
            account = statements.ledger(session, edition_id=edition_id)
            assert sum(account.dispositions.values()) == account.statements
            outcome.current_document(session, edition_id=edition_id)


@pytest.fixture
def source(stock: Stock, kind: str, engine: Engine, tmp_path: Path) -> Iterator[Source]:
    with transaction(engine) as session:
        lived_in(session)
    backup.write_backup(engine, tmp_path / "made.hrgl")
    made = Source(stock, kind, tmp_path / "made.hrgl")
    yield made
    made.close()


@FUZZ
@given(data=st.data())
def test_any_value_in_any_row_is_restored_or_refused_in_words(
    source: Source, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(TABLES))
    lines = members(source.path)[backup.file_of_table(table.name)].splitlines(keepends=True)
    if not lines:
        return
    at = data.draw(st.integers(0, len(lines) - 1))
    row = json.loads(lines[at])
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(odd)
    lines[at] = json.dumps(row).encode() + b"\n"
    source.try_out(forged(source.path, table.name, b"".join(lines)))


@FUZZ
@given(data=st.data())
def test_any_bytes_for_a_row_are_restored_or_refused_in_words(
    source: Source, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(TABLES))
    lines = members(source.path)[backup.file_of_table(table.name)].splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines)))
    wrong = data.draw(
        st.binary(max_size=30)
        | st.sampled_from([b"{" * 5000, b'{"id":' + b"[" * 3000 + b"]" * 3000 + b"}", b"1e9999"])
    )
    lines.insert(at, wrong.replace(b"\n", b"") + b"\n")
    assert not source.try_out(forged(source.path, table.name, b"".join(lines)))


@FUZZ
@given(
    name=st.sampled_from(["format", "schema", "program", "made_at", "tables", "ledgers", "else"]),
    value=odd,
)
def test_any_manifest_is_restored_or_refused_in_words(
    source: Source, name: str, value: Any
) -> None:
    source.try_out(changed(source.path, manifest=said_otherwise(source.path, **{name: value})))


@FUZZ
@given(at=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255), end=st.booleans())
def test_any_damage_to_the_file_is_refused_in_words_or_of_no_account(
    source: Source, at: float, change: int, end: bool
) -> None:
    whole = bytearray(source.path.read_bytes())
    # what a zip says of itself stands at its end
    place = int(at * min(len(whole), 3000)) + (max(len(whole) - 3000, 0) if end else 0)
    whole[place] ^= change
    damaged = source.path.with_suffix(".damaged")
    damaged.write_bytes(whole)
    source.try_out(damaged)
