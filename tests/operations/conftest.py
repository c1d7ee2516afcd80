"""What the tests of backup and restore start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from hrgl.core.database import connect, transaction
from hrgl.operations import backup
from tests.conftest import Stock, _server_answers
from tests.lived_in import lived_in


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, stock: Stock) -> Iterator[Engine]:
    """An empty database to restore into, of either kind."""
    if request.param == "postgresql" and not _server_answers():
        pytest.skip("PostgreSQL does not answer at 127.0.0.1:5432")
    url = stock.copy(request.param, "empty")
    made = connect(url)
    yield made
    made.dispose()
    stock.drop(url)


@pytest.fixture
def made(engine: Engine, tmp_path: Path) -> Path:
    """A backup of a world that was lived in."""
    with transaction(engine) as session:
        lived_in(session)
    backup.write_backup(engine, tmp_path / "made.hrgl")
    return tmp_path / "made.hrgl"
