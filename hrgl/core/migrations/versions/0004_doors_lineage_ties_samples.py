"""Doors and inputs, where statements came from, ties between statements, samples placed twice."""

import sqlalchemy as sa
from alembic import op

from hrgl.core.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "door",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "moderated",
                "closed",
                name="doorstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_door_workshop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door")),
        sa.UniqueConstraint("code", name=op.f("uq_door_code")),
        sa.UniqueConstraint("workshop_id", name=op.f("uq_door_workshop_id")),
    )
    op.create_table(
        "input",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("receipt_sha256", sa.String(length=64), nullable=False),
        sa.Column("form_sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "practice",
                "challenge",
                "lesson",
                "need",
                "proposal",
                "reservation",
                "question",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("actor_type", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column(
            "attribution",
            sa.Enum(
                "none",
                "group",
                "organisation",
                "named",
                name="attribution",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "taken",
                "declined",
                "withdrawn",
                name="inputstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state <> 'taken' OR note_id IS NOT NULL", name=op.f("ck_input_note")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_input_note_id")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_input_workshop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input")),
        sa.UniqueConstraint("form_sha256", name=op.f("uq_input_form_sha256")),
        sa.UniqueConstraint("receipt_sha256", name=op.f("uq_input_receipt_sha256")),
    )
    op.create_index(op.f("ix_input_note_id"), "input", ["note_id"])
    op.create_index(op.f("ix_input_workshop_id"), "input", ["workshop_id"])
    op.create_table(
        "lineage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("statement_id <> from_id", name=op.f("ck_lineage_from")),
        sa.ForeignKeyConstraint(["from_id"], ["statement.id"], name=op.f("fk_lineage_from_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_lineage_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage")),
        sa.UniqueConstraint(
            "statement_id", "from_id", name=op.f("uq_lineage_statement_id_from_id")
        ),
    )
    op.create_index(op.f("ix_lineage_from_id"), "lineage", ["from_id"])
    op.create_table(
        "sampleplacement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_sampleplacement_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_sampleplacement_statement_id")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_sampleplacement_theme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampleplacement")),
        sa.UniqueConstraint(
            "member_id", "statement_id", name=op.f("uq_sampleplacement_member_id_statement_id")
        ),
    )
    op.create_index(op.f("ix_sampleplacement_statement_id"), "sampleplacement", ["statement_id"])
    op.create_index(op.f("ix_sampleplacement_theme_id"), "sampleplacement", ["theme_id"])
    op.create_table(
        "tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("statement_id < other_id", name=op.f("ck_tie_order")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_tie_member_id")),
        sa.ForeignKeyConstraint(["other_id"], ["statement.id"], name=op.f("fk_tie_other_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_tie_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
        sa.UniqueConstraint("statement_id", "other_id", name=op.f("uq_tie_statement_id_other_id")),
    )
    op.create_index(op.f("ix_tie_other_id"), "tie", ["other_id"])
