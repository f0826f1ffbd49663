"""In Chromium, on a page written at work: Back brings what was not sent, and nothing older over what is saved."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.outages import NOWHERE, served_by
from tests.people import InChromium, Said
from tests.traveller import Traveller

pytestmark = pytest.mark.chromium

WORRY = "what-happened"
CHANGED = "changed after you opened this page"
HELD = """() => [...document.querySelectorAll("main form :is(input:not([type=hidden]), textarea)")].map(
  (one) => [one.name, /radio|checkbox/.test(one.type) ? `${one.value} ${one.checked}` : one.value])"""
KEPT_HERE = """() => [
  history.state, navigation.entries().map((one) => one.getState()), {...localStorage}, {...sessionStorage}]"""
OLDER_BROWSER = "delete window.navigation"
ENDLESS = {"offline": False, "latency": 60_000, "downloadThroughput": -1, "uploadThroughput": -1}
"""A line on which nothing arrives while somebody waits."""
OFTEN = 3
"""Pages between one that was sent twice and its first place in the history."""

KINDS: Mapping[str, tuple[str, Mapping[str, Said], Mapping[str, Said]]] = {
    "a long answer": (WORRY, {"worry": "Old words.\nTwo lines."}, {"worry": "New words.\nOf two."}),
    "lines": ("your-contact", {"your_phone": "01632 960 001"}, {"your_email": "new@larch-hill.example"}),
    "a day": ("agreed", {"agreed_on-day": "05"}, {"agreed_on-day": "6", "agreed_on-month": "7"}),
    "one of several": ("safeguarding-lead", {"lead_consulted": "no"}, {"lead_consulted": "yes"}),
    "any of several": (
        "in-the-household",
        {"household": ["alcohol", "drugs"]},
        {"household": ["domestic-abuse-of-an-adult"]},
    ),
    "what another reveals": (
        "visiting",
        {"visit_risk": "yes", "visit_risk_what": "An old dog."},
        {"visit_risk": "no"},
    ),
}


async def fills_in(person: InChromium, answers: Mapping[str, Said]) -> None:
    """Types and ticks, and sends nothing."""
    for name, said in answers.items():
        boxes = person.page.locator(f'[name="{name}"]:is([type=radio], [type=checkbox])')
        if not await boxes.count():
            await person.page.fill(f'[name="{name}"]', str(said))
        for box in await boxes.all():
            ticked = await box.get_attribute("value") in ([said] if isinstance(said, str) else said)
            if ticked or await box.get_attribute("type") == "checkbox":
                await box.set_checked(ticked)


async def sends(person: InChromium, answers: Mapping[str, Said]) -> None:
    await fills_in(person, answers)
    await person.chooses("Continue")


async def held(person: InChromium) -> Any:
    """What the fields hold."""
    return await person.page.evaluate(HELD)


async def saved(traveller: Traveller, path: str) -> Any:
    """What a page holds that is opened for the first time."""
    tab = await traveller.other_tab()
    await tab.goes_to(f"/professional/{path}")
    return await held(tab)


async def goes_back(traveller: Traveller, times: int = 1) -> None:
    for _ in range(times):
        await traveller.page.go_back()


async def writes_twice(
    traveller: Traveller, path: str, older: Mapping[str, Said], newer: Mapping[str, Said]
) -> None:
    """Sends a page, opens it again by its link, sends other words, and goes back to where they wrote the first."""
    await traveller.opens_when_all_is_filled_in("professional", path)
    await sends(traveller, older)
    await traveller.goes_to(f"/professional/{path}")
    await sends(traveller, newer)
    await goes_back(traveller, OFTEN)
    assert await traveller.path() == f"/professional/{path}"


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_replaced_is_not_put_over_what_replaced_it(traveller: Traveller, kind: str) -> None:
    path, older, newer = KINDS[kind]
    await writes_twice(traveller, path, older, newer)
    newest = await saved(traveller, path)
    assert await held(traveller) == newest
    await traveller.chooses("Continue")
    assert await traveller.path() != f"/professional/{path}"
    assert await saved(traveller, path) == newest


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_not_sent_comes_back(traveller: Traveller, kind: str) -> None:
    path, typed, _ = KINDS[kind]
    await traveller.opens_when_all_is_filled_in("professional", path)
    await fills_in(traveller, typed)
    before = await held(traveller)
    await traveller.chooses("Cookies")
    await goes_back(traveller)
    assert await held(traveller) == before
    await traveller.chooses("Continue")
    assert await traveller.path() != f"/professional/{path}"


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_sent_can_be_gone_back_to_and_changed(traveller: Traveller, kind: str) -> None:
    path, typed, more = KINDS[kind]
    await traveller.opens_when_all_is_filled_in("professional", path)
    await sends(traveller, typed)
    onward = await traveller.path()
    await goes_back(traveller)
    assert await held(traveller) == await saved(traveller, path)
    await sends(traveller, more)
    assert await traveller.path() == onward
    await goes_back(traveller)
    assert await held(traveller) == await saved(traveller, path)


async def test_so_can_words_that_are_kept_in_another_form_than_they_were_typed_in(
    traveller: Traveller,
) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    await sends(traveller, {"worry": "  Alone at night. \n"})
    onward = await traveller.path()
    await goes_back(traveller)
    await traveller.page.locator("#worry").press_sequentially(" More.")
    await traveller.chooses("Continue")
    assert await traveller.path() == onward


async def test_what_is_typed_after_going_back_comes_back_too(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    await sends(traveller, {"worry": "Sent."})
    onward = await traveller.path()
    await goes_back(traveller)
    await fills_in(traveller, {"worry": "Sent, and more."})
    await traveller.page.go_forward()
    assert await traveller.path() == onward
    await goes_back(traveller)
    assert await traveller.holds("worry") == "Sent, and more."
    await traveller.chooses("Continue")
    assert await traveller.path() == onward


async def test_what_was_not_sent_and_was_changed_elsewhere_is_shown_beside_it(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    await fills_in(traveller, {"worry": "Not sent."})
    await traveller.goes_to("/professional/tasks")
    await traveller.goes_to(f"/professional/{WORRY}")
    await sends(traveller, {"worry": "Sent later."})
    await goes_back(traveller, 3)
    assert await traveller.holds("worry") == "Not sent."
    await traveller.chooses("Continue")
    assert f"{CHANGED}: Sent later." in await traveller.reads()
    assert await traveller.holds("worry") == "Not sent."


async def test_a_change_of_another_page_is_no_change_of_this_one(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    await fills_in(traveller, {"worry": "Not sent."})
    await traveller.goes_to("/professional/history")
    await sends(traveller, {"how_long": "A year."})
    await goes_back(traveller, 2)
    await traveller.chooses("Continue")
    assert await traveller.path() != f"/professional/{WORRY}"
    assert ["worry", "Not sent."] in await saved(traveller, WORRY)


async def test_ticks_that_nobody_touched_are_as_they_are_saved(traveller: Traveller) -> None:
    path, _, newer = KINDS["one of several"]
    await traveller.opens_when_all_is_filled_in("professional", path)
    tab = await traveller.other_tab()
    await tab.goes_to(f"/professional/{path}")
    await sends(tab, {"lead_consulted": "no"})
    await traveller.chooses("Cookies")
    await goes_back(traveller)
    assert await held(traveller) == await saved(traveller, path)
    await sends(traveller, newer)
    assert await traveller.path() != f"/professional/{path}"


async def test_what_was_on_its_way_and_stopped_comes_back(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    await fills_in(traveller, {"worry": "On its way."})
    line = await traveller.page.context.new_cdp_session(traveller.page)
    await line.send("Network.emulateNetworkConditions", ENDLESS)
    async with served_by(traveller.app, NOWHERE):
        await traveller.page.get_by_role("button", name="Continue").click(no_wait_after=True)
        await traveller.page.wait_for_timeout(500)
        await line.send("Page.stopLoading")
    await line.send("Network.emulateNetworkConditions", {**ENDLESS, "latency": 0})
    await traveller.chooses("Cookies")
    await goes_back(traveller)
    assert await traveller.holds("worry") == "On its way."


async def test_what_an_outage_stopped_comes_back(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    async with served_by(traveller.app, NOWHERE):
        await sends(traveller, {"worry": "In an outage."})
    await goes_back(traveller)
    assert await traveller.holds("worry") == "In an outage."


async def test_so_does_what_was_sent_and_changed_elsewhere_meanwhile(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    tab = await traveller.other_tab()
    await tab.goes_to(f"/professional/{WORRY}")
    await sends(tab, {"worry": "From the other tab."})
    await sends(traveller, {"worry": "From this one."})
    await goes_back(traveller)
    for _ in range(2):
        assert await traveller.holds("worry") == "From this one."
        await traveller.chooses("Continue")
        if await traveller.path() != f"/professional/{WORRY}":
            break
        assert CHANGED in await traveller.reads()
    assert ["worry", "From this one."] in await saved(traveller, WORRY)


async def test_what_was_mended_is_shown_as_it_was_mended(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "your-contact")
    await sends(traveller, {"your_email": "nobody@"})
    await sends(traveller, {"your_email": "somebody@larch-hill.example"})
    onward = await traveller.path()
    for _ in range(2):
        await goes_back(traveller)
        assert await traveller.holds("your_email") == "somebody@larch-hill.example"
    await sends(traveller, {"your_phone": "01632 960 002"})
    assert await traveller.path() == onward


async def test_what_was_refused_and_left_comes_back(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "your-contact")
    await sends(traveller, {"your_email": "nobody@", "your_phone": "01632 960 003"})
    await traveller.chooses("Cookies")
    await goes_back(traveller, 2)
    assert await traveller.holds("your_email") == "nobody@"


async def test_a_browser_that_knows_less_of_its_history_shows_both(traveller: Traveller) -> None:
    await traveller.page.context.add_init_script(OLDER_BROWSER)
    await writes_twice(traveller, WORRY, {"worry": "Older."}, {"worry": "Newer."})
    assert await traveller.holds("worry") == "Older."
    await traveller.chooses("Continue")
    assert f"{CHANGED}: Newer." in await traveller.reads()
    assert await traveller.holds("worry") == "Older."


async def test_the_count_is_of_what_came_back(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", WORRY)
    await fills_in(traveller, {"worry": "w" * 19_990})
    await traveller.chooses("Cookies")
    await goes_back(traveller)
    assert await traveller.page.inner_text("#worry-limit") == "Characters left: 10"


async def test_nothing_that_tells_of_an_answer_is_kept_by_the_script(traveller: Traveller) -> None:
    """A form of the same answers has other marks under another key."""
    marks = set[str]()
    for _ in range(2):
        await traveller.opens_when_all_is_filled_in("professional", WORRY)
        await sends(traveller, {"worry": "Nobody else's business."})
        await goes_back(traveller)
        place, places, *stores = await traveller.page.evaluate(KEPT_HERE)
        assert stores == [{}, {}]
        for one in (place, *filter(None, places)):
            assert set(one) == {"shown", "done"}
            assert isinstance(one["done"], bool)
        marks.add(place["shown"])
    assert len(marks) == 2
