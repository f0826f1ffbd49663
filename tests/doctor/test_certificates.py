"""The way to the portal is by https: this machine's own list says whom the hub believes."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.doctor import ways
from app.settings import Settings
from tests.certificates import signed_for

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    return signed_for(tmp_path, "127.0.0.1")


@pytest.fixture
async def portal(settings: Settings, certificate: tuple[Path, Path]) -> AsyncIterator[Settings]:
    """A hub whose portal answers by https, with this certificate."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)
        await writer.drain()
        writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    yield settings.model_copy(update={"events_url": f"https://127.0.0.1:{port}/api/events"})
    server.close()
    await server.wait_closed()


async def test_a_certificate_that_nobody_here_believes_is_told(portal: Settings) -> None:
    (line,) = await ways.portal(portal)
    assert line.said == ways.NOT_CERTIFIED
    assert "update-ca-certificates" in line.to_do


async def test_whom_this_machine_believes_the_hub_believes(
    portal: Settings, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def whom_this_machine_believes(context: ssl.SSLContext, _purpose: object) -> None:
        context.load_verify_locations(certificate[1])

    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", whom_this_machine_believes)
    (line,) = await ways.portal(portal)
    assert line.said == "It can be reached."
