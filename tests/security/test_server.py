"""Catalogue 18, of what never reaches the portal: the server's own answers, by real sockets."""

import asyncio

import pytest
from fastapi import FastAPI

from app.security import HEADERS
from app.settings import Settings
from tests.listening import listening

PATIENCE = 20
NO_HTTP = {
    "not HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "a host with a space": b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\x00: d\r\n\r\n",
    "two lengths": b"POST /status HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "an unknown coding": b"POST /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    "another coding first": b"POST /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a coding of HTTP/1.0": b"POST /status HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a length and a coding": b"POST /status HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "one length twice": b"POST /status HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
    "a signed length": b"POST /status HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
    "a line without CR": b"GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
    "no CR at all": b"GET / HTTP/1.1\nHost: a\n\n",
    "a CR alone": b"GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
    "lines before the first": b"\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "two blanks": b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/2.0": b"GET / HTTP/2.0\r\nHost: a\r\n\r\n",
    "another protocol": b"OPTIONS / RTSP/1.0\r\nHost: a\r\n\r\n",
    "a whole URL": b"GET http://evil.example/status HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    "a fragment": b"GET /status#help HTTP/1.1\r\nHost: a\r\n\r\n",
    "a body before another protocol": b"POST /status HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n"
    b"Content-Length: 3\r\n\r\nabc",
    "a chunk of no size": b"POST /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
    "a chunk that is longer": b"POST /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
    "a header after the body": b"POST /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"0\r\nCookie: session=b\r\n\r\n",
    "a chunk that never begins": b"POST /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;"
    + b"a" * 200_000,
    "a head that is too long": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 40_000 + b"\r\n\r\n",
    "no end of the head": b"GET / HTTP/1.1\r\nX-Canary-5b21: " + b"a" * 200_000,
}


async def answered(port: int, said: bytes) -> tuple[bytes, dict[str, str], bytes]:
    """The status line, the headers and the body of what comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    async with asyncio.timeout(PATIENCE):
        writer.write(said)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.read(100_000)
    writer.transport.abort()
    status, *lines = head.decode("latin-1").strip().split("\r\n")
    return status.encode(), dict(line.split(": ", 1) for line in lines), body


@pytest.mark.parametrize("said", NO_HTTP.values(), ids=NO_HTTP)
async def test_what_is_no_http_is_refused_under_the_same_headers(
    app: FastAPI, settings: Settings, said: bytes
) -> None:
    async with listening(app, settings) as (port, _):
        status, headers, body = await answered(port, said)
    assert status == b"HTTP/1.1 400 Bad Request"
    assert HEADERS.items() <= {name.lower(): value for name, value in headers.items()}.items()
    assert body == b"Invalid HTTP request received."


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET /status HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", b"200 OK"),
        (b"TRACE /status HTTP/1.1\r\nHost: a\r\nX-Canary-5b21: yes\r\n", b"405 Method Not Allowed"),
        (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n", b"404 Not Found"),
        (b"GET //status HTTP/1.1\r\nHost: a\r\n", b"404 Not Found"),
        (b"GET /static/../pyproject.toml HTTP/1.1\r\nHost: a\r\n", b"404 Not Found"),
        (b"GET /static/%2e%2e%2fpyproject.toml HTTP/1.1\r\nHost: a\r\n", b"404 Not Found"),
        (b"GET /static/..%5cpyproject.toml HTTP/1.1\r\nHost: a\r\n", b"404 Not Found"),
        (b"GET /static//etc/passwd HTTP/1.1\r\nHost: a\r\n", b"404 Not Found"),
        (b"GET /static/%00 HTTP/1.1\r\nHost: a\r\n", b"404 Not Found"),
    ],
)
async def test_what_is_odd_is_answered_by_the_portal(
    app: FastAPI, settings: Settings, said: bytes, status: bytes
) -> None:
    async with listening(app, settings) as (port, _):
        line, headers, body = await answered(port, said + b"Connection: close\r\n\r\n")
    assert line == b"HTTP/1.1 " + status
    assert HEADERS.items() <= headers.items()
    assert "server" not in headers
    assert b"Canary-5b21" not in body
    assert b"mash-portal" not in body
    assert b"root:" not in body
