"""A town: a portal, a relay and a hub at work, and somebody in it who has a browser or only HTTP."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from playwright.async_api import async_playwright

from tests.people import PATIENCE, ByHttp, InChromium, Person, Town

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    var, port = tmp_path_factory.mktemp("town") / "var", free_port()
    surroundings = {"PATH": os.environ["PATH"], "PORT": str(port), "VAR": str(var)}
    with subprocess.Popen([sys.executable, "-m", "app", "dev"], env=surroundings) as process:
        site = f"http://127.0.0.1:{port}"
        wait_until_ready(site)
        yield Town(site, var)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def wait_until_ready(site: str) -> None:
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport, timeout=PATIENCE) as client:
        assert client.get(f"{site}/readyz").status_code == 200


@pytest.fixture(params=["http", pytest.param("chromium", marks=pytest.mark.chromium)])
async def person(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[Person]:
    if request.param == "http":
        async with httpx.AsyncClient() as client:
            yield ByHttp(town.site, client)
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        yield InChromium(town.site, await browser.new_page())
        await browser.close()
