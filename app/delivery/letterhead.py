"""The frame of every email that we send: who from, who to, in which language, and that no machine should answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import MappingProxyType
from typing import Final, Self
from uuid import UUID

from app.envelope.keys import RelayKeys
from app.envelope.languages import language_of
from app.envelope.sealing import unseal_address
from app.errors import ConfigurationError, DeliveryError, KeyUnusableError, PortalError, UndeliverableError
from app.profiles.catalogues import ENGLISH, SOURCE, Catalogue, load_catalogues
from app.profiles.model import Profile
from app.settings import Settings
from app.templating.rendering import Templates

ENGLISH_ALONE: Final[Mapping[str, Catalogue]] = MappingProxyType({SOURCE: ENGLISH})


class Letterhead:
    """One council's emails, from one sender, in one language."""

    def __init__(self, profile: Profile, sender: str, site: str = "", words: Catalogue = ENGLISH) -> None:
        self._profile = profile
        self._site = site
        self._templates = Templates(profile, words=words)
        self._speaks = f"Content-Language: {words.language}"
        self._sender = _sender(sender)

    def write(
        self, letter_id: UUID, recipient: Address, name: str, context: Mapping[str, object]
    ) -> EmailMessage:
        """An email of the templates of this name, its text alone; its Message-ID follows from its id."""
        email = EmailMessage(policy=SMTP)
        email["From"] = self._sender
        email["To"] = recipient
        email["Subject"] = " ".join(self._render(f"{name}.subject", context).split())
        email["Date"] = format_datetime(datetime.now(UTC))
        email["Message-ID"] = f"<{letter_id}@{self._sender.domain}>"
        # Out-of-office replies would go to an address that nobody reads (RFC 3834).
        email["Auto-Submitted"] = "auto-generated"
        email.set_content(self._render(f"{name}.txt", context), headers=[self._speaks])
        return email

    def write_twice(
        self, letter_id: UUID, recipient: Address, name: str, context: Mapping[str, object]
    ) -> EmailMessage:
        """The same, with HTML beside the text."""
        email = self.write(letter_id, recipient, name, context)
        page = self._render(f"{name}.html", context)
        email.add_alternative(page, subtype="html", headers=[self._speaks])
        return email

    def _render(self, name: str, context: Mapping[str, object]) -> str:
        """The text of one template, which may name both telephone lines."""
        # Both, whatever the time: an email is read when somebody comes to it.
        lines = (self._profile.telephone.main, self._profile.telephone.out_of_hours)
        return self._templates.render(f"email/{name}", lines=lines, site=self._site, **context)


@dataclass(frozen=True)
class Stationery:
    """A council's letterhead in each language that it offers."""

    letterheads: Mapping[str, Letterhead]

    @classmethod
    def of(
        cls, profile: Profile, sender: str, site: str, catalogues: Mapping[str, Catalogue] = ENGLISH_ALONE
    ) -> Self:
        """From one sender; the site is where people reach the portal, without a closing slash.

        Raises:
            ConfigurationError: the sender is no address.
        """
        return cls({name: Letterhead(profile, sender, site, words) for name, words in catalogues.items()})

    @classmethod
    def open(cls, settings: Settings, profile: Profile) -> Self:
        """What the settings name.

        Raises:
            ConfigurationError: MAIL_FROM is no address, or a language has no catalogue.
        """
        catalogues = load_catalogues(settings.profile, profile)
        return cls.of(profile, settings.mail_from, settings.site_url, catalogues)

    def speaking(self, language: str) -> Letterhead:
        """In this language; in English where the council does not offer it, or not any more."""
        return self.letterheads.get(language, self.letterheads[SOURCE])


@dataclass(frozen=True)
class Told:
    """What was sealed to the relay: an address, whatever the email brings to it, and the language to write in."""

    text: str = field(repr=False)
    language: str


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


def unsealed(body: bytes, keys: RelayKeys) -> Told:
    """What was sealed to the relay.

    Raises:
        DeliveryError: no key of the relay opens it now.
        UndeliverableError: it is no text.
    """
    try:
        language, text = language_of(unseal_address(body, keys.identities))
    except KeyUnusableError:
        raise DeliveryError("No key of the relay opens this address") from None
    except PortalError:
        raise UndeliverableError("What was sealed is not an address") from None
    return Told(text, language)


def _sender(text: str) -> Address:
    try:
        return recipient(text)
    except UndeliverableError:
        raise ConfigurationError("MAIL_FROM: must be an email address") from None
