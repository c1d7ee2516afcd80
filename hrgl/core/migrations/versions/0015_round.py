"""The participants' round on the drafts: its links, what is said, answered and said to that."""

import sqlalchemy as sa
from alembic import op

from hrgl.core.columns import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_DIGESTS = ("receipt_sha256", "sender_sha256", "form_sha256")
_INDEXED = ("encouragement_id", "wording_id", "workshop_id", "receipt_sha256", "sender_sha256")


def upgrade() -> None:
    with op.batch_alter_table("member") as table:
        table.drop_constraint(op.f("ck_member_participant"), type_="check")
        table.create_check_constraint(
            op.f("ck_member_participant"), "role = 'participant' OR workshop_id IS NULL"
        )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_round_edition_id")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_round_workshop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("code", name=op.f("uq_round_code")),
        sa.UniqueConstraint("workshop_id", name=op.f("uq_round_workshop_id")),
    )
    of_all = sa.text("workshop_id IS NULL")
    op.create_index(
        "uq_round_of_all",
        "round",
        ["edition_id"],
        unique=True,
        sqlite_where=of_all,
        postgresql_where=of_all,
    )
    _create_comments()


def _word(kind: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=kind, native_enum=False, create_constraint=True, length=32)


def _create_comments() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("encouragement_id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=True),
        sa.Column("kind", _word("commentkind", "comment", "supports", "missing"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(length=64), nullable=False) for name in _DIGESTS),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column(
            "answer",
            _word("commentanswer", "taken_up", "in_part", "not_taken_up", "elsewhere"),
            nullable=True,
        ),
        sa.Column("taken_up_in_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("reaction", _word("reaction", "agreed", "not_agreed"), nullable=True),
        sa.Column("reaction_words", sa.String(), nullable=False),
        sa.Column("reacted_at", UtcDateTime(), nullable=True),
        *_rules(),
        *_references(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("form_sha256", name=op.f("uq_comment_form_sha256")),
    )
    for name in _INDEXED:
        op.create_index(op.f(f"ix_comment_{name}"), "comment", [name])


def _rules() -> list[sa.CheckConstraint]:
    rules = {
        "text": "text <> '' OR kind = 'supports' OR withdrawn",
        "answered": "(answer IS NULL) = (answered_at IS NULL)",
        "reacted": "answer IS NOT NULL OR reaction IS NULL",
        "taken_up": "taken_up_in_id IS NULL OR answer IN ('taken_up', 'in_part')",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_comment_{n}")) for n, rule in rules.items()]


def _references() -> list[sa.ForeignKeyConstraint]:
    leads = {
        "encouragement_id": "encouragement.id",
        "wording_id": "wording.id",
        "workshop_id": "workshop.id",
        "taken_up_in_id": "wording.id",
        "member_id": "member.id",
    }
    return [
        sa.ForeignKeyConstraint([name], [to], name=op.f(f"fk_comment_{name}"))
        for name, to in leads.items()
    ]
