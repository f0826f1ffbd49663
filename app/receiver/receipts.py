"""Receipts: queued on the hub's own disk, then posted to the portal in batches for as long as it takes."""

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx
import structlog

from app import metrics
from app.durable import make_folder, move, replace, sweep
from app.envelope.events import BATCH_CONTENT_TYPE, MOST_EVENTS, Event, read_event, write_batch
from app.errors import DeliveryError, EnvelopeRefusedError

RECEIPTS: Final = ".receipts"
REFUSED: Final = "refused"
"""The folder, inside that of the receipts, of those the portal will not have."""
PATIENCE: Final = 10.0
"""Seconds in which the portal must say something."""
WHOLE_PATIENCE: Final = 30.0
"""Seconds that it has for an answer, whatever it says meanwhile."""
WILL_NOT_HAVE: Final = frozenset(
    {
        httpx.codes.BAD_REQUEST,
        httpx.codes.REQUEST_ENTITY_TOO_LARGE,
        httpx.codes.UNPROCESSABLE_ENTITY,
    }
)
"""What the portal answers to what is wrong in itself. Any other failure, such as a wrong address, can be mended."""

_log = structlog.get_logger()


class State(StrEnum):
    """Where an event is that was queued."""

    WAITING = "waiting"
    REFUSED = "refused"
    TAKEN = "taken"


class Receipts:
    """The folder of receipts that the portal has not yet confirmed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        """Make the folder, and take away what a killed receiver left half written."""
        make_folder(self._folder)
        sweep(self._folder)

    def queue(self, receipt: Event) -> None:
        """Be sure that a receipt is on the disk; a repeated one takes its own place."""
        replace(self._folder / f"{receipt.id}.json", receipt.model_dump_json(exclude_none=True).encode())

    def waiting(self) -> dict[Path, Event]:
        """As many receipts as one request carries; one that cannot be read is set aside."""
        names = _kept(self._folder)
        metrics.RECEIPTS_KEPT.labels("waiting").set(len(names))
        metrics.RECEIPTS_KEPT.labels(REFUSED).set(len(_kept(self._folder / REFUSED)))
        found = {path: self._read(path) for path in (self._folder / name for name in names[:MOST_EVENTS])}
        return {path: receipt for path, receipt in found.items() if receipt is not None}

    def counts(self) -> dict[str, int]:
        """How many receipts wait, and how many the portal would not have."""
        return {"waiting": len(_kept(self._folder)), REFUSED: len(_kept(self._folder / REFUSED))}

    def state_of(self, event_id: UUID) -> State:
        """Whether the portal has an event, as far as this folder says."""
        name = f"{event_id}.json"
        # Looked for where it goes last: it may be set aside in between.
        for state, folder in ((State.WAITING, self._folder), (State.REFUSED, self._folder / REFUSED)):
            if (folder / name).exists():
                return state
        return State.TAKEN

    def oldest(self) -> datetime | None:
        """Since when the first of those that wait has waited."""
        since = [(self._folder / name).stat().st_mtime for name in _kept(self._folder)]
        return datetime.fromtimestamp(min(since), UTC) if since else None

    def forget(self, paths: Sequence[Path]) -> None:
        """The portal has these."""
        for path in paths:
            path.unlink(missing_ok=True)

    def set_aside(self, path: Path) -> None:
        """The portal will not have this one; a person must look at it."""
        metrics.RECEIPTS.labels(REFUSED).inc()
        _log.error("receipt_set_aside", message_id=path.stem)
        move(path, self._folder / REFUSED)

    def _read(self, path: Path) -> Event | None:
        try:
            return read_event(path.read_bytes())
        except FileNotFoundError:
            # Another receiver of this hub posted it.
            return None
        except EnvelopeRefusedError:
            self.set_aside(path)
            return None


class ReceiptPost:
    """Posts receipts to the portal's address for events."""

    def __init__(self, receipts: Receipts, address: str, client: httpx.AsyncClient) -> None:
        self._receipts = receipts
        self._address = address
        self._client = client

    async def post_some(self) -> bool:
        """Post one batch; whether there was any.

        Raises:
            DeliveryError: the portal cannot take receipts now; they stay.
        """
        waiting = await asyncio.to_thread(self._receipts.waiting)
        if waiting and not await self._post(waiting):
            for path, receipt in waiting.items():
                await self._post_alone(path, receipt)
        return bool(waiting)

    async def _post_alone(self, path: Path, receipt: Event) -> None:
        if not await self._post({path: receipt}):
            await asyncio.to_thread(self._receipts.set_aside, path)

    async def _post(self, batch: dict[Path, Event]) -> bool:
        """Post and forget a batch; False where the portal will not have all of it."""
        status = await self._status(write_batch(list(batch.values())))
        if httpx.codes.is_success(status):
            metrics.RECEIPTS.labels("taken").inc(len(batch))
            await asyncio.to_thread(self._receipts.forget, list(batch))
            return True
        if status in WILL_NOT_HAVE:
            return False
        _log.warning("receipts_not_taken", status=status, count=len(batch))
        raise DeliveryError("The portal does not take receipts now")

    async def _status(self, body: bytes) -> int:
        kind = {"content-type": BATCH_CONTENT_TYPE}
        try:
            async with (
                asyncio.timeout(WHOLE_PATIENCE),
                self._client.stream(
                    "POST", self._address, content=body, headers=kind, timeout=PATIENCE
                ) as answer,
            ):
                # Whoever has the portal could talk without end; a whole answer leaves the connection for the next.
                async for _ in answer.aiter_bytes():
                    break
        except (httpx.HTTPError, TimeoutError):
            raise DeliveryError("The portal cannot be reached") from None
        return answer.status_code


def _kept(folder: Path) -> list[str]:
    """The names of the receipts in a folder, in order: thousands may be listed for each hundred that are posted."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 -- a path of each would cost six times as much
    except FileNotFoundError:
        return []
    return sorted(name for name in names if name.endswith(".json") and not name.startswith("."))
