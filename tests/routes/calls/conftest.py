"""A portal whose council wants a written referral on the day of the call, its hub, and a clock that stands at noon."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from fastapi import FastAPI

from app.services.desk import Desk
from app.settings import Settings
from tests.calls import NOON, Hub, Registered


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"profile": "barnet"})


@pytest.fixture
def desk(app: FastAPI) -> Desk:
    found: Desk = app.state.shop.desk
    return found


@pytest.fixture
def hub(desk: Desk, key_set: Path, tmp_path: Path) -> Hub:
    return Hub(desk.council, key_set, tmp_path / "hub")


@pytest.fixture
def call(hub: Hub) -> Registered:
    """A call that the hub has registered, and the portal has not heard of yet."""
    return hub.registers()
