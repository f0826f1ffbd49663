"""Emails about a draft that is not sent yet: claimed for a while, written, handed over, and then gone."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Final, Self

import structlog

from app import metrics
from app.delivery.letterhead import Stationery, recipient, unsealed
from app.delivery.post import Post, open_post
from app.delivery.timing import LEASE, LONGEST_DELIVERY
from app.envelope.calls import Caller
from app.envelope.keys import RelayKeys
from app.errors import DeliveryError, EnvelopeRefusedError, StorageUnavailableError, UndeliverableError
from app.patience import backoff
from app.profiles.hours import written_by
from app.profiles.model import Profile
from app.profiles.spoken import dated_values, day_values
from app.settings import Settings
from app.storage import letters
from app.storage.database import Database
from app.storage.letters import Claimed, LetterKind

CALLS: Final = (LetterKind.CALL, LetterKind.OVERDUE)
"""What the hub sealed, and not the portal."""
MOST: Final = 10
"""Letters claimed at once; they are delivered side by side."""

_log = structlog.get_logger()


@dataclass(frozen=True)
class LetterCarrier:
    """Carries what the portal wrote about drafts to the mail server."""

    database: Database
    stationery: Stationery
    keys: RelayKeys
    post: Post
    profile: Profile
    site: str
    """Where people reach the portal, without a closing slash."""

    @property
    def reminded(self) -> timedelta:
        """How long before its end a draft's writer is reminded."""
        return timedelta(days=self.profile.periods.reminder_days)

    @classmethod
    def open(cls, settings: Settings, profile: Profile, database: Database) -> Self:
        """The carrier for these settings.

        Raises:
            ConfigurationError: MAIL_FROM is no address, a language has no catalogue, or the relay has no key to open
                addresses with.
        """
        keys = RelayKeys.load(settings.keys_folder / "relay")
        stationery = Stationery.open(settings, profile)
        return cls(database, stationery, keys, open_post(settings), profile, settings.site_url)

    async def carry_some(self) -> bool:
        """Go round once; whether there may be more at once.

        Raises:
            StorageUnavailableError: the next round will find the same.
        """
        now = datetime.now(UTC)
        async with self.database.transaction() as connection:
            claimed = await letters.claim(connection, now, now + LEASE, self.reminded, MOST)
        async with asyncio.TaskGroup() as tasks:
            for letter in claimed:
                tasks.create_task(self._carry(letter))
        return len(claimed) == MOST

    async def _carry(self, letter: Claimed) -> None:
        failure = await self._failure(letter)
        metrics.DELIVERIES.labels("letter", "failed" if failure else "done").inc()
        due = _next_time(letter, failure, datetime.now(UTC))
        try:
            async with self.database.transaction() as connection:
                if due is None:
                    await letters.settle(connection, letter.id)
                else:
                    await letters.postpone(connection, letter.id, due)
        except StorageUnavailableError:
            # The lease runs out, and the letter is carried again.
            _log.warning("outcome_not_kept", channel="letter")

    async def _failure(self, letter: Claimed) -> Exception | None:
        """Deliver a letter; what went wrong, if anything."""
        try:
            async with asyncio.timeout(LONGEST_DELIVERY.total_seconds()):
                await self.post.send(letter.id, self._email(letter))
        except Exception as error:  # noqa: BLE001 -- one letter must not stop the others, whatever is wrong with it
            said = str(error) if isinstance(error, DeliveryError) else ""
            failure = type(error).__name__
            _log.warning(
                "not_delivered", channel="letter", attempts=letter.attempts, failure=failure, said=said
            )
            return error
        return None

    def _email(self, letter: Claimed) -> EmailMessage:
        opened = unsealed(letter.body, self.keys)
        address, said = self._brought(letter.kind, opened.text)
        context = {**said, "until": dated_values(letter.kept_until)}
        letterhead = self.stationery.speaking(opened.language)
        return letterhead.write_twice(letter.id, recipient(address), letter.kind, context)

    def _brought(self, kind: LetterKind, opened: str) -> tuple[str, Mapping[str, object]]:
        """Whom an email goes to, and what its words need."""
        if kind in CALLS:
            return self._of_call(opened)
        address, _, brought = opened.partition("\n")
        return address, {"brought": brought}

    def _of_call(self, brought: str) -> tuple[str, Mapping[str, object]]:
        """The address that the hub sealed, and what the words of its email need; the link is one of our own."""
        try:
            caller = Caller.parse(brought)
        except EnvelopeRefusedError:
            raise UndeliverableError("What was sealed is not about a call") from None
        due = written_by(self.profile, caller.day)
        return caller.address, {
            "brought": f"{self.site}/call/{caller.name}",
            "form": f"{self.site}/professional",
            "called": day_values(caller.day),
            "due": day_values(due) if due else None,
        }


def _next_time(letter: Claimed, failure: Exception | None, now: datetime) -> datetime | None:
    """When to carry a letter again; None when it goes for good.

    A reminder stays with its draft: somebody who goes on writing is reminded of the new end.
    """
    if isinstance(failure, UndeliverableError):
        return None
    if failure:
        return now + timedelta(seconds=backoff(letter.attempts))
    return letter.kept_until if letter.kind is LetterKind.REMINDER else None
