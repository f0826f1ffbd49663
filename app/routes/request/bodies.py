"""The bodies of requests, which are in memory until they are answered: all of them together have a bound."""

from types import TracebackType
from typing import Final, Self

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from app.errors import BusyError

MOST_HELD: Final = 128 * 1024 * 1024
"""Bytes of all bodies together. Beyond, whatever is larger than its share of this comes no further; what people write,
and the pages that fewer bytes say, go on."""


class Bodies:
    """All that are in memory."""

    def __init__(self) -> None:
        self.held = 0
        """Bytes of them."""
        self.many = 0


class Body:
    """One of them, from its first byte to the end of the block."""

    def __init__(self, among: Bodies) -> None:
        self._among = among
        self._size = 0

    def __enter__(self) -> Self:
        self._among.many += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._among.many -= 1
        self._among.held -= self._size

    async def read(self, receive: Receive, most: int) -> bytes:
        """All that is sent, or the beginning of it that is more than the most.

        Raises:
            ClientDisconnect: it will not come any more.
            BusyError: too much is in memory, and this is more than its share.
        """
        body, among = bytearray(), self._among
        while len(body) <= most:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            body += message.get("body", b"")
            among.held += len(body) - self._size
            self._size = len(body)
            if among.held > MOST_HELD and self._size * among.many > MOST_HELD:
                raise BusyError("Too much is in memory")
            if not message.get("more_body"):
                break
        return bytes(body)
