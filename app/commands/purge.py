"""`python -m app purge`: what is over goes."""

from dataclasses import asdict
from typing import Final

import typer

from app.commands.database import answered, with_database
from app.profiles.loading import load_profile
from app.settings import read_settings
from app.storage.clock import not_after
from app.storage.database import Database
from app.storage.retention import purge as purge_database
from app.storage.upkeep.revision import require_current

PURGED: Final = "Deleted: drafts {drafts}, addresses {addresses}, referrals {referrals}, files {files}"

cli = typer.Typer(add_completion=False)


@cli.command()
def purge() -> None:
    """Delete what has outlived its period; the relay does the same each minute."""
    settings = read_settings()
    periods = load_profile(settings.profile).periods

    async def over(database: Database) -> None:
        await require_current(database)
        async with database.single() as connection:
            moment = await not_after(connection)
        gone = await purge_database(database, periods, moment)
        typer.echo(PURGED.format(**asdict(gone)))

    answered(with_database(settings, over))
