"""How a statement came to be withdrawn, which until now only its reason told."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

HOW = "'person', 'sender', 'edited', 'split', 'joined', 'import', 'erased'"
BY_A_PERSON = (
    "EXISTS (SELECT 1 FROM auditentry WHERE act = 'statement.withdrawn'"
    " AND subject = 'statement' AND subject_id = statement.id)"
)
# how many statements those are made of that it became: one was split, several were joined
BECAME = (
    "(SELECT count(*) FROM lineage WHERE statement_id ="
    " (SELECT max(statement_id) FROM lineage WHERE from_id = statement.id))"
)
KEEP = f"""CREATE TABLE withdrawn_before AS SELECT id, withdrawn_because, CASE
    WHEN withdrawn_because = 'erased at the person’s request' THEN 'erased'
    WHEN {BECAME} = 1 THEN 'split'
    WHEN {BECAME} > 1 THEN 'joined'
    WHEN {BY_A_PERSON} THEN 'person'
    WHEN withdrawn_because = 'the import was taken back' THEN 'import'
    WHEN withdrawn_because = 'taken out when the note was edited' THEN 'edited'
    WHEN withdrawn_because = 'withdrawn by the sender' THEN 'sender'
    ELSE 'person' END AS withdrawal
    FROM statement WHERE withdrawn_because IS NOT NULL"""
ADD = f"""ALTER TABLE statement ADD COLUMN withdrawal VARCHAR(32)
    CONSTRAINT ck_statement_withdrawal CHECK (withdrawal IN ({HOW}))
    CONSTRAINT ck_statement_withdrawn_how
    CHECK ((withdrawn_because IS NULL) = (withdrawal IS NULL))"""


def upgrade() -> None:
    # SQLite checks the rows that are there when a column comes, and would have to make a table
    # anew, which others refer to, to take in a constraint later: so the reasons step aside.
    op.execute(KEEP)
    op.execute("UPDATE statement SET withdrawn_because = NULL WHERE withdrawn_because IS NOT NULL")
    op.execute(ADD)
    op.execute(
        "UPDATE statement SET"
        " withdrawn_because = (SELECT b.withdrawn_because FROM withdrawn_before AS b"
        " WHERE b.id = statement.id),"
        " withdrawal = (SELECT b.withdrawal FROM withdrawn_before AS b WHERE b.id = statement.id)"
        " WHERE id IN (SELECT id FROM withdrawn_before)"
    )
    op.drop_table("withdrawn_before")
