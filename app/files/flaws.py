"""Why a file is not taken."""

from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    LARGE = "large"
    """Larger than a file may be."""
    KIND = "kind"
    """Not of a kind that is taken."""
    LOCKED = "locked"
    """Protected with a password."""
    BROKEN = "broken"
    """Not as its kind should be."""
    UNSAFE = "unsafe"
    """It can do something, or is two kinds of file at once."""
    HUGE = "huge"
    """Small as it came, and far too much once it is unpacked."""
    VIRUS = "virus"
    NOT_SCANNED = "not-scanned"
    """There is a scanner, and it did not say that the file is clean."""


class FlawedError(Exception):
    """A file that is not taken."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw
