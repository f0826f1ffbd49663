"""A browser that shows pages exactly as the portal sent them, headers and all, and what is looked for in it."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, Literal

import httpx
from playwright.async_api import Browser, BrowserContext, Page, Route

from tests import chromium
from tests.look.gathering import SITE, Seen

AXE: Final = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
FLAGS: Final = ("--hide-scrollbars", "--font-render-hinting=none")
RULES: Final[Mapping[str, Mapping[str, object]]] = {
    "every": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "sizes": {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "meta-viewport"]},
    "colours": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
ASKED: Final = """(runOnly) => (window.scrollTo(0, 0), axe).run(document, {
    runOnly, resultTypes: ["violations"], ...(runOnly.type === "tag" && {rules: {"target-size": {enabled: true}}}),
}).then(({violations}) => violations.map(({id, nodes}) =>
    "axe " + id + ": " + nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(" ... ")))"""
TURN: Final = """({text, direction}) => {
    const root = document.documentElement;
    root.style.fontSize = text === 100 ? "" : text + "%";
    root.dataset.dir ??= root.dir;
    root.dir = direction || root.dataset.dir;
}"""
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
    direction: Literal["", "rtl"] = ""
    """Where it is not the page's own."""
    dark: bool = False
    forced: bool = False
    axe: Literal["", "every", "sizes", "colours"] = ""
    """Which rules axe is asked about: what a view cannot change it need not be asked twice. We measure in each."""


DESK: Final = View("desk", axe="every")
PHONE: Final = View("telephone and all rules", 320, 640, axe="every")
DARK: Final = View("dark", 360, 740, dark=True, axe="colours")
VIEWS: Final = (
    DESK,
    View("telephone", 320, 640, axe="sizes"),
    View("400% zoom", 320, 225),
    View("200% text", text=200),
    View("200% text on a telephone", 360, 740, text=200),
    View("right to left", direction="rtl"),
    View("right to left on a telephone", 360, 740, direction="rtl"),
    DARK,
    # Where somebody has chosen their own colours, axe would still read ours.
    View("forced colours", forced=True),
    View("no script", 360, 740, script=False, axe="every"),
)


@dataclass
class Eyes:
    """One tab of a browser, in which the page is there already when the view changes."""

    page: Page
    belongings: Mapping[str, httpx.Response]
    script: bool
    shown: Seen | None = None
    before: View = DESK
    """How it was looked at last."""

    async def sees(self, seen: Seen) -> None:
        """Shows a page."""
        self.shown, self.before = seen, replace(self.before, text=100, direction="")
        await self.page.goto(f"{SITE}{seen.path}", wait_until="load")

    async def turns(self, view: View) -> None:
        """Looks at the page in another way; asks the browser only for what is not so already."""
        if self.page.viewport_size != {"width": view.width, "height": view.height}:
            await self.page.set_viewport_size({"width": view.width, "height": view.height})
        if (self.before.dark, self.before.forced) != (view.dark, view.forced):
            await self.page.emulate_media(
                color_scheme="dark" if view.dark else "light",
                forced_colors="active" if view.forced else "none",
            )
        if (self.before.text, self.before.direction) != (view.text, view.direction):
            await self.page.evaluate(TURN, {"text": view.text, "direction": view.direction})
        self.before = view

    async def finds(self, view: View) -> list[str]:
        """Everything that is wrong with the page in a view."""
        await self.turns(view)
        found: list[str] = await self.page.evaluate(GLANCE, asdict(view))
        if view.axe:
            found += await self.page.evaluate(ASKED, RULES[view.axe])
        return found

    async def answers(self, route: Route) -> None:
        """Gives the browser what the portal sent."""
        asked = route.request.url.removeprefix(SITE).partition("#")[0]
        if not self.script and asked.startswith("/static/portal.js"):
            # As where scripts are off, and what is looked for can still be: no page has another script or a noscript.
            await route.abort()
        elif self.shown and route.request.is_navigation_request() and asked == self.shown.path:
            await _fulfil(route, self.shown.answer)
        elif asked in self.belongings:
            await _fulfil(route, self.belongings[asked])
        else:
            await route.fulfill(status=httpx.codes.NO_CONTENT)


async def _fulfil(route: Route, answer: httpx.Response) -> None:
    left_out = {"content-length", "content-encoding", "set-cookie"}
    headers = {name: value for name, value in answer.headers.items() if name not in left_out}
    await route.fulfill(status=answer.status_code, headers=headers, body=answer.content)


def opened() -> AbstractAsyncContextManager[Browser]:
    """Chromium, for as long as the block lasts, with pictures that are alike wherever they are taken."""
    return chromium.opened(*FLAGS)


@asynccontextmanager
async def looking(
    browser: Browser, belongings: Mapping[str, httpx.Response], *, script: bool = True, axe: bool = True
) -> AsyncIterator[Eyes]:
    """A tab, which may know axe."""
    context: BrowserContext = await browser.new_context(reduced_motion="reduce")
    if axe:
        await context.add_init_script(AXE)
    eyes = Eyes(await context.new_page(), belongings, script)
    await context.route("**/*", eyes.answers)
    yield eyes
    await context.close()


async def everything(
    browser: Browser,
    views: Sequence[View],
    belongings: Mapping[str, httpx.Response],
    pages: Sequence[Seen],
    looked: Callable[[Sequence[str]], None] = lambda _faults: None,
) -> dict[tuple[str, str], list[str]]:
    """What is wrong with each of these pages, by the names of the page and of the view."""
    found: dict[tuple[str, str], list[str]] = {}
    for script in sorted({view.script for view in views}, reverse=True):
        chosen = [view for view in views if view.script is script]
        async with looking(browser, belongings, script=script) as eyes:
            for seen in pages:
                await eyes.sees(seen)
                here = {view.name: await eyes.finds(view) for view in chosen}
                found |= {(seen.name, name): faults for name, faults in here.items() if faults}
                looked(
                    [f"{fault} ({seen.name}, {name})" for name, faults in here.items() for fault in faults]
                )
    return found
