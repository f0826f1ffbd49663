"""`python -m app receive`: the hub's side."""

import typer

from app.allocator import give_back_large_blocks
from app.commands.running import until_stopped
from app.receiver.receive import run_receiver

cli = typer.Typer(add_completion=False)


@cli.command()
def receive() -> None:
    """Run the hub's receiver, where the private keys live."""
    give_back_large_blocks()
    until_stopped("receiver", run_receiver)
