"""Tags: what people decided that themes touch."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "confirmed",
                "refused",
                name="tagstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "proposed",
                "person",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("similarity", sa.Float(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(origin = 'proposed') = (similarity IS NOT NULL)", name=op.f("ck_tag_similarity")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_tag_theme_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_tag_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint(
            "theme_id", "vocabulary", "code", name=op.f("uq_tag_theme_id_vocabulary_code")
        ),
    )
