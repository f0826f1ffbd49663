"""`python -m tests.chaos`: send, kill, heal and count; exits with 1 unless nothing was lost or came twice."""

import asyncio
import sys
from typing import Annotated

import typer

from tests.chaos.run import Asked, run
from tests.chaos.table import table

cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    confirmed: Annotated[int, typer.Option(min=1, help="How many confirmations are enough.")] = 1000,
    seed: Annotated[int, typer.Option(help="Decides who does what, and what is hit when.")] = 1,
    seconds: Annotated[float, typer.Option(help="After this, nobody new comes.")] = 3600,
    people: Annotated[int, typer.Option(min=1, help="How many send at once.")] = 12,
    copies: Annotated[int, typer.Option(min=1, help="How many of each process share the work.")] = 1,
) -> None:
    """Keep every promise that a confirmation makes, while everything is killed."""
    done, counted = asyncio.run(run(Asked(confirmed, seed, seconds, people, copies)))
    typer.echo(table(done, counted))
    sys.exit(0 if counted.is_right() and counted.confirmed >= confirmed else 1)


cli()
