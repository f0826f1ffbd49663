"""What every service has at hand: the council, its forms, the database and the portal's keys."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from app.envelope.keys import PortalKeys
from app.errors import NotFoundError
from app.files.scanner import Scanner
from app.files.workshop import Workshop
from app.forms.pages import Form
from app.profiles.hours import in_london
from app.profiles.model import Profile
from app.settings import Settings
from app.storage.database import Database
from app.storage.drafts import Life

BENCHES: Final = 2
"""Files that are looked at at once in one process: each is then whole in the memory of another (0036)."""


@dataclass(frozen=True)
class Desk:
    """One council's portal at work."""

    settings: Settings
    council: Profile
    forms: Mapping[str, Form]
    database: Database
    keys: PortalKeys
    benches: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(BENCHES))
    """Where files are looked at."""

    @property
    def incoming(self) -> Path:
        """Where files lie for a moment, sealed, while they come in."""
        return self.settings.var / "incoming"

    @property
    def workshop(self) -> Workshop:
        """Where files are made ready for the hub."""
        return Workshop(self.incoming, Scanner(self.settings.clamd_url))

    def form(self, slug: str) -> Form:
        """The form of this name.

        Raises:
            NotFoundError: there is none.
        """
        if slug not in self.forms:
            raise NotFoundError("There is no such form")
        return self.forms[slug]

    def draft_life(self, form: Form) -> timedelta:
        """How long a browser opens a draft after its last step."""
        periods = self.council.periods
        return timedelta(hours=periods.session_hours) if form.private else self.kept_for

    @property
    def kept_for(self) -> timedelta:
        """How long a resume code opens a draft after its last step."""
        return timedelta(days=self.council.periods.draft_days)

    def life(self, form: Form) -> Life:
        """Until when a draft is kept after a step that is taken now."""
        open_for, kept_for, moment = self.draft_life(form), self.kept_for, now()
        return Life(moment + open_for, moment + kept_for, open_for, kept_for)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date where the hubs are."""
    return in_london(now()).date()
