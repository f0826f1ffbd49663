"""Dates and times as pages say them, with the year."""

from datetime import datetime
from typing import Final

from app.profiles.spoken import dated_values
from app.saying import Sentence

AT: Final = "at {time} on {day} {month} {year}"


def at(moment: datetime) -> Sentence:
    """A moment in London, to the minute."""
    return Sentence(AT, dated_values(moment))
