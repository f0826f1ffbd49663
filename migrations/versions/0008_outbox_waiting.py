"""A lane of the relay finds its own rows, however many wait for another."""

from collections.abc import Sequence

from alembic import op
from sqlalchemy import text

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    waiting = text("settled_at IS NULL")
    op.create_index(
        "outbox_waiting", "outbox", ["channel", "due_at"], postgresql_where=waiting, sqlite_where=waiting
    )
    op.create_index(op.f("ix_outbox_settled_at"), "outbox", ["settled_at"])
    op.drop_index("outbox_due", "outbox")


def downgrade() -> None:
    op.create_index("outbox_due", "outbox", ["settled_at", "due_at"])
    op.drop_index(op.f("ix_outbox_settled_at"), "outbox")
    op.drop_index("outbox_waiting", "outbox")
