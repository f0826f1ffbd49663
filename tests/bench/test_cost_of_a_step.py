"""What a step costs, in calls of Python functions over those of a page that never changes: no clock, no machine."""

import cProfile
import pstats
import sys
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI

from app.forms import professional
from app.forms.pages import Form
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile
from bench import fixed_page, journeys
from bench.inside import inside
from bench.script import Line, Script, written_down
from tests.drafted import stored
from tests.forms.conftest import fill, typed_page
from tests.forms.walked import DAY

MOST = 13.36 if sys.version_info < (3, 13) else 14.6
"""Calls of a request of the neighbour's journey, for each that the fixed page takes: on SQLite 13.34 today, and 13.24
when it had *Who may be hurting a child?* in place of the longer *What is it about?*. 0.04 of them ask whether a value
is ASCII, as a page of such takes a twentieth fewer instructions. Python 3.13 counts more of them: 13.6 when it was
12.2."""

MOST_OF_AN_ANSWER = 14.4
"""Calls that a step takes more for each answer more, where all are there and only a look at each says that no page is
left. It is 13.8 today: when an adult next meets a child, and whether they live together, have pages of their own,
looked at for each pair of them, and take no answer where no harm is thought of and nobody lives there. It was 23 in
the walks alone when they looked at every page."""


def counted(profile: cProfile.Profile) -> int:
    total: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return total


async def calls_of(work: Callable[[], Awaitable[object]]) -> int:
    profile = cProfile.Profile()
    profile.enable()
    await work()
    profile.disable()
    return counted(profile)


async def calls_of_a_request(app: FastAPI, made: Script) -> float:
    async def once() -> None:
        await made.play(inside(app), lambda _: None)

    await once()
    return await calls_of(once) / len(made.lines)


async def test_a_step_costs_no_more_pages_than_it_did(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app)
    made = await written_down("equal", "http://127.0.0.1:8000", journeys.neighbour, "/send", transport)
    page = Script("fixed page", (Line("GET", "/"),) * len(made.lines), "/send")
    ours, fixed = await calls_of_a_request(app, made), await calls_of_a_request(fixed_page.app, page)
    assert ours / fixed <= MOST, (ours, fixed)


async def answers_and_calls(app: FastAPI, children: int, adults: int) -> tuple[int, int]:
    """How many answers a draft holds that is filled in, and what it takes to show a page of it and to send it."""
    form: Form = app.state.shop.desk.form("professional")
    answers = fill(form, children=children, adults=adults, relation="mother")
    step = walk(form, answers, DAY).at("parents-say")
    assert step
    typed = typed_page(answers, step, {})
    browser = inside(app)
    browser.cookies[b"draft-professional"] = (await stored(app, "professional", answers)).cookie.encode()

    async def once() -> None:
        assert (await browser.get("/professional/parents-say")).status == 200
        body = urlencode({**typed, **browser.hidden()}, doseq=True)
        answer = await browser.post("/professional/parents-say", body)
        assert (answer.status, answer.location) == (303, "/professional/check")

    await once()
    return sum(map(len, answers.said.values())), await calls_of(once)


async def test_a_step_of_a_long_form_costs_little_more_than_one_of_a_short_form(app: FastAPI) -> None:
    few, small = await answers_and_calls(app, children=1, adults=1)
    many, large = await answers_and_calls(app, children=12, adults=20)
    assert many > 15 * few
    assert (large - small) / (many - few) <= MOST_OF_AN_ANSWER, (small, large)


def look_at_one_page(form: Form, children: int, adults: int) -> int:
    answers = fill(form, children=children, adults=adults, relation="mother")
    profile = cProfile.Profile()
    profile.enable()
    seen = walk(form, answers, DAY)
    assert seen.at("parents-say")
    assert seen.before("parents-say")
    assert seen.through_gate()
    profile.disable()
    return counted(profile)


def test_a_page_of_a_long_form_is_looked_at_as_fast_as_one_of_a_short_form() -> None:
    form = professional.form(load_profile("northamptonshire"))
    small, large = look_at_one_page(form, 1, 1), look_at_one_page(form, 12, 20)
    assert large <= 3 * small, (small, large)
