"""What the portal's pages are served with, the same for every visit."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.patience import Errands
from app.pdf.press import Press
from app.security import Attempts, FormToken
from app.services.desk import Desk
from app.templating.rendering import Templates


@dataclass(frozen=True)
class Shop:
    """What the portal's pages are served with."""

    desk: Desk
    templates: Mapping[str, Templates]
    """By language."""
    tokens: FormToken
    attempts: Attempts
    """Of status codes, by reference."""
    guesses: Attempts
    """Of resume codes, by visitor alone: nobody comes upon one by trying."""
    begun: Attempts
    """Of beginning a form, by visitor alone."""
    letters: Attempts
    """Of having emails sent, and of the numbers in them, by draft."""
    numbers: Attempts
    """Of having six digits sent in place of a status code, by reference."""
    calls: Attempts
    """Of the codes that are told on the telephone, by the call's link, and by it and the visitor together."""
    files: Attempts
    """Of adding a file, by draft."""
    errands: Errands
    press: Press | None = None
    """None where PDFs cannot be made."""

    def forget_old(self) -> None:
        """Let go of who tried what more than an hour ago."""
        for counted in vars(self).values():
            if isinstance(counted, Attempts):
                counted.forget_old()
