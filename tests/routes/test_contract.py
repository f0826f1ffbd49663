"""The address that hubs post to answers as its published contract says, whatever is posted to it."""

import base64
import json
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import orjson
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from sqlalchemy import select

from app.contact.published import OPENAPI
from app.envelope.events import BATCH_CONTENT_TYPE, LARGEST_BATCH, SEALED
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened, open_submitted
from app.envelope.signing import HUB_TO_PORTAL, Statement, sign
from app.storage.tables import outbox
from tests.people import ByHttp, sends, tells_of_a_worry

CONTRACT = json.loads((Path(__file__).parents[2] / "docs" / "schema" / OPENAPI).read_text())
POSTING = schemathesis.openapi.from_dict(CONTRACT)["/api/events"]["POST"]
BATCHES = POSTING.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
HEADERS = {"content-type": BATCH_CONTENT_TYPE}
Case = schemathesis.Case[Any]
WITH_ONE_PORTAL = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def keys(key_set: Path) -> ReceiverKeys:
    return ReceiverKeys.load(key_set / "receiver")


@pytest.fixture
async def opened(app: FastAPI, visitor: ByHttp, keys: ReceiverKeys) -> Opened:
    """A referral that was sent, as the hub has it."""
    await tells_of_a_worry(visitor)
    await sends(visitor)
    async with app.state.shop.desk.database.single() as connection:
        row = (await connection.execute(select(outbox))).one()
    return open_submitted(row.body, keys, app.state.shop.desk.council.slug)


async def answers(visitor: ByHttp, case: Case, body: bytes) -> int:
    """Posts, and holds the answer to the contract; no schema can say who signed, so a signature decides apart."""
    answer = await visitor.client.post("/api/events", content=body, headers=HEADERS)
    case.validate_response(answer, excluded_checks=[positive_data_acceptance, negative_data_rejection])
    return answer.status_code


def signed(event: dict[str, Any], keys: ReceiverKeys) -> dict[str, Any]:
    """The same event with the hub's signature in place of whatever was there."""
    said = {name: str(value) for name, value in event.items() if value is not None and name != "signature"}
    sealed = {name: said.pop(name).encode("utf-8", "replace") for name in SEALED if name in said}
    statement = Statement(HUB_TO_PORTAL, {name: _plain(value) for name, value in said.items()}, sealed)
    return {**event, "signature": sign(statement, keys.signing_key)}


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@given(case=BATCHES)
@WITH_ONE_PORTAL
async def test_whatever_the_contract_allows_is_answered_as_it_says(visitor: ByHttp, case: Case) -> None:
    assert await answers(visitor, case, orjson.dumps(case.body)) in {200, 400}


ABOUT = st.lists(st.tuples(st.uuids(), st.integers(0, 59), st.booleans()), min_size=100, max_size=100)


@given(case=BATCHES, given_ids=ABOUT)
@WITH_ONE_PORTAL
async def test_so_is_what_the_hub_signed(
    visitor: ByHttp,
    opened: Opened,
    keys: ReceiverKeys,
    case: Case,
    given_ids: list[tuple[UUID, int, bool]],
) -> None:
    own = {"source": opened.hub, "subject": opened.reference, "contactid": str(opened.message_id)}
    body, events = [], cast("list[dict[str, Any]]", case.body)
    for event, (event_id, minute, stranger) in zip(events, given_ids, strict=False):
        about = own | {"id": str(event_id), "time": f"2026-11-23T12:{minute:02}:00Z"}
        about |= {"contactid": str(event_id)} if stranger else {}
        if "contactid" not in event:
            del about["contactid"]
        body.append(signed({**event, **about}, keys))
    assert await answers(visitor, case, orjson.dumps(body)) in {200, 400}


@given(case=BATCHES, raw=st.binary(max_size=400) | st.from_regex(r"\[.{0,99}\]", fullmatch=True))
@WITH_ONE_PORTAL
async def test_so_is_what_the_contract_does_not_allow(visitor: ByHttp, case: Case, raw: bytes | str) -> None:
    body = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    assert await answers(visitor, case, body) in {200, 400}


async def test_so_is_a_flood(visitor: ByHttp) -> None:
    case = POSTING.Case(body=[])
    assert await answers(visitor, case, b"[]".ljust(LARGEST_BATCH + 1)) == 413


def test_the_signing_of_this_test_is_the_hubs(keys: ReceiverKeys) -> None:
    assert len(base64.b64decode(signed({"type": "x"}, keys)["signature"])) == 64
