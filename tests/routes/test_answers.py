"""What each answer is, and what the log says of a refusal."""

import httpx
import pytest
import structlog

from tests.people import ByHttp

KINDS = {
    "/": "text/html; charset=utf-8",
    "/nothing": "text/html; charset=utf-8",
    "/status": "text/html; charset=utf-8",
    "/healthz": "text/plain; charset=utf-8",
    "/readyz": "application/json",
    "/static/portal.css": "text/css; charset=utf-8",
    "/static/portal.js": "text/javascript; charset=utf-8",
    "/static/icon.svg": "image/svg+xml; charset=utf-8",
}
WRITTEN = "canary-e61b"
ASKED = {"user-agent": WRITTEN, "referer": f"https://{WRITTEN}.example/", "x-forwarded-for": WRITTEN}


async def test_each_says_what_it_is_and_in_which_characters(client: httpx.AsyncClient) -> None:
    found = {path: (await client.get(path)).headers["content-type"] for path in KINDS}
    assert found == KINDS


@pytest.mark.parametrize(
    ("method", "path", "typed", "status", "cause"),
    [
        ("POST", f"/status?{WRITTEN}", {"csrf": WRITTEN, "code": WRITTEN}, 403, "not from our pages"),
        ("POST", "/api/events", {"type": WRITTEN}, 400, "unreadable"),
        ("POST", "/status", {"code": WRITTEN * 200_000}, 413, "too large"),
        ("PUT", "/status", {"code": WRITTEN}, 405, "unknown method"),
    ],
)
async def test_what_is_refused_is_logged_without_a_word_of_it(
    visitor: ByHttp, method: str, path: str, typed: dict[str, str], status: int, cause: str
) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = await visitor.client.request(method, path, data=typed, headers=ASKED)
    assert answer.status_code == status
    assert lines == [
        {"event": "request_refused", "status": status, "cause": cause, "log_level": "warning"},
    ]


async def test_guessing_that_is_ended_is_logged(visitor: ByHttp) -> None:
    await visitor.goes_to("/status")
    typed = {"csrf": visitor.token(), "reference": "NN-7K4M-9QXR", "code": "123412341234"}
    with structlog.testing.capture_logs() as lines:
        answers = [await visitor.client.post("/status", data=typed) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert [line["cause"] for line in lines] == ["too many tries"]


async def test_what_people_do_every_day_is_not_logged(visitor: ByHttp) -> None:
    with structlog.testing.capture_logs() as lines:
        await visitor.client.get("/nothing")
        await visitor.goes_to("/community/danger")
        await visitor.client.post("/community/danger", data={"csrf": visitor.token()})
    assert lines == []
