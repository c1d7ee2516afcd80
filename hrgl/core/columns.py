"""What the tables are made of: identity, version, moments in UTC, closed choices."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Enum, Table, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC) if value else None


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def choice(kind: type[StrEnum]) -> Any:
    """A column that holds one word of a closed vocabulary, checked by the database too."""
    return Enum(
        kind,
        native_enum=False,
        length=32,
        create_constraint=True,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Row(SQLModel):
    """Anything with an identity."""

    id: int = Field(default=None, primary_key=True)


class Versioned(Row):
    """A row people change: the version they saw travels with the change."""

    version: int = Field(default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 – SQLAlchemy hands over the class
        table = getattr(cls, "__table__", None)
        return {} if table is None else {"version_id_col": table.c.version}


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model, with its columns."""
    table: Table = inspect(model).local_table
    return table
