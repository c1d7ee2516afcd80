"""Proposals of which people want nothing, or nothing more."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "discardedproposal",
        sa.Column("clustering_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clustering_id"], ["clustering.id"], name=op.f("fk_discardedproposal_clustering_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_discardedproposal_member_id")
        ),
        sa.PrimaryKeyConstraint("clustering_id", name=op.f("pk_discardedproposal")),
    )
