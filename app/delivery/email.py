"""Emails: what they say, and to whom; from a list of allowed words, and nothing of what was sealed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from app.delivery.post import Post
from app.envelope.keys import RelayKeys
from app.envelope.sealing import unseal_address
from app.errors import ConfigurationError, DeliveryError, KeyUnusableError, PortalError, UndeliverableError
from app.profiles.hours import decision_due
from app.profiles.model import Profile
from app.profiles.spoken import Sentence, day_values, moment_values
from app.storage.outbox import ALARM, OutboxRow
from app.templating import Templates
from app.vocabulary import FormName, Route

DECIDED_AT: Final = "The hub aims to decide what to do by {time} on {weekday} {day} {month}."
DECIDED_ON: Final = "The hub aims to decide what to do by the end of {weekday} {day} {month}."
SENT_AT: Final = "It was sent at {time} on {weekday} {day} {month}."
LANGUAGE: Final = "en"


class MailChannel:
    """Writes the email of a row, and hands it over."""

    def __init__(self, profile: Profile, keys: RelayKeys, post: Post, sender: str, duty: str) -> None:
        self._profile = profile
        self._templates = Templates(profile)
        self._keys = keys
        self._post = post
        self._sender = _sender(sender)
        self._duty = duty

    async def deliver(self, row: OutboxRow) -> None:
        """Send the email of a row; its Message-ID is the same each time.

        Raises:
            DeliveryError: the mail server or the key is not there now.
            UndeliverableError: there is nobody at this address, or it is none.
        """
        email = self._alarm(row) if row.channel == ALARM else self._acknowledgement(row)
        await self._post.send(row.id, email)

    async def close(self) -> None:
        """Nothing is open."""

    def _acknowledgement(self, row: OutboxRow) -> EmailMessage:
        context = {
            "reference": row.reference,
            "next_steps": _next_steps(self._profile, row),
            "lines": self._lines,
        }
        email = self._envelope(row, self._address(row), "acknowledgement", context)
        html = self._templates.render("email/acknowledgement.html", **context)
        email.add_alternative(html, subtype="html")
        return email

    def _alarm(self, row: OutboxRow) -> EmailMessage:
        sent = Sentence(SENT_AT, moment_values(row.received_at))
        context = {"reference": row.reference, "sent": sent, "lines": self._lines}
        return self._envelope(row, _recipient(self._duty), "alarm", context)

    @property
    def _lines(self) -> tuple[object, ...]:
        # Both, whatever the time: an email is read when somebody comes to it.
        return (self._profile.telephone.main, self._profile.telephone.out_of_hours)

    def _address(self, row: OutboxRow) -> Address:
        try:
            return _recipient(unseal_address(row.body, self._keys.identities))
        except KeyUnusableError:
            raise DeliveryError("No key of the relay opens this address") from None
        except DeliveryError:
            raise
        except PortalError:
            raise UndeliverableError("What was sealed is not an address") from None

    def _envelope(
        self, row: OutboxRow, recipient: Address, name: str, context: Mapping[str, object]
    ) -> EmailMessage:
        email = EmailMessage(policy=SMTP)
        email["From"] = self._sender
        email["To"] = recipient
        email["Subject"] = self._templates.render(f"email/{name}.subject", **context).strip()
        email["Date"] = format_datetime(datetime.now(UTC))
        email["Message-ID"] = f"<{row.id}@{self._sender.domain}>"
        # Out-of-office replies would go to an address that nobody reads (RFC 3834).
        email["Auto-Submitted"] = "auto-generated"
        email.set_content(self._templates.render(f"email/{name}.txt", **context))
        return email


def _next_steps(profile: Profile, row: OutboxRow) -> tuple[str | Sentence, ...]:
    happens = profile.spoken[LANGUAGE].next_after(FormName(row.form), Route(row.route))
    if row.route == Route.ALLEGATION:
        return (happens,)
    due = decision_due(profile, row.received_at)
    if isinstance(due, datetime):
        return (happens, Sentence(DECIDED_AT, moment_values(due)))
    return (happens, Sentence(DECIDED_ON, day_values(due)))


def _recipient(text: str) -> Address:
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


def _sender(text: str) -> Address:
    try:
        return _recipient(text)
    except UndeliverableError:
        raise ConfigurationError("MAIL_FROM: must be an email address") from None
