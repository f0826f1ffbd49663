"""A portal with somebody's words in it, and others who would like to have them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.drafts import DraftKey
from app.pdf.press import Press
from app.portal import portal
from app.settings import Settings
from app.storage.tables import METADATA, signs
from tests.people import ByHttp, Said, Told, asks_for_a_code, sends, tells_of_a_worry

SITE = "https://portal.example"
CANARY = "Canary-5b21"
WORRY = f"{CANARY}: nobody has been home since Monday"
OPENING: tuple[dict[str, Said], ...] = (
    {"danger": "no"},
    {"urgent_today": "no"},
    {"kind": "welfare"},
    {"concerns": ["neglect"]},
    {"level": "not-sure", "own_agency": "no"},
    {"social_worker": "no"},
    {"spoke": "no"},
)
"""What a professional says before the rest of the form opens."""

Rows = dict[tuple[str, str], Any]
Answers = list[httpx.Response]


@pytest.fixture
def settings(tmp_path: Path, key_set: Path, sqlite_url: str) -> Settings:
    """A portal as it is in production: people reach it by https."""
    return Settings(var=tmp_path / "var", keys=key_set, database_url=sqlite_url, public_url=SITE)


class Paper(Press):
    """A press that sets nothing: a whole PDF for each route that gives one would take seconds."""

    async def pdf(self, page: str) -> bytes:
        return b"%PDF" + page.encode()


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    built = portal(settings)
    built.state.shop = replace(built.state.shop, press=Paper())
    async with built.router.lifespan_context(built):
        yield built


@asynccontextmanager
async def browser(app: FastAPI) -> AsyncIterator[ByHttp]:
    """Somebody whose browser holds nothing yet."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as opened:
        yield ByHttp(SITE, opened)


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[ByHttp]:
    async with browser(app) as person:
        yield person


@pytest.fixture
async def elsewhere(app: FastAPI) -> AsyncIterator[ByHttp]:
    """Somebody else."""
    async with browser(app) as person:
        yield person


@pytest.fixture
def answers(visitor: ByHttp) -> Answers:
    """Everything that the visitor has been answered, redirects too."""
    seen: Answers = []

    async def see(answer: httpx.Response) -> None:
        await answer.aread()
        seen.append(answer)

    visitor.client.event_hooks = {"response": [see]}
    return seen


@dataclass
class Written:
    """Somebody who has sent one form and is writing two others, and what only they know."""

    person: ByHttp
    told: Told
    codes: tuple[str, ...]
    item: str
    """A child of the professional's draft."""
    rows: Rows
    """What the database holds of them."""

    @property
    def keys(self) -> list[str]:
        """The names of the keys that the browser holds."""
        held = (name.removeprefix("__Host-") for name in self.person.client.cookies)
        return [name for name in held if name != "session"]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody else may ever be shown."""
        held = self.person.client.cookies.values()
        return (*held, self.told.code, *(group for code in self.codes for group in code.split()))

    def key(self, name: str) -> DraftKey:
        """A key that the browser holds."""
        key = DraftKey.from_cookie(self.person.client.cookies[f"__Host-{name}"])
        assert key
        return key


@pytest.fixture
async def written(app: FastAPI, visitor: ByHttp) -> Written:
    item = await begins_as_a_professional(visitor)
    of_the_first = await asks_for_a_code(visitor)
    await tells_of_a_worry(visitor, WORRY)
    told = await sends(visitor)
    await tells_of_a_worry(visitor, WORRY)
    codes = (of_the_first, await asks_for_a_code(visitor))
    return Written(visitor, told, codes, item, await rows(app))


async def begins_as_a_professional(person: ByHttp) -> str:
    """As far as the first child's name; the child's id."""
    await person.goes_to("/professional/danger")
    for said in OPENING:
        await person.says(**said)
    await person.goes_to("/professional/children")
    await person.chooses("Change")
    item = (await person.path()).split("/")[3]
    await person.says(first_name=CANARY, last_name="Nowak")
    return item


async def rows(app: FastAPI) -> Rows:
    """Every row of every table, by table and primary key; but not the signs that processes leave by the clock."""
    found: Rows = {}
    async with app.state.shop.desk.database.single() as connection:
        for table in (one for one in METADATA.sorted_tables if one is not signs):
            for row in await connection.execute(select(table)):
                key = [str(getattr(row, column.name)) for column in table.primary_key]
                found[table.name, "/".join(key)] = tuple(row)
    return found


def known_of(written: Written, slug: str) -> dict[str, str]:
    """The parts of addresses that lead to what somebody has written."""
    return {
        "slug": slug,
        "item": written.item,
        "named": written.key("draft-professional").link_name,
        "message_id": str(written.key("sent-community").message_id),
    }
