"""What a summary read before it was written anew."""

import sqlalchemy as sa
from alembic import op

from hrgl.core.columns import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earliersummary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_earliersummary_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_earliersummary_workshop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earliersummary")),
    )
    op.create_index(
        op.f("ix_earliersummary_workshop_id"), "earliersummary", ["workshop_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("earliersummary")
