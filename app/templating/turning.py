"""Marks that turn the direction of words around: what somebody writes turns nothing of what we say after it."""

import re
from typing import Final

from markupsafe import Markup

FIRST_STRONG: Final = "\N{FIRST STRONG ISOLATE}"
POP: Final = "\N{POP DIRECTIONAL ISOLATE}"

TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Whatever opens or closes an embedding, an override or an isolate."""
ISOLATING: Final = re.compile("[\u2066-\u2068]")
LINE: Final = re.compile("[^\n\r\x1c-\x1e\x85\u2029]+")
"""What is between two ends of a paragraph, each of which ends every isolate too."""


def turns(said: str) -> bool:
    """Whether it holds a mark that may turn what comes after it."""
    return not said.isascii() and TURNING.search(said) is not None


def isolated(said: str) -> str:
    """The same with a direction of its own, line by line: nothing of it reaches what stands before or after."""
    apart = LINE.sub(lambda line: _line(line[0]), said)
    return Markup(apart) if isinstance(said, Markup) else apart  # noqa: S704 -- it was one, and marks are no HTML


def _line(said: str) -> str:
    # Each end that it holds may close one of ours, and each beginning may take one of our ends.
    deep = 1 + said.count(POP)
    return FIRST_STRONG * deep + said + POP * (deep + len(ISOLATING.findall(said)))
