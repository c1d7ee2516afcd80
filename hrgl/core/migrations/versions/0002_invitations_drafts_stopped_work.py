"""One-time links, what people are typing, and work that somebody stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATES = ("waiting", "running", "done", "failed", "stopped")


def upgrade() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_invitation_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_invitation_token_sha256")),
    )
    op.create_index(op.f("ix_invitation_account_id"), "invitation", ["account_id"])
    op.create_table(
        "notedraft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_notedraft_member_id")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_notedraft_workshop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notedraft")),
        sa.UniqueConstraint(
            "member_id", "workshop_id", name=op.f("uq_notedraft_member_id_workshop_id")
        ),
    )
    op.create_index(op.f("ix_notedraft_workshop_id"), "notedraft", ["workshop_id"])
    # SQLite cannot change a constraint: the table is made anew and its rows are carried over
    with op.batch_alter_table("job") as job:
        job.drop_constraint(op.f("ck_job_jobstate"), type_="check")
        job.create_check_constraint(op.f("ck_job_jobstate"), sa.column("state").in_(STATES))
