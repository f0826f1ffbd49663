"""What a profile shares with another council's: a telephone number left over from a copy is the worst mistake in it."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from app.profiles.model import Profile

NATIONAL: Final = frozenset({"08001111", "08088005000", "0800555111", "08082000247", "08088010327"})
"""Childline, the NSPCC, Crimestoppers and the helplines on domestic abuse; one as short as 999 is no council’s own."""
TELLING: Final = re.compile(r"https?://[^\s)\"'<>]+|[^\s@]+@[^\s@]+\.\w+|\b0\d[\d ]{5,10}\d\b")
SAME: Final = "{key}: {fact} is what the profile {other} has too. Is it yours?"
NAMES: Final = ("slug", "name", "area", "prefix")
"""What tells one council from another: queues and messages go by the slug, references begin with the prefix."""
POSTCODES: Final = "postcodes: {codes} are what the profile {other} has too. Are they yours?"
UNTOLD: Final = frozenset({"cited", "exit_to", "look", "hours", "periods", "notices", "lawful_bases"})
"""What holds no way to reach a council, or is national law."""


def copied(council: Profile, others: Collection[Profile]) -> Iterator[str]:
    """A sentence for each name, number, email or web address, and one for the postcodes, that another council has too.

    What all the others have is nobody's own.
    """
    ours = dict(_facts(council))
    theirs = {other: dict(_facts(other)) for other in others if other != council}
    common = set.intersection(*map(set, theirs.values())) if len(theirs) > 1 else set()
    for other, facts in theirs.items():
        for key in NAMES:
            if getattr(other, key) == getattr(council, key):
                yield SAME.format(key=key, fact=getattr(other, key), other=other.slug)
        for fact, (key, written) in ours.items():
            if fact in facts and fact not in common | NATIONAL:
                yield SAME.format(key=key, fact=written, other=other.slug)
        if codes := [code for code in council.postcodes if code in other.postcodes]:
            yield POSTCODES.format(codes=", ".join(codes), other=other.slug)


def _facts(council: Profile) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each way to reach somebody, however it is spaced, with where it stands and how it is written."""
    for key, text in _texts(council.model_dump(exclude=set(UNTOLD)), ""):
        for found in TELLING.findall(text):
            yield found.replace(" ", "").rstrip(".,").lower(), (key, found.rstrip(".,"))


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in UNTOLD:
                yield from _texts(inner, f"{key}.{name}".removeprefix("."))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, key)
