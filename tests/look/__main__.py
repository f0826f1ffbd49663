"""`make look`: every page in every state, looked at in every way; says what is wrong, and what it all comes to."""

import argparse
import asyncio
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import html5lib
import httpx
from playwright.async_api import Browser

from app.envelope.keys import ReceiverKeys, new_keys
from app.settings import Settings
from app.storage.database import Database
from app.storage.schema import migrate
from tests.look.eyes import DESK, VIEWS, Eyes, View, everything, looking, opened
from tests.look.gathering import Seen, every_form, put_apart, reading
from tests.look.pictures import KEPT, NEW, differs, laid_out, small
from tests.look.visits import everything_else

OUT: Final = Path("var/look")
VNU: Final = OUT / "node_modules/vnu-jar/build/dist/vnu.jar"
WIDE: Final = ("error", "long", "too old", "conflict", "error page", "begun")
"""States that are looked at in every view; in the first, all are."""
PICTURED: Final = (
    *("site home empty", "site status error", "site failure 404 error page", "site help-referred empty"),
    *(
        "professional start empty",
        "professional tasks begun",
        "professional danger error",
        "professional check filled",
    ),
    *("professional children-age error", "professional worry filled", "professional sent filled"),
    *("professional progress uk.mash.contact.decided", "family leaving empty", "family danger empty"),
    *(
        "community about-you empty",
        "community save empty",
        "community copy filled",
        "young-person start empty",
    ),
    *("allegation what-happened error", "professional files filled"),
)
IN_VIEWS: Final = ("desk", "telephone", "right to left on a telephone", "forced colours")


