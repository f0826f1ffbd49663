"""What leaves this machine in the clear, or to whoever answers at an address: right on a network of its own alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url

from app.addresses import is_loopback
from app.doctor.report import Line
from app.settings import Settings

CLEAR: Final = "{setting} goes to another machine unencrypted, or without a look at its certificate."
ALONE: Final = "That is right on a network of its own alone."
WELL: Final = "Whatever leaves this machine is encrypted, for whoever its certificate names."
CHECKED: Final = frozenset({"verify-full"})


def encryption(settings: Settings, parts: Sequence[str]) -> list[Line]:
    """A line for each way in the clear that these processes use; email has none, for it is refused."""
    found = [name for name, clear in _ways(settings, parts) if clear]
    if not found:
        return [Line("encryption", WELL)]
    return [Line("encryption", f"{CLEAR.format(setting=name)} {ALONE}") for name in found]


def _ways(settings: Settings, parts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    here = set(parts)
    if here & {"portal", "relay"}:
        yield "DATABASE_URL", _unchecked_database(settings.database_address)
    if here & {"relay", "receiver"}:
        yield "QUEUE_URL", _beyond(settings.queue_url, "amqp")
    if "receiver" in here:
        yield "EVENTS_URL", _beyond(settings.events_address, "http")
    if "portal" in here:
        yield "CLAMD_URL", _beyond(settings.clamd_url, "tcp")


def _beyond(url: str, scheme: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == scheme and not is_loopback(parts.hostname or "")


def _unchecked_database(address: str) -> bool:
    url = make_url(address)
    if url.get_backend_name() == "sqlite" or not url.host or is_loopback(url.host):
        return False
    mode = url.query.get("sslmode", url.query.get("ssl"))
    return mode not in CHECKED
