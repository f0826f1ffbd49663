"""A town, and somebody in it who has a browser or only HTTP."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from aiosmtpd.handlers import Mailbox
from playwright.async_api import ViewportSize

from tests.chromium import opened
from tests.machines import at_work
from tests.mailserver import MailServer
from tests.people import ByHttp, InChromium, Person
from tests.town import Town, council_of, started


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with the embedded defaults: SQLite, the spool and the mail folder."""
    with started(tmp_path_factory.mktemp("town") / "var") as running:
        yield running


@pytest.fixture
def city(
    tmp_path_factory: pytest.TempPathFactory, postgresql_url: str, amqp_url: str, hub: str
) -> Iterator[Town]:
    """A town with PostgreSQL, RabbitMQ and an SMTP server; a hub of its own, so that its queues are its own."""
    folder = tmp_path_factory.mktemp("city")
    post = MailServer(Mailbox(folder / "mailbox"))
    post.start()
    with at_work(
        folder / "var",
        DATABASE_URL=postgresql_url,
        QUEUE_URL=amqp_url,
        MAIL_URL=f"smtp://127.0.0.1:{post.port}",
        PROFILE=str(council_of(hub, folder)),
    ) as running:
        yield running
    post.stop()


@pytest.fixture
async def writer(town: Town) -> AsyncIterator[Person]:
    """Somebody without a script, for the long journeys whose pages others have seen in a browser."""
    async with httpx.AsyncClient() as client:
        yield ByHttp(town.site, client)


@pytest.fixture(params=["http", pytest.param("telephone", marks=pytest.mark.chromium)])
async def devices(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[tuple[Person, Person]]:
    """Two devices that share nothing: without script, and as telephones."""
    if request.param == "http":
        async with httpx.AsyncClient() as one, httpx.AsyncClient() as other:
            yield ByHttp(town.site, one), ByHttp(town.site, other)
        return
    async with opened() as browser:
        size = ViewportSize(width=360, height=740)
        pages = [await (await browser.new_context(viewport=size)).new_page() for _ in range(2)]
        yield InChromium(town.site, pages[0]), InChromium(town.site, pages[1])


@pytest.fixture(params=["http", pytest.param("chromium", marks=pytest.mark.chromium)])
async def person(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[Person]:
    if request.param == "http":
        async with httpx.AsyncClient() as client:
            yield ByHttp(town.site, client)
        return
    async with opened() as browser:
        yield InChromium(town.site, await browser.new_page())
