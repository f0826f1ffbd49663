"""Whose pages are looked at: one council in every view, the other in a few, and one that is read from right to left."""

from collections.abc import AsyncIterator, Container, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import html5lib
import httpx
from fastapi import FastAPI

from app.envelope.keys import ReceiverKeys, new_keys
from app.settings import Settings
from app.storage.database import Database
from app.storage.upkeep.schema import migrate
from app.vocabulary import FormName
from tests.languages.pseudo import MIRRORED, council_in_two_languages, mirrored
from tests.look.eyes import DARK, PHONE, VIEWS, View
from tests.look.gathering import Reader, Seen, belongings, every_form, reading
from tests.look.outcomes import calls, standings
from tests.look.trouble import failures, outages, refusals, warnings
from tests.look.visits import around, site

PACKED: Final = {"accept-encoding": "gzip, deflate, br"}


@dataclass(frozen=True)
class Portal:
    """A council's portal, and how it is looked at."""

    name: str
    """What its pages are called by; nothing for the first."""
    council: str
    forms: Sequence[str]
    views: Sequence[View]
    language: str = ""
    passed: Container[str] = ()
    """States that look like those of the first portal but for names."""


ALWAYS: Final = 2
"""Views in which each page is looked at however quick it is to be."""
LIKE: Final = ("long", "empty", "outage", "too old", "gone", "slip", "opens nothing", "doubted")
PORTALS: Final = (
    Portal("", "northamptonshire", tuple(FormName), VIEWS),
    Portal("Barnet", "barnet", ("professional", "community"), (PHONE, DARK), passed=LIKE),
    Portal("Right to left", "barnet", ("professional", "community"), (PHONE,), MIRRORED, LIKE),
)


@dataclass(frozen=True)
class Gathered:
    """All of a portal's pages, with what belongs to them."""

    portal: Portal
    seen: Sequence[Seen]
    belongings: Mapping[str, httpx.Response]
    weight: tuple[int, int, int]
    """Bytes and requests of a first visit, and bytes of the heaviest start of a form after it."""

    def only(self, words: str) -> "Gathered":
        """Those whose name holds these words."""
        chosen = [one for one in self.seen if words in one.name]
        return Gathered(self.portal, chosen, self.belongings, self.weight)


async def gathered(portal: Portal, folder: Path) -> Gathered:
    """Read all of a portal, in a folder of its own."""
    async with _read(portal, folder) as (app, reader):
        keys = folder / "keys"
        await every_form(reader, portal.forms)
        await reader.begins()
        await site(reader)
        for slug in portal.forms:
            form = reader.desk.form(slug)
            await around(reader, form)
            await warnings(reader, form)
            await refusals(reader, app, form)
        await standings(reader, ReceiverKeys.load(keys / "receiver"))
        await calls(reader, keys, folder / "hub")
        await outages(reader, app, portal.forms)
        await failures(reader, app)
        left = [one for one in reader.seen if one.form == "site" or one.state not in portal.passed]
        distinct = {one.likeness: one for one in reversed(left)}
        weight = await weighed(reader.client)
        return Gathered(portal, [*reversed(distinct.values())], await belongings(reader), weight)


def turns(
    views: Sequence[View], seen: Sequence[Seen], *, quick: bool
) -> Iterator[tuple[Sequence[View], Sequence[Seen]]]:
    """Which pages are looked at in which views."""
    always, others = (views[:ALWAYS], views[ALWAYS:]) if quick else (views, ())
    if not others:
        yield always, seen
    for number, view in enumerate(others):
        yield (*always, view), seen[number :: len(others)]


@asynccontextmanager
async def _read(portal: Portal, folder: Path) -> AsyncIterator[tuple[FastAPI, Reader]]:
    new_keys(folder / "keys", date(2026, 1, 1), years=50)
    url = f"sqlite:///{folder}/portal.db"
    database = Database(url)
    await migrate(database)
    await database.close()
    council = portal.council
    if portal.language:
        council = str(council_in_two_languages(folder, council, portal.language, mirrored))
    settings = Settings(var=folder / "var", keys=folder / "keys", database_url=url, profile=council)
    async with reading(settings) as (app, reader):
        reader.council, reader.language = portal.name, portal.language
        yield app, reader


async def weighed(client: httpx.AsyncClient) -> tuple[int, int, int]:
    """Bytes and requests of a first visit to the heaviest start, and bytes of the heaviest page after it."""
    home = await client.get("/", headers=PACKED)
    tree = html5lib.parse(home.text, namespaceHTMLElements=False)
    files = {one.get("src") or one.get("href") for one in tree.iter() if one.tag in {"script", "link", "img"}}
    sizes = [await _size(client, path) for path in sorted(files)]
    pages = [await _size(client, path) for path in ("/professional", "/family")]
    return int(home.headers["content-length"]) + sum(sizes), len(sizes) + 1, max(pages)


async def _size(client: httpx.AsyncClient, path: str) -> int:
    return int((await client.get(path, headers=PACKED)).headers["content-length"])
