"""The closed list of crash points: each step of sending, relaying, receiving and receipting, by name.

Nothing in `app` knows of them. A process that a test starts is armed with one: it ends itself with SIGKILL
before or after the function named here does its work. A name that is no longer there fails its test.
"""

import inspect
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, NoReturn


@dataclass(frozen=True)
class Point:
    """One place where a process may die."""

    part: str
    """The process: `serve`, `relay` or `receive`."""
    where: str
    """The function, as 'module:name'."""
    when: str = "after"
    """`before` or `after` its work; an empty result is no work."""
    follows_a_call: bool = False
    """Whether only what follows a call, or has files, is stored step by step on both databases, and comes here."""


SENDING: Final = {
    "the referral is sealed": Point("serve", "app.services.submission:_seal"),
    "the draft is marked, and nothing committed": Point(
        "serve", "app.storage.drafts:mark_sent", follows_a_call=True
    ),
    "the referral is recorded": Point("serve", "app.storage.referrals:record", follows_a_call=True),
    "the message is in the outbox": Point("serve", "app.storage.outbox:enqueue", follows_a_call=True),
    "it is committed, and nobody was told": Point("serve", "app.services.submission:_store"),
}
RELAYING: Final = {
    "rows are claimed, and nothing committed": Point("relay", "app.storage.outbox:claim"),
    "rows are leased": Point("relay", "app.delivery.relay:_carry", "before"),
    "the queue has it": Point("relay", "app.delivery.relay:_failure"),
    "the row is postponed, and nothing committed": Point("relay", "app.storage.outbox:postpone"),
    "the row is put back": Point("relay", "app.delivery.relay:_carry"),
}
RECEIVING: Final = {
    "the message is in hand": Point("receive", "app.receiver.receive:Receiver.file", "before"),
    "it is opened": Point("receive", "app.receiver.receive:open_submitted"),
    "id and reference are claimed": Point("receive", "app.receiver.filing:HubFolder._claim"),
    "a file is half written": Point("receive", "os:replace", "before"),
    "the readable copy is there": Point("receive", "app.receiver.filing:HubFolder._write_readable"),
    "the parts are apart": Point("receive", "app.receiver.filing:HubFolder._write_apart"),
    "the document is ready": Point("receive", "app.receiver.filing:HubFolder._write_document"),
    "it is marked as whole": Point("receive", "app.receiver.filing:HubFolder._mark_whole"),
    "it is published": Point("receive", "app.receiver.filing:HubFolder._publish"),
    "the call that it follows is": Point("receive", "app.receiver.calls:Calls.follow"),
    "the receipt is queued": Point("receive", "app.receiver.receipts:Receipts.queue"),
    "the message is let go of": Point("receive", "app.receiver.receive:Receiver._file_or_refuse"),
}
RECEIPTING: Final = {
    "receipts are read": Point("receive", "app.receiver.receipts:Receipts.waiting"),
    "the portal believes them": Point("serve", "app.services.progress:verify_event"),
    "the outbox is settled, and nothing committed": Point("serve", "app.storage.outbox:settle_receipted"),
    "the event is kept, and nothing committed": Point("serve", "app.storage.referrals:add_event"),
    "it is committed, and the hub was not told": Point("serve", "app.services.progress:_apply"),
    "the portal has answered": Point("receive", "app.receiver.receipts:ReceiptPost._status"),
    "receipts are forgotten": Point("receive", "app.receiver.receipts:Receipts.forget"),
}
POINTS: Final[Mapping[str, Point]] = {
    f"{step}: {name}": point
    for step, named in (
        ("sending", SENDING),
        ("relaying", RELAYING),
        ("receiving", RECEIVING),
        ("receipting", RECEIPTING),
    )
    for name, point in named.items()
}


def arm(point: Point) -> None:
    """Make this process end at a point."""
    module, _, path = point.where.partition(":")
    *holders, name = path.split(".")
    holder: Any = import_module(module)
    for one in holders:
        holder = getattr(holder, one)
    real = getattr(holder, name)
    deadly = (
        _deadly_later(real, point.when) if inspect.iscoroutinefunction(real) else _deadly(real, point.when)
    )
    setattr(holder, name, deadly)


def _deadly(real: Callable[..., object], when: str) -> Callable[..., object]:
    def work(*given: object, **named: object) -> object:
        if when == "before":
            _die()
        return _die_after(real(*given, **named))

    return work


def _deadly_later(real: Callable[..., Awaitable[object]], when: str) -> Callable[..., Awaitable[object]]:
    async def work(*given: object, **named: object) -> object:
        if when == "before":
            _die()
        return _die_after(await real(*given, **named))

    return work


def _die_after(result: object) -> object:
    if result is None or result:
        _die()
    return result


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    while True:
        signal.pause()
