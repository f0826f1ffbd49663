"""Where a postcode lies, as far as its outward code can tell: it sorts work, and never refuses anybody."""

import re
from typing import Final

from app.profiles.model import Profile
from app.profiles.parts import Locality, covered

INWARD: Final = re.compile(r"[0-9][A-Z]{2}$")
IN_WORDS: Final = re.compile(
    r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?(?!1ST|2ND|3RD|[0-9]TH)[0-9][ABD-HJLNP-UW-Z]{2}\b", re.ASCII | re.IGNORECASE
)
"""A postcode among other words; 'flat B2 3rd floor' has none."""
NO_FIXED_ADDRESS: Final = "ZZ99"
"""NHS practice: ZZ99 postcodes stand for people without an address, and lie nowhere."""


def locality_of(profile: Profile, postcode: str) -> Locality | None:
    """The one part of the area that this postcode lies in; None where that is not known, or may be several."""
    code = outward(postcode)
    found = [locality for locality in profile.localities if code in locality.postcodes]
    return found[0] if len(found) == 1 else None


def in_area(profile: Profile, postcode: str) -> bool | None:
    """Whether this postcode may lie in the hub's area; None where nobody can tell."""
    code = outward(postcode)
    if not profile.postcodes or code in ("", NO_FIXED_ADDRESS):
        return None
    return covered(code, profile.postcodes)


def postcode_in(address: str) -> str | None:
    """The postcode that an address holds; None where it holds none, or more than one."""
    found = {"".join(code.split()).upper() for code in IN_WORDS.findall(address)}
    return found.pop() if len(found) == 1 else None


def outward(postcode: str) -> str:
    """The first half of a postcode in any spacing and case, in capitals; of the first half alone, all of it."""
    return INWARD.sub("", "".join(postcode.split()).upper())
