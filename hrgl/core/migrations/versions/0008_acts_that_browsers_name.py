"""How a browser named an act, so that one that is handed over twice is done once."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("auditentry", sa.Column("sent_as", sa.String(length=36), nullable=True))
    op.create_index(op.f("ix_auditentry_sent_as"), "auditentry", ["sent_as"], unique=True)
