"""Adding a file to a draft, and taking it away: the file is sealed to the hub at once, and only the draft names it."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import IO, Final
from uuid import UUID, uuid4

import structlog

from app.envelope.drafts import DraftKey
from app.errors import NotFoundError, StorageUnavailableError
from app.filekinds import LARGEST_FILE, MOST_FILES, safe_name, shown_name
from app.files.flaws import Flaw, FlawedError
from app.files.incoming import Incoming
from app.files.workshop import Ready
from app.forms.kinds.attached import Attached, Files, answer, attached
from app.forms.pages import Form
from app.forms.walking.steps import Fault, Slot, Step
from app.profiles.hours import in_london
from app.services.desk import Desk, now
from app.services.drafting import Draft, Kept, open_draft, reachable, swap
from app.storage import attachments
from app.storage.attachments import PIECE, AttachmentRow

log = structlog.get_logger()

Some = tuple[Attached, ...]

LONGEST_WAIT: Final = 60
"""Seconds that a file which is here waits to be looked at."""
FORGOTTEN: Final = timedelta(minutes=15)
"""After this, what a draft does not name was left by an upload that stopped half-way."""
MOST_LEFT: Final = 3 * MOST_FILES
"""Files that a draft may have in the database, such forgotten ones among them."""

TOO_MANY: Final = "You can only add 5 files. Remove one to add ‘{name}’"
BUSY: Final = "Many people are adding files just now. Wait a minute, then add ‘{name}’ again"
SAID: Final[Mapping[Flaw, str]] = MappingProxyType(
    {
        Flaw.EMPTY: "‘{name}’ is empty. Open it to see what is in it, save it again, then add that",
        Flaw.LARGE: "‘{name}’ must be smaller than 10 MB",
        Flaw.KIND: (
            "‘{name}’ must be a PDF, Word (DOCX), JPEG, PNG, HEIC or plain text (TXT) file. "
            "If it is a document, save it as a PDF or DOCX, then add that"
        ),
        Flaw.LOCKED: "‘{name}’ is protected with a password. Take the password off, then add it again",
        Flaw.BROKEN: "‘{name}’ is damaged and cannot be opened. Save it again under a new name, then add that",
        Flaw.UNSAFE: (
            "‘{name}’ holds macros, scripts or another file, or loads something from elsewhere. "
            "Print it to a new PDF, then add that"
        ),
        Flaw.HUGE: "‘{name}’ holds too much for us to check. Make it smaller or simpler, then add it again",
        Flaw.VIRUS: "‘{name}’ holds a virus, so we have deleted it. Everything else that you wrote is kept",
        Flaw.NOT_SCANNED: (
            "We could not check ‘{name}’ for viruses, so we have not kept it. "
            "Try again in a few minutes, or go on without it"
        ),
    }
)
"""What is said of a file that is not taken."""


@dataclass(frozen=True)
class Upload:
    """A file as it came in, whole."""

    name: str
    """As the browser gave it."""
    incoming: Incoming
    keep_details: bool = False


@dataclass(frozen=True)
class Place:
    """Where in a form files are added."""

    desk: Desk
    form: Form
    key: DraftKey | None
    path: str


async def attach(place: Place, upload: Upload) -> Fault | None:
    """Add a file to a draft; or what is wrong with it, and then the draft is as it was.

    Raises:
        NotFoundError: no file is asked for there, or it was sent.
        HubKeyMissingError: nothing can be sealed to the hub now.
        StorageUnavailableError: it could not be kept.
    """
    draft = await open_draft(place.desk, place.form, place.key)
    slot = asked(reachable(draft.walk(), place.path))
    if draft.sent:
        raise NotFoundError("This was sent")
    if len(attached(slot.value)) >= MOST_FILES:
        return _fault(slot, TOO_MANY, upload)
    if upload.incoming.size > LARGEST_FILE:
        return _fault(slot, SAID[Flaw.LARGE], upload)
    await _require_room(place.desk)
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await place.desk.benches.acquire()
    except TimeoutError:
        return _fault(slot, BUSY, upload)
    try:
        return await _attach_at_bench(place, draft, slot, upload)
    except FlawedError as error:
        return _fault(slot, SAID[error.flaw], upload)
    finally:
        place.desk.benches.release()


async def _require_room(desk: Desk) -> None:
    """Take no more files where so much is kept.

    Raises:
        StorageUnavailableError: it is.
    """
    async with desk.database.single() as connection:
        if await attachments.kept(connection) < attachments.MOST_KEPT:
            return
    log.warning("no_room_for_files")
    raise StorageUnavailableError("The database holds as many files as it may")


async def detach(place: Place, attachment_id: str) -> None:
    """Take a file away; one that is not there has been taken away before.

    Raises:
        NotFoundError: no file is asked for there, or it was sent.
        StorageUnavailableError: it could not be done.
    """
    draft = await open_draft(place.desk, place.form, place.key)
    slot = asked(reachable(draft.walk(), place.path))

    def without(files: Some) -> Some:
        return tuple(one for one in files if one.id != attachment_id)

    await _change(place, without)
    gone = {UUID(one.id) for one in attached(slot.value) if one.id == attachment_id}
    await _discard(place, draft, gone)


def asked(step: Step) -> Slot:
    """The place on a page where files are added.

    Raises:
        NotFoundError: there is none.
    """
    for slot in step.slots:
        if isinstance(slot.question, Files):
            return slot
    raise NotFoundError("No file is asked for here")


async def _attach_at_bench(place: Place, draft: Draft, slot: Slot, upload: Upload) -> Fault | None:
    question = slot.question
    keep = upload.keep_details and isinstance(question, Files) and question.may_keep_details
    recipients = place.desk.keys.recipients("contact", in_london(now()).date())
    work = place.desk.workshop.make_ready
    ready = await asyncio.to_thread(work, upload.incoming, recipients, keep=keep)
    try:
        row = AttachmentRow(uuid4(), ready.sealed_size, ready.sha256, now())
        await _store(place.desk, draft, slot, row, ready.sealed)
    finally:
        ready.sealed.close()
    more = _attached(upload, row, ready, keep=keep)
    try:
        kept = await _change(place, _adding(more))
    except NotFoundError:
        await _discard(place, draft, {row.id})
        raise
    if more in attached(asked(reachable(kept.walk(), place.path)).value):
        return None
    await _discard(place, draft, {row.id})
    return _fault(slot, TOO_MANY, upload)


async def _discard(place: Place, draft: Draft, ids: Collection[UUID]) -> None:
    async with place.desk.database.single() as connection:
        await attachments.discard(connection, draft.key.row_id, ids)


async def _change(place: Place, change: Callable[[Some], Some]) -> Draft:
    """Change which files the newest draft names.

    Raises:
        NotFoundError: no file is asked for there, or it was sent.
    """

    def changed(draft: Draft) -> Kept:
        slot = asked(reachable(draft.walk(), place.path))
        said = {slot.question.id: answer(change(attached(slot.value)))}
        after = draft._replace(answers=draft.answers.put(slot.spot.scope, said))
        return Kept(after, after.walk())

    draft = (await swap(place.desk, place.form, place.key, changed)).draft
    if draft.sent:
        raise NotFoundError("This was sent")
    return draft


def _adding(more: Attached) -> Callable[[Some], Some]:
    return lambda files: (*files, more) if len(files) < MOST_FILES else files


def _attached(upload: Upload, row: AttachmentRow, ready: Ready, *, keep: bool) -> Attached:
    return Attached(
        id=str(row.id),
        name=safe_name(upload.name, ready.kind),
        kind=ready.kind,
        size=ready.size,
        scanned=ready.scanned,
        cleaned=not keep,
        sha256=row.sha256,
    )


async def _store(desk: Desk, draft: Draft, slot: Slot, row: AttachmentRow, sealed: IO[bytes]) -> None:
    """Keep a sealed file, piece by piece; what a draft does not name and nobody is adding goes.

    Raises:
        StorageUnavailableError: it could not be kept.
    """
    named = {UUID(one.id) for one in attached(slot.value)}
    async with desk.database.single() as connection:
        held = await attachments.of_draft(connection, draft.key.row_id)
        left = {one.id for one in held if one.id not in named and one.created_at < now() - FORGOTTEN}
        await attachments.discard(connection, draft.key.row_id, left)
        if len(held) - len(left) >= MOST_LEFT:
            raise StorageUnavailableError("Too many files of this draft were left half-way")
        await attachments.begin(connection, draft.key.row_id, row)
    for number in range(-(-row.size // PIECE)):
        body = await asyncio.to_thread(sealed.read, PIECE)
        async with desk.database.single() as connection:
            await attachments.add_piece(connection, row.id, number, body)


def _fault(slot: Slot, message: str, upload: Upload) -> Fault:
    return Fault(slot.field, message, {"name": shown_name(upload.name)})
