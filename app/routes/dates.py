"""Dates and times as pages say them, with the year."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from app.profiles.hours import in_london
from app.profiles.spoken import Sentence, moment_values

AT: Final = "at {time} on {day} {month} {year}"


def day_and_year(moment: datetime) -> Mapping[str, str]:
    """The time, weekday, day, month and year of a moment in London, for a sentence."""
    return {**moment_values(moment), "year": str(in_london(moment).year)}


def at(moment: datetime) -> Sentence:
    """A moment in London, to the minute."""
    return Sentence(AT, day_and_year(moment))
