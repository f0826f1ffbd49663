"""Who is written to after sending: a referrer at their work address, and nobody else unasked."""

import pytest
from sqlalchemy import select

from app.envelope.drafts import DraftKey
from app.services.desk import Desk
from app.services.keeping import keep_page
from app.services.submission import send
from app.storage.tables import outbox

OPENING = (("danger", {"danger": ["yes"]}), ("emergency", {"called_999": ["yes"]}))
ADDRESS = {"your_email": ["a@larch-hill.example"]}
WORK = (("your-work", {"at_work": ["yes"]}), ("your-contact", {"your_phone": ["01632 960001"], **ADDRESS}))
HIDDEN = ("your-safety", {"keep_name_from_adult": ["yes"]})
NAMED = (
    ("your-work", {"at_work": ["no"]}),
    ("about-you", {"anonymity": ["named"]}),
    ("who-you-are", ADDRESS),
)


async def channels(desk: Desk, *pages: tuple[str, dict[str, list[str]]]) -> list[str]:
    form, key = desk.form("allegation"), None
    risk = ("still-at-risk", {"still_at_risk": ["no"]})
    for path, said in (*OPENING, pages[0], risk, *pages[1:]):
        key = (await keep_page(desk, form, key, path, said)).draft.key
    assert isinstance(key, DraftKey)
    await send(desk, form, key)
    async with desk.database.single() as connection:
        return sorted((await connection.execute(select(outbox.c.channel))).scalars())


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param(WORK, ["email", "hub"], id="at work"),
        pytest.param((*WORK, HIDDEN), ["email", "hub"], id="at work, and the adult must not know"),
        pytest.param(NAMED, ["hub"], id="named, for themselves"),
        pytest.param((*WORK, ("your-work", {"at_work": ["no"]})), ["hub"], id="not at work after all"),
    ],
)
async def test_only_a_referrer_is_written_to(
    desk: Desk, pages: tuple[tuple[str, dict[str, list[str]]], ...], expected: list[str]
) -> None:
    assert await channels(desk, *pages) == expected
