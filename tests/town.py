"""A town: a portal, a relay and a hub at work as `make run` starts them, in processes of their own."""

import asyncio
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson

from app.profiles.loading import SHIPPED

PATIENCE = 60
"""Seconds that something may take that another process does."""


@dataclass
class Town:
    """Where a town is, and what it has written."""

    site: str
    var: Path
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    """Of what started the parts, and starts them again."""

    async def contact(self, reference: str) -> dict[str, Any]:
        """The contact that the hub opened, once it is there."""
        path = self.var / "hub" / f"{reference}.json"
        await until(path.exists)
        opened: dict[str, Any] = orjson.loads(path.read_bytes())
        return opened

    async def apart(self, part: str, reference: str) -> dict[str, Any]:
        """The `restricted` or `identity` part that the hub opened, once its contact is there."""
        await self.contact(reference)
        opened: dict[str, Any] = orjson.loads(
            (self.var / "hub" / part / f"{reference}.{part}.json").read_bytes()
        )
        return opened

    async def page(self, reference: str) -> str:
        """The hub's readable copy."""
        await self.contact(reference)
        return (self.var / "hub" / f"{reference}.html").read_text(encoding="utf-8")

    def contacts(self) -> list[dict[str, Any]]:
        """Every contact that the hub has opened."""
        return [orjson.loads(path.read_bytes()) for path in (self.var / "hub").glob("*.json")]

    def kill(self, part: str) -> None:
        """End one part at once, as a power cut would; `dev` starts it again."""
        for child in self._children():
            if part.encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                os.kill(child, signal.SIGKILL)

    def _children(self) -> list[int]:
        assert self.process
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]


@contextmanager
def started(var: Path, **surroundings: str) -> Iterator[Town]:
    """A town that runs until the end of the block, and must then stop cleanly."""
    port = free_port()
    given: Mapping[str, str] = {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "VAR": str(var),
        **surroundings,
    }
    log = var.with_suffix(".log")
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "dev"], env=given, stdout=written, stderr=subprocess.STDOUT
        )
        try:
            wait_until_ready(f"http://127.0.0.1:{port}")
            yield Town(f"http://127.0.0.1:{port}", var, log, process)
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(PATIENCE)
    assert code == 0, log.read_text()


def council_of(hub: str, folder: Path) -> Path:
    """The profile of a council like Northamptonshire, whose hub has another slug, and so queues of its own."""
    council = folder / "council.toml"
    written = (SHIPPED / "northamptonshire.toml").read_text()
    council.write_text(written.replace('slug = "northamptonshire"', f'slug = "{hub}"', 1))
    return council


def council_of_any_number(folder: Path) -> Path:
    """Northamptonshire’s profile where no hour has too many contacts, for those who send thousands."""
    council = folder / "any-number.toml"
    council.write_text("most_an_hour = 1_000_000\n" + (SHIPPED / "northamptonshire.toml").read_text())
    return council


def free_port() -> int:
    """A port that nobody listens on, below those of connections: one of them might take it first."""
    given = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii").split()
    lowest = int(given[0])
    while True:
        port = lowest - 1 - secrets.randbelow(lowest // 2)
        with socket.socket() as listening, suppress(OSError):
            listening.bind(("127.0.0.1", port))
            return port


def wait_until_ready(site: str) -> None:
    """Wait for the portal to take referrals."""
    give_up = time.monotonic() + PATIENCE
    with httpx.Client(timeout=PATIENCE) as client:
        while True:
            try:
                answer = client.get(f"{site}/readyz")
            except httpx.ConnectError:
                assert time.monotonic() < give_up, "nobody listens there"
                time.sleep(0.05)
                continue
            assert answer.status_code == 200
            return


async def until(happened: Callable[[], bool], within: float = PATIENCE) -> None:
    """Wait for what another process does, so many seconds at most."""
    async with asyncio.timeout(within):
        while not happened():  # noqa: ASYNC110 -- another process does it
            await asyncio.sleep(0.1)
