"""What carries the rows of the outbox away, and which of them the settings choose."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from app.delivery.amqp import AmqpChannel
from app.delivery.email import MailChannel
from app.delivery.letterhead import Stationery
from app.delivery.post import open_post
from app.delivery.redriving import Redriven
from app.delivery.spool import SpoolChannel
from app.envelope.keys import RelayKeys
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.settings import Settings
from app.storage.outbox import OutboxRow

Done = TypeVar("Done")


class Channel(Protocol):
    """One way out of the portal; rows may be delivered through it side by side, and more than once."""

    async def deliver(self, row: OutboxRow) -> None:
        """Return once whoever is next has the row for good.

        Raises:
            DeliveryError: not now; the same row may be tried again.
            UndeliverableError: never, as it is.
        """

    async def close(self) -> None:
        """Let go of whatever is open."""


class Queue(Channel, Protocol):
    """The way to the hub, where messages wait, and where some are set aside for a person."""

    @property
    def takes(self) -> bool:
        """Whether each route took the last message that it was given; so did one that was given none."""

    async def declare(self) -> None:
        """Be sure that all it needs is there.

        Raises:
            DeliveryError: it cannot be made now.
        """

    async def redrive(self) -> Redriven:
        """Bring back what was set aside: nothing is lost, and a repeat is harmless.

        Raises:
            DeliveryError: it stopped half way; it may be done again.
        """


def open_hub_channel(settings: Settings, profile: Profile) -> Queue:
    """The queue that QUEUE_URL names."""
    if urlsplit(settings.queue_url).scheme == "spool":
        return SpoolChannel(settings.spool_folder)
    return AmqpChannel(settings.queue_url, profile.slug)


async def at_the_queue(settings: Settings, work: Callable[[Queue], Awaitable[Done]]) -> Done:
    """Do something at the queue that the settings name, and let go of it.

    Raises:
        DeliveryError: as the queue's own.
    """
    queue = open_hub_channel(settings, load_profile(settings.profile))
    try:
        return await work(queue)
    finally:
        await queue.close()


def open_mail_channel(settings: Settings, profile: Profile) -> Channel:
    """Email by the way that MAIL_URL names.

    Raises:
        ConfigurationError: MAIL_FROM is no address, a language has no catalogue, or the relay has no key to open
            addresses with.
    """
    keys = RelayKeys.load(settings.keys_folder / "relay")
    return MailChannel(profile, keys, open_post(settings), Stationery.open(settings, profile))
