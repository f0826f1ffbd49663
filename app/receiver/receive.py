"""The receiver, at the hub: take, verify, open, file, queue the receipt, and only then let go of the message."""

import asyncio
import contextlib
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx
import structlog

from app import metrics
from app.envelope.events import receipt_for
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened, named, open_submitted
from app.errors import ConfigurationError, PortalError
from app.patience import Delays, keep_doing
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.parts import Periods
from app.receiver.calls import CALLS, Calls
from app.receiver.fetching import Fetching
from app.receiver.filing import HubFolder, Papers, understand
from app.receiver.queues.amqp import AmqpSource
from app.receiver.queues.source import Source, Taken
from app.receiver.queues.spool import SpoolSource
from app.receiver.receipts import RECEIPTS, ReceiptPost, Receipts
from app.receiver.refusals import REFUSALS, Refusals
from app.receiver.steps import STEPS, Steps
from app.receiver.waiting import WAITING, Waiting
from app.settings import Settings
from app.templating.rendering import Templates

AT_ONCE: Final = 12
"""Messages that are filed side by side: each waits for the disk most of its time, and one sync serves all who wait."""
THREADS: Final = AT_ONCE + 4
"""For those, and for whatever else waits for the disk."""
FETCHED_AT_ONCE: Final = 4
"""Messages whose files are fetched side by side: one for which the portal answers nothing takes one of these places."""
FORGET_PACE: Final = 3600.0
"""Seconds between two looks for calls that are over."""

_log = structlog.get_logger()


@dataclass(frozen=True)
class Receiver:
    """One hub's receiver."""

    hubs: Sequence[str]
    """The hub's slug, and those that it had; messages for another are refused."""
    keys: ReceiverKeys
    source: Source
    folder: HubFolder
    receipts: Receipts
    refusals: Refusals
    steps: Steps
    waiting: Waiting
    calls: Calls
    delays: Delays = field(default_factory=Delays)

    async def receive_some(self) -> bool:
        """Receive the messages that wait, several side by side; whether there were any to be tried now.

        Where something stands in the way of one, it alone waits for longer.

        Raises:
            OSError: the queue or the disk did not answer, for any of them; what was not filed stays in the queue.
        """
        batch, turns = await self.source.take(), asyncio.Semaphore(AT_ONCE)
        due = [taken for taken in batch if self.delays.is_due(taken.known_as)]
        for taken in (one for one in batch if one not in due):
            await taken.later()
        ended = await asyncio.gather(*(self._receive(taken, turns) for taken in due), return_exceptions=True)
        troubles = list(filter(None, ended))
        hopeless = (one for one in troubles if len(troubles) == len(due) or not isinstance(one, OSError))
        if trouble := next(hopeless, None):
            raise trouble
        return bool(due)

    def file(self, raw: bytes) -> None:
        """Verify, open and file a message, and queue its receipt; done again, it changes nothing.

        A message with files is put aside, sealed, until they are here.

        Raises:
            EnvelopeRefusedError: it is forged, malformed or for another hub.
            ReferenceTakenError: its reference belongs to another message.
            OSError: the disk did not take it.
        """
        opened = open_submitted(raw, self.keys, *self.hubs)
        papers = understand(opened)
        if opened.attachments and not self.folder.is_whole(papers):
            self.waiting.keep(opened, raw)
        else:
            self._file(papers)

    async def complete_some(self, fetching: Fetching) -> bool:
        """Fetch the files of the messages that wait for theirs, and file them; False, for there is no more at once."""
        found, turns = await asyncio.to_thread(self.waiting.messages), asyncio.Semaphore(FETCHED_AT_ONCE)
        await asyncio.gather(*(self._complete(fetching, turns, *one) for one in found.items()))
        metrics.WAITING_FOR_FILES.labels("waiting").set(self.waiting.count())
        return False

    async def forget_calls(self, periods: Periods) -> bool:
        """Delete the calls whose time is over; False, for there is no more at once."""
        await asyncio.to_thread(self.calls.forget_over, periods, datetime.now(UTC))
        return False

    async def _complete(self, fetching: Fetching, turns: asyncio.Semaphore, path: Path, raw: bytes) -> None:
        """Do so for one message; what stands in its way is said, and stands in the way of no other."""
        try:
            async with turns:
                opened = await asyncio.to_thread(open_submitted, raw, self.keys, *self.hubs)
                await fetching.fetch(opened)
                await asyncio.to_thread(self._file_with_files, opened, raw)
        except Exception as error:  # noqa: BLE001 -- one message must not stop the others, whatever it holds
            _log.warning("files_not_here", failure=type(error).__name__, **named(raw))
            self.waiting.later(path)

    def _file_with_files(self, opened: Opened, raw: bytes) -> None:
        had = {one.id: self.waiting.sealed(opened, one.id) for one in opened.attachments}
        self._file(replace(understand(opened), files=had))
        self.waiting.forget(opened.message_id, raw)

    def _file(self, papers: Papers) -> None:
        version = self.folder.file(papers)
        receipt = receipt_for(papers.opened, self.keys, datetime.now(UTC))
        self.calls.follow(papers.contact.opening.spoke_reference, papers.reference)
        with self.folder.alone(papers):
            self.steps.add_receipt(receipt, version)
        self.receipts.queue(receipt)

    async def _receive(self, taken: Taken, turns: asyncio.Semaphore) -> OSError | None:
        """Receive one message; what stood in the way of it, if that is no fault of its own."""
        try:
            async with turns:
                await self._file_or_refuse(taken)
        except OSError as error:
            metrics.MESSAGES.labels("later").inc()
            _log.warning("not_filed_now", failure=type(error).__name__, said=error.strerror or "")
            self.delays.failed(taken.known_as)
            await taken.later()
            return error
        self.delays.forget(taken.known_as)
        return None

    async def _file_or_refuse(self, taken: Taken) -> None:
        raw = await taken.read()
        try:
            await asyncio.to_thread(self.file, raw)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 -- one message must not stop the others, whatever it holds
            # Nothing is lost by it: the portal sends again what was not receipted.
            await self._refuse(taken, raw, error)
        else:
            metrics.MESSAGES.labels("filed").inc()
            await taken.accept()

    async def _refuse(self, taken: Taken, raw: bytes, error: Exception) -> None:
        again = await asyncio.to_thread(self.refusals.know, raw)
        metrics.MESSAGES.labels("refused").inc()
        _alarm(raw, error, again=again)
        await taken.refuse(again=again)
        # Forgotten, it is set aside once more, which is better than once too few.
        with contextlib.suppress(OSError):
            await asyncio.to_thread(self.refusals.remember, raw)


