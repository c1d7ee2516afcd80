"""By which model the statements of an edition are compared: chosen, or as they are written."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # in one statement: SQLite would have to make the table anew, which all others refer to, to
    # take in a constraint later
    op.execute(
        "ALTER TABLE edition ADD COLUMN languages VARCHAR(32) DEFAULT 'auto' NOT NULL"
        " CONSTRAINT ck_edition_languages"
        " CHECK (languages IN ('auto', 'english', 'multilingual'))"
    )
