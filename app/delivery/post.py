"""How an email leaves: as a file in a folder, by SMTP, or through GOV.UK Notify."""

import asyncio
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

import aiosmtplib
from aiosmtplib import SMTPException, SMTPRecipientRefused, SMTPRecipientsRefused

from app.addresses import is_loopback
from app.delivery.notify import NotifyPost
from app.durable import make_folder, replace
from app.errors import DeliveryError, UndeliverableError
from app.settings import Settings

PATIENCE: Final = 10.0
"""Seconds that a mail server has for each of its answers."""
PERMANENT: Final = 500
"""From this code on a mail server means never (RFC 5321, section 4.2.1)."""


class Post(Protocol):
    """Takes finished emails."""

    async def send(self, row_id: UUID, email: EmailMessage) -> None:
        """Hand an email over.

        Raises:
            DeliveryError: not now.
            UndeliverableError: never, to this address.
        """

    async def try_out(self) -> None:
        """See whether an email could be handed over now.

        Raises:
            DeliveryError: it could not.
        """


class FolderPost:
    """Writes each email to a file, which is named for its row and so never doubled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, row_id: UUID, email: EmailMessage) -> None:
        """Be sure that the email is on the disk."""
        try:
            await asyncio.to_thread(self._write, row_id, email)
        except OSError:
            raise DeliveryError("The mail folder could not be written") from None

    async def try_out(self) -> None:
        """See whether the folder can be written."""
        try:
            await asyncio.to_thread(make_folder, self._folder)
        except OSError:
            raise DeliveryError("The mail folder could not be written") from None

    def _write(self, row_id: UUID, email: EmailMessage) -> None:
        make_folder(self._folder)
        replace(self._folder / f"{row_id}.eml", email.as_bytes(policy=SMTP))


class SmtpPost:
    """Hands each email to a mail server, in a connection of its own."""

    def __init__(self, url: SplitResult, patience: float = PATIENCE) -> None:
        self._server: dict[str, Any] = {
            "hostname": url.hostname or "localhost",
            "port": url.port,
            "username": unquote(url.username) if url.username else None,
            "password": unquote(url.password) if url.password else None,
            "use_tls": url.scheme == "smtps",
            # Never to a network in the clear: a server without STARTTLS gets neither password nor address.
            "start_tls": None if url.scheme == "smtps" or is_loopback(url.hostname or "localhost") else True,
            "timeout": patience,
        }

    async def send(self, row_id: UUID, email: EmailMessage) -> None:  # noqa: ARG002 -- the Message-ID holds it
        """Return once the server has accepted the email."""
        try:
            await aiosmtplib.send(email, **self._server)
        except SMTPRecipientsRefused as refused:
            raise _refusal(refused.recipients) from None
        except (SMTPException, OSError):
            raise DeliveryError("The mail server did not take an email") from None

    async def try_out(self) -> None:
        """Connect, sign in, and leave."""
        known = {name: value for name, value in self._server.items() if value is not None}
        try:
            async with aiosmtplib.SMTP(**known):
                pass
        except (SMTPException, OSError):
            raise DeliveryError("The mail server does not answer, or does not let us in") from None


def open_post(settings: Settings) -> Post:
    """The way that MAIL_URL names."""
    url = urlsplit(settings.mail_url)
    if url.scheme == "folder":
        return FolderPost(settings.mail_folder)
    return NotifyPost(url) if url.scheme == "notify" else SmtpPost(url)


def _refusal(recipients: list[SMTPRecipientRefused]) -> DeliveryError:
    if all(recipient.code >= PERMANENT for recipient in recipients):
        return UndeliverableError("The mail server knows no such address")
    return DeliveryError("The mail server does not take email for this address now")
