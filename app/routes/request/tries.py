"""How often a portal lets things be tried within an hour, and who has tried what."""

from dataclasses import dataclass, field
from functools import partial
from typing import Final

from app.security import Attempts

GUESSES: Final = 300
"""Wrong resume codes of one visitor that one process hears in an hour."""
BEGUN: Final = 2000
"""Forms that one visitor begins in an hour at one process: what a flood of them may store (ADR 63)."""
OF_ONE_CALL: Final = 300
"""Wrong codes for one call’s link that one process hears in an hour, whoever tries them (ADR 53)."""
OF_ONE_CALLER: Final = 10
"""Those that one visitor may try."""
NUMBERS: Final = 3
"""Times an hour that six digits can be asked for, for one reference."""
FILES: Final = 60
"""Files that may be added to one draft in an hour, those that are not taken or are taken away again among them."""
FILES_OF_ONE: Final = 200
"""Those that one visitor may add: an office of forty people is one."""


@dataclass(frozen=True)
class Tries:
    """What is counted, each apart."""

    status_codes: Attempts = field(default_factory=Attempts)
    """By reference."""
    resume_codes: Attempts = field(default_factory=partial(Attempts, of_one=None, of_visitor=GUESSES))
    """By visitor alone: nobody comes upon one by trying."""
    beginning: Attempts = field(default_factory=partial(Attempts, of_one=None, of_visitor=BEGUN))
    """Of beginning a form, by visitor alone."""
    letters: Attempts = field(default_factory=Attempts)
    """Of having emails sent, and of the numbers in them, by draft."""
    numbers: Attempts = field(default_factory=partial(Attempts, of_one=NUMBERS))
    """Of having six digits sent in place of a status code, by reference."""
    calls: Attempts = field(default_factory=partial(Attempts, of_one=OF_ONE_CALL, of_both=OF_ONE_CALLER))
    """Of the codes that are told on the telephone, by the call's link, and by it and the visitor together."""
    files: Attempts = field(default_factory=partial(Attempts, of_one=FILES, of_visitor=FILES_OF_ONE))
    """Of adding a file, by draft."""

    def forget_old(self) -> None:
        """Let go of who tried what more than an hour ago."""
        for counted in vars(self).values():
            counted.forget_old()
