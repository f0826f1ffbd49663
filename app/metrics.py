"""Figures for Prometheus, on a port of their own; a label is never anything but a word that we chose."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector, start_http_server

from app.errors import ConfigurationError

REGISTRY: Final = CollectorRegistry()
"""Everything that `/metrics` shows. Each has a label, so that a process shows only what it knows of."""

ProcessCollector(registry=REGISTRY)


def _count(name: str, says: str, *labels: str) -> Counter:
    return Counter(f"mash_{name}", says, labels, registry=REGISTRY)


def _gauge(name: str, says: str, *labels: str) -> Gauge:
    return Gauge(f"mash_{name}", says, labels, registry=REGISTRY)


SENT: Final = _count("sent", "Referrals confirmed to their senders", "form", "route")
REFUSED: Final = _count("refused_sendings", "Referrals not sent at once, kept as drafts", "why")
ANSWERS: Final = _count("answers", "Answers of the portal, by the first digit of their status", "status")
EVENTS: Final = _count("events", "Events that the hub sent; batches of them, where refused", "result")
DELIVERIES: Final = _count("deliveries", "Rows handed over by the relay, or not", "channel", "result")
MESSAGES: Final = _count(
    "messages", "Messages that the receiver filed, set aside or left for later", "result"
)
RECEIPTS: Final = _count("receipts", "Receipts that the portal took, or would not have", "result")
FAILED_ROUNDS: Final = _count("failed_rounds", "Rounds of work that failed, to be done again", "work")

UNDELIVERED: Final = _gauge("undelivered", "Rows of the outbox that are not settled", "channel")
OLDEST: Final = _gauge("oldest_undelivered_seconds", "Age of the oldest of them; 0 without any", "channel")
QUEUED: Final = _gauge(
    "queue_messages", "Messages that wait for the receiver; `refused` were set aside", "queue"
)
QUEUE_USABLE: Final = _gauge("queue_usable", "1 while the receiver can use this queue of the broker", "queue")
WAITING_FOR_FILES: Final = _gauge("waiting_for_files", "Messages at the hub that lack a file", "state")
RECEIPTS_KEPT: Final = _gauge("receipts_kept", "Receipts that the portal has not taken, or refused", "state")
ALARM: Final = _gauge("alarm", "1 while this cause of an alarm stands", "cause")
SIGN: Final = _gauge("sign_timestamp_seconds", "Moments that processes leave for each other", "sign")


@cache
def answers(first: int) -> Counter:
    """The answers whose status has this first digit."""
    return ANSWERS.labels(f"{first}xx")


@contextmanager
def served(host: str, port: int) -> Iterator[None]:
    """Serve `/metrics` on this port until the end of the block; with port 0, nothing.

    Raises:
        ConfigurationError: the port is taken.
    """
    if not port:
        yield
        return
    try:
        server, thread = start_http_server(port, host, REGISTRY)
    except OSError:
        raise ConfigurationError(f"METRICS_PORT: {port} is taken by another program") from None
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
