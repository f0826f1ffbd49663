"""Whom an email may tell of a decision: only who can be written to safely, by what they said themselves."""

from dataclasses import dataclass, field
from typing import Final

from app.contact.answered import chose
from app.contact.people import Reach
from app.profiles.catalogues import SOURCE
from app.profiles.outcomes import Audience, audience_of
from app.receiver.copies.private_mail import is_private_mail
from app.receiver.papers import Filed
from app.vocabulary import Anonymity, YesNo

EMAIL: Final = "email"

TAKEN_AWAY: Final = "the contact is not in the hub’s folder any more, so nobody here can say what is safe"
ANONYMOUS: Final = "whoever wrote stays anonymous"
NO_SAFE_EMAIL: Final = "whoever wrote did not say that an email is safe"
SAY_NOTHING: Final = "an email must not say who we are"
AT_TIMES: Final = "whoever wrote said when an email is safe, and no machine can keep to that"


@dataclass(frozen=True)
class Reader:
    """Who reads an email about a decision, or why nobody does."""

    address: str | None = field(default=None, repr=False)
    why_not: str = ""
    language: str = SOURCE
    """The one that they wrote in."""
    learns_it: bool = False
    """Whether they are told what was decided, by email and with their status code: who sent it as a professional."""

    @property
    def may_pose(self) -> bool:
        """Whether they learn it with nothing but an address that anybody can have to say who they are."""
        return self.learns_it and is_private_mail(self.address)


def reader(filed: Filed) -> Reader:
    """Whom an email may tell of a decision about this contact.

    A professional at their work address; anybody else only where they stay not unknown, called email safe, at
    any time, and said that it may say who we are. What is in the restricted part about a family is not used.
    """
    contact, apart = filed.contact, filed.restricted
    if contact is None:
        return Reader(why_not=TAKEN_AWAY)
    referrer = contact.referrer or (apart.referrer if apart else None)
    if referrer and referrer.your_email:
        learns_it = audience_of(contact.form, contact.route) is Audience.PROFESSIONAL
        return Reader(referrer.your_email, language=contact.language, learns_it=learns_it)
    said = [one.anonymity for one in (contact.parent, contact.finding, contact.allegation) if one]
    if any(chose(anonymity, Anonymity.ANONYMOUS) for anonymity in said):
        return Reader(why_not=ANONYMOUS)
    reach = contact.reach or (filed.identity.reach if filed.identity else None)
    return _safely(reach or Reach(), contact.language)


def _safely(reach: Reach, language: str) -> Reader:
    if not reach.your_email or EMAIL not in {way.code for way in reach.ways}:
        return Reader(why_not=NO_SAFE_EMAIL)
    if not chose(reach.email_say_who, YesNo.YES):
        return Reader(why_not=SAY_NOTHING)
    if reach.email_times:
        return Reader(why_not=AT_TIMES)
    return Reader(reach.your_email, language=language)
