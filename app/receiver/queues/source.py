"""Where messages come from: each is taken, and then accepted, refused or left for later."""

from collections.abc import Hashable, Sequence
from typing import Protocol


class Taken(Protocol):
    """One message, in hand until it is accepted or refused."""

    @property
    def known_as(self) -> Hashable:
        """What stays the same when it is taken again."""

    async def read(self) -> bytes:
        """The message as it travelled.

        Raises:
            OSError: it cannot be read now.
        """

    async def accept(self) -> None:
        """It is filed and its receipt is safe: it need not come again."""

    async def refuse(self, *, again: bool) -> None:
        """Set it aside for a person to look at; `again` says that this was done with its like before."""

    async def later(self) -> None:
        """Give it back, to be taken again."""


class Source(Protocol):
    """A queue of messages."""

    async def take(self) -> Sequence[Taken]:
        """The next messages, oldest first; none where none are waiting.

        Raises:
            OSError: the queue cannot be reached now.
        """

    async def close(self) -> None:
        """Let go of whatever is open."""
