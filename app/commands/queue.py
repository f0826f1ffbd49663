"""`python -m app queue`: where messages wait for the hub."""

import asyncio

import typer

from app.delivery.channel import at_the_queue
from app.settings import read_settings

cli = typer.Typer(no_args_is_help=True)


@cli.command("declare")
def declare_queue() -> None:
    """Make the hub's queues on the broker, with all that they need; nothing that is there is changed."""
    asyncio.run(at_the_queue(read_settings(), lambda queue: queue.declare()))
    typer.echo("The queues are ready")


@cli.command("redrive")
def redrive_queue() -> None:
    """Bring back the messages that were set aside, once their cause has been seen to."""
    done = asyncio.run(at_the_queue(read_settings(), lambda queue: queue.redrive()))
    typer.echo(f"Brought back: {done.brought}. Left where they were: {done.stayed}")
