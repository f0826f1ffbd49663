"""What is wrong with a profile, in the words of somebody who writes TOML."""

import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

DAY: Final = "must be a day such as 2026-11-25, without quotation marks"
PLAINLY: Final = {
    "missing": "is missing",
    "extra_forbidden": "is a key that nobody knows",
    "string_type": "must be text, in quotation marks",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "too_long": "must not be so long a list",
    "tuple_type": "must be a list, in square brackets",
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "int_type": "must be a whole number, without quotation marks",
    "bool_type": "must be true or false, without quotation marks",
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
}
"""What Pydantic finds wrong, in plain words."""
MISPLACED: Final = (
    "is a key of the whole file, not of this table: move it above the first line in square brackets"
)
NO_WEEK: Final = "must be 'not published', or a table of weekdays"
NO_TOML: Final = "{where}: this is no TOML ({what}). {hint}"
BY_LANGUAGE: Final = ("words", "feedback", "help", "labels")
NO_LANGUAGE: Final = "{key}: each key must stand in the table of its language, such as [{key}.en]"
PLACE: Final = re.compile(r"(?P<what>.*) \(at (?P<where>line (?P<line>\d+), column \d+|end of document)\)")
TWICE: Final = re.compile(r"Cannot (overwrite|declare|mutate|redefine)")
KEEP_ONE: Final = "It is in the file twice: keep one"
STRAIGHT: Final = 'Quotation marks around text must be straight: "…"'
CURLY: Final = re.compile("[“”]|= *[‘’]")
OTHERWISE: Final = (
    'Text and telephone numbers stand in "…", on one line, and a quotation mark within is \\". '
    "Commas part the items of a list. A day is written 2026-11-25"
)


def no_toml(said: str, written: str) -> str:
    """What cannot be read as TOML: where, what the reader said of it, and what to look for there."""
    place = PLACE.fullmatch(said)
    if not place:
        return NO_TOML.format(where="the file", what=said, hint=OTHERWISE)
    line = written.split("\n")[int(place["line"]) - 1] if place["line"] else ""
    hint = KEEP_ONE if TWICE.match(place["what"]) else STRAIGHT if CURLY.search(line) else OTHERWISE
    return NO_TOML.format(where=place["where"], what=place["what"].replace("\n", " "), hint=hint)


def faults(error: ValidationError, tables: Mapping[str, object], first: AbstractSet[str]) -> Iterator[str]:
    """Every fault that was found, with the key it is about; `first` are the keys that stand before any table."""
    problems = error.errors(include_url=False, include_input=False)
    bare = [key for key in BY_LANGUAGE if _bare(tables.get(key))]
    yield from (NO_LANGUAGE.format(key=key) for key in bare)
    for problem in problems:
        if problem["loc"][:1] and problem["loc"][0] in bare:
            continue  # said once, above
        if problem["type"] == "too_short" and _within(problem, problems):
            continue  # a list whose items are wrong is not empty
        key = ".".join(_keys(problem["loc"], tables))
        said = MISPLACED if _misplaced(problem, tables, first) else _plainly(problem)
        yield from (f"{key}: {line}".removeprefix(": ") for line in said.splitlines())


def _bare(table: object) -> bool:
    """Whether keys stand in a table that is to hold one table for each language."""
    return isinstance(table, dict) and not all(isinstance(inner, dict) for inner in table.values())


def _plainly(problem: ErrorDetails) -> str:
    if problem["type"] == "literal_error" and problem["loc"][-1] == "(text)":
        return NO_WEEK
    if problem["type"] in PLAINLY:
        return PLAINLY[problem["type"]].format(**problem.get("ctx", {}))
    return problem["msg"].removeprefix("Value error, ").replace("Input should be", "must be")


def _within(problem: ErrorDetails, problems: Collection[ErrorDetails]) -> bool:
    at = problem["loc"]
    return any(other["loc"][: len(at)] == at and len(other["loc"]) > len(at) for other in problems)


def _misplaced(problem: ErrorDetails, tables: Mapping[str, object], first: AbstractSet[str]) -> bool:
    """Whether a key of the whole file was written below the head of a table, which makes it a key of that table."""
    at = problem["loc"]
    if problem["type"] != "extra_forbidden" or len(at) == 1 or at[-1] not in first - tables.keys():
        return False
    found: object = tables
    for part in at:
        found = found.get(part) if isinstance(found, dict) else None
    return not isinstance(found, dict)


def _keys(location: tuple[int | str, ...], tables: object) -> Iterator[str]:
    """The keys that lead to a fault, an item of a list being called by its slug, or by its number from 1."""
    for part in location:
        if str(part).startswith(("(", "[")):
            continue  # Pydantic's own: which shape of hours was read, or that a key is meant and not its value
        if isinstance(tables, list) and isinstance(part, int):
            tables = tables[part]
            yield str(tables.get("slug", part + 1) if isinstance(tables, dict) else part + 1)
        else:
            tables = tables.get(part) if isinstance(tables, dict) else None
            yield str(part)
