"""`python -m tests.chaos`: send, kill, heal and count; exits with 1 unless nothing was lost or came twice."""

import asyncio
import signal
import sys
from functools import partial
from typing import Annotated

import typer

from tests.chaos.count import Count
from tests.chaos.run import Asked, Run, run
from tests.chaos.table import table

STOPPED = 130
cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    confirmed: Annotated[int, typer.Option(min=1, help="How many confirmations are enough.")] = 1000,
    seed: Annotated[int, typer.Option(help="Decides who does what, and what is hit when.")] = 1,
    seconds: Annotated[float, typer.Option(help="After this, nobody new comes.")] = 3600,
    people: Annotated[int, typer.Option(min=1, help="How many send at once.")] = 12,
    copies: Annotated[int, typer.Option(min=1, help="How many of each process share the work.")] = 1,
) -> None:
    """Send while everything is killed and stalled, heal it, and count what arrived."""
    try:
        done, counted = asyncio.run(_until_stopped(Asked(confirmed, seed, seconds, people, copies)))
    except (KeyboardInterrupt, asyncio.CancelledError):
        typer.echo("Stopped before the end: nothing was counted, and nothing is left running", err=True)
        sys.exit(STOPPED)
    typer.echo(table(done, counted))
    sys.exit(0 if counted.is_right() and counted.confirmed >= confirmed else 1)


async def _until_stopped(asked: Asked) -> tuple[Run, Count]:
    """SIGTERM ends it as Ctrl-C does, with everything cleared away; so it does where a shell has it ignore that."""
    ourselves = asyncio.current_task()
    assert ourselves
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, ourselves.cancel)
    return await run(asked, partial(typer.echo, err=True))


cli()
