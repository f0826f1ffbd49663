"""Resume codes: a draft's key, wrapped, and found by who holds the code."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.clock import earlier, later
from app.storage.drafts import Life
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


_KEEP = (
    update(drafts)
    .where(drafts.c.id == bindparam("row_id"))
    .values(kept_until=later("kept_until", "kept_for"))
)
_ALIVE = or_(drafts.c.kept_until > earlier("now"), drafts.c.expires_at > earlier("now"))
_FIND = (
    select(drafts.c.form, resumes.c.body)
    .join(drafts, drafts.c.id == resumes.c.draft_id)
    .where(resumes.c.id == bindparam("resume_id"), drafts.c.sent_at.is_(None), _ALIVE)
)


async def replace(connection: AsyncConnection, resume: Resume, life: Life) -> None:
    """Keep a code in place of the holder's earlier one, and its draft for as long as a code opens it."""
    await void(connection, resume.draft_id, resume.holder)
    await connection.execute(insert(resumes).values(asdict(resume)))
    await connection.execute(_KEEP, {"row_id": resume.draft_id, **life._asdict()})


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
    row = (await connection.execute(_FIND, {"resume_id": resume_id, "now": now})).first()
    return Wrapped(*row) if row else None
