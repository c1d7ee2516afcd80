"""In which time zone the moments of an edition are told."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "edition",
        sa.Column(
            "time_zone", sa.String(length=64), nullable=False, server_default="Europe/Vienna"
        ),
    )


def downgrade() -> None:
    with op.batch_alter_table("edition") as table:
        table.drop_column("time_zone")
