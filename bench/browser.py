"""A browser that costs next to nothing: one connection, cookies, and the hidden fields of the last page."""

import asyncio
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final, NamedTuple

HIDDEN: Final = re.compile(rb'<input type="hidden" name="([^"]+)" value="([^"]*)"')
COOKIE: Final = re.compile(rb"\r\nset-cookie: *([^=;\r]+)=([^;\r]*)", re.IGNORECASE)
LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
GZIPPED: Final = re.compile(rb"\r\ncontent-encoding: *gzip", re.IGNORECASE)
ACCEPTED: Final = "gzip"
"""What every browser takes."""
GZIP: Final = 31
LOCATION: Final = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
PATIENCE: Final = 30
"""Seconds for one answer."""


class Answer(NamedTuple):
    """What came back, and the seconds from the request to its last byte."""

    status: int
    head: bytes
    body: bytes
    seconds: float

    @property
    def location(self) -> str:
        """The path to which it leads, or nothing."""
        found = LOCATION.search(self.head)
        return found[1].decode() if found else ""


class Connection(asyncio.Protocol):
    """One request after another on one connection."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._whole = 0
        """Bytes of the answer, once its head is there."""
        self._waiting: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be ready."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Wait for as much as the head says."""
        self._buffer += data
        if not self._whole:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            length = LENGTH.search(self._buffer, 0, end + 2)
            assert length, "an answer without its length"
            self._whole = end + 4 + int(length[1])
        if len(self._buffer) >= self._whole and self._waiting and not self._waiting.done():
            answer, self._buffer, self._whole = bytes(self._buffer), bytearray(), 0
            self._waiting.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionResetError("closed before the answer"))

    async def ask(self, request: bytes) -> Answer:
        """Send a whole request and wait for the whole answer."""
        assert self._transport
        began = perf_counter()
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        async with asyncio.timeout(PATIENCE):
            answer = await self._waiting
        seconds = perf_counter() - began
        head, _, body = answer.partition(b"\r\n\r\n")
        return Answer(int(head[9:12]), head, body, seconds)

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()


@dataclass
class Browser:
    """Somebody's browser, which keeps cookies and looks at the hidden fields of a page that it shows."""

    connection: Connection
    host: str
    cookies: dict[bytes, bytes] = field(default_factory=dict)
    page: bytes = b""

    async def get(self, path: str) -> Answer:
        """Ask for a page and show it."""
        answer = await self._ask(f"GET {path} HTTP/1.1\r\n", b"")
        self.page = zlib.decompress(answer.body, GZIP) if GZIPPED.search(answer.head) else answer.body
        return answer

    async def post(self, path: str, body: str) -> Answer:
        """Send a form; what comes back is not followed."""
        kind = f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n"
        return await self._ask(f"POST {path} HTTP/1.1\r\norigin: http://{self.host}\r\n{kind}", body.encode())

    def hidden(self) -> Mapping[str, str]:
        """The hidden fields of the page that is shown."""
        return {name.decode(): value.decode() for name, value in HIDDEN.findall(self.page)}

    async def _ask(self, first: str, body: bytes) -> Answer:
        kept = b"; ".join(b"%b=%b" % cookie for cookie in self.cookies.items())
        cookie = b"cookie: %b\r\n" % kept if kept else b""
        plain = f"{first}host: {self.host}\r\naccept: text/html\r\naccept-encoding: {ACCEPTED}\r\n"
        plain += "sec-fetch-site: same-origin\r\n"
        answer = await self.connection.ask(b"%b%b\r\n%b" % (plain.encode(), cookie, body))
        for name, value in COOKIE.findall(answer.head):
            self.cookies[name] = value
        return answer


async def opened(port: int, home: str = "127.0.0.1") -> Browser:
    """A new browser that is connected to a port of this machine, from one of its addresses."""
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(Connection, "127.0.0.1", port, local_addr=(home, 0))
    return Browser(connection, f"127.0.0.1:{port}")
