"""Referrals are counted by when they came."""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index(op.f("ix_referrals_received_at"), "referrals", ["received_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_referrals_received_at"), "referrals")
