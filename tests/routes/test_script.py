"""What helps in Chromium with a script and without it: a count of characters, names to choose from, printing."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.async_api import Browser, CDPSession, FilePayload, Page

from app.forms.kinds.asked import clean
from app.forms.questions import LONGEST_ANSWER
from app.portal import portal
from app.settings import Settings
from tests.contact.conftest import fill
from tests.drafted import has_filled_in
from tests.listening import listening
from tests.look.eyes import AXE
from tests.people import InChromium, opens_the_form, tells_of_a_worry

pytestmark = pytest.mark.chromium

SANDSHIRE = Path(__file__).parents[1] / "profiles" / "sandshire.toml"

FULL = "w" * 18_001
ODD = (
    *(
        "a\r\nb",
        "\u0000\u0007\u0085x",
        "\ufeff a \ufeff",
        "\u2003\u00a0 wide \u3000",
        "\u200bx\u200b",
        " \t\n",
        "a\x0b\x0cb\x0b",
    ),
    *("😀😀", "👩‍👧", "e\u0301", "\u2028x\u2029", "\x1c\x1fx\x1d", "\u1680x\u180e", "محمد", "\u202ex"),
)


LETTER: FilePayload = {"name": "a letter.txt", "mimeType": "text/plain", "buffer": b"words " * 30_000}
TELLS = """() => new MutationObserver(() => {
  const said = document.querySelector(".portal-upload__progress [role=status]");
  if (said) console.debug(said.textContent);
}).observe(document.body, { subtree: true, childList: true, characterData: true })"""

PRESSES = """(words) => {
  const buttons = [...document.querySelectorAll("button")];
  for (const said of words) buttons.find((one) => one.textContent.trim() === said).click();
}"""


async def somebody(chromium: Browser, site: str, *, script: bool) -> InChromium:
    context = await chromium.new_context(java_script_enabled=script, locale="en-GB")
    return InChromium(site, await context.new_page())


async def on_the_worry(chromium: Browser, site: str, *, script: bool) -> InChromium:
    person = await somebody(chromium, site, script=script)
    await opens_the_form(person)
    return person


async def on_the_files(chromium: Browser, site: str, app: FastAPI, client: httpx.AsyncClient) -> InChromium:
    person = await with_the_draft_of(client, app, chromium, site)
    await person.goes_to("/professional/files")
    return person


async def with_the_draft_of(
    client: httpx.AsyncClient, app: FastAPI, chromium: Browser, site: str
) -> InChromium:
    """Somebody at work who has filled in everything."""
    person = await somebody(chromium, site, script=True)
    await has_filled_in(client, app, "professional", fill("professional", files=[]))
    for name, value in client.cookies.items():
        await person.page.context.add_cookies([{"name": name, "value": value, "url": site}])
    return person


async def over(line: CDPSession, *, bytes_a_second: int) -> None:
    """The page's line from now on: none with 0, the whole of it with -1."""
    speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    await line.send("Network.emulateNetworkConditions", {"offline": not bytes_a_second, **speed})


async def shown(page: Page) -> str:
    return " ".join((await page.inner_text(".portal-limit")).split())


async def test_it_counts_only_once_little_is_left_and_keeps_nobody_from_typing(
    chromium: Browser, site: str
) -> None:
    page = (await on_the_worry(chromium, site, script=True)).page
    await page.fill("#worry", "w" * 18_000)
    assert await shown(page) == ""
    await page.fill("#worry", FULL)
    assert await shown(page) == "Characters left: 1,999"
    await page.fill("#worry", "w" * 20_012)
    assert await shown(page) == "Characters too many: 12"
    assert len(await page.input_value("#worry")) == 20_012
    await page.fill("#worry", "w" * 20_000)
    assert await shown(page) == "Characters left: 0"
    await page.fill("#worry", "short")
    assert await shown(page) == ""


async def test_it_is_said_in_a_pause_and_not_at_every_key(chromium: Browser, site: str) -> None:
    page = (await on_the_worry(chromium, site, script=True)).page
    await page.clock.install(time=0)
    await page.clock.pause_at(1)
    said = page.locator(".portal-limit + [role=status]")
    await page.fill("#worry", FULL)
    await page.clock.run_for(900)
    await page.fill("#worry", f"{FULL}w")
    await page.clock.run_for(900)
    assert await said.text_content() == ""
    await page.clock.run_for(200)
    assert await said.text_content() == "Characters left: 1,998"
    assert await page.get_attribute(".portal-limit", "aria-hidden") == "true"


async def test_it_counts_as_we_count(chromium: Browser, site: str) -> None:
    page = (await on_the_worry(chromium, site, script=True)).page
    for odd in ODD:
        text = odd + "w" * 18_500 + odd
        await page.fill("#worry", text)
        left = LONGEST_ANSWER - len(clean(text).strip())
        assert await shown(page) == f"Characters left: {left:,}", ascii(odd)


@pytest.mark.parametrize("script", [True, False])
async def test_too_much_is_refused_by_us_and_still_on_the_page(
    chromium: Browser, site: str, *, script: bool
) -> None:
    person = await on_the_worry(chromium, site, script=script)
    await person.says(worry="w" * 20_001)
    assert "use 20,000 characters or fewer" in await person.reads()
    said = "Characters too many: 1" if script else "You can use up to 20,000 characters."
    assert await shown(person.page) == said
    described = await person.page.get_attribute("#worry", "aria-describedby")
    assert described
    assert described.split()[-1] == "worry-limit"