def say(line: str) -> None:
    """A line for whoever waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def look(settings: Settings, folder: Path, views: list[View]) -> list[str]:
    """Look at everything; what is wrong, a line each."""
    async with reading(settings) as (app, reader):
        await every_form(reader)
        await everything_else(reader, app, ReceiverKeys.load(folder / "keys" / "receiver"))
        seen = reader.seen
        wrong = [
            f"{one.name}: status 500"
            for one in seen
            if one.answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR and one.state != "error page"
        ]
        invalid = validated(put_apart(seen, OUT / "pages"))
        states, findings = 0, 0
        async with opened() as browser:
            for view in views:
                chosen = [one for one in seen if view is DESK or one.state in WIDE or one.form == "site"]
                found = await everything(browser, view, reader.client, chosen)
                states, findings = states + len(chosen), findings + sum(map(len, found.values()))
                wrong += [
                    f"{view.name}: {name}: {fault}" for name, faults in found.items() for fault in faults
                ]
                say(f"{view.name}: {len(chosen)} looked at, {sum(map(len, found.values()))} things found")
            wrong += await pictured(browser, reader.client, seen)
            presses = await pressed(browser, reader.client, seen)
        weight = await weighed(reader.client)
    pages = len({(one.form, one.page) for one in seen})
    say(f"pages: {pages}, in {len(seen)} states; looked at {states} times in {len(views)} views")
    say(f"findings: {findings}; invalid HTML: {len(invalid)}")
    say(f"bytes of a first visit: {weight[0]}, in {weight[1]} requests; largest page after it: {weight[2]}")
    say(f"longest task list without a mouse: {presses} key presses")
    return wrong + invalid


def validated(files: dict[Path, Seen]) -> list[str]:
    """What is no valid HTML, as vnu says; without Java, what html5lib cannot read, which is much less."""
    if shutil.which("java") and VNU.exists():
        asked = [
            "java",
            "-Xss2m",
            "-jar",
            str(VNU),
            "--format",
            "json",
            "--exit-zero-always",
            "--stdout",
            *map(str, files),
        ]
        said = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
        names = {path.name: one.name for path, one in files.items()}
        return [
            f"vnu: {names.get(Path(one['url']).name)}: {one['message']}"
            for one in said["messages"]
            if one["type"] != "info"
        ]
    say("There is no vnu or no Java here: HTML is only parsed, which finds less.")
    return [f"html5lib: {one.name}" for path, one in files.items() if not _parses(path.read_bytes())]


def _parses(page: bytes) -> bool:
    parser = html5lib.HTMLParser()
    parser.parse(page)
    return not parser.errors


async def pictured(browser: Browser, portal: httpx.AsyncClient, seen: list[Seen]) -> list[str]:
    """Takes the pictures, compares them, and lays them out in var/look/index.html."""
    told, named = [], {one.name: one for one in seen}
    for view in (one for one in VIEWS if one.name in IN_VIEWS):
        eyes = await looking(browser, view, portal)
        for name in PICTURED if view.name in {"desk", "telephone"} else PICTURED[::3]:
            if name not in named:
                told.append((OUT / f"{name}, {view.name}.png", "is not there"))
                continue
            await eyes.sees(named[name])
            path = OUT / f"{name}, {view.name}.png"
            small(await eyes.page.screenshot(full_page=True)).save(path, optimize=True)
            told.append((path, differs(path, KEPT / path.name)))
        await eyes.page.context.close()
    laid_out(told, OUT / "index.html")
    return [f"picture: {path.stem} {said}" for path, said in told if said not in {"", NEW}]


async def pressed(browser: Browser, portal: httpx.AsyncClient, seen: list[Seen]) -> int:
    """Key presses from the top of the longest task list through all of it to Continue."""
    eyes = await looking(browser, DESK, portal)
    most = 0
    for one in (one for one in seen if one.page == "tasks"):
        await eyes.sees(one)
        most = max(most, await _presses(eyes))
    await eyes.page.context.close()
    return most


async def _presses(eyes: Eyes) -> int:
    for count in range(1, 200):
        await eyes.page.keyboard.press("Tab")
        if await eyes.page.evaluate("document.activeElement.textContent.trim()") == "Continue":
            return count + 1
    raise AssertionError("Continue cannot be reached with the keyboard")


async def weighed(portal: httpx.AsyncClient) -> tuple[int, int, int]:
    """Bytes and requests of a first visit to the heaviest start, and bytes of the heaviest page after it."""
    takes = {"accept-encoding": "gzip, deflate, br"}
    home = await portal.get("/", headers=takes)
    tree = html5lib.parse(home.text, namespaceHTMLElements=False)
    files = {one.get("src") or one.get("href") for one in tree.iter() if one.tag in {"script", "link", "img"}}
    sizes = [int((await portal.get(path, headers=takes)).headers["content-length"]) for path in sorted(files)]
    pages = [
        int((await portal.get(path, headers=takes)).headers["content-length"])
        for path in ("/professional", "/family")
    ]
    return int(home.headers["content-length"]) + sum(sizes), len(sizes) + 1, max(pages)


async def main(profile: str, views: list[View]) -> int:
    """Look, and say how it was: 0 where nothing is wrong."""
    OUT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        new_keys(folder / "keys", date(2026, 1, 1), years=50)
        url = f"sqlite:///{folder}/portal.db"
        database = Database(url)
        await migrate(database)
        await database.close()
        settings = Settings(var=folder / "var", keys=folder / "keys", database_url=url, profile=profile)
        wrong = await look(settings, folder, views)
    for one in wrong:
        say(one[:400])
    say(f"{len(wrong)} things to mend. The pictures: {OUT}/index.html")
    return 1 if wrong else 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--profile", default="northamptonshire")
    asked.add_argument("--views", default="", help="names of views, with commas; all of them without")
    asked.add_argument("--keep", action="store_true", help="the pictures are as they should be: keep them")
    given = asked.parse_args()
    chosen = [one for one in VIEWS if not given.views or one.name in given.views.split(",")]
    code = asyncio.run(main(given.profile, chosen))
    if given.keep:
        KEPT.mkdir(exist_ok=True)
        for picture in OUT.glob("*.png"):
            shutil.copy(picture, KEPT / picture.name)
    sys.exit(code)
