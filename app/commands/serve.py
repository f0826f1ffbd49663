"""`python -m app serve`: the portal."""

import typer

from app.commands.database import answered, with_database
from app.commands.starting import say_start
from app.http.serving import serve_portal
from app.metrics import served
from app.portal import portal
from app.settings import read_settings
from app.storage.upkeep.fitness import require_fit

cli = typer.Typer(add_completion=False)


@cli.command()
def serve() -> None:
    """Run the public portal."""
    settings = read_settings()
    settings.require_scanner()
    settings.require_free_port()
    answered(with_database(settings, require_fit))
    app = portal(settings)
    say_start("portal", settings)
    with served(settings.metrics_host, settings.metrics_port):
        serve_portal(app, settings)
