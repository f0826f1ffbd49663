"""`python -m app receive`: the hub's side."""

import typer

from app.commands.running import until_stopped
from app.receiver.receive import run_receiver

cli = typer.Typer(add_completion=False)


@cli.command()
def receive() -> None:
    """Run the hub's receiver, where the private keys live."""
    until_stopped(run_receiver)
