"""Consent: its rule, proxies, rulings, amendments, Word files of the draft, meetings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from hrgl.core.columns import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_VERDICTS = ("agree", "live_with", "object", "abstain")
_OUTCOMES = ("accepted", "modified", "declined", "elsewhere", "withdrawn")
_FIELDS = ("heading", "explanation", "examples")


def upgrade() -> None:
    op.add_column("encouragement", sa.Column("submitted_at", UtcDateTime(), nullable=True))
    _create_rules()
    _create_meetings()
    _create_files()
    _create_amendments()
    _create_margin_notes()
    _change_reviews()
    _change_answers()
    _create_rulings()


def _word(kind: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=kind, native_enum=False, create_constraint=True, length=32)


def _number(name: str, *, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _moment(name: str, *, needed: bool = True) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(), nullable=not needed)


def _create(table: str, *parts: SchemaItem, checks: dict[str, str], leads: dict[str, str]) -> None:
    """A table with its identity, its checks and its references."""
    op.create_table(
        table,
        _number("id"),
        *parts,
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{n}")) for n, rule in checks.items()),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
            for name, to in leads.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _index(table: str, *names: str) -> None:
    for name in names:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def _create_rules() -> None:
    majorities = ("never", "more_than_half", "two_thirds", "three_quarters", "percent")
    _create(
        "consentrule",
        _number("version"),
        _number("edition_id"),
        sa.Column("overruling", _word("overruling", majorities), nullable=False),
        _number("percent", needed=False),
        _moment("silence_from", needed=False),
        _number("notice_hours"),
        sa.Column("minority_printed", sa.Boolean(), nullable=False),
        sa.Column("members_vote", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("edition_id", name=op.f("uq_consentrule_edition_id")),
        checks={
            "percent": "(overruling = 'percent') = (percent IS NOT NULL)",
            "share": "percent IS NULL OR (percent > 50 AND percent <= 100)",
            "notice": "notice_hours >= 0",
        },
        leads={"edition_id": "edition"},
    )
    _create(
        "proxy",
        _number("edition_id"),
        _number("member_id"),
        _number("for_id"),
        _moment("named_at"),
        sa.UniqueConstraint("for_id", name=op.f("uq_proxy_for_id")),
        checks={"other": "member_id <> for_id"},
        leads={"edition_id": "edition", "member_id": "member", "for_id": "member"},
    )
    _index("proxy", "edition_id", "member_id")


def _create_meetings() -> None:
    _create(
        "meeting",
        _number("version"),
        _number("edition_id"),
        _number("number"),
        _number("chair_id"),
        _moment("opened_at"),
        _moment("closed_at", needed=False),
        _number("encouragement_id", needed=False),
        _number("clean_id", needed=False),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_meeting_edition_id_number")),
        checks={},
        leads={
            "edition_id": "edition",
            "chair_id": "member",
            "encouragement_id": "encouragement",
            "clean_id": "wording",
        },
    )
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "uq_meeting_open",
        "meeting",
        ["edition_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    _create(
        "attendance",
        _number("meeting_id"),
        _number("member_id"),
        _moment("came_at"),
        _moment("left_at", needed=False),
        checks={},
        leads={"meeting_id": "meeting", "member_id": "member"},
    )
    _create(
        "speakingturn",
        _number("meeting_id"),
        _number("member_id"),
        _number("encouragement_id", needed=False),
        _moment("asked_at"),
        _moment("spoke_at", needed=False),
        checks={},
        leads={"meeting_id": "meeting", "member_id": "member", "encouragement_id": "encouragement"},
    )
    _create(
        "meetingdecision",
        _number("meeting_id"),
        _number("encouragement_id"),
        _number("wording_id"),
        sa.Column("word", _word("meetingword", ("agreed", "left_open")), nullable=False),
        _text("reason"),
        _number("present"),
        _number("member_id"),
        _moment("decided_at"),
        checks={"present": "present >= 0"},
        leads={
            "meeting_id": "meeting",
            "encouragement_id": "encouragement",
            "wording_id": "wording",
            "member_id": "member",
        },
    )
    for table in ("attendance", "speakingturn", "meetingdecision"):
        _index(table, "meeting_id")
    _index("meetingdecision", "encouragement_id")


def _create_files() -> None:
    _create(
        "sentdraft",
        _number("edition_id"),
        _number("number"),
        sa.Column("wordings", sa.JSON(), nullable=False),
        _text("sha256", 64),
        _number("member_id"),
        _moment("sent_at"),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_sentdraft_edition_id_number")),
        checks={},
        leads={"edition_id": "edition", "member_id": "member"},
    )
    _create(
        "returneddraft",
        _number("edition_id"),
        _number("sent_id"),
        _text("name"),
        _text("sha256", 64),
        _number("member_id"),
        _moment("returned_at"),
        sa.UniqueConstraint("sent_id", "sha256", name=op.f("uq_returneddraft_sent_id_sha256")),
        checks={},
        leads={"edition_id": "edition", "sent_id": "sentdraft", "member_id": "member"},
    )
    _index("returneddraft", "edition_id")


def _create_amendments() -> None:
    _create(
        "amendment",
        _number("version"),
        _number("encouragement_id"),
        _number("wording_id"),
        _number("number"),
        sa.Column("field", _word("wordingfield", _FIELDS), nullable=False),
        _number("start"),
        _number("end"),
        _text("after"),
        _text("reason"),
        _number("member_id"),
        _text("author"),
        _text("dated", 40),
        _number("returned_id", needed=False),
        _number("review_id", needed=False),
        _number("to_id", needed=False),
        _moment("proposed_at"),
        sa.Column("recommendation", _word("recommendation", _OUTCOMES[:-1]), nullable=True),
        _text("recommendation_reason"),
        _number("recommended_by_id", needed=False),
        sa.Column("outcome", _word("amendmentoutcome", _OUTCOMES), nullable=True),
        _text("outcome_reason"),
        sa.Column("taken_words", sa.String(), nullable=True),
        _number("taken_into_id", needed=False),
        _number("decided_by_id", needed=False),
        _moment("decided_at", needed=False),
        _number("meeting_id", needed=False),
        sa.UniqueConstraint(
            "encouragement_id", "number", name=op.f("uq_amendment_encouragement_id_number")
        ),
        checks={
            "span": '0 <= start AND start <= "end"',
            "decided": "(outcome IS NULL) = (decided_at IS NULL)",
            "taken": "taken_into_id IS NULL OR outcome IN ('accepted', 'modified')",
        },
        leads={
            "encouragement_id": "encouragement",
            "wording_id": "wording",
            "member_id": "member",
            "returned_id": "returneddraft",
            "review_id": "review",
            "to_id": "amendment",
            "recommended_by_id": "member",
            "taken_into_id": "wording",
            "decided_by_id": "member",
            "meeting_id": "meeting",
        },
    )
    _index("amendment", "wording_id", "returned_id", "review_id", "taken_into_id", "meeting_id")


def _create_margin_notes() -> None:
    _create(
        "marginnote",
        _number("version"),
        _number("edition_id"),
        _number("returned_id"),
        sa.Column("kind", _word("marginkind", ("comment", "change")), nullable=False),
        _text("author"),
        _text("dated", 40),
        _number("encouragement_id", needed=False),
        _number("wording_id", needed=False),
        sa.Column("field", _word("wordingfield", _FIELDS), nullable=True),
        _number("start", needed=False),
        _number("end", needed=False),
        _text("quote"),
        _text("text"),
        _text("why_unplaced"),
        _number("reply_to_id", needed=False),
        _number("amendment_id", needed=False),
        _text("settled_because"),
        checks={
            "wording": "(wording_id IS NULL) = (encouragement_id IS NULL)",
            "place": "(start IS NULL) = (field IS NULL)",
        },
        leads={
            "edition_id": "edition",
            "returned_id": "returneddraft",
            "encouragement_id": "encouragement",
            "wording_id": "wording",
            "reply_to_id": "marginnote",
            "amendment_id": "amendment",
        },
    )
    _index("marginnote", "edition_id", "returned_id", "encouragement_id")


def _guard(table: str) -> None:
    """SQLite copies a table to change it, and with the old one goes its guard."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END"
        )


