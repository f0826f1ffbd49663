"""Catalogue 5: without a key of the hub no form is sent, drafts are kept, and those on duty hear of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from app.delivery.causes import Cause, in_database
from app.doctor.keys import own_keys
from app.services.desk import Desk, today
from app.services.presence import leave_signs
from app.settings import Settings
from app.storage.tables import referrals
from tests.drafted import SLUGS, has_filled_in, whole
from tests.people import ByHttp, sends

Spoil = Callable[[Path], object]
NUMBERS = ("0300 126 7000", "999")


def missing(listed: Path) -> None:
    listed.unlink()


def edited(old: str, new: str) -> Spoil:
    """A change of every place in the list that looks so."""

    def spoil(listed: Path) -> None:
        text = re.sub(old, new, listed.read_text(), flags=re.MULTILINE)
        assert text != listed.read_text()
        listed.write_text(text)

    return spoil


SPOILT: dict[str, Spoil] = {
    "missing": missing,
    "empty": lambda listed: listed.write_text(""),
    "no TOML": edited(r"^\[\[key\]\]", "[[key"),
    "expired": edited(r"^until = .*", "until = 2026-01-31"),
    "not begun": edited(r"^from = .*", "from = 2075-01-01"),
    "malformed": edited('public = "age1', 'public = "age2'),
    "restricted key malformed": edited('(use = "restricted"(?s:.*?)public = ")age1', r"\g<1>age2"),
    "restricted key expired": edited('(use = "restricted"(?s:.*?)until = ).*', r"\g<1>2026-01-31"),
    "another kind of key": edited('use = "contact"', 'use = "mail"'),
}

ON_EVERY_FORM = ("missing", "expired", "malformed", "restricted key expired")


@pytest.fixture
def settings(tmp_path: Path, own_keys_of_portal: Path, sqlite_url: str) -> Settings:
    return Settings(var=tmp_path / "var", keys=own_keys_of_portal, database_url=sqlite_url)


@pytest.fixture
def own_keys_of_portal(tmp_path: Path, key_set: Path) -> Path:
    """Keys that the test may spoil."""
    keys = tmp_path / "keys" / "portal"
    keys.mkdir(parents=True)
    for path in (key_set / "portal").iterdir():
        (keys / path.name).write_bytes(path.read_bytes())
    return tmp_path / "keys"


async def sent(desk: Desk) -> int:
    async with desk.database.single() as connection:
        return (await connection.execute(select(func.count()).select_from(referrals))).scalar_one()


@pytest.mark.parametrize("state", SPOILT)
async def test_no_form_is_sent_and_every_draft_is_kept_until_the_key_is_there(
    app: FastAPI, client: httpx.AsyncClient, visitor: ByHttp, own_keys_of_portal: Path, state: str
) -> None:
    desk: Desk = app.state.shop.desk
    listed = own_keys_of_portal / "portal" / "hub.toml"
    good = listed.read_text()
    SPOILT[state](listed)
    slugs = SLUGS if state in ON_EVERY_FORM else SLUGS[:1]
    for slug in slugs:
        await has_filled_in(client, app, slug, whole(slug))
        await visitor.goes_to(f"/{slug}/check")
        kept = await visitor.reads()
        await visitor.chooses("Send")
        assert visitor.page
        assert visitor.page.status_code == 503
        assert "We cannot send this just now" in await visitor.reads()
        assert all(number in visitor.page.text for number in NUMBERS)
        assert await sent(desk) == 0
        await visitor.goes_to(f"/{slug}/check")
        assert await visitor.reads() == kept
        assert "canary" in kept
    await people_on_duty_hear_of_it(desk, client, own_keys_of_portal)
    listed.write_text(good)
    for slug in slugs:
        await visitor.goes_to(f"/{slug}/check")
        await sends(visitor)
    assert await sent(desk) == len(slugs)


async def people_on_duty_hear_of_it(desk: Desk, client: httpx.AsyncClient, keys: Path) -> None:
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["hub-key"] == "ok") == (503, False)
    said = [line for line in own_keys("portal", keys / "portal", today()) if line.to_do]
    assert "no referral can be sent" in " ".join(line.said for line in said)
    await leave_signs(desk)
    async with desk.database.single() as connection:
        found = await in_database(connection, desk.council, datetime.now(UTC))
    assert Cause.HUB_KEY in {one.cause for one in found if one.stands}
