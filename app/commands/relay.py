"""`python -m app relay`: what delivers."""

import typer

from app.commands.running import until_stopped
from app.delivery.relay import run_relay

cli = typer.Typer(add_completion=False)


@cli.command()
def relay() -> None:
    """Run the relay, which delivers what the portal has taken."""
    until_stopped("relay", run_relay)
