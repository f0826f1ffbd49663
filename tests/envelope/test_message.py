"""Messages: sealed in three parts, signed, and refused when anything at all was changed on the way."""

import subprocess
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args
from uuid import UUID

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.envelope.keys import PortalKeys, ReceiverKeys
from app.envelope.message import RouteName, SubmittedEvent, compose, named, open_submitted
from app.envelope.parts import EMPTY_PART, Attributes, Parts
from app.errors import EnvelopeRefusedError, HubKeyMissingError, TooLargeError
from app.vocabulary import Route

HUB = "northamptonshire"
PARTS = ("contact", "restricted", "identity")

Making = Callable[..., bytes]


def test_what_was_composed_opens_as_it_was(
    attributes: Attributes, contact: Making, composed: Making, receiver_keys: ReceiverKeys
) -> None:
    named = {"message_id": str(attributes.message_id), "reference": attributes.reference}
    kept = orjson.dumps({**named, "refuge": "1 Example Street"})
    parts = Parts(contact=contact(name="Zoë"), restricted=kept, identity=orjson.dumps(named))
    opened = open_submitted(composed(parts), receiver_keys, HUB)
    for name in ("message_id", "hub", "reference", "route", "urgent"):
        assert getattr(opened, name) == getattr(attributes, name)
    for name in PARTS:
        assert getattr(opened, name) == getattr(parts, name)
    assert opened.time == datetime(2026, 11, 22, 16, 50, tzinfo=UTC)


def test_what_reads_messages_keeps_nothing_of_one_for_the_next(message: bytes) -> None:
    first, second = SubmittedEvent.read(message), SubmittedEvent.read(message)
    assert first.id == second.id
    assert first.id is not second.id


def test_the_message_has_the_attributes_of_the_specification(message: bytes, attributes: Attributes) -> None:
    event = orjson.loads(message)
    assert list(event["data"]) == [*PARTS, "attachments"]
    assert event["data"]["attachments"] == []
    fixed = {name: event[name] for name in sorted(event) if name not in {"data", "signature", "keyids"}}
    assert fixed == {
        "specversion": "1.0",
        "id": str(attributes.message_id),
        "source": HUB,
        "subject": "NN-7K4M-9QXR",
        "time": "2026-11-22T16:50:00Z",
        "type": "uk.mash.contact.submitted",
        "dataschema": "urn:uk-mash:contact:1",
        "datacontenttype": "application/json",
        "route": "safeguarding",
        "urgent": "true",
    }


def test_what_can_wait_travels_as_that(
    contact: Making, composed: Making, receiver_keys: ReceiverKeys
) -> None:
    message = composed(Parts(contact=contact(urgent=False)), urgent=False)
    assert orjson.loads(message)["urgent"] == "false"
    assert not open_submitted(message, receiver_keys, HUB).urgent


def test_what_cannot_be_opened_is_named_in_a_log_by_its_outside_if_it_has_one(
    message: bytes, attributes: Attributes
) -> None:
    outside = {"message_id": str(attributes.message_id), "reference": attributes.reference}
    assert named(message) == outside
    assert named(b"no message") == {}


def test_a_key_is_in_force_by_the_day_where_the_clock_was_read(
    attributes: Attributes, contact: Making, portal_keys: PortalKeys
) -> None:
    """The list's days are London's: on the evening before, by UTC, a key of that day is in force there."""
    midnight = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    with pytest.raises(HubKeyMissingError):
        compose(attributes, Parts(contact=contact()), portal_keys, midnight)
    there = midnight.astimezone(timezone(timedelta(hours=1)))
    assert compose(attributes, Parts(contact=contact()), portal_keys, there)


def test_the_time_is_utc_wherever_the_clock_was_read(
    attributes: Attributes, contact: Making, portal_keys: PortalKeys, now: datetime
) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=1)))
    event = orjson.loads(compose(attributes, Parts(contact=contact()), portal_keys, elsewhere))
    assert event["time"] == "2026-11-22T16:50:00Z"


def test_empty_parts_travel_too_and_look_like_full_ones(contact: Making, composed: Making) -> None:
    data = orjson.loads(composed(Parts(contact=contact())))["data"]
    assert len({len(data[name]) for name in PARTS}) == 1


def test_the_message_names_the_keys_it_is_sealed_to(
    message: bytes, portal_keys: PortalKeys, receiver_keys: ReceiverKeys, today: date
) -> None:
    opened = open_submitted(message, receiver_keys, HUB)
    assert opened.key_ids == portal_keys.in_force(today).key_ids
    assert len(opened.key_ids) == 3


