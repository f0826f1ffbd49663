"""Resume codes: a draft's key, wrapped, and found by who holds the code."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.tables import drafts, resumes


class Holder(StrEnum):
    """For whom a code was made; a draft has one of each at most."""

    WRITER = "writer"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Resume:
    """A code as it is stored; none of this opens the draft without the code, and none of it is the code."""

    id: bytes
    draft_id: bytes
    holder: Holder
    salt: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What a code leads to: the draft's form and its wrapped key."""

    form: str
    body: bytes


async def replace(connection: AsyncConnection, resume: Resume, kept_until: datetime) -> None:
    """Keep a code in place of the holder's earlier one, and its draft until a time."""
    await void(connection, resume.draft_id, resume.holder)
    await connection.execute(insert(resumes).values(asdict(resume)))
    await connection.execute(
        update(drafts).where(drafts.c.id == resume.draft_id).values(kept_until=kept_until)
    )


async def void(connection: AsyncConnection, draft_id: bytes, holder: Holder) -> None:
    """A holder's code opens nothing any more."""
    await connection.execute(
        delete(resumes).where(resumes.c.draft_id == draft_id, resumes.c.holder == holder)
    )


async def salt(connection: AsyncConnection, draft_id: bytes, holder: Holder) -> bytes | None:
    """What a holder's code was made with, if there is one."""
    query = select(resumes.c.salt).where(resumes.c.draft_id == draft_id, resumes.c.holder == holder)
    found: bytes | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def find(connection: AsyncConnection, resume_id: bytes, now: datetime) -> Wrapped | None:
    """What a code leads to, unless its draft was sent or its time is over."""
    alive = or_(drafts.c.kept_until > now, drafts.c.expires_at > now)
    query = (
        select(drafts.c.form, resumes.c.body)
        .join(drafts, drafts.c.id == resumes.c.draft_id)
        .where(resumes.c.id == resume_id, drafts.c.sent_at.is_(None), alive)
    )
    row = (await connection.execute(query)).first()
    return Wrapped(*row) if row else None
