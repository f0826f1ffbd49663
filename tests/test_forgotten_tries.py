"""Catalogue 38: a portal at work forgets within the hour who tried what, though nobody tries again."""

from dataclasses import fields

import pytest
import time_machine

from app.portal import portal
from app.routes.request.tries import Tries
from app.security import HOUR, Attempts
from app.settings import Settings
from tests.test_security import held
from tests.town import until


async def test_a_portal_at_work_forgets_every_try_by_itself(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.portal.PACE", 0.01)
    built = portal(settings)
    tries: Tries = built.state.shop.tries
    counted: list[Attempts] = [getattr(tries, field.name) for field in fields(tries)]
    with time_machine.travel(1_900_000_000) as clock:
        for attempts in counted:
            attempts.forget_old()
            attempts.count("NN-7K4M-9QXR", "10.0.0.1")
        before = [held(attempts) for attempts in counted]
        clock.shift(HOUR)
        async with built.router.lifespan_context(built):
            await until(lambda: not any(held(one) & had for one, had in zip(counted, before, strict=True)))
    # The key and a count of each kind: of who tried, of what was tried and of both where that is counted.
    assert {len(had) for had in before} == {2, 3, 4}
