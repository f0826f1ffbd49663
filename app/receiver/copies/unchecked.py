"""That nobody checked who wrote: read where somebody is about to call them, and might tell them what they came for."""

from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.contact.sealed import Apart
from app.vocabulary import FormName, YesNo

FOR_THEMSELVES: Final = (
    "NOT CHECKED who wrote this: anybody can write in another’s name. Until you are sure who answers, "
    "say nothing of anybody, above all of where they live"
)
AT_WORK: Final = (
    "NOT CHECKED who wrote this: anybody can write in another’s name. Before you say anything of anybody, "
    "call a number of their workplace that you found yourself"
)


def unchecked(contact: Contact) -> str:
    """What to mind before anything is told to whoever wrote it."""
    accused = contact.allegation
    works = contact.form is FormName.PROFESSIONAL or (accused and chose(accused.at_work, YesNo.YES))
    return AT_WORK if works else FOR_THEMSELVES


def says_whom_to_call(part: Apart) -> bool:
    """Whether a part that is kept apart says how to reach whoever wrote."""
    ways = (getattr(part, name, None) for name in ("referrer", "reach"))
    return any(way is not None and way.says_something for way in ways)
