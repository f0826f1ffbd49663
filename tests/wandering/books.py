"""What is true of each draft, as a person with a notebook would have it; and the portal that they wander through."""

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI
from sqlalchemy import func, select

from app.envelope.drafts import DraftKey
from app.envelope.keys import ReceiverKeys
from app.forms.kinds.asked import clean
from app.routes.request.shop import Shop
from app.routes.request.tries import Tries
from app.security import Attempts
from app.storage.database import Database
from app.storage.outbox import HUB
from app.storage.retention import purge
from app.storage.tables import outbox, referrals
from tests.wandering.browsers import WORD, Said

Place = tuple[str, str]
"""The item that a page is about, if any, and a field's name."""


@dataclass
class Book:
    """What is true of one draft, as somebody who kept a note of everything would have it."""

    key: str
    """What the cookie holds."""
    opens_until: datetime
    saved: dict[Place, list[str]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Every word that was ever typed into it."""
    codes: dict[str, str] = field(default_factory=dict)
    kept_until: datetime | None = None
    sent: tuple[str, str] | None = None
    gone: bool = False

    @property
    def opens(self) -> bool:
        return not self.gone and not self.sent and datetime.now(UTC) < self.opens_until

    @property
    def returns(self) -> bool:
        kept = self.kept_until is not None and datetime.now(UTC) < self.kept_until
        return not self.gone and not self.sent and (kept or self.opens)

    @property
    def saved_words(self) -> set[str]:
        return {word for values in self.saved.values() for one in values for word in WORD.findall(one)}


@dataclass
class World:
    """A portal, the database of this round, and what the hub needs to open what is sent."""

    app: FastAPI
    loop: asyncio.AbstractEventLoop
    hub_keys: ReceiverKeys

    @property
    def shop(self) -> Shop:
        shop: Shop = self.app.state.shop
        return shop

    def begins(self, url: str) -> None:
        """Nobody has tried any code, and nothing is kept but what this database holds."""
        desk = replace(self.shop.desk, database=Database(url))
        self.app.state.shop = replace(
            self.shop, desk=desk, tries=Tries(resume_codes=Attempts(of_one=1000), numbers=Attempts())
        )

    def does(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(coroutine)

    async def count(self) -> int:
        async with self.shop.desk.database.single() as connection:
            return int((await connection.execute(select(func.count()).select_from(referrals))).scalar_one())

    async def message(self, cookie: str) -> bytes:
        key = DraftKey.from_cookie(cookie)
        assert key
        query = select(outbox.c.body).where(outbox.c.message_id == key.message_id, outbox.c.channel == HUB)
        async with self.shop.desk.database.single() as connection:
            return bytes((await connection.execute(query)).scalar_one())

    async def tidies_up(self) -> None:
        desk = self.shop.desk
        await purge(desk.database, desk.council.periods, datetime.now(UTC))


def item_of(path: str) -> str:
    """The item that a page is about: `/family/children/k3f9w2/name`."""
    parts = path.split("/")
    return parts[3] if len(parts) == 5 else ""


def of_item(place: Place, item: str) -> bool:
    return place[0] == item or place[1].endswith(f"-{item}")


def plain(name: str) -> str:
    """A question's field without what marks a date's part, or that it is not known."""
    return re.sub(r"-(day|month|year|unknown)$", "", name)


def given(name: str, typed: Said) -> list[str]:
    """What a field must hold once this was typed."""
    values = [clean(one).strip() for one in typed.get(name, [])]
    if name.endswith("-unknown") and any(
        given(one, typed) for one in typed if one != name and plain(one) == plain(name)
    ):
        return []
    return [one for one in values if one]
