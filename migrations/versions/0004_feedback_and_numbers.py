"""Emails that end by themselves, what a work address is known by, and the numbers sent to it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("referrals", sa.Column("address_digest", sa.LargeBinary(length=32), nullable=True))
    op.create_table(
        "numbers",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["referrals.message_id"]),
        sa.PrimaryKeyConstraint("message_id"),
    )


def downgrade() -> None:
    op.drop_table("numbers")
    op.drop_column("referrals", "address_digest")
    op.drop_column("outbox", "ends_at")
