"""A browser that shows pages exactly as the portal sent them, headers and all, and what is looked for in it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright

from tests.look.gathering import SITE, Seen

AXE: Final = Path(__file__).parent / "axe" / "axe.min.js"
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"),
    *("--disable-background-networking", "--disable-sync", "--hide-scrollbars", "--font-render-hinting=none"),
)
RULES: Final = """(rules) => (window.scrollTo(0, 0), axe).run(document, {
    rules,
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) =>
    id + ": " + nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(" ... ")))"""
GLANCE: Final = (Path(__file__).parent / "glance.js").read_text(encoding="utf-8")
"""What axe does not look for: headings, title, focus, error links, width, sizes of what is pressed."""


@dataclass(frozen=True)
class View:
    """How somebody looks at a page."""

    name: str
    width: int = 1280
    height: int = 900
    script: bool = True
    text: int = 100
    """Per cent of the usual size of letters."""
    direction: str = "ltr"
    media: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rules(self) -> dict[str, Any]:
        """Axe's rules that say nothing here: where somebody has chosen their own colours, it reads ours."""
        return {"color-contrast": {"enabled": False}} if "forced_colors" in self.media else {}

    @property
    def options(self) -> dict[str, Any]:
        """The same for a browser."""
        size = {"width": self.width, "height": self.height}
        return {
            "viewport": size,
            "reduced_motion": "reduce",
            **self.media,
        }


DESK: Final = View("desk")
VIEWS: Final = (
    DESK,
    View("telephone", 320, 640),
    View("400% zoom", 320, 225),
    View("200% text", 1280, 900, text=200),
    View("200% text on a telephone", 360, 740, text=200),
    View("right to left", 1280, 900, direction="rtl"),
    View("right to left on a telephone", 360, 740, direction="rtl"),
    View("dark", media={"color_scheme": "dark"}),
    View("forced colours", media={"forced_colors": "active", "color_scheme": "dark"}),
    View("no script", script=False),
)


@dataclass
class Eyes:
    """One browser's tab in one view."""

    view: View
    page: Page
    portal: httpx.AsyncClient
    shown: Seen | None = None

    async def sees(self, seen: Seen) -> None:
        """Shows a page."""
        self.shown = seen
        await self.page.goto(f"{SITE}{seen.path}", wait_until="load")
        if self.view.text != 100:
            await self.page.evaluate(
                "size => { document.documentElement.style.fontSize = size }", f"{self.view.text}%"
            )

    async def finds(self, *, with_axe: bool = True) -> list[str]:
        """Everything that is wrong with the page."""
        found: list[str] = await self.page.evaluate(GLANCE, {"script": self.view.script})
        if with_axe:
            found += await self.page.evaluate(RULES, self.view.rules)
        return found

    async def answers(self, route: Route) -> None:
        """Gives the browser what the portal sent, or asks the portal for what belongs to it."""
        asked = route.request.url.removeprefix(SITE)
        if not self.view.script and asked.startswith("/static/portal.js"):
            # As where scripts are off, and what is looked for can still be: no page has another script or a noscript.
            await route.abort()
            return
        if (
            self.shown
            and route.request.is_navigation_request()
            and asked.partition("#")[0] == self.shown.path
        ):
            await _fulfil(route, self.shown.answer, turned(self.shown.answer.content, self.view.direction))
        else:
            answer = await self.portal.get(asked)
            await _fulfil(route, answer, answer.content)


def turned(content: bytes, direction: str) -> bytes:
    """A page as one whose language is written in this direction."""
    return (
        content.replace(b' dir="ltr"', f' dir="{direction}"'.encode(), 1) if direction != "ltr" else content
    )


async def _fulfil(route: Route, answer: httpx.Response, body: bytes) -> None:
    left_out = {"content-length", "content-encoding", "set-cookie"}
    headers = {name: value for name, value in answer.headers.items() if name not in left_out}
    await route.fulfill(status=answer.status_code, headers=headers, body=body)


@asynccontextmanager
async def opened() -> AsyncIterator[Browser]:
    """Chromium, for as long as the block lasts."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        await browser.close()


async def looking(browser: Browser, view: View, portal: httpx.AsyncClient) -> Eyes:
    """A tab in this view, which knows axe."""
    context: BrowserContext = await browser.new_context(**view.options)
    await context.add_init_script(AXE.read_text(encoding="utf-8"))
    eyes = Eyes(view, await context.new_page(), portal)
    await context.route("**/*", eyes.answers)
    return eyes


async def everything(
    browser: Browser, view: View, portal: httpx.AsyncClient, pages: Sequence[Seen]
) -> dict[str, list[str]]:
    """What is wrong with each of these pages in this view, by the page's name."""
    eyes = await looking(browser, view, portal)
    found: dict[str, list[str]] = {}
    for seen in pages:
        await eyes.sees(seen)
        if faults := await eyes.finds():
            found[seen.name] = faults
    await eyes.page.context.close()
    return found
