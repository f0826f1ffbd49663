"""The published schemas: equal to the models, and an independent validator takes every contact by them."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from app.contact.assemble import Parts
from app.contact.published import ASYNCAPI, DOCUMENTS, published
from app.envelope.events import RECEIVED, event_about, receipt_for, sign_event, write_batch
from app.envelope.keys import PortalKeys, ReceiverKeys
from app.envelope.message import DATASCHEMA, compose, open_submitted
from app.envelope.parts import Attributes
from app.envelope.parts import Parts as Documents
from app.forms.answers import Answers
from app.profiles.loading import load_profile
from tests.calls import Hub

COMMITTED = Path(__file__).parents[2] / "docs" / "schema"
NOW = datetime(2026, 11, 22, 16, 50, tzinfo=UTC)
FILES = tuple(DOCUMENTS)
PARTS = ("contact", "restricted", "identity")


def committed(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((COMMITTED / name).read_text())
    return document


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(committed(name), format_checker=FormatChecker())


def of_message(name: str) -> Draft202012Validator:
    """What the AsyncAPI document says of one message."""
    whole = DRAFT202012.create_resource(committed(ASYNCAPI))
    registry: Registry[Any] = Registry().with_resource("urn:asyncapi", whole)
    schema = {"$ref": f"urn:asyncapi#/components/messages/{name}/payload"}
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


VALIDATORS = {part: validator(f"{part}.json") for part in PARTS}


def faults(parts: Parts) -> list[str]:
    """Where the parts, as they are sealed, are not what the schemas say."""
    return [
        f"{name}{fault.json_path}: {fault.validator}"
        for name, by_schema in VALIDATORS.items()
        for fault in by_schema.iter_errors(orjson.loads(getattr(parts, name).document()))
    ]


def test_the_committed_schemas_are_what_the_models_say() -> None:
    """`python -m app schema` writes them again."""
    assert {file.name: file.read_text() for file in COMMITTED.iterdir()} == dict(published())


@pytest.mark.parametrize("name", FILES)
def test_each_is_a_schema_of_2020_12_under_a_name_of_its_own(name: str) -> None:
    document = committed(name)
    assert document["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(document)
    assert document["$id"] == DOCUMENTS[name][0]


def test_the_envelopes_dataschema_names_the_contacts_schema_and_its_version() -> None:
    (named,) = [name for name in FILES if committed(name)["$id"] == DATASCHEMA]
    assert named == "contact.json"
    assert DATASCHEMA.endswith(f":{committed(ASYNCAPI)['info']['version']}")


@given(
    st.sampled_from(("professional", "family", "community")),
    st.integers(1, 3),
    st.integers(0, 2),
    st.integers(0, 12),
    st.sampled_from(("yes", "no")),
    st.randoms(use_true_random=True),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_answered_the_three_parts_are_what_the_schemas_say(
    answered: Callable[..., Answers],
    change: Callable[[str, Answers, Random], Answers],
    assembled: Callable[[str, Answers], Parts],
    form: str,
    children: int,
    adults: int,
    turns: int,
    keep: str,
    chance: Random,
) -> None:
    answers = answered(form, children=children, adults=adults, keep=keep, keep_name_from_family=keep)
    for _ in range(turns):
        answers = change(form, answers, chance)
    assert faults(assembled(form, answers)) == []


SPOILED: list[tuple[str, Any]] = [
    ("surprise", "x"),
    ("message_id", "7"),
    ("received_at", "yesterday"),
    ("route", "elsewhere"),
    ("urgent", "yes"),
    ("admitted_by", "C10"),
    ("children", [{"first_name": "Ana"}]),
    ("children", [{"contact_id": "NN-7K4M-9QXR/1", "date_of_birth": "2019-02-30"}]),
    ("children", [{"contact_id": "NN-7K4M-9QXR/1", "estimated_age": "seven"}]),
    ("story", {"worry": 7}),
    ("opening", {"danger": {"code": "yes"}}),
    ("unmet", [{"page": "sex"}]),
]


@pytest.mark.parametrize(("field", "value"), SPOILED)
def test_a_contact_that_is_anything_else_is_refused(
    answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts], field: str, value: Any
) -> None:
    contact = orjson.loads(assembled("professional", answered("professional")).contact.document())
    assert VALIDATORS["contact"].is_valid(contact)
    assert not VALIDATORS["contact"].is_valid({**contact, field: value})


@pytest.mark.parametrize("field", ["message_id", "reference", "hub", "urgent", "story", "family_not_told"])
def test_a_contact_without_what_must_be_there_is_refused(
    answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts], field: str
) -> None:
    contact = orjson.loads(assembled("professional", answered("professional")).contact.document())
    del contact[field]
    assert not VALIDATORS["contact"].is_valid(contact)


@pytest.fixture
def raw(key_set: Path, answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts]) -> bytes:
    """A message as it travels."""
    parts = assembled("professional", answered("professional", keep="yes"))
    contact = parts.contact
    outside = Attributes(
        contact.message_id, contact.hub, contact.reference, contact.route.value, contact.urgent
    )
    inside = Documents(**{name: getattr(parts, name).document() for name in PARTS})
    return compose(outside, inside, PortalKeys.load(key_set / "portal"), NOW)


def test_the_message_is_what_asyncapi_says(raw: bytes) -> None:
    message, schema = orjson.loads(raw), of_message("submitted")
    assert [fault.json_path for fault in schema.iter_errors(message)] == []
    for change in (
        {"surprise": "x"},
        {"urgent": True},
        {"time": "2026-11-22T16:50:07Z"},
        {"id": message["id"].upper()},
        {"subject": "NN7K4M9QXR"},
        {"data": {**message["data"], "attachments": ["x"]}},
        {"data": {**message["data"], "contact": "not base64!"}},
        {"dataschema": "urn:uk-mash:contact:2"},
    ):
        assert not schema.is_valid({**message, **change}), change
    for name in message:
        assert not schema.is_valid({key: value for key, value in message.items() if key != name}), name


def test_what_the_hub_says_is_what_asyncapi_and_its_schema_say(
    raw: bytes, key_set: Path, tmp_path: Path
) -> None:
    keys = ReceiverKeys.load(key_set / "receiver")
    opened = open_submitted(raw, keys, "northamptonshire")
    decided = event_about(opened, "uk.mash.contact.decided", uuid4(), NOW) | {"outcome": "early-help"}
    told = [receipt_for(opened, keys, NOW), sign_event(decided, keys.signing_key, address=b"sealed")]
    call = Hub(load_profile("northamptonshire"), key_set, tmp_path).registers().event
    batch = orjson.loads(write_batch([*told, call]))
    schema = of_message("batch")
    assert [fault.json_path for fault in schema.iter_errors(batch)] == []
    kinds = ("event.json", "event.json", "call.json")
    for one, kind in zip(batch, kinds, strict=True):
        assert [fault.json_path for fault in validator(kind).iter_errors(one)] == []
    for change in ({"draft": "-"}, {"draftid": "x"}, {"type": "uk.mash.call.lost"}, {"contactid": "7"}):
        assert not schema.is_valid([{**batch[2], **change}])
        assert not validator("call.json").is_valid({**batch[2], **change})
    assert batch[0]["type"] == RECEIVED
    for change in ({"outcome": "unheard-of"}, {"type": "uk.mash.contact.lost"}, {"contactid": "7"}):
        assert not schema.is_valid([{**batch[1], **change}])
        assert not validator("event.json").is_valid({**batch[1], **change})
    assert not schema.is_valid(batch * 34)


def test_every_reference_in_asyncapi_leads_somewhere() -> None:
    whole = committed(ASYNCAPI)

    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from ([part["$ref"]] if "$ref" in part else [])
            for inner in part.values():
                yield from references(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from references(inner)

    found = set(references(whole))
    assert found
    for reference in found:
        at: Any = whole
        for key in reference.removeprefix("#/").split("/"):
            at = at[key]
