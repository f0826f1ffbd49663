"""A hub with contacts in its folder, and its command line inside the test."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.__main__ import cli
from app.contact.model import Contact
from app.contact.people import Child
from app.receiver.receive import Receiver
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
FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def says(settings: Settings, key_set: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs a command as the hub, and gives what it printed; a failure is raised as it is.

    With `code` it must have ended with that.
    """
    monkeypatch.setenv("VAR", str(settings.var))
    monkeypatch.setenv("KEYS", str(key_set))

    def run(*words: str, code: int | None = None) -> str:
        ran = CliRunner().invoke(cli, words)
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        assert code in {None, ran.exit_code}
        return ran.output

    return run


@pytest.fixture
async def file(receiver: Receiver, send: Callable[..., Contact]) -> Callable[..., Any]:
    """Files a contact, sent so many minutes after five o'clock on a Friday; each is of another child."""
    numbers = count()

    async def filed(minutes: int, **given: Any) -> str:
        ana = Child(contact_id="NN-7K4M-9QXR/1", first_name=f"Ana{next(numbers)}", last_name="Nowak")
        sent = send(received_at=FRIDAY + timedelta(minutes=minutes), **{"children": (ana,), **given})
        await receiver.receive_some()
        return sent.reference

    return filed
