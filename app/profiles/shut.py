"""When a hub is taken to be closed, as part of a sentence about the number for those times."""

from typing import Final

from app.profiles.week import Hours, Week
from app.saying import Word

NOT_OPEN: Final = "in the evening, at night, at the weekend or on a bank holiday"
OPEN_ON_BANK_HOLIDAYS: Final = "in the evening, at night or at the weekend"


def when_closed(hours: Hours) -> Word:
    """When to call that number; where hours are not published nobody is taken to be there on a bank holiday."""
    open_then = isinstance(hours, Week) and hours.open_on_bank_holidays
    return Word(OPEN_ON_BANK_HOLIDAYS if open_then else NOT_OPEN)
