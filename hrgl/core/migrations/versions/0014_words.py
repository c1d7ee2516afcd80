"""Examples, reasons, headings of groups, drafts of wordings, and what was not taken up."""

import sqlalchemy as sa
from alembic import op

from hrgl.core.columns import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# in this form SQLite need not make a table anew, which others refer to
MERGED = """ALTER TABLE encouragement ADD COLUMN merged_into_id INTEGER
    CONSTRAINT fk_encouragement_merged_into_id REFERENCES encouragement (id)
    CONSTRAINT ck_encouragement_merged CHECK (merged_into_id IS NULL OR stage = 'set_aside')"""


def upgrade() -> None:
    _change_wordings()
    because = sa.Column("set_aside_because", sa.String(), nullable=False, server_default="")
    op.add_column("encouragement", because)
    op.execute(MERGED)
    op.add_column(
        "theme", sa.Column("not_taken_up_because", sa.String(), nullable=False, server_default="")
    )
    op.create_table(
        "groupheading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.CheckConstraint("heading <> ''", name=op.f("ck_groupheading_heading")),
        sa.CheckConstraint("place > 0", name=op.f("ck_groupheading_place")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_groupheading_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupheading")),
        sa.UniqueConstraint("edition_id", "place", name=op.f("uq_groupheading_edition_id_place")),
    )
    op.create_table(
        "wordingdraft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("encouragement_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("heading", "explanation", "examples", "remarks")
        ),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["encouragement_id"],
            ["encouragement.id"],
            name=op.f("fk_wordingdraft_encouragement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_wordingdraft_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordingdraft")),
        sa.UniqueConstraint(
            "member_id", "encouragement_id", name=op.f("uq_wordingdraft_member_id_encouragement_id")
        ),
    )
    op.create_index(op.f("ix_wordingdraft_encouragement_id"), "wordingdraft", ["encouragement_id"])


def _change_wordings() -> None:
    """A wording may be without a heading; SQLite copies the table, and with it goes its guard."""
    with op.batch_alter_table("wording") as table:
        table.drop_constraint(op.f("ck_wording_heading"), type_="check")
        for name in ("examples", "why"):
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER wording_no_update BEFORE UPDATE ON wording "
            "BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END"
        )
