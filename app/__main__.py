"""The command line: `python -m app --help`."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from app.contact.published import published
from app.delivery.channel import at_the_queue
from app.delivery.lookout import keep_watch, watch_once
from app.delivery.relay import run_relay
from app.development import run_everything
from app.doctor.examine import examine, parts_here
from app.envelope.keys import new_keys
from app.errors import ConfigurationError, PortalError, StorageUnavailableError
from app.forms.catalogue import forms
from app.forms.pages import describe
from app.metrics import served
from app.patience import told_to_stop
from app.portal import portal
from app.profiles.loading import load_profile
from app.receiver.receive import run_receiver
from app.services.desk import now, today
from app.serving import serve_portal
from app.settings import Settings, read_settings
from app.storage.census import census
from app.storage.database import PATIENCE, Database
from app.storage.durability import require_durable
from app.storage.retention import purge as purge_database
from app.storage.schema import MIGRATION_PATIENCE, require_current
from app.storage.schema import migrate as migrate_database
from app.telemetry import configure_logging

PURGED: Final = "Deleted: drafts {drafts}, addresses {addresses}, referrals {referrals}"
SCHEMAS: Final = Path("docs/schema")
PRIVATE: Final = 0o077
"""Whatever is written, its owner alone can read."""

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
keys_cli = typer.Typer(no_args_is_help=True)
queue_cli = typer.Typer(no_args_is_help=True)
check_cli = typer.Typer(no_args_is_help=True)
cli.add_typer(keys_cli, name="keys", help="The keys of the portal, the relay and the hub.")
cli.add_typer(queue_cli, name="queue", help="Where messages wait for the hub (docs/operating.md).")
cli.add_typer(check_cli, name="check", help="Look for faults before anything starts.")


@cli.command()
def dev() -> None:
    """Make keys and a database if there are none, then run portal, relay and receiver together."""
    run_everything(read_settings())


@cli.command()
def serve() -> None:
    """Run the public portal."""
    settings = read_settings()
    settings.require_free_port()
    _answered(_with_database(settings, _require_fit))
    with served(settings.metrics_host, settings.metrics_port):
        serve_portal(portal(settings), settings)


@cli.command()
def relay() -> None:
    """Run the relay, which delivers what the portal has taken."""
    _until_stopped(run_relay)


@cli.command()
def receive() -> None:
    """Run the hub's receiver, where the private keys live."""
    _until_stopped(run_receiver)


@cli.command()
def watch(
    every: Annotated[
        int, typer.Option(help="Seconds to wait, and then look again; 0 looks once.", min=0)
    ] = 0,
) -> None:
    """Look at the database and the queue, and tell the duty address what is wrong; run it by a timer."""
    if every:
        _until_stopped(partial(keep_watch, every=every))
    else:
        _answered(watch_once(read_settings()))


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


@cli.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    _answered(_with_database(read_settings(), migrate_database, patience=MIGRATION_PATIENCE))


@cli.command()
def purge() -> None:
    """Delete what has outlived its period; the relay does the same each minute."""
    settings = read_settings()
    periods = load_profile(settings.profile).periods

    async def over(database: Database) -> None:
        gone = await purge_database(database, periods, now())
        typer.echo(PURGED.format(**asdict(gone)))

    _answered(_with_database(settings, over))


@cli.command()
def form(name: str) -> None:
    """Print a form's definition as JSON: sections, pages, questions, options, conditions and groups."""
    council = load_profile(read_settings().profile)
    known = forms(council)
    if name not in known:
        raise PortalError(f"There is no form {name}; there are {', '.join(known)}")
    print(json.dumps(describe(known[name]), ensure_ascii=False, indent=2))  # noqa: T201


@cli.command()
def schema(folder: Annotated[Path, typer.Argument()] = SCHEMAS) -> None:
    """Write the published schemas: JSON Schema of a contact's parts and the hub's events, and AsyncAPI."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published().items():
        (folder / name).write_text(text)
    typer.echo(f"The schemas are in {folder}")


@keys_cli.command("new")
def make_keys(
    folder: Annotated[Path | None, typer.Argument(help="By default the folder KEYS.")] = None,
) -> None:
    """Make a new set of keys, one folder for each process; nothing is overwritten."""
    place = folder or read_settings().keys_folder
    new_keys(place, today())
    typer.echo(
        f"New keys are in {place}: give each process its own folder, and move offline/ off this machine"
    )


@queue_cli.command("declare")
def declare_queue() -> None:
    """Make the hub's queues on the broker, with all that they need; nothing that is there is changed."""
    asyncio.run(at_the_queue(read_settings(), lambda queue: queue.declare()))
    typer.echo("The queues are ready")


@queue_cli.command("redrive")
def redrive_queue() -> None:
    """Bring back the messages that were set aside, once their cause has been seen to."""
    done = asyncio.run(at_the_queue(read_settings(), lambda queue: queue.redrive()))
    typer.echo(f"Brought back: {done.brought}. Left where they were: {done.stayed}")


@check_cli.command("profile")
def check_profile(file: str) -> None:
    """Check a council's profile: a file, or the name of one that is shipped."""
    council = load_profile(file)
    forms(council)
    typer.echo(f"{council.name}: the profile is in order")


@check_cli.command("database")
def check_database() -> None:
    """Count and hash each table, to compare a restored backup; refuse a database that `serve` would refuse."""

    async def compare(database: Database) -> None:
        await _require_fit(database)
        for counted in await census(database):
            typer.echo(f"{counted.table:<12}{counted.rows:>10}  {counted.digest}")

    _answered(_with_database(read_settings(), compare, patience=MIGRATION_PATIENCE))


async def _require_fit(database: Database) -> None:
    await require_durable(database)
    await require_current(database)


async def _with_database(
    settings: Settings, work: Callable[[Database], Awaitable[None]], patience: float = PATIENCE
) -> None:
    settings.var.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_address, patience)
    try:
        await work(database)
    finally:
        await database.close()


def _answered(work: Coroutine[Any, Any, None]) -> None:
    """Do what needs the database, and say so where it does not answer."""
    try:
        asyncio.run(work)
    except StorageUnavailableError:
        raise ConfigurationError("The database does not answer: look at DATABASE_URL and VAR") from None


def _until_stopped(run: Callable[[Settings, asyncio.Event], Awaitable[None]]) -> None:
    """Run a process until it is told to stop, and let it finish what it has in hand."""
    settings = read_settings()

    async def main() -> None:
        await run(settings, told_to_stop())

    with served(settings.metrics_host, settings.metrics_port):
        asyncio.run(main())


def main() -> None:
    """Run a command; a foreseen failure is one sentence."""
    configure_logging()
    os.umask(PRIVATE)
    try:
        cli()
    except PortalError as error:
        _give_up(str(error))
    except OSError as error:
        _give_up(f"{error.strerror}: {error.filename}")


def _give_up(sentence: str) -> NoReturn:
    typer.echo(f"Cannot go on: {sentence}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
