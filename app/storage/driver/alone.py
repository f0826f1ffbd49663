"""Statements that commit themselves, run by asyncpg without SQLAlchemy's cursor and result: half the cost of a step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

FAILURES: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What asyncpg raises, the last where a server dies in the middle; the text may hold a statement's values."""

_DIALECT: Final = PGDialect_asyncpg()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a statement, as much of SQLAlchemy's result as is asked for here."""

    rows: Sequence[Sequence[Any]]
    rowcount: int

    def first(self) -> Sequence[Any] | None:
        """The first row, if there is one."""
        return self.rows[0] if self.rows else None

    def __iter__(self) -> Iterator[Sequence[Any]]:
        return iter(self.rows)


@dataclass(frozen=True, slots=True)
class Alone:
    """A connection of PostgreSQL's driver; each statement commits itself, or all of them do in a transaction."""

    driver: Any
    """An `asyncpg.Connection`."""
    dialect: PGDialect_asyncpg = _DIALECT

    async def execute(self, statement: Any, given: Mapping[str, object]) -> Done:
        """Run a statement that SQLAlchemy has written, with these values for its parameters.

        Raises:
            asyncpg.PostgresError, asyncpg.InterfaceError: it could not be run.
        """
        text, names, usual, asks = _written(statement, tuple(given))
        values = [given[name] if name in given else usual[name] for name in names]
        if asks:
            rows = await self.driver.fetch(text, *values)
            return Done(rows, len(rows))
        said: str = await self.driver.execute(text, *values)
        return Done((), int(said.rpartition(" ")[2]))


class _Written(NamedTuple):
    text: str
    names: Sequence[str]
    """Of the parameters, in their order."""
    usual: Mapping[str, object]
    """The values of those that nobody gives."""
    asks: bool


@cache
def _written(statement: Any, given: tuple[str, ...]) -> _Written:
    """A statement in PostgreSQL's words; each is built once in its module, so that few are kept."""
    compiled = statement.compile(dialect=_DIALECT, column_keys=list(given))
    return _Written(compiled.string, compiled.positiontup, compiled.params, statement.is_select)
