"""What an older release wrote and left behind is read, carried and filed by this one: no answer or message is lost.

Each `COMMIT.json` beside this file was written by that commit's own processes (`kept.py`). A test that fails here says
what would happen to people in the middle of a form, and to what is under way, while a council renews its portal.
"""

import base64
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import time_machine
from fastapi import FastAPI

from app.envelope.drafts import DraftKey
from app.forms.answers import EVERYTHING, Answers
from app.forms.walking.unplaced import unplaced
from app.portal import portal
from app.services.drafting import open_draft
from app.settings import Settings
from app.storage import drafts
from tests.calls import posted
from tests.people import ByHttp, is_told
from tests.place import Place, place_of

HERE = "http://127.0.0.1:8000"
RELEASES = sorted(Path(__file__).parent.glob("*.json"))
MOST_PAGES = 12
TAKEN_AWAY: frozenset[tuple[str, str]] = frozenset(
    # Whoever reads the form is no service to be talked to; who had ticked it reads so before it is left out.
    {("sharing_except", "children’s social care")}
)
"""Questions and choices that are there no more, with nothing in their place."""


@dataclass(frozen=True)
class Older:
    """What one older release left behind, and a machine of this release that has its keys."""

    left: Mapping[str, Any]
    settings: Settings

    def words(self, reference: str, *folders: str) -> str:
        """Everything that the hub has of a reference, in these folders of it."""
        paths = [
            path for one in folders for path in (self.settings.hub_folder / one).glob(f"{reference}*.json")
        ]
        return " ".join(path.read_text() for path in paths)


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path, sqlite_url: str) -> Iterator[Older]:
    """On the day on which it was written: neither keys nor drafts last for ever."""
    left = orjson.loads(request.param.read_bytes())
    for name, text in left["keys"].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o600)
    with time_machine.travel(datetime.fromisoformat(left["made_at"]) + timedelta(minutes=2)):
        yield Older(left, Settings(var=tmp_path / "var", keys=tmp_path / "keys", database_url=sqlite_url))


@pytest.fixture
async def app(older: Older) -> AsyncIterator[FastAPI]:
    built = portal(older.settings)
    async with built.router.lifespan_context(built):
        for one in older.left["written"]:
            await stored(built, one)
        yield built


async def stored(app: FastAPI, one: Mapping[str, Any]) -> None:
    """A draft, sealed as the older release stored it."""
    key, desk = key_of(one), app.state.shop.desk
    body, life = base64.b64decode(one["body"]), desk.life(desk.form(one["form"]))
    async with desk.database.single() as connection:
        await drafts.create(connection, key.row_id, one["form"], body, life)


def key_of(one: Mapping[str, Any]) -> DraftKey:
    key = DraftKey.from_cookie(one["cookie"])
    assert key
    return key


async def comes_back(app: FastAPI, one: Mapping[str, Any]) -> ByHttp:
    """The writer of a draft, whose browser has kept its cookie."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url=HERE)
    client.cookies.set(f"draft-{one['form']}", one["cookie"])
    return ByHttp(HERE, client)


async def sends_it(person: ByHttp, form: str) -> str:
    """Presses Send, and Continue on each page that the older release had asked less on; the reference."""
    for _ in range(MOST_PAGES):
        await person.goes_to(f"/{form}/check")
        ways: list[str] = person.tree().xpath("//*[@aria-labelledby='unmet-title']//a/@href")
        if not ways:
            await person.chooses("Send")
            return (await is_told(person)).reference
        await person.goes_to(ways[0].partition("#")[0])
        await person.says()
    raise AssertionError(f"{form} is not sent: {await person.reads()}")


async def test_every_answer_of_a_draft_has_a_place(app: FastAPI, older: Older) -> None:
    """It fails where a question, a choice or a group has another name than it had: keep the old one."""
    for one in older.left["written"]:
        form = app.state.shop.desk.form(one["form"])
        draft = await open_draft(app.state.shop.desk, form, key_of(one))
        assert draft.answers.of(EVERYTHING), one["form"]
        assert unplaced(form, draft.answers) == (), one["form"]


async def test_every_question_and_choice_goes_by_the_name_that_it_had(app: FastAPI, older: Older) -> None:
    """What is not asked any more is in drafts for two weeks, and not sent: CHANGELOG.md says of what that is true."""
    for slug, asked in older.left["asked"].items():
        form = app.state.shop.desk.form(slug)
        told = [(name, one) for name, choices in asked.items() for one in choices or ["a word"]]
        gone = {(name, one) for name, one in told if unplaced(form, Answers({EVERYTHING: {name: one}}))}
        assert gone <= TAKEN_AWAY, slug


async def test_a_draft_is_gone_on_with_and_all_of_it_is_at_the_hub(app: FastAPI, older: Older) -> None:
    sent: list[tuple[str, Mapping[str, Any]]] = []
    for one in older.left["written"]:
        person = await comes_back(app, one)
        sent.append((await sends_it(person, one["form"]), one))
    async with place_of(older.settings) as place:
        await carried(place)
    for reference, one in sent:
        # Both follow from the key: who sends again after a restore is given what they were given before.
        assert reference == one["reference"]
        whole = older.words(reference, ".", "restricted", "identity")
        told = [word for part in one["words"].values() for word in part]
        assert [word for word in told if word not in whole] == [], (one["form"], one["way"])
        openly, apart = older.words(reference, "."), {*one["words"]["restricted"], *one["words"]["identity"]}
        hidden = apart - {*one["words"]["contact"]}
        assert [word for word in hidden if word in openly] == [], (one["form"], one["way"])


async def carried(place: Place) -> None:
    """All that waits is at the hub, however many at once a relay takes."""
    while await place.unsettled() > len(place.receipts()):
        await place.carries()


async def test_a_message_that_waited_is_filed(older: Older) -> None:
    async with place_of(older.settings) as place:
        for raw in older.left["messages"]:
            place.receiver.file(raw.encode())
        assert len(place.receipts()) == len(older.left["messages"])
    for one in older.left["written"]:
        for part, folder in (("contact", "."), ("restricted", "restricted"), ("identity", "identity")):
            there = older.words(one["reference"], folder)
            assert [word for word in one["words"][part] if word not in there] == [], (one["form"], part)


async def test_what_the_hub_had_said_is_heard_and_a_status_code_given_then_opens_it(
    app: FastAPI, older: Older
) -> None:
    for one in older.left["written"]:
        await sends_it(await comes_back(app, one), one["form"])
    visitor = await comes_back(app, older.left["written"][0])
    status, _ = await posted(visitor.client, *older.left["events"])
    assert status == 200
    for one in older.left["written"]:
        await visitor.goes_to("/status")
        await visitor.says(reference=one["reference"], code=one["code"])
        assert "Decided at" in await visitor.reads(), one["form"]
