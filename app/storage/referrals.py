"""Sent referrals and what the hub has said of them."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Row,
    String,
    Uuid,
    and_,
    exists,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.errors import ReferenceTakenError
from app.storage.database import insert_once
from app.storage.outbox import Late
from app.storage.tables import events, numbers, referrals

NOBODY: Final = UUID(int=0)
NOTHING: Final = bytes(32)


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


async def record(connection: AsyncConnection, referral: Referral) -> None:
    """Keep a new referral.

    Raises:
        ReferenceTakenError: its reference or its id is already there; the transaction is spent.
    """
    try:
        await connection.execute(insert(referrals).values(asdict(referral)))
    except IntegrityError:
        raise ReferenceTakenError("This reference or message id is already taken") from None


async def by_message(connection: AsyncConnection, message_id: UUID) -> Referral | None:
    """The referral of this message id."""
    return await _one(connection, referrals.c.message_id == message_id)


async def hold(connection: AsyncConnection, message_id: UUID) -> Referral | None:
    """The referral of this message id; nobody discards it, or adds to it, before the transaction ends."""
    query = select(referrals).where(referrals.c.message_id == message_id)
    return _read((await connection.execute(query.with_for_update(key_share=True))).first())


async def by_reference(connection: AsyncConnection, reference: str) -> Referral | None:
    """The referral of this reference."""
    return await _one(connection, referrals.c.reference == reference)


async def held_codes(connection: AsyncConnection, reference: str, now: datetime) -> HeldCodes:
    """What shows who may ask after the referral of a reference; of nobody's, where there is none, at the same cost.

    One statement that always gives one row, so that the time tells nobody which references there are.
    """
    asked = select(literal(reference, String).label("reference")).subquery()
    numbered = and_(numbers.c.message_id == referrals.c.message_id, numbers.c.ends_at > now)
    query = select(
        func.coalesce(referrals.c.message_id, literal(NOBODY, Uuid)),
        func.coalesce(referrals.c.code_digest, literal(NOTHING, LargeBinary)),
        func.coalesce(numbers.c.digest, literal(NOTHING, LargeBinary)),
    ).select_from(
        asked.outerjoin(referrals, referrals.c.reference == asked.c.reference).outerjoin(numbers, numbered)
    )
    message_id, code, number = (await connection.execute(query)).one()
    return HeldCodes(message_id, (code, number))


async def _one(connection: AsyncConnection, matches: ColumnElement[bool]) -> Referral | None:
    return _read((await connection.execute(select(referrals).where(matches))).first())


def _read(row: Row[Any] | None) -> Referral | None:
    return Referral(**row._mapping) if row else None  # noqa: SLF001 -- SQLAlchemy's documented name


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


async def came_since(connection: AsyncConnection, since: datetime, forms: Collection[str], most: int) -> int:
    """How many came by these forms since a time; counted no further than `most`."""
    some = (
        select(literal(1))
        .where(referrals.c.received_at > since, referrals.c.form.in_(forms))
        .limit(most)
        .subquery()
    )
    return (await connection.execute(select(func.count()).select_from(some))).scalar_one()


async def add_event(connection: AsyncConnection, event: RecordedEvent) -> bool:
    """Keep an event; False when it is already known."""
    return await insert_once(connection, events, asdict(event))


async def events_of(connection: AsyncConnection, message_id: UUID) -> list[RecordedEvent]:
    """What the hub said of a referral, oldest first."""
    query = select(events).where(events.c.message_id == message_id).order_by(events.c.at, events.c.id)
    return [RecordedEvent(**row._mapping) for row in await connection.execute(query)]  # noqa: SLF001
