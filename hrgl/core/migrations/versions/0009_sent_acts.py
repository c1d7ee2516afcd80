"""How browsers named acts, so that one that is handed over twice is done once."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sentact",
        sa.Column("name", sa.String(length=36), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["auditentry.id"], name=op.f("fk_sentact_entry_id")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sentact")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_sentact_entry_id")),
    )
