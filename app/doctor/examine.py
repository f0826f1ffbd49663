"""Looks at whatever this machine has, and at nothing that it has not."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Final

from app.doctor import database, keys, trust, ways
from app.doctor.encryption import encryption
from app.doctor.report import Line, looked_at
from app.errors import ConfigurationError, StorageUnavailableError
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.settings import Settings
from app.storage.database import Database
from app.storage.upkeep.reasons import reason

PARTS: Final = ("portal", "relay", "receiver")
KEYS: Final = (
    "Look at KEYS: it must hold this process’s folder of keys. Only a first installation makes a set, "
    "by python -m app keys new."
)
DATABASE: Final = (
    "Look at DATABASE_URL and at the database; python -m app migrate brings its tables up to date."
)
QUEUE: Final = "Look at QUEUE_URL and at the broker."
MAIL: Final = "Look at MAIL_URL and at the mail server."
SCANNER: Final = "Look at CLAMD_URL and at ClamAV: until it answers, no file is taken."
NO_KEYS: Final = (
    "KEYS: {folder} holds no keys of portal, relay or receiver. Look at KEYS; only a first installation makes a "
    "set of keys: python -m app keys new"
)
SETTING: Final = "Look at PROFILE: python -m app check profile says more."


def parts_here(settings: Settings, named: str = "") -> Sequence[str]:
    """The processes to look at: the one that is named, or those whose keys are here.

    Raises:
        ConfigurationError: there is no such process, or no key at all.
    """
    if named and named not in PARTS:
        raise ConfigurationError(f"There is no process {named}; there are {', '.join(PARTS)}")
    here = [named] if named else [part for part in PARTS if (settings.keys_folder / part).is_dir()]
    if not here:
        raise ConfigurationError(NO_KEYS.format(folder=settings.keys_folder))
    return here


async def examine(settings: Settings, parts: Sequence[str], today: date) -> list[Line]:
    """A line for each thing that these processes need."""
    lines = [ways.room(settings.var)]
    for part in parts:
        look = partial(_keys_of, part, settings, today)
        lines += await looked_at("keys", KEYS, look)
    lines += [*keys.private(settings.keys_folder), *trust.together(settings.keys_folder, today)]
    lines += encryption(settings, parts)
    try:
        profile = load_profile(settings.profile)
    except ConfigurationError as error:
        return [*lines, Line("profile", f"{error}.", SETTING)]
    if "portal" in parts or "relay" in parts:
        lines += await _examine_database(settings, profile)
    if "portal" in parts:
        lines += await looked_at("scanner", SCANNER, partial(ways.scanner, settings))
    if "relay" in parts or "receiver" in parts:
        lines += await looked_at("queue", QUEUE, partial(ways.queue, settings, profile), "QUEUE_URL")
    if "relay" in parts:
        lines += [
            *await looked_at("mail", MAIL, partial(ways.mail, settings, profile), "MAIL_URL"),
            *ways.links(settings),
        ]
    if "receiver" in parts:
        lines += [*ways.hub_folder(settings), *await ways.portal(settings)]
        lines += await trust.believed(settings, profile)
    return lines


async def _keys_of(part: str, settings: Settings, today: date) -> Iterable[Line]:
    return list(keys.own_keys(part, settings.keys_folder / part, today))


async def _examine_database(settings: Settings, profile: Profile) -> list[Line]:
    look = partial(_told_why, settings.database_address)
    async with Database(settings.database_address) as opened:
        fitness = partial(look, partial(database.fitness, opened))
        fit = await looked_at("database", DATABASE, fitness, "DATABASE_URL")
        if any(line.to_do and line.about == "database" for line in fit):
            return fit
        town = partial(look, partial(database.town, opened, profile))
        return fit + await looked_at("database", DATABASE, town)


async def _told_why(address: str, look: Callable[[], Awaitable[list[Line]]]) -> list[Line]:
    try:
        return await look()
    except StorageUnavailableError as error:
        raise ConfigurationError(reason(error, address)) from None
