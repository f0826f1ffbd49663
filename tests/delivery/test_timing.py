"""When a row is tried again, and when it is closed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from app.delivery import post
from app.delivery.amqp import PATIENCE
from app.delivery.timing import LEASE, LONGEST_DELIVERY, RECEIPT_WAIT, next_try
from app.errors import DeliveryError, UndeliverableError
from app.storage import database
from app.storage.outbox import OutboxRow

NOT_NOW = DeliveryError("not now")
NEVER = UndeliverableError("never")
ODD = ValueError("odd")
NEW, OLD = timedelta(minutes=1), timedelta(hours=72)


CLOSED = [
    ("email", None, NEW),
    ("email", NEVER, NEW),
    ("feedback", NEVER, OLD),
]
TRIED_AGAIN = [
    ("email", NOT_NOW, NEW),
    ("email", ODD, NEW),
    ("email", NOT_NOW, OLD),
    ("feedback", ODD, OLD),
    ("hub", None, OLD),
    ("hub", NEVER, OLD),
    ("hub", NOT_NOW, OLD),
]
CASES = [(*case, True) for case in CLOSED] + [(*case, False) for case in TRIED_AGAIN]


@pytest.mark.parametrize("case", CASES)
def test_which_rows_are_closed(
    row: Callable[..., OutboxRow], now: datetime, case: tuple[str, Exception | None, timedelta, bool]
) -> None:
    channel, failure, age, closed = case
    tried = row(channel=channel, received_at=now - age)
    assert (next_try(tried, failure, now) is None) == closed


def test_what_the_hub_was_given_is_given_again_after_fifteen_minutes(
    row: Callable[..., OutboxRow], now: datetime
) -> None:
    assert next_try(row(), None, now) == now + RECEIPT_WAIT


@pytest.mark.parametrize(
    ("attempts", "least", "most"), [(0, 1, 1), (3, 4, 8), (8, 128, 256), (9, 150, 300), (5000, 150, 300)]
)
def test_waits_double_from_a_second_to_five_minutes(
    row: Callable[..., OutboxRow], now: datetime, attempts: int, least: int, most: int
) -> None:
    due = next_try(row(attempts=attempts), NOT_NOW, now)
    assert due is not None
    assert timedelta(seconds=least) <= due - now <= timedelta(seconds=most)


def test_a_lease_outlasts_every_timeout_of_delivering_and_settling() -> None:
    claiming_and_settling = timedelta(seconds=4 * database.PATIENCE)
    assert LONGEST_DELIVERY + claiming_and_settling < LEASE
    assert timedelta(seconds=max(PATIENCE, post.PATIENCE)) < LONGEST_DELIVERY
