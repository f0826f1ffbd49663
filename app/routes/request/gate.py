"""What comes before the routes: bodies that are whole, and under overload a turn for each, those who send first."""

import asyncio
import heapq
from collections import Counter
from collections.abc import Mapping
from enum import IntEnum
from itertools import count
from typing import Final

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.envelope.events import LARGEST_BATCH
from app.errors import BusyError
from app.routes.request.bodies import Bodies, Body
from app.routes.request.failures import failure
from app.routes.request.visit import REFUSED, UNAVAILABLE
from app.security import network_of
from app.storage.database import CONNECTIONS

LARGEST_BODY: Final = 1024 * 1024
"""Bytes that one request may send, files aside: all that a referral may hold, each byte as an escape, is 768 KiB."""
BODY_PATIENCE: Final = 60
"""Seconds for a whole body: a slow telephone must be able to send a long story."""

TOO_SLOW: Final = 408
TOO_LARGE: Final = 413

API: Final = "api"
"""First part of the address that hubs post to."""
FILES: Final = "files"
"""Last part of the addresses that take files."""
ATTACHMENTS: Final = "attachments"
"""What comes after `api` in the addresses from which hubs take files."""
MOST_UPLOADS: Final = 20
"""Forms with files that come in at once; each may lie on the disk with all its files (0036)."""
MOST_OF_ONE: Final = 8
"""Those of them that come from one visitor: who sends slowly leaves places for others."""
FREE: Final = frozenset({"", "static", "healthz", "readyz", "help"})
"""First parts of addresses that cost no turn: they are cheap, and hold the telephone numbers or say how we are."""
LAST: Final = frozenset({"send", "sent"})
"""Last parts of addresses that a finished referral goes by."""
FRAMING: Final = frozenset({b"content-length", b"transfer-encoding"})
"""The headers that say how long a body is."""


class Rank(IntEnum):
    """Who goes first."""

    SENDING = 0
    GOING_ON = 1
    STARTING = 2


MOST_WAITING: Final = {Rank.SENDING: 1000, Rank.GOING_ON: 300, Rank.STARTING: 100}
"""With so many waiting already, whoever they are, one more of this rank is refused."""

LONGEST_WAIT: Final[Mapping[Rank, float]] = {Rank.SENDING: 30, Rank.GOING_ON: 10, Rank.STARTING: 5}
"""Seconds that one of this rank waits for its turn, and is then refused."""


class Turns:
    """So many are at work at once; of those that wait, the first rank is next."""

    def __init__(self, at_once: int = CONNECTIONS, longest: Mapping[Rank, float] = LONGEST_WAIT) -> None:
        self._free = at_once
        self._longest = longest
        self._waiting: list[tuple[Rank, int, asyncio.Future[None]]] = []
        self._places = count()

    async def take(self, rank: Rank) -> None:
        """Wait for a turn; whoever has taken one gives it back.

        Raises:
            BusyError: too many wait, or this one has waited too long.
        """
        if self._free:
            self._free -= 1
            return
        if len(self._waiting) >= MOST_WAITING[rank]:
            raise BusyError("Too many are waiting")
        waiting = (rank, next(self._places), asyncio.get_running_loop().create_future())
        heapq.heappush(self._waiting, waiting)
        try:
            async with asyncio.timeout(self._longest[rank]):
                await asyncio.shield(waiting[2])
        except BaseException as error:
            self._leave(waiting)
            if isinstance(error, TimeoutError):
                raise BusyError("Others took too long") from None
            raise

    def _leave(self, waiting: tuple[Rank, int, asyncio.Future[None]]) -> None:
        if waiting[2].done():
            # The turn came in the same moment: it is for whoever is next.
            self.give()
        else:
            self._waiting.remove(waiting)
            heapq.heapify(self._waiting)

    def give(self) -> None:
        """Give a turn back."""
        if self._waiting:
            heapq.heappop(self._waiting)[2].set_result(None)
        else:
            self._free += 1


class Gate:
    """Takes in a request's body before anybody works on it, so that who is slow waits alone; then gives it a turn."""

    def __init__(self, app: ASGIApp, turns: Turns) -> None:
        self._app = app
        self._turns = turns
        self._bodies = Bodies()
        self._uploads = Counter[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or say kindly why not."""
        if is_upload(scope):
            await self._upload(scope, receive, send)
            return
        if not _has_body(scope):
            await self._in_turn(scope, receive, send)
            return
        # What is too much for a hub's batch goes on to its route, which refuses and counts it.
        most = LARGEST_BATCH if _parts(scope)[0] == API else LARGEST_BODY
        with Body(self._bodies) as coming:
            try:
                async with asyncio.timeout(BODY_PATIENCE):
                    body = await coming.read(receive, most)
            except ClientDisconnect:
                return
            except (TimeoutError, BusyError) as error:
                await _end(TOO_SLOW if isinstance(error, TimeoutError) else UNAVAILABLE, scope, receive, send)
                return
            if len(body) > LARGEST_BODY:
                await _end(TOO_LARGE, scope, receive, send)
                return
            await self._in_turn(scope, _again(body, receive), send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a form with files through as it comes: its route takes it in, and so many come at once."""
        visitor = network_of(scope["client"][0]) if scope["client"] else ""
        if self._uploads.total() >= MOST_UPLOADS or self._uploads[visitor] >= MOST_OF_ONE:
            await _end(UNAVAILABLE, scope, receive, send)
            return
        self._uploads[visitor] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            # Who has none any more is forgotten.
            self._uploads -= Counter((visitor,))

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        ranked = rank(scope)
        if ranked is None:
            await self._app(scope, receive, send)
            return
        try:
            await self._turns.take(ranked)
        except BusyError:
            await self._refuse(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._turns.give()

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "POST":
            # Only its route can show again what somebody typed.
            await self._app({**scope, REFUSED: True}, receive, send)
        else:
            await failure(Request(scope), UNAVAILABLE)(scope, receive, send)


def is_upload(scope: Scope) -> bool:
    """Whether it is a form with files, on a page that takes them."""
    if scope["method"] != "POST" or _parts(scope)[-1] != FILES:
        return False
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    return any(kind.lower().startswith(b"multipart/") for kind in kinds)


def takes_long(scope: Scope) -> bool:
    """Whether a request may take as long as the slowest line needs for files: they come in, or the hub takes them."""
    return is_upload(scope) or _parts(scope)[:2] == [API, ATTACHMENTS]


def rank(scope: Scope) -> Rank | None:
    """Where a request stands when not all can be served; None where it always is."""
    parts = _parts(scope)
    if parts[0] in FREE:
        return None
    if parts[-1] in LAST:
        return Rank.SENDING
    if parts[0] == API:
        return Rank.GOING_ON
    for name, value in scope["headers"]:
        if name == b"cookie" and b"draft-" in value:
            return Rank.GOING_ON
    return Rank.STARTING


def _has_body(scope: Scope) -> bool:
    """Whether anything comes after the head: without either header nothing does (RFC 9112, 6.3)."""
    return not FRAMING.isdisjoint(dict(scope["headers"]))


def _parts(scope: Scope) -> list[str]:
    path: str = scope["path"]
    return path.strip("/").split("/")


async def _end(status: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Say what was wrong with a body, and hear no more of it."""
    page = failure(Request(scope), status)
    page.headers["connection"] = "close"
    await page(scope, receive, send)


def _again(body: bytes, receive: Receive) -> Receive:
    """Receive a body that has been taken in, then whatever comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again
