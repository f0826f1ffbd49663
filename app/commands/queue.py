"""`python -m app queue`: where messages wait for the hub."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typer

from app.commands.database import answered, with_database
from app.delivery.channel import at_the_queue
from app.settings import read_settings
from app.storage.database import Database
from app.storage.sealed import copy_sealed
from app.storage.upkeep.revision import require_current

COPIED: Final = "Copied, sealed as they are: messages {messages}, files {files}"

cli = typer.Typer(
    help="Where messages wait for the hub (docs/operating.md).", no_args_is_help=True, add_completion=False
)


@cli.command("declare")
def declare_queue() -> None:
    """Make the hub's queues on the broker, with all that they need; nothing that is there is changed."""
    asyncio.run(at_the_queue(read_settings(), lambda queue: queue.declare()))
    typer.echo("The queues are ready")


@cli.command("copy")
def copy_queue(folder: Path) -> None:
    """Copy what the hub has not receipted from the database to a folder: messages and files, sealed as they are."""

    async def copy(database: Database) -> None:
        await require_current(database)
        typer.echo(COPIED.format(**asdict(await copy_sealed(database, folder))))

    answered(with_database(read_settings(), copy))


@cli.command("redrive")
def redrive_queue() -> None:
    """Bring back the messages that were set aside, once their cause has been seen to."""
    done = asyncio.run(at_the_queue(read_settings(), lambda queue: queue.redrive()))
    typer.echo(f"Brought back: {done.brought}. Left where they were: {done.stayed}")
