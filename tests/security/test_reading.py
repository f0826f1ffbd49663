"""Where one request ends and the next begins: read at least as strictly as h11 reads, whatever comes and however."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import h11
import pytest
import uvicorn
from fastapi import FastAPI
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from app.http.serving import PatientProtocol, served_with
from app.settings import Settings
from tests.listening import listening

PATIENCE = 20
HOST = b"Host: a\r\n"
ALIVE = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
CLOSING = b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
UPGRADE = b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
POST = b"POST /status HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"


async def talks(port: int, *said: bytes) -> bytes:
    """Say these in turn, with time between them, and hear all until the portal hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    async with asyncio.timeout(PATIENCE):
        for one in said:
            writer.write(one)
            await writer.drain()
            await asyncio.sleep(0.02)
        heard = await reader.read()
    writer.close()
    return heard


def statuses(heard: bytes) -> list[bytes]:
    return [part[:3] for part in heard.split(b"HTTP/1.1 ")[1:]]


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ([ALIVE, ALIVE, CLOSING], [b"200", b"200", b"200"]),
        ([bytes([byte]) for byte in CLOSING], [b"200"]),
        ([ALIVE + ALIVE], [b"200"]),
        ([ALIVE + b"\x00 not HTTP"], [b"200"]),
        ([CLOSING + ALIVE], [b"200"]),
        ([UPGRADE, ALIVE], [b"200"]),
        ([ALIVE, b"\x00 not HTTP"], [b"200", b"400"]),
        ([POST + b"Content-Length: 3\r\n\r\n", b"a=b", CLOSING], [b"403", b"200"]),
        ([POST + b"Content-Length: 3\r\n\r\na=b" + ALIVE], [b"403"]),
        ([POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n", CLOSING], [b"403", b"200"]),
        ([POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n", b"0\r\n\r\n" + ALIVE], [b"403"]),
        ([POST + b"Content-Length: 0\r\n\r\n" + ALIVE], [b"403"]),
    ],
)
async def test_each_answer_belongs_to_its_request(
    app: FastAPI, settings: Settings, said: list[bytes], answers: list[bytes]
) -> None:
    """Who sends a second request with the first is answered the first, and may ask the second again."""
    async with listening(app, settings) as (port, _):
        assert statuses(await talks(port, *said)) == answers


async def test_what_comes_while_an_answer_is_made_is_not_read(settings: Settings) -> None:
    async with listening(Slow(), settings) as (port, _):
        heard = await talks(port, ALIVE, ALIVE)
    assert statuses(heard) == [b"200"]
    assert heard.endswith(b"1")


class Slow:
    """Answers after a while with how many asked."""

    asked = 0

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked += 1
        await asyncio.sleep(0.2)
        head = [(b"content-length", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": b"%d" % self.asked})


async def heard_by(settings: Settings, *said: bytes) -> list[dict[str, Any]]:
    """What an application receives while these come."""
    received: list[dict[str, Any]] = []

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while not received or received[-1]["type"] != "http.disconnect":
            received.append(dict(await receive()))

    async with listening(app, settings) as (port, _):
        assert statuses(await talks(port, *said)) == [b"400"]
        await asyncio.sleep(0.02)
    return received


@pytest.mark.parametrize("ending", [b"0\r\nCookie: b\r\n\r\n", b"x\r\n", b"3\r\nabcd", b"0\r\n\rX"])
@pytest.mark.parametrize("at_once", [True, False])
async def test_a_body_that_ends_badly_is_not_worked_on(
    settings: Settings, ending: bytes, *, at_once: bool
) -> None:
    head = POST + b"Transfer-Encoding: chunked\r\n\r\n"
    said = [head + b"3\r\na=b\r\n" + ending] if at_once else [head, b"3\r\na=b\r\n", ending]
    received = await heard_by(settings, *said)
    assert received[-1]["type"] == "http.disconnect"
    assert all(one.get("more_body", True) for one in received)


async def test_no_refusal_is_put_into_an_answer_that_has_begun(settings: Settings) -> None:
    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        head = [(b"content-length", b"9")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        while (await receive())["type"] != "http.disconnect":
            pass

    async with listening(app, settings) as (port, _):
        heard = await talks(port, POST + b"Transfer-Encoding: chunked\r\n\r\n", b"x\r\n")
    assert statuses(heard) == [b"200"]


class Silent(asyncio.Transport):
    """A connection that goes nowhere."""

    def write(self, data: object) -> None: ...
    def close(self) -> None: ...
    def pause_reading(self) -> None: ...
    def resume_reading(self) -> None: ...


class Idle:
    """A loop that begins nothing, and what it gives back for it."""

    def create_task(self, work: Coroutine[Any, Any, Any]) -> "Idle":
        work.close()
        return self

    def call_later(self, *_given: object) -> "Idle":
        return self

    def call_at(self, *_given: object) -> "Idle":
        return self

    def time(self) -> float:
        return 0

    def when(self) -> float:
        return 0

    def add_done_callback(self, *_given: object) -> None: ...
    def cancel(self) -> None: ...


CONFIG = uvicorn.Config(FastAPI(), **(served_with(Settings()) | {"lifespan": "off"}))
CONFIG.load()
Request = tuple[str, bytes, bytes, list[tuple[bytes, bytes]]]


def ours(said: bytes) -> Request | None:
    """The first request that is worked on."""
    protocol = PatientProtocol(CONFIG, ServerState(), {}, Idle())
    protocol.connection_made(Silent())
    protocol.data_received(said)
    if protocol.cycle is None or protocol.cycle.disconnected or protocol.cycle.more_body:
        return None
    scope = protocol.cycle.scope
    target = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    return scope["method"], target, bytes(protocol.cycle.body), [_coding(*one) for one in scope["headers"]]


def _coding(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header as h11 has it, which writes the name of a coding in small letters."""
    return name, value.lower() if name == b"transfer-encoding" else value


def by_h11(said: bytes) -> Request | None:
    """The same, as the reader of uvicorn that is written in Python has it; None where it refuses or waits."""
    connection, body = h11.Connection(h11.SERVER), b""
    connection.receive_data(said)
    try:
        request = connection.next_event()
        if not isinstance(request, h11.Request):
            return None
        while isinstance(event := connection.next_event(), h11.Data):
            body += event.data
    except h11.RemoteProtocolError:
        return None
    if not isinstance(event, h11.EndOfMessage):
        return None
    return request.method.decode(), request.target.rstrip(b"?"), body, list(request.headers)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        (b"GET /a?b HTTP/1.1", True),
        (b"OPTIONS * HTTP/1.1", True),
        (b"GET / HTTP/1.0", True),
        (b"GET / HTTP/1.9", False),
        (b"GET / HTTP/2.0", False),
        (b"GET /a#b HTTP/1.1", False),
        (b"GET http://a/ HTTP/1.1", False),
        (b"get / HTTP/1.1", False),
        (b" GET / HTTP/1.1", False),
    ],
)
def test_a_request_begins_with_one_kind_of_line(line: bytes, *, taken: bool) -> None:
    assert bool(ours(line + b"\r\n" + HOST + b"\r\n")) is taken


@pytest.mark.parametrize(("over", "taken"), [(0, True), (1, False)])
def test_a_head_may_be_so_long_and_no_longer(over: int, *, taken: bool) -> None:
    begun = b"GET / HTTP/1.1\r\n" + HOST + b"X: "
    whole = begun.ljust(32 * 1024 + over, b"y") + b"\r\n\r\n"
    assert bool(ours(whole)) is taken
    assert bool(ours(whole + bytes(40 * 1024))) is taken, "whatever comes after it"


@pytest.mark.parametrize(
    ("version", "headers", "taken"),
    [
        (b"1.1", b"Transfer-Encoding: Chunked\r\n", True),
        (b"1.0", b"Transfer-Encoding: chunked\r\n", False),
        (b"1.1", b"Transfer-Encoding: gzip, chunked\r\n", False),
        (b"1.1", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", False),
        (b"1.1", b"Transfer-Encoding: chunked\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n", False),
    ],
)
def test_a_body_comes_in_pieces_in_one_way_alone(version: bytes, headers: bytes, *, taken: bool) -> None:
    head = b"POST / HTTP/" + version + b"\r\n" + HOST + headers + b"\r\n"
    assert bool(ours(head + b"3\r\na=b\r\n0\r\n\r\n")) is taken


class Noted(Silent):
    """The same, that knows what was answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = b""

    def write(self, data: Any) -> None:
        self.answered += data


def test_between_two_pieces_of_a_body_there_is_no_more_than_a_head_may_be_long() -> None:
    protocol, transport = PatientProtocol(CONFIG, ServerState(), {}, Idle()), Noted()
    protocol.connection_made(transport)
    protocol.data_received(POST + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(60):
        protocol.data_received(b"1;why=none\r\na\r\n" * 100)
    assert not transport.answered, "all of it together is longer"
    protocol.data_received(b"1;")
    for _ in range(32):
        protocol.data_received(b"x" * 1023)
    assert not transport.answered
    protocol.data_received(b"x" * 1023)
    assert statuses(transport.answered) == [b"400"]


METHODS = (b"GET", b"POST", b"PUT", b"get", b"SOURCE", b"OPTIONS", b"PRI", b"G ET", b"")
TARGETS = (b"/", b"/a?b", b"//a", b"*", b"/%00", b"http://a/b", b"/a#b", b"a:443", b"/\xe9")
VERSIONS = (b"HTTP/1.1", b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"RTSP/1.0", b"http/1.1")
BLANKS = (b" ", b"  ", b"\t", b"")
ENDS = (b"\r\n", b"\n", b"\r", b"\r\r\n", b"\r\n ", b"\x00\r\n")
HEADERS = (
    *(b"X: y", b"Host: a", b"Host:", b"Content-Length: 3", b"Content-Length: 03", b"Content-Length: 3, 3"),
    *(b"Content-Length: -3", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked"),
    *(b"Transfer-Encoding: identity", b"Transfer-Encoding : chunked", b"Transfer-Encoding: \x0bchunked"),
    *(b"Connection: close", b"Connection: Upgrade", b"Upgrade: h2c", b"X: \t y \t", b"X : y", b": y", b"X"),
    *(b"X:\x7f", b"Expect: 100-continue", b"Transfer-Encoding: CHUNKED", b"content_length: 3"),
)
BODIES = (
    *(b"", b"abc", b"3\r\nabc\r\n0\r\n\r\n", b"3;x=y\r\nabc\r\n0\r\n\r\n", b"3 \r\nabc\r\n0\r\n\r\n"),
    *(b"3\nabc\n0\n\n", b"0x3\r\nabc\r\n0\r\n\r\n", b"0\r\nX: y\r\n\r\n", b"abc" + ALIVE, ALIVE),
)


def mostly(usual: bytes, *others: bytes) -> st.SearchStrategy[bytes]:
    return st.sampled_from([usual] * 8 * len(others) + [*others])


@st.composite
def said(draw: st.DrawFn) -> bytes:
    """Something like a request, with what has been used to have two readers disagree."""
    blank, end = mostly(*BLANKS), mostly(*ENDS)
    parts = (mostly(*METHODS), blank, mostly(*TARGETS), blank, mostly(*VERSIONS), end)
    headers = [b"Host: a", *draw(st.lists(st.sampled_from(HEADERS), max_size=3))][
        draw(st.sampled_from([0, 0, 0, 1])) :
    ]
    head = b"".join(one + draw(end) for one in headers)
    whole = bytearray(b"".join(map(draw, parts)) + head + b"\r\n" + draw(st.sampled_from(BODIES)))
    if draw(st.integers(0, 3)) == 0:
        whole[draw(st.integers(0, len(whole) - 1))] = draw(st.integers(0, 255))
    return bytes(whole)


@given(said())
@example(b"GET / HTTP/1.1\r\nHost: a\r\nX: \t y \t\r\n\r\n")
@example(b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
def test_what_h11_refuses_is_refused_and_what_is_taken_is_what_it_takes(request_like: bytes) -> None:
    taken = ours(request_like)
    if taken is not None:
        assert taken == by_h11(request_like)
