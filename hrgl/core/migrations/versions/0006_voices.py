"""Which speaker of an import a note is of, where the name is not kept: a number, counted only."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("note", sa.Column("voice", sa.Integer(), nullable=True))
