"""PostgreSQL keeps what is sealed as it is: to try to compress it was a fifth of its work, and saved nothing."""

from collections.abc import Sequence

from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SEALED = ("drafts", "letters", "outbox", "pieces", "resumes")


def upgrade() -> None:
    _store("EXTERNAL")


def downgrade() -> None:
    _store("EXTENDED")


def _store(how: str) -> None:
    if op.get_context().dialect.name != "postgresql":
        return
    for table in SEALED:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN body SET STORAGE {how}")
