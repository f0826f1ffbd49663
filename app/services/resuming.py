"""Coming back to a draft by a code, giving it to a colleague, staying with it, and deleting it."""

import hmac
import secrets

from app.envelope.resuming import SALT, ResumeCode
from app.errors import NotFoundError, StorageUnavailableError
from app.services.desk import Desk, now
from app.services.drafting import Draft, open_draft
from app.storage import drafts, resumes
from app.storage.resumes import Holder, Resume


async def code_of(desk: Desk, draft: Draft, holder: Holder) -> str | None:
    """The holder's code, shown again to who holds the draft's key; None where none was made."""
    async with desk.database.single() as connection:
        salt = await resumes.salt(connection, draft.key.row_id, holder)
    return ResumeCode.of(draft.key, salt).text if salt else None


async def make_code(desk: Desk, draft: Draft, holder: Holder, *, alone: bool = False) -> None:
    """Make a code in place of the holder's earlier one; `alone`, in place of everybody's.

    Raises:
        NotFoundError: nothing is stored that a code could open.
        StorageUnavailableError: it is not known whether the earlier code or the new one opens the draft.
    """
    salt, row_id = secrets.token_bytes(SALT), draft.key.row_id
    code = ResumeCode.of(draft.key, salt)
    made = Resume(code.row_id, row_id, holder, salt, code.wrap(draft.key))
    async with desk.database.transaction() as connection:
        row = await drafts.read(connection, row_id, lock=True)
        if row is None or row.sent_at is not None:
            raise NotFoundError("There is no draft to come back to")
        for other in Holder if alone else ():
            await resumes.void(connection, row_id, other)
        await resumes.replace(connection, made, desk.life(draft.form))


async def resume(desk: Desk, code: str, named: str = "") -> Draft | None:
    """The draft that a code opens, for the browser that is to hold it from now on.

    `named` is the link's name for it, where there was a link. None, after the same work, whether the code is wrong,
    was replaced, belongs to another link, or its draft was sent or is over.

    Raises:
        StorageUnavailableError: only a newer portal has its form, and will open it; or the database did not answer.
    """
    held = ResumeCode(code)
    async with desk.database.single() as connection:
        found = await resumes.find(connection, held.row_id, now())
    key = held.unwrap(found.body if found else None)
    if not (found and key) or (named and not hmac.compare_digest(named.encode(), key.link_name.encode())):
        return None
    if found.form not in desk.forms:
        raise StorageUnavailableError("Only a newer portal has this form")
    form = desk.form(found.form)
    async with desk.database.single() as connection:
        await drafts.reopen(connection, key.row_id, desk.life(form))
    draft = await open_draft(desk, form, key)
    return draft if draft.version and not draft.sent else None


async def stay(desk: Desk, draft: Draft) -> bool:
    """Begin the draft's time anew; False where it is over, or the draft was sent."""
    async with desk.database.single() as connection:
        return await drafts.renew(connection, draft.key.row_id, desk.life(draft.form), now())


async def discard(desk: Desk, draft: Draft) -> None:
    """Delete what was written, with its codes and emails; what was sent stays sent."""
    async with desk.database.transaction() as connection:
        await drafts.discard(connection, draft.key.row_id)
