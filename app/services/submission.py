"""Sending: from a finished draft to one sealed referral in the outbox, once, however often it is pressed."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import structlog

from app import metrics
from app.contact.assemble import Parts, Sending, assemble
from app.envelope.attachments import LARGEST_ATTACHMENT, Attachment
from app.envelope.drafts import DraftKey, address_digest, status_code_digest
from app.envelope.languages import in_language
from app.envelope.message import compose
from app.envelope.parts import Attributes
from app.envelope.parts import Parts as Documents
from app.envelope.sealing import seal_address
from app.errors import (
    FileGoneError,
    HubKeyMissingError,
    NotFoundError,
    PortalError,
    ReferenceTakenError,
    StorageUnavailableError,
)
from app.forms.kinds.attached import Attached, Files, attached
from app.forms.pages import Form
from app.forms.walking.unplaced import not_shown
from app.forms.walking.walk import Walk
from app.profiles.hours import in_london
from app.services.calls import followed
from app.services.desk import Desk, now
from app.services.drafting import TRIES, Draft, open_draft
from app.services.floods import require_room, room_for
from app.storage import attachments, outbox, referrals, sendings
from app.storage.attachments import AttachmentRow
from app.storage.drafts import Closing
from app.storage.outbox import Outgoing
from app.storage.referrals import Referral
from app.storage.retention import ADDRESS_KEPT
from app.storage.sendings import Sealed

log = structlog.get_logger()

COPY_KEPT: Final = timedelta(hours=1)
"""How long a sent draft stays, sealed, so that its sender can see the confirmation and the copy."""

CLOCKS: Final = timedelta(days=1)
"""By how much our clock may run ahead, or be put back, and hold up no message: it is due since then, in its order.

To go by the database's clock would not do: it can be put back too, and SQLite's is ours.
"""


class UnfinishedError(PortalError):
    """Something that must be answered is not."""

    status = 422

    def __init__(self, draft: Draft, walk: Walk) -> None:
        super().__init__("The form is not finished")
        self.draft = draft
        self.walk = walk


@dataclass(frozen=True)
class Confirmation:
    """What the sender is told once the referral is safe in the database."""

    referral: Referral
    status_code: str


async def send(desk: Desk, form: Form, key: DraftKey | None, without: str = "") -> Confirmation:
    """Send the draft of this key, `without` what its sender was shown to be left out; or show again what came of it.

    Raises:
        NotFoundError: there is no such draft.
        UnfinishedError: a page still needs something, or something would be left out that nobody was shown.
        FileGoneError: a file that it names is not there, unless somebody else has sent it meanwhile.
        HubKeyMissingError: nothing can be sealed to the hub now; the draft is kept.
        TooLargeError: the contact does not fit the largest message; the draft is kept.
        TooManyError: more came within the hour than anybody could read; the draft is kept.
        StorageUnavailableError: it is not known to have been sent; the draft is kept, and may be sent again.
    """
    draw, room = 0, None
    for _ in range(TRIES):
        draft = await open_draft(desk, form, key)
        if draft.sent or draft.version == 0:
            # A sent draft goes within the hour; its key still finds what was sent.
            return await confirmation(desk, key)
        if room:
            await require_room(desk, room)
        walk = draft.walk()
        if not may_be_sent(walk) or not_shown(form, draft.answers, without):
            raise UnfinishedError(draft, walk)
        sealed = _seal(desk, draft, walk, draw, await _attachments(desk, draft, walk))
        try:
            stored = await _store(desk, draft, sealed)
        except ReferenceTakenError:
            draw += 1
            continue
        if stored:
            metrics.SENT.labels(sealed.referral.form, sealed.referral.route).inc()
            return Confirmation(sealed.referral, draft.key.status_code)
        # It changed meanwhile, or was sent, or found no room.
        room = sealed.room
    raise StorageUnavailableError("The draft is changing too fast")


async def confirmation(desk: Desk, key: DraftKey | None) -> Confirmation:
    """What a sent draft's sender is told.

    Raises:
        NotFoundError: nothing was sent under this key.
    """
    async with desk.database.quick() as connection:
        found = await referrals.by_message(connection, key.message_id) if key else None
    if not key or not found:
        raise NotFoundError("Nothing was sent from here")
    return Confirmation(found, key.status_code)


async def sent_reference(desk: Desk, key: DraftKey | None) -> str | None:
    """The reference of what was sent under this key, if anything was."""
    try:
        return (await confirmation(desk, key)).referral.reference
    except NotFoundError:
        return None


def may_be_sent(walk: Walk) -> bool:
    """Whether no page stops it; none does where it is urgent and its opening is answered (rules.md 3)."""
    return (walk.waived and walk.through_gate()) or not walk.unmet()


async def _attachments(desk: Desk, draft: Draft, walk: Walk) -> tuple[Attachment, ...]:
    """The files that the draft names, in its order.

    Raises:
        FileGoneError: one is not there, or another is in its place.
    """
    named = [
        one
        for _, found in walk.asked
        for question, value, _ in found
        if isinstance(question, Files)
        for one in attached(value)
    ]
    if not named:
        return ()
    async with desk.database.single() as connection:
        held = {str(row.id): row for row in await attachments.of_draft(connection, draft.key.row_id)}
    return tuple(_attachment(one, held.get(one.id)) for one in named)


def _attachment(named: Attached, row: AttachmentRow | None) -> Attachment:
    """A file as the message vouches for it: the one that the draft names, and no other."""
    if row is None or named.sha256 not in {"", row.sha256} or not 0 < row.size <= LARGEST_ATTACHMENT:
        raise FileGoneError(named.name)
    return Attachment(id=named.id, sha256=row.sha256, size=row.size)


def _seal(desk: Desk, draft: Draft, walk: Walk, draw: int, files: tuple[Attachment, ...]) -> Sealed:
    moment = now().replace(second=0, microsecond=0)
    reference = draft.key.reference(desk.council.prefix, draw)
    sending = Sending(draft.key.message_id, reference, moment, draft.answers.language)
    parts = assemble(desk.council, walk, sending)
    referral = _referral(desk, draft.key, parts, moment)
    message = compose(_attributes(referral), _documents(parts), desk.keys, in_london(moment), files)
    rows = [Outgoing(uuid4(), referral.message_id, outbox.HUB, message, moment - CLOCKS)]
    rows += _acknowledgement(desk, draft.key, parts, moment)
    named = frozenset(UUID(one.id) for one in files)
    room = room_for(desk, draft.form, referral)
    return Sealed(referral, tuple(rows), named, followed(desk, walk), room)


def _referral(desk: Desk, key: DraftKey, parts: Parts, moment: datetime) -> Referral:
    return Referral(
        message_id=key.message_id,
        reference=parts.contact.reference,
        form=parts.contact.form,
        hub=desk.council.slug,
        route=parts.contact.route,
        urgent=parts.contact.urgent,
        received_at=moment,
        code_digest=status_code_digest(desk.keys.pepper, key.message_id, key.status_code),
        address_digest=_address_digest(desk, key, parts),
    )


def _address_digest(desk: Desk, key: DraftKey, parts: Parts) -> bytes:
    """What the referrer's work address is known by; as many random bytes where none was given, which tells nothing."""
    address = _work_address(parts)
    if not address:
        return secrets.token_bytes(32)
    return address_digest(desk.keys.pepper, key.message_id, address)


