"""In a made-up language no page says a word of English: every sentence is listed, and translated where it is shown."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import httpx
import pytest

from app.help.catalogue import ARTICLES
from app.portal import portal
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.settings import Settings
from tests.chaos.answering import SAID, Answering, Body, all_fields
from tests.chaos.people import Journey, Visitor
from tests.languages.pseudo import PSEUDO, council_in_two_languages, left_in_english

FORMS: Final = ("professional", "family", "community", "young-person", "allegation")
MARK: Final = "Kestrel"
WRITTEN: Final = (
    f"{MARK}: what I saw.",
    *(text for texts in SAID.values() for text in texts if not text.isdigit()),
    "NN15 7PP",
)
HERE: Final = "http://127.0.0.1:8000"
OTHERS: Final = ("", "/status", "/resume", "/help", "/nowhere", *(f"/help/{topic}" for topic in ARTICLES))
OF_A_FORM: Final = (
    "",
    "/leaving",
    "/questions",
    "/check",
    "/save",
    "/delete",
    "/afresh",
    "/email",
    "/hand-over",
)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return council_in_two_languages(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def council(profile: Path) -> Profile:
    return load_profile(str(profile))


@pytest.fixture
async def browser(settings: Settings, profile: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser whose person has chosen the pseudo-language."""
    app = portal(settings.model_copy(update={"profile": str(profile)}))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HERE, follow_redirects=True) as client,
    ):
        await client.get(f"/language/{PSEUDO}")
        yield client


@dataclass
class Reader(Visitor):
    """Somebody who fills in a form, and keeps what is English on each page."""

    council: Profile | None = None
    english: dict[str, list[str]] = field(default_factory=dict)

    async def _tries_once(self, method: str, path: str, body: Body | None) -> bool:
        answered = await super()._tries_once(method, path, body)
        self.reads()
        return answered

    async def looks_at(self, path: str) -> None:
        """Open a page, whatever it is."""
        self.page = await self.client.get(f"{HERE}{path}")
        self.reads()

    def reads(self) -> None:
        """Keep what is English on the page that is open."""
        assert self.page
        assert self.council
        if english := left_in_english(self.page.text, self.council, WRITTEN):
            self.english.setdefault(self.page.url.path, english)


def reader(browser: httpx.AsyncClient, council: Profile, form: str, seed: int) -> Reader:
    chance = Random(seed)  # noqa: S311
    answering = Answering(all_fields(council)[form], chance, MARK)
    journey = Journey(1, form, MARK)
    return Reader((HERE,), browser, answering, chance, journey, council=council)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", [1, 2])
async def test_no_page_of_a_form_says_a_word_of_english(
    browser: httpx.AsyncClient, council: Profile, form: str, seed: int
) -> None:
    person = reader(browser, council, form, seed)
    await person.sends_a_form()
    for path in ("sent", "copy"):
        await person.looks_at(f"/{form}/{path}")
    assert person.english == {}


async def test_no_other_page_does(browser: httpx.AsyncClient, council: Profile) -> None:
    person = reader(browser, council, "community", 1)
    for path in OTHERS:
        await person.looks_at(path)
    for form in FORMS:
        for path in OF_A_FORM:
            await person.looks_at(f"/{form}{path}")
    assert person.english == {}
