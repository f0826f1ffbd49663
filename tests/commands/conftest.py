"""A hub with contacts in its folder, and its command line inside the test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.__main__ import cli
from app.settings import Settings
from tests.receiver.conftest import (
    contact,
    message,
    profile,
    receipts,
    receiver,
    reopened,
    send,
    settings,
    spool,
)

__all__ = ["contact", "message", "profile", "receipts", "receiver", "reopened", "send", "settings", "spool"]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def says(settings: Settings, key_set: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs a command as the hub, and gives what it printed; a failure is raised as it is."""
    monkeypatch.setenv("VAR", str(settings.var))
    monkeypatch.setenv("KEYS", str(key_set))

    def run(*words: str) -> str:
        ran = CliRunner().invoke(cli, words)
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return ran.output

    return run
