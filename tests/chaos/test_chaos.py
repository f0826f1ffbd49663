"""Catalogue 8 in small: every part is killed while people send, and what they were told arrives once."""

import pytest

from tests.chaos.estate import KINDS
from tests.chaos.run import Asked, run
from tests.chaos.table import table


@pytest.mark.postgresql
@pytest.mark.rabbitmq
async def test_whatever_is_killed_a_confirmed_referral_arrives_exactly_once() -> None:
    done, counted = await run(Asked(confirmed=15, seed=2026, seconds=90, people=6, calm=0.3))

    said = table(done, counted)
    assert counted.is_right(), said
    assert counted.confirmed >= 15, said
    assert all(done.storm.kills[kind] for kind in KINDS), said
    assert not any(journey.gave_up for journey in done.journeys), said
