"""What goes by TLS is believed as this machine believes; why it is not, the doctor says of each server."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.doctor import ways
from app.doctor.certificates import EXPIRED, NO_TLS, NOT_BELIEVED, OTHER_NAME, TOO_NEW, Doubt
from app.doctor.examine import examine
from app.doctor.report import Line
from app.settings import Settings
from tests.certificates import signed_for
from tests.doctor.test_examine import TODAY

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
PASSWORD = "canary-7d21"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    return signed_for(tmp_path, "127.0.0.1")


def context_of(files: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files[1], files[0])
    return context


@contextlib.asynccontextmanager
async def serving(talk: Talk, context: ssl.SSLContext | None) -> AsyncIterator[int]:
    """A server that talks so; its port."""
    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    yield server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(512)
    writer.write(ANSWER)
    await writer.drain()
    writer.close()


@pytest.fixture
async def portal(settings: Settings, certificate: tuple[Path, Path]) -> AsyncIterator[Settings]:
    """A hub whose portal answers by https, with this certificate."""
    async with serving(answers, context_of(certificate)) as port:
        yield settings.model_copy(update={"events_url": f"https://127.0.0.1:{port}/api/events"})


async def test_a_certificate_that_nobody_here_believes_is_told(portal: Settings) -> None:
    (line,) = await ways.portal(portal)
    assert line.said == f"{NOT_BELIEVED.said} {ways.WAIT_HERE}"
    assert "update-ca-certificates" in line.to_do


def believing(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    def whom_this_machine_believes(context: ssl.SSLContext, _purpose: object = None) -> None:
        for one in files:
            context.load_verify_locations(one)

    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", whom_this_machine_believes)


async def test_whom_this_machine_believes_the_hub_believes(
    portal: Settings, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    believing(monkeypatch, certificate[1])
    (line,) = await ways.portal(portal)
    assert line.said == "It can be reached."


@pytest.mark.parametrize(
    ("address", "begins", "doubt"),
    [
        pytest.param("127.0.0.1", -3, EXPIRED, id="expired"),
        pytest.param("127.0.0.1", 1, TOO_NEW, id="not yet valid"),
        pytest.param("127.0.0.2", -1, OTHER_NAME, id="of another name"),
    ],
)
async def test_each_fault_of_a_certificate_is_told_apart(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    begins: int,
    doubt: Doubt,
) -> None:
    files = signed_for(tmp_path, address, begins=begins)
    believing(monkeypatch, files[1])
    async with serving(answers, context_of(files)) as port:
        told = settings.model_copy(update={"events_url": f"https://127.0.0.1:{port}/api/events"})
        (line,) = await ways.portal(told)
    assert line.said == f"{doubt.said} {ways.WAIT_HERE}"
    assert line.to_do == doubt.to_do.format(setting="EVENTS_URL")


SERVERS = {
    "database": ("database_url", "postgresql://mash:{password}@127.0.0.1:{port}/mash?sslmode=verify-full"),
    "queue": ("queue_url", "amqps://mash:{password}@127.0.0.1:{port}/"),
    "mail": ("mail_url", "smtps://mash:{password}@127.0.0.1:{port}"),
}


def as_postgresql(context: ssl.SSLContext) -> Talk:
    """Agrees to go on by TLS, as PostgreSQL does."""

    async def agrees(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(8)
        writer.write(b"S")
        with contextlib.suppress(OSError):
            await writer.start_tls(context)
        writer.close()

    return agrees


async def said_of(settings: Settings, about: str, port: int) -> Line:
    """What the doctor says of one server at a relay."""
    name, url = SERVERS[about]
    there = settings.model_copy(update={name: url.format(password=PASSWORD, port=port)})
    (line,) = [line for line in await examine(there, ("relay",), TODAY) if line.about == about]
    assert PASSWORD not in str(line)
    return line


@pytest.mark.parametrize("about", SERVERS)
async def test_of_each_server_it_is_told_that_nobody_believed_vouches_for_it(
    settings: Settings, certificate: tuple[Path, Path], about: str
) -> None:
    context = context_of(certificate)
    talk, by_tls = (as_postgresql(context), None) if about == "database" else (answers, context)
    async with serving(talk, by_tls) as port:
        assert (await said_of(settings, about, port)).said == NOT_BELIEVED.said


@pytest.mark.parametrize("about", ["queue", "mail"])
async def test_a_server_that_does_not_answer_by_tls_is_told(settings: Settings, about: str) -> None:
    async with serving(answers, None) as port:
        line = await said_of(settings, about, port)
    assert line.said == NO_TLS.said
    assert SERVERS[about][0].upper() in line.to_do


@pytest.mark.rabbitmq
async def test_a_broker_that_refuses_the_password_is_told(settings: Settings, amqp_url: str) -> None:
    there = urlsplit(amqp_url)._replace(
        netloc=f"guest:{PASSWORD}@{urlsplit(amqp_url).netloc.rpartition('@')[2]}"
    )
    lines = await examine(settings.model_copy(update={"queue_url": there.geturl()}), ("relay",), TODAY)
    (line,) = [line for line in lines if line.about == "queue"]
    assert line.said == "The broker refuses this user or password."
