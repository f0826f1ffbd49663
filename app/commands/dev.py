"""`python -m app dev`: everything on one machine."""

import typer

from app.development import run_everything
from app.settings import read_settings

cli = typer.Typer(add_completion=False)


@cli.command()
def dev() -> None:
    """Make keys and a database if there are none, then run portal, relay and receiver together."""
    run_everything(read_settings())
