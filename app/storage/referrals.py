"""Sent referrals and what the hub has said of them."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

from asyncpg import UniqueViolationError
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.errors import ReferenceTakenError
from app.storage.database import insert_once, values_of
from app.storage.driver.alone import Alone
from app.storage.outbox import Late
from app.storage.tables import events, numbers, referrals
from app.storage.values import NOBODY

NOTHING: Final = bytes(32)
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Referral:
    """What the portal keeps in the clear of a referral it sent."""

    message_id: UUID
    reference: str
    form: str
    hub: str
    route: str
    urgent: bool
    received_at: datetime
    code_digest: bytes
    address_digest: bytes | None = None
    """What a work address is known by (ADR 0033); random where none was given, None before there was any."""


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """Something the hub said of a referral."""

    id: str
    message_id: UUID
    type: str
    at: datetime
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class HeldCodes:
    """What a status code, and the six digits sent in its place, are known by; zeros where there are none."""

    message_id: UUID
    digests: tuple[bytes, bytes]


_OF_NOBODY: Final = HeldCodes(NOBODY, (NOTHING, NOTHING))


class Room(NamedTuple):
    """How many may come by these forms within an hour."""

    since: datetime
    until: datetime
    """Told to PostgreSQL too: where there is no end it expects a third of all that ever came, and reads them all."""
    forms: tuple[str, ...]
    most: int

    @classmethod
    def at(cls, moment: datetime, forms: Collection[str], most: int) -> Self:
        """Of the hour before a moment, and of what another clock says came after it."""
        return cls(moment - HOUR, moment + HOUR, tuple(sorted(forms)), most)

    @property
    def given(self) -> dict[str, object]:
        """The values that `fewer_came` waits for."""
        return {"since": self.since, "until": self.until, "most": self.most}


_RECORD = insert(referrals)
NAMES: Final = tuple(Referral.__dataclass_fields__)
"""Of a referral's values."""
_BY_MESSAGE = select(referrals).where(referrals.c.message_id == bindparam("message"))
_HOLD = _BY_MESSAGE.with_for_update(key_share=True)
_BY_REFERENCE = select(referrals.c.message_id, referrals.c.reference, referrals.c.code_digest).order_by(
    referrals.c.reference
)
_NEXT = _BY_REFERENCE.where(referrals.c.reference >= bindparam("reference")).limit(1).subquery()
_FIRST = _BY_REFERENCE.limit(1).subquery()
_BOTH = union_all(select(_NEXT), select(_FIRST)).subquery()
_LATER = select(_BOTH).order_by(_BOTH.c.reference.desc()).limit(1).subquery()
_NEAREST = select(_LATER, numbers.c.digest).select_from(
    _LATER.outerjoin(
        numbers, and_(numbers.c.message_id == _LATER.c.message_id, numbers.c.ends_at > bindparam("now"))
    )
)
"""The referral of a reference, or else the next one's, or the very first: the same steps whichever it is."""
_EVENTS = (
    select(events.c.id, events.c.message_id, events.c.type, events.c.at, events.c.outcome)
    .where(events.c.message_id == bindparam("message"))
    .order_by(events.c.at, events.c.id)
)


async def record(connection: AsyncConnection | Alone, referral: Referral) -> None:
    """Keep a new referral.

    Raises:
        ReferenceTakenError: its reference or its id is already there; the transaction is spent.
    """
    with named_if_taken():
        await connection.execute(_RECORD, values_of(referral))


@contextmanager
def named_if_taken() -> Iterator[None]:
    """Say in our words that a referral is there already.

    Raises:
        ReferenceTakenError: it is.
    """
    try:
        yield
    except (IntegrityError, UniqueViolationError):
        raise ReferenceTakenError("This reference or message id is already taken") from None


async def by_message(connection: AsyncConnection | Alone, message_id: UUID) -> Referral | None:
    """The referral of this message id."""
    return _read((await connection.execute(_BY_MESSAGE, {"message": message_id})).first())


async def hold(connection: AsyncConnection | Alone, message_id: UUID) -> Referral | None:
    """The referral of this message id; nobody discards it, or adds to it, before the transaction ends."""
    return _read((await connection.execute(_HOLD, {"message": message_id})).first())


async def by_reference(connection: AsyncConnection, reference: str) -> Referral | None:
    """The referral of this reference."""
    query = select(referrals).where(referrals.c.reference == reference)
    return _read((await connection.execute(query)).first())


async def held_codes(connection: AsyncConnection, reference: str, now: datetime) -> HeldCodes:
    """What shows who may ask after the referral of a reference; of nobody's, where there is none, at the same cost.

    Another's is read where nobody has the reference, so that the time tells nobody which there are.
    """
    row = (await connection.execute(_NEAREST, {"reference": reference, "now": now})).first()
    if row is None:
        return _OF_NOBODY
    # All of it is looked at, whosever it is: what is left out tells by its time.
    found = HeldCodes(row.message_id, (row.code_digest, row.digest or NOTHING))
    return (_OF_NOBODY, found)[row.reference == reference]


def _read(row: Sequence[Any] | None) -> Referral | None:
    return Referral(*row) if row else None


async def without_event(
    connection: AsyncConnection, types: Collection[str], but_for: str, before: datetime, most: int
) -> Sequence[Late]:
    """Those sent before a time, but for one route, of which the hub has said none of this, the first first."""
    said = exists().where(events.c.message_id == referrals.c.message_id, events.c.type.in_(types))
    query = (
        select(referrals.c.reference, referrals.c.received_at)
        .where(referrals.c.received_at < before, referrals.c.route != but_for, ~said)
        .order_by(referrals.c.received_at, referrals.c.reference)
        .limit(most)
    )
    return [Late(*row) for row in await connection.execute(query)]


async def came(connection: AsyncConnection | Alone, room: Room) -> int:
    """How many came, counted no further than the most."""
    row = (await connection.execute(_came(room.forms), room.given)).first()
    return int(row[0]) if row else 0


async def has_room(connection: AsyncConnection | Alone, room: Room) -> bool:
    """Whether fewer came."""
    return await came(connection, room) < room.most


def fewer_came(forms: tuple[str, ...]) -> ColumnElement[bool]:
    """The same as a condition of another statement, which is given what the room gives."""
    return _came(forms).scalar_subquery() < bindparam("most")


@cache
def _came(forms: tuple[str, ...]) -> Select[int]:
    received = referrals.c.received_at
    some = (
        select(literal(1))
        .where(received > bindparam("since"), received < bindparam("until"))
        .where(or_(*(referrals.c.form == one for one in forms)))
        .limit(bindparam("most"))
        .subquery()
    )
    return select(func.count()).select_from(some)


async def add_event(connection: AsyncConnection | Alone, event: RecordedEvent) -> bool:
    """Keep an event; False when it is already known."""
    return await insert_once(connection, events, values_of(event))


async def events_of(connection: AsyncConnection | Alone, message_id: UUID) -> list[RecordedEvent]:
    """What the hub said of a referral, oldest first."""
    return [RecordedEvent(*row) for row in await connection.execute(_EVENTS, {"message": message_id})]