async def test_without_a_script_the_limit_is_named_only_where_it_is_near(
    chromium: Browser, site: str
) -> None:
    person = await on_the_worry(chromium, site, script=False)
    assert await shown(person.page) == ""
    await person.says(worry=FULL)
    await person.goes_to("/community/worry")
    assert await shown(person.page) == "You can use up to 20,000 characters."


@pytest.mark.parametrize("script", [True, False])
async def test_a_sheet_of_questions_can_be_printed(chromium: Browser, site: str, *, script: bool) -> None:
    person = await somebody(chromium, site, script=script)
    await person.page.add_init_script("window.print = () => document.body.append('It prints.')")
    await person.goes_to("/professional/questions")
    button = person.page.get_by_role("button", name="Print this page")
    if not script:
        assert await button.count() == 0
        assert "‘Print’ in the menu of your browser" in await person.reads()
        return
    await button.click()
    assert "It prints." in await person.page.inner_text("body")
    await prints_calmly(person.page)


async def prints_calmly(page: Page) -> None:
    """On paper there is nothing to press, and no way to anywhere else."""
    await page.emulate_media(media="print")
    assert (
        await page.locator(":is(button, nav, .govuk-skip-link, .govuk-summary-list__actions):visible").count()
        == 0
    )
    assert await page.locator("h1:visible").count() == 1
    printed = "all => all.map(one => getComputedStyle(one, '::after').content)"
    assert set(await page.locator("main a.govuk-link").evaluate_all(printed)) <= {"none"}


async def test_what_a_family_writes_is_offered_to_no_printer(chromium: Browser, site: str) -> None:
    """The copy says first what paper in a house can do; checking does not."""
    person = await somebody(chromium, site, script=True)
    await tells_of_a_worry(person)
    assert await person.page.locator("[data-print]").count() == 0
    await prints_calmly(person.page)


async def test_a_professional_can_print_the_tasks_and_the_answers(
    chromium: Browser, site: str, app: FastAPI, client: httpx.AsyncClient
) -> None:
    person = await with_the_draft_of(client, app, chromium, site)
    for path in ("tasks", "check"):
        await person.goes_to(f"/professional/{path}")
        assert await person.page.get_by_role("button", name="Print this page").is_visible()
        await prints_calmly(person.page)
        await person.page.emulate_media(media="screen")


@pytest.fixture
async def sandshire(settings: Settings) -> AsyncIterator[str]:
    """The portal of a made-up council that lists its schools."""
    built = portal(settings.model_copy(update={"profile": str(SANDSHIRE)}))
    async with built.router.lifespan_context(built), listening(built, settings) as (port, _):
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("script", [True, False])
async def test_a_school_can_be_chosen_from_the_council_s_list_or_written(
    chromium: Browser, sandshire: str, *, script: bool
) -> None:
    person = await on_the_worry(chromium, sandshire, script=script)
    await person.goes_to("/community/find-the-child")
    field = person.page.get_by_role("combobox", name="School, nursery or club (optional)")
    offered = "one => [...one.list.options].map(option => option.value)"
    assert await field.evaluate(offered) == [
        "Larch Hill Primary",
        "St Brigid’s & St Mary’s",
        "Sandmouth Academy",
    ]
    if script:
        await person.page.evaluate(AXE)
        found = await person.page.evaluate("axe.run(document)")
        assert [one["id"] for one in found["violations"]] == []
    await person.says(find_school="A school of another council")
    await person.goes_to("/community/find-the-child")
    assert await field.input_value() == "A school of another council"


async def test_a_slow_line_says_how_much_was_sent_and_adds_nothing_twice(
    chromium: Browser, site: str, app: FastAPI, client: httpx.AsyncClient
) -> None:
    page, heard, ways = (await on_the_files(chromium, site, app, client)).page, list[str](), list[str]()
    page.on("request", lambda one: ways.append(one.method))
    line = await page.context.new_cdp_session(page)
    page.on("console", lambda one: heard.append(one.text if one.type == "debug" else ""))
    await page.evaluate(TELLS)
    await over(line, bytes_a_second=100_000)
    await page.set_input_files('[type="file"]', LETTER)
    await page.evaluate(PRESSES, ["Add what you chose", "Add what you chose", "Continue"])
    await page.locator(".portal-files__file").wait_for()
    assert ways.count("POST") == 1
    assert await page.locator(".portal-files__file").count() == 1
    told = [said for at, said in enumerate(heard) if said and said != heard[at - 1]]
    sent = [int(said.removeprefix("Sending: ").removesuffix("%")) for said in told[:-1]]
    assert sent == sorted(set(sent))
    assert len(sent) > 3, "often enough to be believed"
    assert {percent % 10 for percent in sent} == {0}
    assert told[-1] == "All of it is here. We are looking at it."


async def test_a_line_that_breaks_says_so_and_what_was_chosen_can_be_sent_again(
    chromium: Browser, site: str, app: FastAPI, client: httpx.AsyncClient
) -> None:
    page = (await on_the_files(chromium, site, app, client)).page
    line = await page.context.new_cdp_session(page)
    await page.set_input_files('[type="file"]', LETTER)
    await over(line, bytes_a_second=0)
    add = page.get_by_role("button", name="Add what you chose")
    await add.click()
    said = page.locator(".portal-upload__progress [role=status]")
    await said.filter(has_text="It did not arrive. Check your connection, then try again.").wait_for()
    assert await page.locator("progress").count() == 0
    await over(line, bytes_a_second=-1)
    # A button that is pressed twice within a second is pressed once.
    await page.wait_for_timeout(1100)
    await add.click()
    await page.locator(".portal-files__file").wait_for()
    assert "a letter.txt (176 KB)" in " ".join((await page.inner_text(".portal-files")).split())
