"""Catalogue 26: every route declares who may call it, and what it declares is true."""

import base64
from collections.abc import AsyncIterator, Mapping

import httpx
import pytest
from fastapi import FastAPI

from app.errors import UndeclaredError
from app.references import write_resume_code
from app.routes.request.callers import Caller, open_to, require_declared
from tests.people import ByHttp, sends, tells_of_a_worry
from tests.security.conftest import CANARY, Written, known_of, rows
from tests.ways_in import WayIn, filled, ways_in

WRONG_CODE = "1234 5678 9012"
SIGNATURE_LACKS = {400, 401}
REFUSALS = {303, 400, 401, 403, 404, 410, 422}


async def test_every_route_says_who_may_call_it(app: FastAPI) -> None:
    ways = ways_in(app)
    assert len(ways) > 50
    assert not [str(way) for way in ways if not way.callers]


def test_a_route_is_given_no_key_that_it_does_not_declare() -> None:
    @open_to(Caller.ANYBODY, Caller.SENT_KEY)
    def declared() -> None: ...

    require_declared({"endpoint": declared}, Caller.SENT_KEY)
    for scope in ({"endpoint": declared}, {"endpoint": len}, {}):
        with pytest.raises(UndeclaredError):
            require_declared(scope, Caller.DRAFT_KEY)


async def calls(
    app: FastAPI, caller: ByHttp, written: Written, jar: Mapping[str, str]
) -> AsyncIterator[tuple[WayIn, httpx.Response]]:
    """Every way in, for both forms, with all that is known of somebody but their keys and codes."""
    for slug in ("professional", "community"):
        known = known_of(written, slug)
        for way in ways_in(app):
            path = way.at(**known)
            code = write_resume_code(7) if "resume" in way.path else WRONG_CODE
            typed = filled({"csrf": caller.token(), "reference": written.told.reference, "code": code})
            caller.client.cookies = httpx.Cookies(dict(jar))
            yield way, await caller.client.request(way.method, path, data=typed if way.changes else None)


async def nobody(caller: ByHttp, _written: Written) -> Mapping[str, str]:
    await caller.goes_to("/status")
    return dict(caller.client.cookies)


async def another_writer(caller: ByHttp, _written: Written) -> Mapping[str, str]:
    """Holds keys of the same names, to words of their own."""
    await tells_of_a_worry(caller)
    await sends(caller)
    for slug in ("community", "professional"):
        await caller.goes_to(f"/{slug}/danger")
        await caller.says(danger="no")
    await caller.goes_to("/status")
    return dict(caller.client.cookies)


async def thief_of_the_database(caller: ByHttp, written: Written) -> Mapping[str, str]:
    """Shows as keys what the tables hold of them."""
    await caller.goes_to("/status")
    held = {name: written.key(name).row_id for name in written.keys}
    made = {
        f"__Host-{name}": base64.urlsafe_b64encode(row_id).decode().rstrip("=")
        for name, row_id in held.items()
    }
    return {**caller.client.cookies, **made}


async def what_is_looked_for_is_there(person: ByHttp, written: Written) -> None:
    for path in ("/professional/check", "/community/worry", "/community/copy"):
        assert CANARY in (await person.client.get(path)).text
    assert written.codes[0].split()[0] in (await person.client.get("/professional/code")).text


async def test_without_the_right_nothing_is_shown_or_changed(
    app: FastAPI, elsewhere: ByHttp, written: Written
) -> None:
    await what_is_looked_for_is_there(written.person, written)
    for attacker in (nobody, another_writer, thief_of_the_database):
        jar = await attacker(elsewhere, written)
        async for way, answer in calls(app, elsewhere, written, jar):
            shown = answer.text + repr(answer.headers)
            assert not [one for one in (CANARY, *written.secrets) if one in shown], (attacker, way)
            assert answer.status_code < 500, (attacker, way)
            if Caller.ANYBODY not in way.callers and attacker is not another_writer:
                refusals = SIGNATURE_LACKS if Caller.HUB in way.callers else REFUSALS
                assert answer.status_code in refusals, (attacker, way)
        after = await rows(app)
        assert {name: after.get(name) for name in written.rows} == written.rows, attacker
        elsewhere.client.cookies.clear()
