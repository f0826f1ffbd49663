"""What the portal's pages are served with, the same for every visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.patience import Errands
from app.pdf.press import Press
from app.routes.request.tries import Tries
from app.security import FormToken
from app.services.desk import Desk
from app.templating.rendering import Templates


@dataclass(frozen=True)
class Shop:
    """What the portal's pages are served with."""

    desk: Desk
    templates: Mapping[str, Templates]
    """By language."""
    tokens: FormToken
    errands: Errands
    press: Press | None = None
    """None where PDFs cannot be made."""
    tries: Tries = field(default_factory=Tries)
