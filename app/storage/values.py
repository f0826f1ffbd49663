"""Values as every database gives them back; where a file of SQLite's holds junk, one that is true of nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, DateTime, Dialect, TypeDecorator, Uuid, or_

LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
NOBODY: Final = UUID(int=0)

Read = Callable[[Any], Any] | None


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; SQLite hands back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read UTC."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        """What is no time was long ago."""
        return _or_else(LONG_AGO, super().result_processor(dialect, coltype))


class RowId(TypeDecorator[UUID]):
    """A UUID; SQLite keeps it as text."""

    impl = Uuid
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        """What is none is nobody's."""
        return _or_else(NOBODY, super().result_processor(dialect, coltype))


def is_over(moment: Column[datetime], now: datetime, longest: timedelta) -> ColumnElement[bool]:
    """Whether a moment has come that was set at most so long before it; later ones are of a clock that ran ahead."""
    return or_(moment <= now, moment > now + longest)


def _or_else(instead: Any, read: Read) -> Read:
    """The same reading, which fails at nothing: one broken row must not keep anybody from reading the others."""
    if read is None:
        return None

    def reads(value: Any) -> Any:
        try:
            return read(value)
        except (TypeError, ValueError):
            return instead

    return reads
