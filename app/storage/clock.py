"""The database's own clock beside ours: of the two, whichever ends nothing early."""

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Interval, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.storage.values import Moment


class Clocks(NamedTuple):
    """This moment by two clocks, which are one in the embedded database."""

    behind: datetime
    """What is over by this one is over by both."""
    ahead: datetime
    """What is kept from this one on is kept long enough by both."""


class _Theirs(FunctionElement[datetime]):
    """What PostgreSQL takes the time to be as the statement runs; nothing in the embedded database."""

    inherit_cache = True
    type = Moment()


class _Later(FunctionElement[datetime]):
    """A moment of our clock, or so long after PostgreSQL's, if that is later; it costs no round trip."""

    inherit_cache = True
    type = Moment()


class _Earlier(FunctionElement[datetime]):
    """A moment of our clock, or PostgreSQL's, if that is earlier."""

    inherit_cache = True
    type = Moment()


THEIRS: Final = _Theirs()


def later(moment: str, lasts: str) -> _Later:
    """Until when to keep something: what is given under these names, by our clock and as a time from now on."""
    return _Later(_given(moment), bindparam(lasts, type_=Interval()))


def earlier(moment: str) -> _Earlier:
    """The moment at which something may be over: what is given under this name, by our clock."""
    return _Earlier(_given(moment))


async def its_time(connection: AsyncConnection) -> datetime | None:
    """What PostgreSQL takes the time to be; None in the embedded database, which has no clock but ours."""
    if connection.dialect.name != "postgresql":
        return None
    return await connection.scalar(select(func.clock_timestamp()))


async def clocks(connection: AsyncConnection) -> Clocks:
    """This moment by our clock and by the database's, at the cost of a round trip."""
    ours = datetime.now(UTC)
    theirs = await its_time(connection) or ours
    return Clocks(min(ours, theirs), max(ours, theirs))


async def not_after(connection: AsyncConnection) -> datetime:
    """This moment by the clock that is behind, ours or the database's: one that ran ahead ends nothing early."""
    return (await clocks(connection)).behind


def _given(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=Moment())


@compiles(_Theirs)
def _no_other(*_: Any, **__: Any) -> str:
    return "NULL"


@compiles(_Theirs, "postgresql")
def _theirs(*_: Any, **__: Any) -> str:
    return "clock_timestamp()"


@compiles(_Later)
@compiles(_Earlier)
def _ours(element: FunctionElement[datetime], compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(next(iter(element.clauses)), **how)


@compiles(_Later, "postgresql")
def _whichever_is_later(element: _Later, compiler: SQLCompiler, **how: Any) -> str:
    # Of what is not given it takes no notice.
    ours, lasts = (compiler.process(one, **how) for one in element.clauses)
    return f"greatest({ours}, clock_timestamp() + {lasts})"


@compiles(_Earlier, "postgresql")
def _whichever_is_earlier(element: _Earlier, compiler: SQLCompiler, **how: Any) -> str:
    return f"least({_ours(element, compiler, **how)}, clock_timestamp())"