async def run_receiver(settings: Settings, stopping: asyncio.Event) -> None:
    """Receive until told to stop; every failure of the queue, the disk or the portal is waited for.

    Raises:
        ConfigurationError: the profile or a key is not usable.
    """
    profile = load_profile(settings.profile)
    receiver = open_receiver(settings, profile)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    try:
        # Whom this machine believes, as the queue and the mail server are; httpx by itself would ask a list of its own.
        believed = ssl.create_default_context()
        async with httpx.AsyncClient(verify=believed) as client, asyncio.TaskGroup() as tasks:
            post = ReceiptPost(receiver.receipts, settings.events_address, client)
            tasks.create_task(keep_doing("receive", receiver.receive_some, stopping))
            tasks.create_task(keep_doing("post receipts", post.post_some, stopping))
            fetching = Fetching(
                settings.attachments_address, profile.slug, receiver.keys, client, receiver.waiting
            )
            complete = partial(receiver.complete_some, fetching)
            tasks.create_task(keep_doing("fetch files", complete, stopping))
            forget = partial(receiver.forget_calls, profile.periods)
            tasks.create_task(keep_doing("forget calls", forget, stopping, FORGET_PACE))
    finally:
        await receiver.source.close()


def open_receiver(settings: Settings, profile: Profile) -> Receiver:
    """The receiver that the settings describe, with its folders ready.

    Raises:
        ConfigurationError: a key is missing or malformed, or the hub's folder cannot be written.
    """
    keys = ReceiverKeys.load(settings.keys_folder / "receiver")
    receiver = Receiver(
        hubs=profile.slugs,
        keys=keys,
        source=_source(settings, profile),
        folder=HubFolder(settings.hub_folder, Templates(profile), keys.identities),
        receipts=Receipts(settings.hub_folder / RECEIPTS),
        refusals=Refusals(settings.hub_folder / REFUSALS),
        steps=Steps(settings.hub_folder / STEPS),
        waiting=Waiting(settings.hub_folder / WAITING),
        calls=Calls(settings.hub_folder / CALLS),
    )
    folders = (
        *(receiver.folder, receiver.receipts, receiver.refusals, receiver.steps, receiver.waiting),
        receiver.calls,
    )
    try:
        for folder in folders:
            folder.prepare()
    except OSError as error:
        raise ConfigurationError(f"VAR: {settings.hub_folder} cannot be written: {error.strerror}") from None
    return receiver


def _source(settings: Settings, profile: Profile) -> Source:
    if urlsplit(settings.queue_url).scheme == "spool":
        return SpoolSource(settings.spool_folder)
    return AmqpSource(settings.queue_url, profile.slug)


def _alarm(raw: bytes, error: Exception, *, again: bool) -> None:
    """Say that a message was refused: loudly once, and quietly when it comes again."""
    said = str(error) if isinstance(error, PortalError) else ""
    event, tell = ("message_refused_again", _log.warning) if again else ("message_refused", _log.error)
    tell(event, failure=type(error).__name__, said=said, **named(raw))
