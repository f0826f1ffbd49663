"""The command line: `python -m app --help`."""

import asyncio
import json
import os
import resource
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from app.commands import check, hub, keys, queue, words
from app.commands.report import make_report
from app.commands.running import answered, require_fit, until_stopped, with_database
from app.contact.published import published
from app.delivery.lookout import keep_watch, watch_once
from app.delivery.relay import run_relay
from app.development import run_everything
from app.doctor.examine import examine, parts_here
from app.errors import PortalError
from app.forms.catalogue import forms
from app.metrics import served
from app.portal import portal
from app.profiles.loading import load_profile
from app.receiver.receive import run_receiver
from app.services.desk import now, today
from app.serving import serve_portal
from app.settings import read_settings
from app.storage.database import Database
from app.storage.retention import purge as purge_database
from app.storage.schema import MIGRATION_PATIENCE
from app.storage.schema import migrate as migrate_database
from app.telemetry import configure_logging

PURGED: Final = "Deleted: drafts {drafts}, addresses {addresses}, referrals {referrals}, files {files}"
SCHEMAS: Final = Path("docs/schema")
PRIVATE: Final = 0o077
"""Whatever is written, its owner alone can read."""

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
cli.add_typer(keys.cli, name="keys", help="The keys of the portal, the relay and the hub.")
cli.add_typer(queue.cli, name="queue", help="Where messages wait for the hub (docs/operating.md).")
cli.add_typer(check.cli, name="check", help="Look for faults before anything starts.")
cli.add_typer(words.cli, name="words", help="What there is to translate (docs/translating.md).")
cli.command("report")(make_report)
cli.add_typer(hub.cli, name="hub", help="What the hub says of a contact (docs/hub.md).")


@cli.command()
def dev() -> None:
    """Make keys and a database if there are none, then run portal, relay and receiver together."""
    run_everything(read_settings())


@cli.command()
def serve() -> None:
    """Run the public portal."""
    settings = read_settings()
    settings.require_scanner()
    settings.require_free_port()
    answered(with_database(settings, require_fit))
    with served(settings.metrics_host, settings.metrics_port):
        serve_portal(portal(settings), settings)


@cli.command()
def relay() -> None:
    """Run the relay, which delivers what the portal has taken."""
    until_stopped(run_relay)


@cli.command()
def receive() -> None:
    """Run the hub's receiver, where the private keys live."""
    until_stopped(run_receiver)


@cli.command()
def watch(
    every: Annotated[
        int, typer.Option(help="Seconds to wait, and then look again; 0 looks once.", min=0)
    ] = 0,
) -> None:
    """Look at the database and the queue, and tell the duty address what is wrong; run it by a timer."""
    if every:
        until_stopped(partial(keep_watch, every=every))
    else:
        answered(watch_once(read_settings()))


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
    answered(with_database(read_settings(), migrate_database, patience=MIGRATION_PATIENCE))


@cli.command()
def purge() -> None:
    """Delete what has outlived its period; the relay does the same each minute."""
    settings = read_settings()
    periods = load_profile(settings.profile).periods

    async def over(database: Database) -> None:
        gone = await purge_database(database, periods, now())
        typer.echo(PURGED.format(**asdict(gone)))

    answered(with_database(settings, over))


@cli.command()
def form(name: str) -> None:
    """Print a form's definition as JSON: sections, pages, questions, options, conditions and groups."""
    council = load_profile(read_settings().profile)
    known = forms(council)
    if name not in known:
        raise PortalError(f"There is no form {name}; there are {', '.join(known)}")
    print(json.dumps(known[name].model_dump(mode="json"), ensure_ascii=False, indent=2))  # noqa: T201


@cli.command()
def schema(folder: Annotated[Path, typer.Argument()] = SCHEMAS) -> None:
    """Write the published schemas: JSON Schema of a contact's parts and the hub's events, and AsyncAPI."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published().items():
        (folder / name).write_text(text)
    typer.echo(f"The schemas are in {folder}")


def main() -> None:
    """Run a command; a foreseen failure is one sentence."""
    configure_logging()
    os.umask(PRIVATE)
    # What people write is in memory; a core dump would put it on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
