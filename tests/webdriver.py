"""WebKit and Firefox as the tests start them: Debian’s own, no wider than a telephone, and spoken to by WebDriver."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx

from tests.programs import Program, running
from tests.town import PATIENCE, free_port, until

WIDTH, HEIGHT = 360, 740
NO_LESS_WIDE = "* { padding: 0; margin: 0; min-width: 0; font-size: 1px; }\n"
"""The bar above the page, as GTK draws it, would keep WebKit's window wider than a telephone."""
NARROW = """
for (const name of ["width", "min-width", "max-width"])
    gBrowser.selectedBrowser.style.setProperty(name, `${arguments[0]}px`);
"""
"""Firefox has no window that is narrower than 500 pixels; the page in it may be."""
PREFERENCES = """
user_pref("marionette.port", 0);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
"""
"""It chooses a port to be told on, and reaches nothing but this machine."""
WITHOUT_SCRIPTS = 'user_pref("javascript.enabled", false);\n'

PLACES: Mapping[str, tuple[str, str]] = {
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "FindElements": ("POST", "/elements"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementClear": ("POST", "/element/{id}/clear"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"),
    "SetWindowRect": ("POST", "/window/rect"),
    "TakeScreenshot": ("GET", "/screenshot"),
}
"""Where WebDriver has what Firefox knows by its name."""


class RefusedError(Exception):
    """What a browser could not do, in its words."""


class Browser(Protocol):
    """One browser with one page."""

    async def does(self, command: str, **given: Any) -> Any:
        """What comes of a command, by Firefox's name for it."""
        ...


@dataclass
class WebKit:
    """WebKit's own small browser, by its driver, over HTTP."""

    client: httpx.AsyncClient
    session: str

    async def does(self, command: str, **given: Any) -> Any:
        """See Browser."""
        method, place = PLACES[command]
        path = f"{self.session}{place.format(id=given.pop('id', ''))}"
        answer = await self.client.request(method, path, json=given if method == "POST" else None)
        value = answer.json()["value"]
        if not answer.is_success:
            raise RefusedError(command, value)
        return value


@dataclass
class Firefox:
    """Firefox by itself, over Marionette: a length, a colon, and JSON."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    said: int = 0

    async def does(self, command: str, **given: Any) -> Any:
        """See Browser."""
        self.said += 1
        name = command if ":" in command else f"WebDriver:{command}"
        words = json.dumps([0, self.said, name, given]).encode()
        self.writer.write(b"%d:%b" % (len(words), words))
        _, answered, error, result = await self.hears()
        assert answered == self.said
        if error:
            raise RefusedError(command, error)
        return result["value"] if isinstance(result, dict) and "value" in result else result

    async def hears(self) -> Any:
        """The next that it says."""
        length = int((await self.reader.readuntil(b":"))[:-1])
        return json.loads(await self.reader.readexactly(length))


@asynccontextmanager
async def webkit(folder: Path, *, scripts: bool) -> AsyncIterator[Browser]:
    """WebKit, until the end of the block, with pages' own scripts or without; the driver's run all the same."""
    for version in ("3.0", "4.0"):
        (folder / f".config/gtk-{version}").mkdir(parents=True)
        (folder / f".config/gtk-{version}/gtk.css").write_text(NO_LESS_WIDE)
    settings = [] if scripts else ["--enable-javascript-markup=false"]
    wanted = {"webkitgtk:browserOptions": {"args": ["--automation", *settings]}}
    port = free_port()
    with screen(folder) as shown:
        display = await _said(shown, r"^(\d+)$")
        # Nothing here has a graphics card.
        given = {"HOME": str(folder), "DISPLAY": f":{display}", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
        driver = Program("WebKit", ("WebKitWebDriver", f"--port={port}"), given, folder / "webkit.log")
        with running(driver):
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
                session = await _session(client, wanted)
                browser = WebKit(client, f"/session/{session}")
                await browser.does("SetWindowRect", x=0, y=0, width=WIDTH, height=HEIGHT)
                yield browser


async def _session(client: httpx.AsyncClient, wanted: Mapping[str, Any]) -> str:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                answer = await client.post("/session", json={"capabilities": {"alwaysMatch": wanted}})
            except httpx.ConnectError:
                await asyncio.sleep(0.05)
                continue
            assert answer.is_success, answer.text
            session: str = answer.json()["value"]["sessionId"]
            return session


@contextmanager
def screen(folder: Path) -> Iterator[Program]:
    """A screen that nobody looks at, for what cannot do without one; its log says its number."""
    options = ("-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
    with running(Program("Xvfb", ("Xvfb", *options), {}, folder / "screen.log")) as shown:
        yield shown


async def _said(program: Program, pattern: str) -> str:
    """What a program's log says, once it does."""
    await until(lambda: re.search(pattern, program.log.read_text(), re.MULTILINE) is not None)
    found = re.search(pattern, program.log.read_text(), re.MULTILINE)
    assert found
    return found[1]


@asynccontextmanager
async def firefox(folder: Path, *, scripts: bool) -> AsyncIterator[Browser]:
    """Firefox without a window, until the end of the block, with pages' own scripts or without."""
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(PREFERENCES + ("" if scripts else WITHOUT_SCRIPTS))
    options = ("--headless", "--marionette", "--remote-allow-system-access", "--no-remote")
    command = ("firefox-esr", *options, "--profile", str(profile))
    with running(Program("Firefox", command, {"HOME": str(folder)}, folder / "firefox.log")) as program:
        port = await _said(program, r"Marionette\tINFO\tListening on port (\d+)")
        reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
        browser = Firefox(reader, writer)
        await browser.hears()
        await browser.does("NewSession", capabilities={})
        await browser.does("SetWindowRect", x=0, y=0, width=WIDTH, height=HEIGHT)
        await browser.does("Marionette:SetContext", value="chrome")
        await browser.does("ExecuteScript", script=NARROW, args=[WIDTH])
        await browser.does("Marionette:SetContext", value="content")
        yield browser
        writer.close()
