"""A portal with somebody's words in it, and others who would like to have them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.drafts import DraftKey
from app.storage.tables import METADATA
from tests.people import ByHttp, Told, asks_for_a_code, sends, tells_of_a_worry
from tests.professional import writes_as_a_professional

SITE = "http://127.0.0.1:8000"
CANARY = "Canary-5b21"
WORRY = f"{CANARY}: nobody has been home since Monday"

Rows = dict[tuple[str, str], Any]


@pytest.fixture
def visitor(client: httpx.AsyncClient) -> ByHttp:
    return ByHttp(SITE, client)


@pytest.fixture
async def elsewhere(app: FastAPI) -> AsyncIterator[ByHttp]:
    """Somebody else, whose browser holds nothing."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as opened:
        yield ByHttp(SITE, opened)


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
        return [name for name in self.person.client.cookies if name != "session"]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody else may ever be shown."""
        held = self.person.client.cookies.values()
        return (*held, self.told.code, *(group for code in self.codes for group in code.split()))

    def key(self, name: str) -> DraftKey:
        """A key that the browser holds."""
        key = DraftKey.from_cookie(self.person.client.cookies[name])
        assert key
        return key


@pytest.fixture
async def written(app: FastAPI, visitor: ByHttp) -> Written:
    await writes_as_a_professional(visitor, worry=WORRY)
    await visitor.goes_to("/professional/children")
    removes = [one for one in visitor.tree().iter("a") if "/children/" in one.get("href", "")]
    item = removes[0].get("href").split("/")[3]
    of_the_first = await asks_for_a_code(visitor)
    await tells_of_a_worry(visitor, WORRY)
    told = await sends(visitor)
    await tells_of_a_worry(visitor, WORRY)
    codes = (of_the_first, await asks_for_a_code(visitor))
    return Written(visitor, told, codes, item, await rows(app))


async def rows(app: FastAPI) -> Rows:
    """Every row of every table, by table and primary key."""
    found: Rows = {}
    async with app.state.shop.desk.database.single() as connection:
        for table in METADATA.sorted_tables:
            for row in await connection.execute(select(table)):
                key = [str(getattr(row, column.name)) for column in table.primary_key]
                found[table.name, "/".join(key)] = tuple(row)
    return found
