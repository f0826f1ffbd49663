"""Catalogue 8 in small: relay and receiver are killed in the middle, and every referral arrives once."""

import random
from pathlib import Path

import httpx

from tests.people import ByHttp, sends, tells_of_a_worry
from tests.town import started, until

REFERRALS = 8


async def test_killed_in_the_middle_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    seeded = random.Random(2026)  # noqa: S311 -- it chooses what to kill
    with started(tmp_path / "var") as town:
        sent: dict[str, str] = {}
        for number in range(REFERRALS):
            async with httpx.AsyncClient() as client:
                person = ByHttp(town.site, client)
                await tells_of_a_worry(person, f"Worry number {number}")
                told = await sends(person)
                sent[told.reference] = f"Worry number {number}"
            town.kill(seeded.choice(["relay", "receive"]))
        await until(lambda: len(town.contacts()) >= REFERRALS)
        opened = {contact["reference"]: contact["story"]["worry"] for contact in town.contacts()}
        assert opened == sent
        await until(lambda: not any((town.var / "spool").glob("*.json")))
        assert len({contact["message_id"] for contact in town.contacts()}) == REFERRALS
