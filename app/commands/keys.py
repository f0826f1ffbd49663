"""`python -m app keys`: the keys of the portal, the relay and the hub, and what the escrow key opens."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.envelope.key_files import read_identities
from app.envelope.keys import new_keys
from app.envelope.listing import add_keys, remove_key
from app.envelope.public_keys import KeyList, PublicKey, verifiers
from app.envelope.trial import opens_what_is_sent
from app.errors import ConfigurationError
from app.profiles.loading import load_profile
from app.receiver.filing import HubFolder
from app.receiver.recovery import Found, Recovery, sealed_messages
from app.services.desk import today
from app.settings import read_settings
from app.templating.rendering import Templates

ENTRY: Final = "{use:<12}{id:<34}{since}  {until}  {standing}"
ADDED: Final = "Added to {listed}: {use} {id}, from {since} to {until}."
REMOVED: Final = "Removed from {listed}: {id}."
TODAY: Final = "What a portal with this list seals today opens with this key: all three parts, and a file."
NOT_TODAY: Final = "What a portal with this list seals today does NOT open with this key."
THERE: Final = "There are {there} messages; tried were {tried}."
OPENED: Final = "Opened with this key alone: {messages} messages, all parts of each, and {files} files."
NONE_TRIED: Final = "Nothing was tried: there is no message in that folder."
VOUCHED: Final = "Each was signed by a portal that the list names."
NOT_VOUCHED: Final = "Who signed them was not looked at: --portals names the list to look in."
FILED: Final = "They are filed in {folder}, as a receiver files them."
FAILED: Final = "NOT opened: {path}"
NO_FILE: Final = "A file is NOT there, or does not open: {path}"
UNSIGNED: Final = "NOT signed by a portal that is listed: {path}"
NO_LIST: Final = "{path}: there is no such file."
NOTHING: Final = "Say what to try: --list, a folder of sealed messages, or both."

cli = typer.Typer(
    help="The keys of the portal, the relay and the hub.", no_args_is_help=True, add_completion=False
)
Listed = Annotated[Path, typer.Argument(help="A list of public keys: hub.toml or portal.toml.")]
Escrow = Annotated[Path, typer.Argument(help="The private key: offline/escrow.key, or any other of age.")]
Portals = Annotated[Path | None, typer.Option(help="The hub's portal.toml, to check who signed.")]


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


@cli.command("show")
def show_list(listed: Listed) -> None:
    """Print each public key of a list: its use, its id, its first and last day, and whether it is in force."""
    found = KeyList(listed).listed
    for key in found.keys:
        typer.echo(ENTRY.format(**key.model_dump(), standing=_standing(key)))
    if not found.keys or not found.sound:
        raise ConfigurationError(f"{listed} is missing, or has an entry that cannot be read.")


@cli.command("add")
def add_to_list(
    listed: Listed,
    fresh: Annotated[Path, typer.Argument(help="The list that has the new keys.")],
    uses: Annotated[list[str], typer.Argument(help="contact, restricted, escrow, mail, receipts or portal.")],
) -> None:
    """Add the keys of these uses from another list, beside the old ones; all of them or none."""
    for key in add_keys(listed, fresh, uses):
        typer.echo(ADDED.format(listed=listed, **key.model_dump()))


@cli.command("remove")
def remove_from_list(listed: Listed, name: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Take a key out of a list: from then on nothing is sealed to it, and nothing that it signed is believed."""
    remove_key(listed, name)
    typer.echo(REMOVED.format(listed=listed, id=name))


@cli.command("drill")
def drill(
    key: Escrow,
    sealed: Annotated[
        Path | None, typer.Argument(help="A folder of sealed messages: see queue copy.")
    ] = None,
    hub_list: Annotated[
        Path | None, typer.Option("--list", help="The portal's hub.toml: does it seal to this key today?")
    ] = None,
    sample: Annotated[int, typer.Option(help="Messages to try; 0 tries all.", min=0)] = 20,
    portals: Portals = None,
) -> None:
    """Try the escrow key, with nothing else at hand, and keep nothing; ends with 0 only if everything opened."""
    if sealed is None and hub_list is None:
        raise ConfigurationError(NOTHING)
    _require(hub_list, portals)
    identities, well = read_identities(key), True
    if hub_list:
        well = opens_what_is_sent(hub_list, identities, today())
        typer.echo(TODAY if well else NOT_TODAY)
    if sealed:
        there = sealed_messages(sealed)
        tried = _sampled(there, sample)
        typer.echo(THERE.format(there=len(there), tried=len(tried)))
        found = Recovery(identities, _believed(portals)).recover(tried)
        _tell(tried, found, portals)
        well = well and found.whole and bool(tried)
    if not well:
        raise typer.Exit(1)


@cli.command("restore")
def restore(
    key: Escrow,
    sealed: Annotated[Path, typer.Argument(help="A folder of sealed messages: see queue copy.")],
    folder: Annotated[Path, typer.Argument(help="Where to file what is opened.")],
    portals: Portals = None,
) -> None:
    """Open every message with the escrow key, and file it with its files; done again, it changes nothing."""
    _require(portals)
    identities = read_identities(key)
    target = HubFolder(folder, Templates(load_profile(read_settings().profile)), identities)
    target.prepare()
    there = sealed_messages(sealed)
    found = Recovery(identities, _believed(portals)).recover(there, target)
    _tell(there, found, portals)
    typer.echo(FILED.format(folder=folder))
    if not (found.whole and there):
        raise typer.Exit(1)


def _require(*lists: Path | None) -> None:
    for path in lists:
        if path and not path.is_file():
            raise ConfigurationError(NO_LIST.format(path=path))


def _standing(key: PublicKey) -> str:
    if today() < key.since:
        return "not yet"
    return "in force" if key.in_force(today()) else "over"


def _believed(portals: Path | None) -> Sequence[Ed25519PublicKey] | None:
    return verifiers(KeyList(portals).keys, "portal") if portals else None


def _sampled(there: Sequence[Path], most: int) -> Sequence[Path]:
    """The newest, and others by chance."""
    if not most or len(there) <= most:
        return there
    return [*secrets.SystemRandom().sample(there[:-1], most - 1), there[-1]]


def _tell(tried: Sequence[Path], found: Found, portals: Path | None) -> None:
    if not tried:
        typer.echo(NONE_TRIED)
        return
    typer.echo(OPENED.format(messages=found.messages, files=found.files))
    typer.echo(VOUCHED if portals else NOT_VOUCHED)
    for said, paths in (
        (FAILED, found.failed),
        (NO_FILE, found.without_files),
        (UNSIGNED, found.unsigned),
    ):
        for path in paths:
            typer.echo(said.format(path=path))
