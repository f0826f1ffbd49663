"""Catalogue 9: killed at each named point and started again, a confirmed referral is at the hub exactly once."""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.crashes.parts import Parts, running
from tests.crashes.points import POINTS, Point
from tests.forked import HUB
from tests.people import ByHttp, sees_progress, sends, tells_of_a_worry
from tests.town import council_of, free_port, until, wait_until_ready

WORRY = "A small child is alone at night."


@pytest.fixture
def slug() -> str:
    """The hub for which the parts find everything compiled."""
    return os.environ[HUB]


@pytest.fixture
def surroundings(request: pytest.FixtureRequest, tmp_path: Path, key_set: Path) -> dict[str, str]:
    """The embedded defaults, or PostgreSQL and RabbitMQ with queues of this test's own."""
    ordinary = {"PORT": str(free_port()), "VAR": str(tmp_path / "var"), "KEYS": str(key_set)}
    if request.param == "embedded":
        return ordinary | {"DATABASE_URL": request.getfixturevalue("sqlite_url")}
    hub: str = request.getfixturevalue("hub")
    return ordinary | {
        "DATABASE_URL": request.getfixturevalue("postgresql_url"),
        "QUEUE_URL": request.getfixturevalue("amqp_url"),
        "PROFILE": str(council_of(hub, tmp_path)),
    }


@pytest.fixture
def point(name: str) -> Point:
    return POINTS[name]


@pytest.fixture
def parts(surroundings: dict[str, str], point: Point) -> Iterator[Parts]:
    site = f"http://127.0.0.1:{surroundings['PORT']}"
    with running(Parts(site, Path(surroundings["VAR"]), surroundings), point) as started:
        wait_until_ready(site)
        yield started


@pytest.mark.parametrize(
    "surroundings",
    ["embedded", pytest.param("servers", marks=(pytest.mark.postgresql, pytest.mark.rabbitmq))],
    indirect=True,
)
@pytest.mark.parametrize("name", POINTS)
async def test_killed_there_a_confirmed_referral_arrives_once(parts: Parts, point: Point) -> None:
    async with httpx.AsyncClient() as client:
        person = ByHttp(parts.site, client)
        if point.follows_a_call:
            await writes_after_a_call(person, WORRY)
        else:
            await tells_of_a_worry(person, WORRY)
        button = "Send now" if point.follows_a_call else "Send"
        try:
            told = await sends(person, button)
        except httpx.TransportError:
            # The portal died of it.
            await comes_back(parts, point)
            told = await sends(person, button)
        else:
            await comes_back(parts, point)
        await sees_progress(person, told, "With our team at")
    await until(lambda: not parts.waiting())
    parts.take_away()
    assert list(parts.taken) == [told.reference]
    assert parts.taken[told.reference]["story"]["worry"] == WORRY


async def writes_after_a_call(person: ByHttp, worry: str) -> None:
    """Fills in, as a professional who has called, what must be there before something urgent can be sent."""
    await person.goes_to("/professional/danger")
    await person.says(danger="yes")
    await person.says(called_999=["yes"])
    await person.says(kind="not-sure")
    await person.says(concerns=["neglect"])
    await person.says(social_worker="no")
    await person.says(spoke="yes", spoke_reference="NN-7K4M-9QXR")
    await person.goes_to("/professional/what-happened")
    await person.says(worry=worry)
    await person.goes_to("/professional/check")


async def comes_back(parts: Parts, point: Point) -> None:
    """Waits for the part to have died at its point, and starts it again; the hub goes on with its work."""
    await until(lambda: parts.has_died(point.part))
    parts.take_away()
    parts.start(point.part)
    wait_until_ready(parts.site)
