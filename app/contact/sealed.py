"""What is sealed and filed apart from the contact: what must be kept from somebody, and who wrote for themselves."""

from typing import ClassVar

from pydantic import Field

from app.contact.answered import MOST_PEOPLE, Answered, Coded
from app.contact.model import Header
from app.contact.people import Duty, Reach, Referrer, Ties


class Apart(Header, Answered):
    """A part that is sealed and filed apart from the contact, and may say nothing."""

    unsaid: ClassVar[frozenset[str]] = Answered.unsaid | Header.model_fields.keys()


class Kept(Answered):
    """What must be kept from somebody about one child, or one person; about all where neither is named."""

    unsaid: ClassVar[frozenset[str]] = Answered.unsaid | {"contact_id", "person"}

    contact_id: str | None = Field(None, title="Contact id of the child")
    person: str | None = Field(None, title="Person")
    kept_address: str | None = Field(None, title="Address to be kept, and from whom")
    kept_school: str | None = Field(None, title="School or setting to be kept, and from whom")
    kept_adult_address: str | None = Field(None, title="Address to be kept, and from whom")
    kept_adult_phone: str | None = Field(None, title="Telephone to be kept, from whom, and when it is safe")


class Restricted(Apart):
    """What must be kept from somebody, for the hub's restricted file."""

    keep_what: str | None = Field(None, title="What must be kept")
    keep_from: tuple[Coded, ...] = Field((), title="From")
    keep_why: str | None = Field(None, title="Why")
    keep_name_reason: str | None = Field(None, title="Why the family must not know who referred")
    kept: tuple[Kept, ...] = Field(
        (), title="Addresses, schools and numbers to be kept", max_length=MOST_PEOPLE
    )
    referrer: Referrer | None = Field(None, title="Referrer")
    reach: Reach | None = Field(None, title="How to reach the parent or carer")
    source_of_referral: Coded | None = Field(None, title="Source of referral")
    lawful_basis: tuple[Coded, ...] = Field((), title="Shared under")
    ties: Ties | None = Field(None, title="What the writer is to those it is about")
    duty: Duty | None = Field(None, title="The referrer’s own duty")


class Identity(Apart):
    """The own details, when given, of somebody who writes for themselves about others."""

    your_name: str | None = Field(None, title="Name")
    reach: Reach | None = Field(None, title="How to reach them")
