"""The document: its form, translations, adoption in full, marks, addresses for the report back."""

import sqlalchemy as sa
from alembic import op

from hrgl.core.columns import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_KINDS = ("comment", "supports", "missing", "proposal")
_MARKS = ("withdrawn", "corrected")
_FORM_TEXTS = {
    "name": None,
    "subtitle": None,
    "symbol": 64,
    "motto": None,
    "place": None,
    "issuer": None,
    "auspices": None,
    "lead_in": None,
    "method": None,
    "contact": None,
    "isbn": 32,
    "doi": 128,
    "language": 16,
}


def upgrade() -> None:
    _create_form()
    _create_translations()
    _create_addresses()
    _widen_documents()
    _guard_documents()
    with op.batch_alter_table("comment") as table:
        table.drop_constraint(op.f("ck_comment_commentkind"), type_="check")
        table.create_check_constraint(op.f("ck_comment_commentkind"), sa.column("kind").in_(_KINDS))


def _number(name: str, *, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _leads(table: str, **leads: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in leads.items()
    ]


def _create_form() -> None:
    op.create_table(
        "documentform",
        _number("id"),
        _number("version"),
        _number("edition_id"),
        *(_text(name, length) for name, length in _FORM_TEXTS.items()),
        sa.Column("dated", sa.Date(), nullable=True),
        *(sa.Column(n, sa.JSON(), nullable=False) for n in ("co_organisers", "preamble", "parts")),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        *_leads("documentform", edition_id="edition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documentform")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_documentform_edition_id")),
    )


def _create_translations() -> None:
    op.create_table(
        "translation",
        _number("id"),
        _number("version"),
        _number("edition_id"),
        _number("encouragement_id", needed=False),
        _text("language", 16),
        _text("field", 32),
        _text("text"),
        _text("of_sha256", 64),
        _number("member_id"),
        _number("checked_by_id", needed=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_translation_text")),
        *_leads(
            "translation",
            edition_id="edition",
            encouragement_id="encouragement",
            member_id="member",
            checked_by_id="member",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
    )
    of_form = sa.text("encouragement_id IS NULL")
    op.create_index(
        "uq_translation_of_form",
        "translation",
        ["edition_id", "language", "field"],
        unique=True,
        sqlite_where=of_form,
        postgresql_where=of_form,
    )
    op.create_index(
        "uq_translation_of_encouragement",
        "translation",
        ["encouragement_id", "language", "field"],
        unique=True,
    )


def _create_addresses() -> None:
    op.create_table(
        "reportaddress",
        _number("id"),
        _number("edition_id"),
        _text("receipt_sha256", 64),
        _text("address", 254),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        *_leads("reportaddress", edition_id="edition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reportaddress")),
        sa.UniqueConstraint("receipt_sha256", name=op.f("uq_reportaddress_receipt_sha256")),
    )


def _widen_documents() -> None:
    with op.batch_alter_table("outcomedocument") as table:
        for name in ("adopted_at_place", "adopted_as", "marked_because"):
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        table.add_column(
            sa.Column("adopted_tacitly", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("mark", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("marked_at", UtcDateTime(), nullable=True))
        table.create_check_constraint(
            op.f("ck_outcomedocument_documentmark"), sa.column("mark").in_(_MARKS)
        )


_FROZEN = ("edition_id", "number", "content", "sha256", "member_id", "published_at")
_REFUSAL = "what was published is never changed"


def _guard_documents() -> None:
    """What is told of a number later may change, its text may not; a demonstration may be removed.

    SQLite copies a table to change it, and with the old one goes its guard: whoever changes this
    table again writes the guard anew.
    """
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _guard_on_sqlite() -> None:
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _FROZEN)
    op.execute(
        "CREATE TRIGGER outcomedocument_no_update BEFORE UPDATE ON outcomedocument "
        f"WHEN {changed} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )
    op.execute(
        "CREATE TRIGGER outcomedocument_no_delete BEFORE DELETE ON outcomedocument "
        "WHEN NOT EXISTS (SELECT 1 FROM edition WHERE id = OLD.edition_id AND demonstration) "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )


def _guard_on_postgresql() -> None:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _FROZEN)
    op.execute(
        f"""CREATE FUNCTION keep_document() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (
                SELECT 1 FROM edition WHERE id = OLD.edition_id AND demonstration
            ) THEN RETURN OLD; END IF;
            IF TG_OP = 'UPDATE' THEN
                IF NOT ({changed}) THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '{_REFUSAL}';
        END $$"""
    )
    for name, when in (
        ("update", "BEFORE UPDATE ON outcomedocument FOR EACH ROW"),
        ("delete", "BEFORE DELETE ON outcomedocument FOR EACH ROW"),
        ("truncate", "BEFORE TRUNCATE ON outcomedocument FOR EACH STATEMENT"),
    ):
        op.execute(
            f"CREATE TRIGGER outcomedocument_no_{name} {when} EXECUTE FUNCTION keep_document()"
        )
