"""What to mind before anybody calls, writes or speaks of a contact: a letter each, beside its reference."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.contact.people import Reach
from app.receiver.copies.banners import unsafe_to_name, unsafe_to_ring, unsafe_to_tell
from app.receiver.copies.pressing import fears_the_family
from app.receiver.copies.unfound import of_themselves
from app.vocabulary import YesNo


class Care(StrEnum):
    """The letters, in the order in which they stand."""

    TELL = "T"
    WRITER = "W"
    REACH = "R"
    KEPT = "K"


MEANS: Final[Mapping[Care, str]] = MappingProxyType(
    {
        Care.TELL: "somebody does not know of it, or must not, or who knows is said in words alone",
        Care.WRITER: "somebody must not learn who wrote it",
        Care.REACH: "somebody is safe to reach only in the ways that it says",
        Care.KEPT: "something must be kept from somebody, and is in the restricted folder",
    }
)
RINGING: Final = "phone"


def cares(contact: Contact) -> Sequence[Care]:
    """What is to be minded, as far as the head of the copy and the open part say."""
    warned = {
        Care.TELL: unsafe_to_tell(contact),
        Care.WRITER: unsafe_to_name(contact),
        Care.REACH: unsafe_to_ring(contact),
    }
    found = {care for care, warnings in warned.items() if any(holds for _, holds in warnings)}
    if fears_the_family(contact):
        found.add(Care.TELL)
    # How to reach a child who wrote of themselves is in the identity part: the family may be beside them.
    kept_reach = chose(contact.caution.keep_reach, YesNo.YES)
    if kept_reach or of_themselves(contact) or (contact.reach and _limited(contact.reach)):
        found.add(Care.REACH)
    if contact.kept_apart:
        found.add(Care.KEPT)
    return [care for care in Care if care in found]


def _limited(reach: Reach) -> bool:
    """Whether a call may not be made as any other: what was not answered counts as no."""
    ways = [way.code for way in reach.ways]
    free = (
        RINGING in ways and chose(reach.phone_message, YesNo.YES) and all(_free(reach, way) for way in ways)
    )
    return reach.says_something and not free


def _free(reach: Reach, way: str) -> bool:
    """Whether this way is safe at any time, and may say who we are."""
    return chose(getattr(reach, f"{way}_say_who", None), YesNo.YES) and not getattr(
        reach, f"{way}_times", None
    )
