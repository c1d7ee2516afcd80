"""The word that people put on a theme."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("theme", sa.Column("flag", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("theme") as table:
        table.drop_column("flag")
