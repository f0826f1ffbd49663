"""The crowd of the bench is of many people, to whoever counts them."""

import asyncio

from bench.load import Crowd
from bench.script import Line, Script
from tests.town import free_port

SHOWN = b"AB-1234-5678"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(SHOWN), SHOWN)


async def test_nobody_of_a_crowd_shares_an_address() -> None:
    seen: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        seen.append(writer.get_extra_info("peername")[0])
        writer.write(ANSWER)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    crowd = Crowd(Script("walk", (Line("GET", "/"),), "/send"))
    async with await asyncio.start_server(serve, "127.0.0.1", at := free_port()):
        for _ in range(3):
            await crowd.one(at)
    assert crowd.references == [SHOWN.decode()] * 3
    assert len(set(seen)) == 3
