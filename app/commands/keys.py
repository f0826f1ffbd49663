"""`python -m app keys`: the keys of the portal, the relay and the hub."""

from pathlib import Path
from typing import Annotated

import typer

from app.envelope.keys import new_keys
from app.services.desk import today
from app.settings import read_settings

cli = typer.Typer(no_args_is_help=True)


@cli.command("new")
def make_keys(
    folder: Annotated[Path | None, typer.Argument(help="By default the folder KEYS.")] = None,
) -> None:
    """Make a new set of keys, one folder for each process; nothing is overwritten."""
    place = folder or read_settings().keys_folder
    new_keys(place, today())
    typer.echo(
        f"New keys are in {place}: give each process its own folder, and move offline/ off this machine"
    )
