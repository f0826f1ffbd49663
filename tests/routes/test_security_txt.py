"""Whoever has found a flaw is told whom to tell, where the council has named somebody and stands by it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import time_machine

from app.portal import portal
from app.profiles.parts import Flaws
from app.settings import Settings

SANDSHIRE = Path(__file__).parents[1] / "profiles" / "sandshire.toml"
PATH = "/.well-known/security.txt"


@pytest.fixture
async def sandshire(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A portal of the council that names somebody."""
    built = portal(settings.model_copy(update={"profile": str(SANDSHIRE)}))
    async with built.router.lifespan_context(built):
        transport = httpx.ASGITransport(app=built)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            yield client


@time_machine.travel("2026-11-25T12:00:00Z", tick=False)
async def test_it_says_whom_to_tell_and_until_when(sandshire: httpx.AsyncClient) -> None:
    answer = await sandshire.get(PATH)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert dict(line.split(": ", 1) for line in answer.text.splitlines()) == {
        "Contact": "mailto:security@sandshire.example",
        "Expires": "2027-01-01T00:00:00Z",
        "Preferred-Languages": "en",
        "Canonical": f"http://127.0.0.1:8000{PATH}",
        "Policy": "https://sandshire.example/flaws",
    }


@pytest.mark.parametrize(("moment", "status"), [("2026-12-31T23:59:00Z", 200), ("2027-01-01T00:00:00Z", 404)])
async def test_after_its_last_day_it_is_gone(sandshire: httpx.AsyncClient, moment: str, status: int) -> None:
    with time_machine.travel(moment, tick=False):
        assert (await sandshire.get(PATH)).status_code == status


async def test_where_nobody_is_named_there_is_none(client: httpx.AsyncClient) -> None:
    assert (await client.get(PATH)).status_code == 404


@pytest.mark.parametrize(
    "contact", ["security@sandshire.example", "http://sandshire.example", "mailto:nobody"]
)
def test_a_contact_is_an_address_that_can_be_followed(contact: str) -> None:
    with pytest.raises(ValueError, match="must begin with mailto: or https://"):
        Flaws.model_validate({"contact": contact, "until": "2026-12-31"})
