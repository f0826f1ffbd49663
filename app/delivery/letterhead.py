"""The frame of every email that we send: who from, who to, and that no machine should answer it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from app.envelope.keys import RelayKeys
from app.envelope.sealing import unseal_address
from app.errors import ConfigurationError, DeliveryError, KeyUnusableError, PortalError, UndeliverableError
from app.profiles.model import Profile
from app.templating import Templates


class Letterhead:
    """One council's emails, from one sender."""

    def __init__(self, profile: Profile, sender: str) -> None:
        self._profile = profile
        self._templates = Templates(profile)
        self._sender = _sender(sender)

    def write(
        self, letter_id: UUID, recipient: Address, name: str, context: Mapping[str, object]
    ) -> EmailMessage:
        """An email of the templates of this name; its Message-ID follows from its id."""
        email = EmailMessage(policy=SMTP)
        email["From"] = self._sender
        email["To"] = recipient
        email["Subject"] = self.render(f"{name}.subject", context).strip()
        email["Date"] = format_datetime(datetime.now(UTC))
        email["Message-ID"] = f"<{letter_id}@{self._sender.domain}>"
        # Out-of-office replies would go to an address that nobody reads (RFC 3834).
        email["Auto-Submitted"] = "auto-generated"
        email.set_content(self.render(f"{name}.txt", context))
        return email

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """The text of one template, which may name both telephone lines."""
        # Both, whatever the time: an email is read when somebody comes to it.
        lines = (self._profile.telephone.main, self._profile.telephone.out_of_hours)
        return self._templates.render(f"email/{name}", lines=lines, **context)


def recipient(text: str) -> Address:
    """The one address that this text is.

    Raises:
        UndeliverableError: it is none, or could be read as more than that.
    """
    try:
        address = Address(addr_spec=text)
    except (ValueError, IndexError, MessageError):
        address = None
    if address is None or not address.domain or not text.isprintable():
        raise UndeliverableError("This is not an email address")
    return address


def unsealed(body: bytes, keys: RelayKeys) -> str:
    """What was sealed to the relay: an address, and whatever the email brings to it.

    Raises:
        DeliveryError: no key of the relay opens it now.
        UndeliverableError: it is no text.
    """
    try:
        return unseal_address(body, keys.identities)
    except KeyUnusableError:
        raise DeliveryError("No key of the relay opens this address") from None
    except PortalError:
        raise UndeliverableError("What was sealed is not an address") from None


def _sender(text: str) -> Address:
    try:
        return recipient(text)
    except UndeliverableError:
        raise ConfigurationError("MAIL_FROM: must be an email address") from None
