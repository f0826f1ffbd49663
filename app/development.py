"""Portal, relay and receiver together on one machine, with keys and a database made for them."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Mapping
from typing import Final

import typer

from app.envelope.keys import new_keys
from app.patience import told_to_stop
from app.profiles.loading import load_profile
from app.services.desk import today
from app.settings import Settings
from app.storage.database import Database
from app.storage.upkeep.schema import migrate

PARTS: Final = ("serve", "relay", "receive")
GRACE: Final = 10
"""Seconds that a part may take to stop before it is killed."""


def run_everything(settings: Settings) -> None:
    """Run until Ctrl-C, SIGTERM, or a part that cannot go on; a part that is killed is started again."""
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    settings.require_free_port()
    load_profile(settings.profile)
    await _prepare(settings)
    stopping = told_to_stop()
    typer.echo(
        f"The portal is at {settings.site_url}: what the hub receives is filed in {settings.hub_folder}"
    )
    typer.echo("Stop it with Ctrl-C")
    tasks = [
        asyncio.create_task(_keep_running(part, _surroundings(settings, number), stopping))
        for number, part in enumerate(PARTS)
    ]
    codes = await asyncio.gather(*tasks)
    if any(codes):
        sys.exit(1)


async def _prepare(settings: Settings) -> None:
    settings.var.mkdir(parents=True, exist_ok=True)
    if not (settings.keys_folder / "portal").exists():
        new_keys(settings.keys_folder, today())
        typer.echo(f"Made development keys in {settings.keys_folder}: never use them for real referrals")
    async with Database(settings.database_address) as database:
        await migrate(database)


def _surroundings(settings: Settings, number: int) -> Mapping[str, str]:
    """The environment of a part: three processes cannot share one port, so each next one has the next port."""
    port = settings.metrics_port and settings.metrics_port + number
    return {**os.environ, "METRICS_PORT": str(port or "")}


async def _keep_running(part: str, surroundings: Mapping[str, str], stopping: asyncio.Event) -> int:
    """One part as its own process; started again if it was killed, the end of everything if it gave up."""
    while not stopping.is_set():
        # A group of its own, so that Ctrl-C reaches it once, from us.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "app", part, start_new_session=True, env=surroundings
        )
        code = await _until_over(process, stopping)
        if code >= 0 and not stopping.is_set():
            stopping.set()
            return code or 1
        if not stopping.is_set():
            typer.echo(f"{part} was killed: starting it again", err=True)
    return 0


async def _until_over(process: asyncio.subprocess.Process, stopping: asyncio.Event) -> int:
    ended = asyncio.create_task(process.wait())
    stopped = asyncio.create_task(stopping.wait())
    await asyncio.wait((ended, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not ended.done():
        process.terminate()
        await asyncio.wait((ended,), timeout=GRACE)
    if not ended.done():
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    return await ended
