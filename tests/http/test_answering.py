"""Every answer as it is written: in one packet where it can be, as h11 reads it, and not at all where it is none."""

import asyncio
import logging
from collections.abc import Sequence

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from app.http.answering import Answer

Headers = list[tuple[bytes, bytes]]
DATE = (b"date", b"Thu, 26 Nov 2026 12:00:00 GMT")


class Written(asyncio.Transport):
    """What was written, packet by packet."""

    def __init__(self) -> None:
        super().__init__()
        self.packets: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if data:
            self.packets.append(bytes(data))

    def close(self) -> None:
        self.closed = True


class Conversation:
    """One request, and what is answered to it."""

    def __init__(self, method: str = "GET", *, keep_alive: bool = True) -> None:
        self.written, self.ended = Written(), 0
        self.flow = FlowControl(self.written)
        log = logging.getLogger("tests")
        scope = {"type": "http", "method": method}
        self.cycle = RequestResponseCycle(
            scope,  # type: ignore[arg-type]
            self.written,
            self.flow,
            *(log, log),
            access_log=False,
            default_headers=[DATE],
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=keep_alive,
            on_response=self._end,
        )
        self.answer = Answer(self.cycle, self.written)

    def _end(self) -> None:
        self.ended += 1

    async def says(self, *messages: Message) -> bytes:
        for message in messages:
            await self.answer.send(message)
        return b"".join(self.written.packets)


def begins(*headers: tuple[bytes, bytes], status: int = 200) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def goes_on(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


def long(length: int) -> tuple[bytes, bytes]:
    return b"content-length", str(length).encode()


async def test_the_head_goes_with_the_beginning_of_the_body() -> None:
    talk = Conversation()
    await talk.says(begins(long(11)))
    assert (talk.written.packets, talk.cycle.response_started) == ([], True)
    heard = await talk.says(goes_on(b"calm ", more=True), goes_on(b"and ", more=True), goes_on(b"ok"))
    assert len(talk.written.packets) == 3
    assert heard.startswith(b"HTTP/1.1 200 OK\r\ndate: ")
    assert talk.written.packets[0].endswith(b"\r\ncontent-length: 11\r\n\r\ncalm ")
    assert (talk.ended, talk.cycle.response_complete, talk.written.closed) == (1, True, False)


async def test_a_whole_answer_is_one_packet() -> None:
    talk = Conversation()
    await talk.says(begins(long(4)), goes_on(b"calm"))
    assert len(talk.written.packets) == 1


async def test_a_head_that_waits_for_no_body_is_written_once() -> None:
    talk = Conversation()
    await talk.says(begins(long(4)))
    talk.answer.flush()
    talk.answer.flush()
    heard = await talk.says(goes_on(b"calm"))
    assert heard.count(b"HTTP/1.1") == 1
    assert len(talk.written.packets) == 2


@pytest.mark.parametrize(("method", "status", "length"), [("HEAD", 200, 4), ("GET", 204, 0)])
async def test_what_has_no_body_ends_with_its_head(method: str, status: int, length: int) -> None:
    talk = Conversation(method)
    given_headers = [long(length)] if length else []
    heard = await talk.says(begins(*given_headers, status=status), goes_on(b"calm"[:length]))
    assert heard.endswith(b"\r\n\r\n")
    assert (len(talk.written.packets), talk.ended) == (1, 1)


@pytest.mark.parametrize(("keep_alive", "headers"), [(False, []), (True, [(b"connection", b"close")])])
async def test_the_last_answer_says_so_and_hangs_up(keep_alive: bool, headers: Headers) -> None:
    talk = Conversation(keep_alive=keep_alive)
    heard = await talk.says(begins(long(4), *headers), goes_on(b"calm"))
    assert heard.count(b"\r\nconnection: close\r\n") == 1
    assert talk.written.closed


async def test_to_somebody_who_has_gone_nothing_is_written() -> None:
    talk = Conversation()
    talk.cycle.disconnected = True
    assert await talk.says(begins(long(4)), goes_on(b"calm")) == b""
    assert talk.ended == 0


async def test_somebody_who_takes_nothing_is_waited_for() -> None:
    talk = Conversation()
    talk.flow.pause_writing()
    saying = asyncio.create_task(talk.says(begins(long(4)), goes_on(b"calm")))
    await asyncio.sleep(0)
    assert not saying.done()
    talk.flow.resume_writing()
    assert (await saying).endswith(b"calm")


NO_ANSWERS = {
    "two headers in one": [begins((b"x-one", b"1\r\nx-two: 2"), long(0))],
    "a header that ends the head": [begins((b"x-one", b"1\n\n"), long(0))],
    "a name that holds an end": [begins((b"x\r\n", b"1"), long(0))],
    "a zero byte": [begins((b"x-one", b"\0"), long(0))],
    "no length": [begins()],
    "longer than it says": [begins(long(3)), goes_on(b"calm")],
    "longer in the end": [begins(long(3)), goes_on(b"cal", more=True), goes_on(b"m")],
    "shorter than it says": [begins(long(5)), goes_on(b"calm")],
    "two beginnings": [begins(long(4)), begins(long(4))],
    "no beginning": [goes_on(b"calm")],
    "more after its end": [begins(long(4)), goes_on(b"calm"), goes_on(b"er")],
}


@pytest.mark.parametrize("messages", NO_ANSWERS.values(), ids=NO_ANSWERS)
async def test_what_is_no_answer_is_not_written(messages: Sequence[Message]) -> None:
    talk = Conversation()
    before = await talk.says(*messages[:-1])
    with pytest.raises(RuntimeError):
        await talk.says(messages[-1])
    assert b"".join(talk.written.packets) == before


NAMES = st.from_regex(rb"x-[a-z]{1,12}", fullmatch=True)
VALUES = st.from_regex(rb"([!-~]([ -~]{0,40}[!-~])?)?", fullmatch=True)


@given(
    status=st.sampled_from([200, 303, 400, 404, 422, 500, 503]),
    headers=st.lists(st.tuples(NAMES, VALUES), max_size=5),
    pieces=st.lists(st.binary(max_size=50), min_size=1, max_size=4),
)
async def test_another_reads_what_was_meant(status: int, headers: Headers, pieces: list[bytes]) -> None:
    body = b"".join(pieces)
    *first, last = (goes_on(piece, more=True) for piece in pieces)
    messages = [begins(*headers, long(len(body)), status=status), *first, {**last, "more_body": False}]
    heard = await Conversation().says(*messages)
    client = h11.Connection(h11.CLIENT)
    client.send(h11.Request(method="GET", target="/", headers=[("host", "a")]))
    client.send(h11.EndOfMessage())
    client.receive_data(heard)
    head = client.next_event()
    assert isinstance(head, h11.Response)
    assert (head.status_code, list(head.headers)) == (status, [DATE, *headers, long(len(body))])
    read = b""
    while isinstance(event := client.next_event(), h11.Data):
        read += event.data
    assert isinstance(event, h11.EndOfMessage)
    assert read == body
    assert client.trailing_data == (b"", False)
