"""Alembic's entry: the connection is handed over by `hrgl.core.migrations.migrate`."""

from alembic import context
from sqlmodel import SQLModel

import hrgl.core.models  # noqa: F401 – the tables register themselves

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