@settings(max_examples=15, deadline=None)
@given(words=st.text(max_size=300), kept=st.text(max_size=300))
def test_two_messages_of_one_bucket_have_one_length(
    contact: Making, composed: Making, message: bytes, words: str, kept: str
) -> None:
    parts = Parts(contact=contact(words=words), restricted=contact(kept=kept))
    assert len(composed(parts)) == len(message)


def test_the_largest_parts_that_can_be_sealed_are_taken_by_the_hub(
    contact: Making, composed: Making, receiver_keys: ReceiverKeys
) -> None:
    padding = "x" * (1024 * 1024 - len(contact(words="")))
    parts = Parts(**dict.fromkeys(PARTS, contact(words=padding)))
    assert len(parts.contact) == 1024 * 1024
    assert open_submitted(composed(parts), receiver_keys, HUB).identity == parts.identity
    with pytest.raises(TooLargeError):
        composed(replace(parts, contact=contact(words=padding + "x")))


@pytest.mark.parametrize(
    "more",
    [
        {"message_id": str(UUID(int=1))},
        {"reference": "NN-2222-2222"},
        {"hub": "barnet"},
        {"route": "family"},
        {"urgent": False},
        {"urgent": None},
    ],
)
def test_a_contact_that_does_not_repeat_the_attributes_is_never_sent(
    contact: Making, composed: Making, more: dict[str, object]
) -> None:
    with pytest.raises(EnvelopeRefusedError, match="inside"):
        composed(Parts(contact=contact(**more)))


@pytest.mark.parametrize("name", ["restricted", "identity"])
@pytest.mark.parametrize("part", [b'{"said":1}', b"[]", b"no json", b""])
def test_a_part_that_names_no_message_is_never_sent(
    contact: Making, composed: Making, name: str, part: bytes
) -> None:
    with pytest.raises(EnvelopeRefusedError):
        composed(replace(Parts(contact=contact()), **{name: part}))


@pytest.mark.parametrize(
    ("name", "value"), [("route", "elsewhere"), ("hub", "No Slug"), ("reference", "NN-1")]
)
def test_attributes_that_the_hub_would_refuse_are_never_sent(
    contact: Making, composed: Making, name: str, value: str
) -> None:
    with pytest.raises(EnvelopeRefusedError, match="not an event"):
        composed(Parts(contact=contact(**{name: value})), **{name: value})


def test_nothing_is_composed_when_no_key_of_the_hub_is_in_force(
    attributes: Attributes, contact: Making, portal_keys: PortalKeys, now: datetime
) -> None:
    with pytest.raises(HubKeyMissingError):
        compose(attributes, Parts(contact=contact()), portal_keys, now.replace(year=2030))


def test_routes_are_those_of_the_vocabulary() -> None:
    assert set(get_args(RouteName)) == {route.value for route in Route}


def test_a_route_of_the_vocabulary_travels_as_its_value(contact: Making, composed: Making) -> None:
    message = composed(Parts(contact=contact(route=Route.EARLY_HELP)), route=Route.EARLY_HELP)
    assert orjson.loads(message)["route"] == "early-help"


def test_no_answer_is_in_a_representation(message: bytes, receiver_keys: ReceiverKeys) -> None:
    opened = open_submitted(message, receiver_keys, HUB)
    assert b"Synthetic words." in opened.contact
    assert "Synthetic words." not in repr(opened)
    assert repr(Parts(contact=opened.contact)) == "Parts()"


@pytest.mark.parametrize(
    ("key_file", "name"),
    [
        ("receiver/hub.key", "contact"),
        ("receiver/hub.key", "identity"),
        ("receiver/restricted.key", "restricted"),
        ("offline/escrow.key", "contact"),
        ("offline/escrow.key", "restricted"),
    ],
)
def test_each_part_opens_with_age_alone(message: bytes, key_folder: Path, key_file: str, name: str) -> None:
    part = b64decode(orjson.loads(message)["data"][name])
    ran = subprocess.run(
        ["age", "-d", "-i", key_folder / key_file], input=part, capture_output=True, check=True
    )
    assert (ran.stdout.rstrip() == EMPTY_PART) is (name != "contact")


def test_the_restricted_part_does_not_open_with_the_hubs_ordinary_key(
    message: bytes, key_folder: Path
) -> None:
    part = b64decode(orjson.loads(message)["data"]["restricted"])
    hub_key = key_folder / "receiver" / "hub.key"
    ran = subprocess.run(["age", "-d", "-i", hub_key], input=part, capture_output=True, check=False)
    assert ran.returncode != 0
    assert ran.stdout == b""