def _attributes(referral: Referral) -> Attributes:
    return Attributes(
        message_id=referral.message_id,
        hub=referral.hub,
        reference=referral.reference,
        route=referral.route,
        urgent=referral.urgent,
    )


def _documents(parts: Parts) -> Documents:
    return Documents(
        contact=parts.contact.document(),
        restricted=parts.restricted.document(),
        identity=parts.identity.document(),
    )


def _acknowledgement(desk: Desk, key: DraftKey, parts: Parts, moment: datetime) -> list[Outgoing]:
    """The email to a referrer's work address; nobody else is written to unasked."""
    address = _work_address(parts)
    if not address:
        return []
    try:
        recipients = desk.keys.recipients("mail", in_london(moment).date())
    except HubKeyMissingError:
        # An email is a courtesy; without it the referral still goes.
        log.warning("no_mail_key")
        return []
    sealed = seal_address(in_language(parts.contact.language, address), recipients)
    ends = now() + ADDRESS_KEPT
    return [Outgoing(uuid4(), key.message_id, outbox.ACKNOWLEDGEMENT, sealed, moment, ends, ADDRESS_KEPT)]


def _work_address(parts: Parts) -> str | None:
    """The address of somebody who refers in the course of their work."""
    referrer = parts.contact.referrer or parts.restricted.referrer
    return referrer.your_email if referrer else None


async def _store(desk: Desk, draft: Draft, sealed: Sealed) -> bool:
    """Store it all at once; False when the draft changed meanwhile.

    Raises:
        ReferenceTakenError: another has this reference.
    """
    moment = now()
    closing = Closing(draft.key.row_id, draft.version, moment, moment + COPY_KEPT, COPY_KEPT)
    return await sendings.store(desk.database, closing, sealed)
