"""`python -m app migrate`: the database's tables."""

import typer

from app.commands.database import answered, with_database
from app.settings import read_settings
from app.storage.upkeep.schema import MIGRATION_PATIENCE
from app.storage.upkeep.schema import migrate as migrate_database

cli = typer.Typer(add_completion=False)


@cli.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    answered(with_database(read_settings(), migrate_database, patience=MIGRATION_PATIENCE))
