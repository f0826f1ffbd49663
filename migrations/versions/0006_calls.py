"""Calls that the hub registers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("draft_id", sa.LargeBinary(length=32), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_index(op.f("ix_calls_ends_at"), "calls", ["ends_at"])


def downgrade() -> None:
    op.drop_table("calls")
