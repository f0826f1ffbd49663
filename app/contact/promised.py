"""What a form says beside a question of whoever leaves it blank, written down as their answer."""

from collections.abc import Mapping
from typing import Final, TypeVar

from app.contact.answered import Answered, Coded
from app.vocabulary import Anonymity, YesNo

A = TypeVar("A", bound=Answered)

STAYS_ANONYMOUS: Final = Coded(code=Anonymity.ANONYMOUS, label="Left blank: the writer stays anonymous")
NOT_NAMED: Final = Coded(code=YesNo.NO, label="Left blank: the hub must not be named")
NO_MESSAGE: Final = Coded(code=YesNo.NO, label="Left blank: leave no message")
PROMISED: Final[Mapping[str, Coded]] = {
    "anonymity": STAYS_ANONYMOUS,
    "phone_say_who": NOT_NAMED,
    "phone_message": NO_MESSAGE,
    "text_say_who": NOT_NAMED,
    "email_say_who": NOT_NAMED,
    "post_say_who": NOT_NAMED,
}
"""By question, in the forms where each may be left blank."""


def as_promised(part: A) -> A:
    """The same with what a blank was said to mean, which no reader takes for a question that is still open."""
    meant = {name: answer for name, answer in PROMISED.items() if name in part.not_answered}
    blank = tuple(name for name in part.not_answered if name not in meant)
    return part.model_copy(update={**meant, "not_answered": blank}) if meant else part