def _change_reviews() -> None:
    leads = {"reservation_id": "statement", "by_id": "member", "meeting_id": "meeting"}
    with op.batch_alter_table("review") as table:
        table.drop_constraint(op.f("ck_review_verdict"), type_="check")
        table.create_check_constraint(
            op.f("ck_review_verdict"), sa.column("verdict").in_(_VERDICTS)
        )
        table.add_column(sa.Column("would_settle", sa.String(), nullable=False, server_default=""))
        for name, to in leads.items():
            table.add_column(_number(name, needed=False))
            table.create_foreign_key(op.f(f"fk_review_{name}"), to, [name], ["id"])
    _index("review", "meeting_id")
    _guard("review")


def _change_answers() -> None:
    """Yes or no becomes one of three words; an objection may be answered again."""
    words = ("accepted", "in_part", "declined")
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute("ALTER TABLE answer DISABLE TRIGGER USER")
    else:
        op.execute("DROP TRIGGER answer_no_update")
    op.add_column("answer", sa.Column("answer", sa.String(length=32), nullable=True))
    op.execute("UPDATE answer SET answer = CASE WHEN accepted THEN 'accepted' ELSE 'declined' END")
    with op.batch_alter_table("answer") as table:
        table.drop_constraint(op.f("uq_answer_review_id"), type_="unique")
        table.drop_column("accepted")
        table.alter_column("answer", existing_type=sa.String(length=32), nullable=False)
        table.create_check_constraint(
            op.f("ck_answer_objectionanswer"), sa.column("answer").in_(words)
        )
    _index("answer", "review_id")
    if postgresql:
        op.execute("ALTER TABLE answer ENABLE TRIGGER USER")
    _guard("answer")


def _create_rulings() -> None:
    _create(
        "ruling",
        _number("encouragement_id"),
        _number("review_id"),
        _number("wording_id"),
        sa.Column("ruling", _word("rulingword", ("upheld", "overruled")), nullable=False),
        _text("reason"),
        _number("in_favour"),
        _number("against"),
        _number("member_id"),
        _number("meeting_id", needed=False),
        _moment("ruled_at"),
        checks={"reason": "reason <> ''"},
        leads={
            "encouragement_id": "encouragement",
            "review_id": "review",
            "wording_id": "wording",
            "member_id": "member",
            "meeting_id": "meeting",
        },
    )
    _index("ruling", "encouragement_id", "review_id", "meeting_id")
