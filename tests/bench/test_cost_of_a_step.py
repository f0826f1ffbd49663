"""What a step costs, in calls of Python functions over those of a page that never changes: no clock, no machine."""

import cProfile
import pstats
from collections.abc import Awaitable, Callable

import httpx
from fastapi import FastAPI

from app.forms import professional
from app.forms.pages import Form
from app.forms.walk import walk
from app.forms.wizard import post
from app.profiles.loading import load_profile
from bench import fixed_page, journeys
from bench.inside import inside
from bench.script import Line, Script, written_down
from tests.forms.conftest import fill, typed_page
from tests.forms.walked import DAY

MOST = 17.0
"""Calls of a request of the neighbour's journey, for each that the fixed page takes; it is 16 today."""


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


def answers_and_calls(form: Form, children: int, adults: int) -> tuple[int, int]:
    """How many answers a draft holds, and how many calls it takes to post a page of it."""
    answers = fill(form, children=children, adults=adults, relation="mother")
    step = walk(form, answers, DAY).at("parents-say")
    assert step
    typed = typed_page(answers, step, {})
    profile = cProfile.Profile()
    profile.enable()
    post(form, answers, step, typed, DAY)
    profile.disable()
    return sum(map(len, answers.said.values())), counted(profile)


def test_the_cost_of_a_step_grows_no_faster_than_the_answers() -> None:
    form = professional.form(load_profile("northamptonshire"))
    few, small = answers_and_calls(form, children=1, adults=1)
    many, large = answers_and_calls(form, children=12, adults=20)
    assert many > 15 * few
    assert large / small <= many / few, (small, large)
