"""`python -m app check`: faults that are found before anything starts."""

from typing import Final

import typer

from app.commands.database import answered, with_database
from app.forms.catalogue import forms
from app.profiles.catalogues import load_catalogues
from app.profiles.copied import copied
from app.profiles.dated import misdated
from app.profiles.loading import file_of, load_profile, shipped
from app.services.desk import today
from app.settings import read_settings
from app.storage.census import census
from app.storage.database import Database
from app.storage.upkeep.fitness import require_fit
from app.storage.upkeep.schema import MIGRATION_PATIENCE

NOTE: Final = "Note: {note}"
UNLIKE: Final = (
    "slug: {slug} is not the name of the file, {file}. Queues and messages go by the slug: is it yours?"
)

cli = typer.Typer(help="Look for faults before anything starts.", no_args_is_help=True, add_completion=False)


@cli.command("profile")
def check_profile(file: str) -> None:
    """Check a council's profile and its catalogues: a file, or the name of one that is shipped."""
    council = load_profile(file)
    forms(council)
    load_catalogues(file, council)
    typer.echo(f"{council.name}: the profile is in order")
    named = file_of(file)
    if named.stem != council.slug:
        typer.echo(NOTE.format(note=UNLIKE.format(slug=council.slug, file=named.name)))
    others = [load_profile(name) for name in shipped()]
    for note in (*misdated(council, today()), *copied(council, others)):
        typer.echo(NOTE.format(note=note))


@cli.command("database")
def check_database() -> None:
    """Count and hash each table, to compare a restored backup; refuse a database that `serve` would refuse."""

    async def compare(database: Database) -> None:
        await require_fit(database)
        for counted in await census(database):
            typer.echo(f"{counted.table:<12}{counted.rows:>10}  {counted.digest}")

    answered(with_database(read_settings(), compare, patience=MIGRATION_PATIENCE))
