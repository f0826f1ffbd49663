"""The services on both kinds of database, without the pages around them."""

from pathlib import Path

import pytest

from app.envelope.keys import PortalKeys
from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from app.services.desk import Desk
from app.settings import Settings
from app.storage.database import Database

clock_of_ours_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""PostgreSQL's own clock, which counts too, does not travel."""


@pytest.fixture
async def desk(database: Database, key_set: Path, tmp_path: Path) -> Desk:
    council = load_profile("northamptonshire")
    settings = Settings(var=tmp_path, keys=key_set)
    return Desk(settings, council, forms(council), database, PortalKeys.load(key_set / "portal"))
