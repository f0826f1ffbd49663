"""Which numbers may be rung by a click: those of which nobody said when, or whether, that is safe."""

from typing import Final

import phonenumbers

from app.contact.answered import Part, chose
from app.contact.people import Adult, Reach, Referrer
from app.vocabulary import YesNo

HERE: Final = "GB"
EXTENSION: Final = ";ext="


def link(part: Part, name: str, said: str) -> str | None:
    """The address that rings a number (RFC 3966); None for any other answer, and where it has to be read first."""
    return _link(said) if _may_be_rung(part, name) else None


def _may_be_rung(part: Part, name: str) -> bool:
    match part, name:
        case Referrer(), "your_phone":
            return True
        case Reach(), "your_phone":
            return not part.phone_times
        case Adult(), "adult_phone":
            return chose(part.adult_phone_safe, YesNo.YES)
    return False


def _link(said: str) -> str | None:
    try:
        number = phonenumbers.parse(said, HERE)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"tel:{plain}" + (f"{EXTENSION}{number.extension}" if number.extension else "")
