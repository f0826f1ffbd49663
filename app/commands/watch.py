"""`python -m app watch`: a look from outside the relay."""

from functools import partial
from typing import Annotated

import typer

from app.commands.database import answered
from app.commands.running import until_stopped
from app.delivery.lookout import keep_watch, watch_once
from app.settings import read_settings

cli = typer.Typer(add_completion=False)


@cli.command()
def watch(
    every: Annotated[
        int, typer.Option(help="Seconds to wait, and then look again; 0 looks once.", min=0)
    ] = 0,
) -> None:
    """Look at the database and the queue, and tell the duty address what is wrong; run it by a timer."""
    if every:
        until_stopped("watch", partial(keep_watch, every=every), every)
    else:
        answered(watch_once(read_settings()))
