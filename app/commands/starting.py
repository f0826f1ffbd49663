"""What a process says as it starts: for which hub, from where to where, and never a secret."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import typer

from app.addresses import UNSCANNED, without_secrets
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.settings import Settings

NOT_SCANNED: Final = "no file is scanned for viruses, and the hub is told so of each"
LOGGED: Final = "alarms are in the log alone: there is no DUTY_EMAIL, and no duty_email in the profile"


def say_start(process: str, settings: Settings, every: int = 0) -> None:
    """Print a few lines, each with the name of the process, for several may print to one place.

    Raises:
        ConfigurationError: the profile is not usable.
    """
    profile = load_profile(settings.profile)
    about = {"portal": _portal, "relay": _relay, "receiver": _receiver, "watch": _watch}[process]
    typer.echo(f"{process}: {profile.name}, {profile.hub_short}, from the profile {settings.profile}")
    for line in about(settings, profile):
        typer.echo(f"{process}: {line}")
    if every:
        typer.echo(f"{process}: every {every} seconds")
    if settings.metrics_port:
        typer.echo(f"{process}: figures at http://{settings.metrics_host}:{settings.metrics_port}/metrics")


def _portal(settings: Settings, _: Profile) -> Iterator[str]:
    yield f"listens on {settings.host}:{settings.port}, for people who go to {settings.site_url}"
    yield f"keeps what is sent in {_database(settings)}, sealed with the keys in {settings.keys_folder}/portal"
    unscanned = settings.clamd_url in {"", UNSCANNED}
    yield NOT_SCANNED if unscanned else f"files are scanned by {settings.clamd_url}"


def _relay(settings: Settings, profile: Profile) -> Iterator[str]:
    yield f"carries from {_database(settings)} to {_queue(settings)}"
    yield f"sends emails by {_mail(settings)} from {settings.mail_from}, with links to {settings.site_url}"
    yield _alarms(settings, profile)


def _receiver(settings: Settings, _: Profile) -> Iterator[str]:
    yield f"takes from {_queue(settings)}, opens with the keys in {settings.keys_folder}/receiver"
    yield f"files in {settings.hub_folder}, and posts receipts to {without_secrets(settings.events_address)}"


def _watch(settings: Settings, profile: Profile) -> Iterator[str]:
    yield f"looks at {_database(settings)} and at {_queue(settings)}"
    yield _alarms(settings, profile)


def _alarms(settings: Settings, profile: Profile) -> str:
    told = settings.duty_email or profile.duty_email
    return f"alarms go to the duty address by {_mail(settings)}" if told else LOGGED


def _database(settings: Settings) -> str:
    return without_secrets(settings.database_address)


def _queue(settings: Settings) -> str:
    by_folder = urlsplit(settings.queue_url).scheme == "spool"
    return f"the folder {settings.spool_folder}" if by_folder else without_secrets(settings.queue_url)


def _mail(settings: Settings) -> str:
    by_folder = urlsplit(settings.mail_url).scheme == "folder"
    return f"the folder {settings.mail_folder}" if by_folder else without_secrets(settings.mail_url)
