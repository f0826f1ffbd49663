"""What templates ask of the things that they show, where Jinja itself would take long to find it."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.profiles.spoken import opening_times
from app.profiles.week import Hours, Week
from app.saying import Sentence


def each(things: Iterable[object], name: str) -> list[object]:
    """What each of these has under a name."""
    return [getattr(one, name) for one in things]


def by_answer(rows: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """The rows that have an answer, and those that have none."""
    return [row for row in rows if row.value], [row for row in rows if not row.value]


def times_open(hours: Hours | None) -> tuple[Sentence, ...]:
    """When a line is staffed, line by line; nothing where that is always or is not said."""
    return opening_times(hours) if isinstance(hours, Week) else ()
