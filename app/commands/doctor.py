"""`python -m app doctor`: what is wrong here, in plain words."""

import asyncio
from typing import Annotated

import typer

from app.doctor.examine import examine, parts_here
from app.services.desk import today
from app.settings import read_settings

cli = typer.Typer(add_completion=False)


@cli.command()
def doctor(
    part: Annotated[
        str, typer.Argument(help="portal, relay or receiver; by default those whose keys are here.")
    ] = "",
) -> None:
    """Say in plain words what is wrong on this machine now, and what to do; ends with 0 only if all is well."""
    settings = read_settings()
    lines = asyncio.run(examine(settings, parts_here(settings, part), today()))
    typer.echo("\n".join(map(str, lines)))
    if any(line.to_do for line in lines):
        raise typer.Exit(1)
