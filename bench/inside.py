"""A browser inside the portal's own process: no socket, so that what a step costs can be counted."""

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message

from bench.browser import ACCEPTED, COOKIE, Answer, Browser, Connection


@dataclass
class Inside(Browser):
    """Somebody who asks an application, call by call."""

    app: ASGIApp | None = None

    async def _ask(self, first: str, body: bytes) -> Answer:
        (method, path, _), *lines = (line.split(" ", 2) for line in first.split("\r\n") if line)
        headers = [(b"host", self.host.encode()), (b"accept-encoding", ACCEPTED.encode())]
        headers.append((b"sec-fetch-site", b"same-origin"))
        headers += [(line[0].rstrip(":").encode(), " ".join(line[1:]).encode()) for line in lines]
        if self.cookies:
            headers.append((b"cookie", b"; ".join(b"%b=%b" % one for one in self.cookies.items())))
        answer = await _answered(self.app, _scope(method, path, headers), body)
        for name, value in COOKIE.findall(answer.head):
            self.cookies[name] = value
        return answer


def inside(app: ASGIApp) -> Inside:
    """A new browser inside an application."""
    return Inside(Connection(), "127.0.0.1:8000", app=app)


def _scope(method: str, path: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": headers,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }


async def _answered(app: ASGIApp | None, scope: dict[str, Any], body: bytes) -> Answer:
    assert app
    sent: list[Message] = []
    coming: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if not coming:
            await asyncio.Event().wait()  # nobody hangs up
        return coming.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    lines = b"".join(b"\r\n%b: %b" % header for header in sent[0]["headers"])
    head = b"HTTP/1.1 %d %b\r\n" % (sent[0]["status"], lines)
    return Answer(sent[0]["status"], head, b"".join(one.get("body", b"") for one in sent[1:]), 0)
