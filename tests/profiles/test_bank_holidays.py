"""The list of England's bank holidays is the one that a library works out, which is renewed with the lock file."""

from holidays import country_holidays

from app.profiles.hours import BANK_HOLIDAYS

FIRST, LAST = 2020, 2076


def test_the_list_holds_what_the_library_works_out() -> None:
    known = country_holidays("GB", subdiv="ENG", years=range(FIRST, LAST + 1))
    assert set(known) == BANK_HOLIDAYS
