"""A short look: pages of every kind, each in one of the views, with axe, and a few pictures; `make look` takes all."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image, ImageDraw
from playwright.async_api import Browser, Error

from app.envelope.calls import CallCode
from app.envelope.drafts import DraftKey
from app.forms.answers import Answers
from app.settings import Settings
from tests.look.eyes import DESK, VIEWS, everything, opened
from tests.look.gathering import Reader, Seen, belongings, drawn_alike, reading, retold
from tests.look.lives import LIVES, lived
from tests.look.pictures import PICTURED, comparable, differs, pictured
from tests.look.portals import Gathered, Portal
from tests.look.report import together
from tests.look.sweep import stubborn
from tests.look.trouble import failures
from tests.look.visits import around, site

pytestmark = pytest.mark.chromium

FAULTS = {
    "<h1": ("<h2", "h1: there are 0"),
    "<title>": ("<title>Error: ", "title: Error: "),
    'id="main-content"': ('id="main"', "skip link: leads to no main"),
    "</main>": (f"<p>{'w' * 10}</p><pre>{'w' * 900}</pre></main>", "width: "),
    "<main": ('<a href="/x" style>x</a><main', "target: "),
    '<label class="govuk-label govuk-label--s" for="reference">': ("<b>", "label: "),
    'id="reference" name': ('id="reference" tabindex="3" name', "focus order: "),
    '<html lang="en"': ("<html", "axe html-has-lang"),
}
STYLES = {
    "body *:focus, body *:focus + *::before { outline: none !important; box-shadow: none !important; "
    "background: none !important; border-width: 2px !important }": "focus: not to be seen on ",
    "footer { position: fixed; inset: 0 }": "focus: behind ",
    "form { display: flex; flex-direction: column-reverse }": "focus order: goes up to ",
    "p { white-space: nowrap }": "cut off: ",
    ".govuk-body { color: #999 }": "axe color-contrast",
}


@pytest.fixture
async def told(settings: Settings) -> AsyncIterator[tuple[FastAPI, Reader]]:
    async with reading(settings) as both:
        yield both


@pytest.fixture(scope="module")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:  # noqa: ARG001 -- needs the loop
    async with opened() as running:
        yield running


async def test_pages_of_every_kind_are_as_they_should_be_in_one_view_each(
    told: tuple[FastAPI, Reader], browser: Browser, tmp_path: Path
) -> None:
    app, reader = told
    await site(reader)
    await around(reader, reader.desk.form("professional"))
    await failures(reader, app)
    await reader.begins()
    await reader.lives(next(life for life in LIVES if life.name == "about a friend, not to be found"))
    pages = list({(one.page, one.state): one for one in reader.seen}.values())
    assert len(pages) > 80
    needed = await belongings(reader)
    found: dict[tuple[str, str], list[str]] = {}
    for number, view in enumerate(VIEWS):
        found |= await everything(browser, [view], needed, pages[number :: len(VIEWS)])
    assert not together(found)
    if comparable(browser.version):
        some = Gathered(Portal("", "northamptonshire", (), ()), reader.seen, needed, (0, 0, 0))
        assert not [one for one in await pictured(browser, [some], tmp_path, FEW) if one.said]


FEW = {name: PICTURED[name] for name in ("site home empty", "professional tasks begun", "site status error")}


async def test_what_is_wrong_is_found(told: tuple[FastAPI, Reader], browser: Browser) -> None:
    _, reader = told
    page = await reader.client.get("/status")
    broken = []
    for right, (wrong, _) in FAULTS.items():
        assert right in page.text
        broken.append(
            Seen("site", right, "broken", "/status", retold(page, page.text.replace(right, wrong, 1)))
        )
    reader.keeps("site", "status", "empty", "/status", page)
    found = await everything(browser, [DESK], await belongings(reader), broken)
    for one, (_, said) in zip(broken, FAULTS.values(), strict=True):
        faults = found.get((one.name, DESK.name), [])
        assert any(fault.startswith(said) for fault in faults), (one.page, faults)


@pytest.mark.parametrize("style", STYLES)
async def test_a_style_that_keeps_somebody_out_is_found(
    told: tuple[FastAPI, Reader], browser: Browser, style: str
) -> None:
    _, reader = told
    await reader.looks("site", "status", "empty", "/status")
    needed = await belongings(reader)
    sheet = next(path for path in needed if "portal.css" in path)
    needed[sheet] = retold(needed[sheet], needed[sheet].text + style, kind="text/css")
    found = await everything(browser, [DESK], needed, reader.seen)
    assert any(fault.startswith(STYLES[style]) for faults in found.values() for fault in faults), found


@pytest.mark.parametrize("view", ["telephone", "no script"])
async def test_what_a_field_asks_is_not_behind_the_way_out(
    told: tuple[FastAPI, Reader], browser: Browser, view: str
) -> None:
    _, reader = told
    form = reader.desk.form("family")
    await reader.holds(form, lived(form, next(life for life in LIVES if life.form == "family")))
    for path in ("you", "home", "worry"):
        await reader.looks("family", path, "filled", f"/family/{path}")
    needed = await belongings(reader)
    as_seen = [replace(next(one for one in VIEWS if one.name == view), axe="")]
    assert not await everything(browser, as_seen, needed, reader.seen)
    sheet, script = (next(path for path in needed if name in path) for name in ("portal.css", "portal.js"))
    style = f"{needed[sheet].text} * {{ scroll-margin: 0 !important; scroll-padding: 0 !important }}"
    moved = needed[script].text.replace("scrollBy(", "Object(")
    needed |= {sheet: retold(needed[sheet], style, kind="text/css")}
    needed |= {script: retold(needed[script], moved, kind="text/javascript")}
    found = await everything(browser, as_seen, needed, reader.seen)
    assert any(
        fault.startswith("focus: its label is behind") for faults in found.values() for fault in faults
    )


def test_a_picture_may_differ_in_a_few_dots_and_in_no_more(tmp_path: Path) -> None:
    kept, taken = tmp_path / "kept.webp", tmp_path / "taken.webp"
    paper = Image.new("RGB", (400, 300), "white")
    paper.save(kept, lossless=True)
    paper.putpixel((5, 5), (0, 0, 0))
    paper.save(taken, lossless=True)
    assert not differs(taken, kept, tmp_path)
    assert not (tmp_path / "taken.changed.png").exists()
    ImageDraw.Draw(paper).rectangle((10, 10, 60, 60), fill="black")
    paper.save(taken, lossless=True)
    assert differs(taken, kept, tmp_path).startswith("has changed in 2.2% of it: ")
    with Image.open(tmp_path / "taken.changed.png") as beside:
        assert beside.width == 3 * 400 + 20
    paper.crop((0, 0, 400, 200)).save(taken, lossless=True)
    assert differs(taken, kept, tmp_path).startswith("is 400 by 200, and was 400 by 300: ")


def test_what_is_drawn_is_the_same_each_time_and_only_here() -> None:
    drawn = []
    for _ in range(2):
        with drawn_alike():
            drawn.append((DraftKey.new(), CallCode.new(), Answers().add("children")))
    assert drawn[0] == drawn[1]
    assert DraftKey.new().secret != DraftKey.new().secret


async def test_a_browser_that_fails_is_tried_again_and_then_is_a_finding() -> None:
    seen = [Seen("site", "home", "empty", "/", httpx.Response(200))]
    left = ["The target crashed\nat once", "It closed"]

    async def looks() -> dict[tuple[str, str], list[str]]:
        if left:
            raise Error(left.pop())
        return {("site home empty", "desk"): ["width: 900"]}

    assert await stubborn(looks, seen) == {
        ("site home empty", "and those after it"): ["the browser failed: The target crashed"]
    }
    assert await stubborn(looks, seen) == {("site home empty", "desk"): ["width: 900"]}
    left.append("It closed")
    assert await stubborn(looks, seen) == {("site home empty", "desk"): ["width: 900"]}


def test_one_fault_of_many_pages_is_said_once() -> None:
    found = {("a", "desk"): ["width: 900"], ("b", "desk"): ["width: 900", "h1: there are 0"]}
    assert together(found) == ["width: 900 (a, desk and 1 more)", "h1: there are 0 (b, desk)"]
