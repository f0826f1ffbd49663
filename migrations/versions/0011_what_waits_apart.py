"""What waits in the outbox is found by its own index alone, and a call by its draft."""

from collections.abc import Sequence

from alembic import op
from sqlalchemy import text

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    settled = text("settled_at IS NOT NULL")
    op.create_index(
        "outbox_settled", "outbox", ["settled_at"], postgresql_where=settled, sqlite_where=settled
    )
    op.drop_index(op.f("ix_outbox_settled_at"), "outbox")
    op.create_index(op.f("ix_calls_draft_id"), "calls", ["draft_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_calls_draft_id"), "calls")
    op.create_index(op.f("ix_outbox_settled_at"), "outbox", ["settled_at"])
    op.drop_index("outbox_settled", "outbox")
