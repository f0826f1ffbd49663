"""Catalogue 30 to 32, the whole way: harmful words in every field of what is sent, and everything that comes of it."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import httpx
import orjson
import pytest
import time_machine
from fastapi import FastAPI
from typer.testing import CliRunner

from app.__main__ import cli
from app.delivery.email import MailChannel
from app.envelope.drafts import DraftKey
from app.envelope.keys import RelayKeys
from app.forms.kinds.asked import clean
from app.profiles.loading import load_profile
from app.receiver.receive import open_receiver
from app.routes.request.shop import Shop
from app.settings import Settings
from app.storage import drafts, outbox
from tests.contact.conftest import FORMS, fill, over
from tests.corpus import everywhere
from tests.drafted import until
from tests.letters import Pile, stationery, words
from tests.test_corpus import HARMFUL, NAMES, skeleton
from tests.wandering.browsers import Sheet

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OTHERS = ("/tasks", "/check", "/save", "/delete", "/children", "/adults")
SENT = ("/sent", "/copy", "/whole-copy")
LETTERS = re.compile(r"\S")
HARMLESS = re.sub(r"(\S+@elsewhere\.example)|\S", lambda found: found[1] or "x", clean(HARMFUL).strip())
"""As many letters in as many lines, of which none means anything; an address stays, for pages warn of those."""
SURROGATES = re.compile(r"[\ud800-\udfff]")
WRITTEN = {"text", "email", "tel"}


class Told:
    """Everything that comes out of one form, by what it is."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.statuses: dict[str, int] = {}
        self.hub: dict[str, str] = {}
        self.said: dict[str, Any] = {}
        self.emails: list[EmailMessage] = []
        self.printed = ""
        self.table = ""

    def keep(self, name: str, answer: httpx.Response) -> None:
        self.pages[name], self.statuses[name] = answer.text, answer.status_code


async def begun(app: FastAPI, client: httpx.AsyncClient, form: str, said: str) -> list[str]:
    """A draft with these words in every field, in this browser; the addresses of its pages."""
    shop: Shop = app.state.shop
    key, answers = (
        DraftKey.new(),
        fill(form, adults=1, keep="yes", files=None, **everywhere(FORMS[form], said)),
    )
    async with shop.desk.database.single() as connection:
        sealed = key.seal(1, answers.document())
        await drafts.create(connection, key.row_id, form, sealed, until(NOON + timedelta(days=1)))
    client.cookies.clear()
    client.cookies.set(f"draft-{form}", key.cookie)
    return [step.path for step in over(form, answers).steps]


async def shown_and_typed_again(
    client: httpx.AsyncClient, told: Told, form: str, paths: list[str], said: str
) -> None:
    """Each page as it holds the words, and as it comes back where they are typed into every field that takes any."""
    for number, path in enumerate(paths):
        shown = await client.get(f"/{form}/{path}")
        told.keep(f"page {number}", shown)
        sheet = Sheet(path, shown.status_code, shown.text)
        written = [one for one in sheet.fields() if one.tag == "textarea" or one.get("type") in WRITTEN]
        if written:
            # A browser has no lone surrogates to send: those are for test_bad_bodies.
            typed = {one.get("name"): [SURROGATES.sub("", said)] for one in written}
            again = await client.post(f"/{form}/{path}", data={**sheet.hidden, **sheet.shown, **typed})
            told.keep(f"page {number} again", again)


async def sent(client: httpx.AsyncClient, told: Told, form: str) -> None:
    for path in OTHERS:
        told.keep(path, await client.get(f"/{form}{path}"))
    token = Sheet("", 200, told.pages["/check"]).token
    answer = await client.post(f"/{form}/send", data={"csrf": token})
    assert answer.headers.get("location") == f"/{form}/sent", Sheet("", 200, answer.text).main[:600]
    for path in SENT:
        told.keep(path, await client.get(f"/{form}{path}"))


async def carried(app: FastAPI, settings: Settings, told: Told) -> None:
    """What the relay has to carry: the message to the hub, and an email if there is one."""
    profile, pile = load_profile("northamptonshire"), Pile()
    mail = MailChannel(
        profile,
        RelayKeys.load(settings.keys_folder / "relay"),
        pile,
        stationery(profile),
    )
    for row in await leaving(app):
        if row.channel == outbox.HUB:
            settings.spool_folder.mkdir(parents=True, exist_ok=True)
            (settings.spool_folder / f"{row.message_id}.json").write_bytes(row.body)
        else:
            await mail.deliver(row)
    told.emails = pile.sent
    receiver = open_receiver(settings, profile)
    while await receiver.receive_some():
        pass
    for file in sorted(one for one in settings.hub_folder.rglob("*") if one.suffix in {".html", ".json"}):
        if not file.relative_to(settings.hub_folder).parts[0].startswith("."):
            kind = re.sub(r"NN-\w{4}-\w{4}", "REFERENCE", file.name)
            if file.suffix == ".html":
                told.hub[kind] = file.read_text(encoding="utf-8")
            else:
                told.said[kind] = orjson.loads(file.read_bytes())


async def leaving(app: FastAPI) -> Sequence[outbox.OutboxRow]:
    shop: Shop = app.state.shop
    async with shop.desk.database.transaction() as connection:
        due, until = NOON + timedelta(minutes=1), NOON + timedelta(hours=1)
        return await outbox.claim(connection, outbox.CHANNELS, due, until, 10)


def printed(settings: Settings, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the hub's command line prints, and the table that it writes for a spreadsheet."""
    monkeypatch.setenv("VAR", str(settings.var))
    monkeypatch.setenv("KEYS", str(settings.keys_folder))
    reference = told.said["REFERENCE.json"]["reference"]
    file = settings.var / "report.csv"
    for line in (
        ("hub", "screening", reference),
        ("hub", "decide", reference, "early-help"),
        ("hub", "show", reference),
        ("report", "--from", "2026-11-01", "--csv", str(file)),
    ):
        ran = CliRunner().invoke(cli, line)
        assert ran.exit_code == 0, ran.output
        told.printed += ran.output.replace(reference, "").replace(str(file), "")
    told.table = file.read_text(encoding="utf-8-sig")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as coordinates:
        yield coordinates


@pytest.mark.parametrize("form", NAMES)
async def test_harmful_words_come_out_of_everything_as_words_and_nothing_else(
    app: FastAPI,
    client: httpx.AsyncClient,
    settings: Settings,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    assert clock
    harmful, harmless = Told(), Told()
    for told, said in ((harmful, HARMFUL), (harmless, HARMLESS)):
        paths = await begun(app, client, form, said)
        await shown_and_typed_again(client, told, form, paths, said)
        await sent(client, told, form)
        own = settings.model_copy(update={"var": settings.var / str(len(said))})
        await carried(app, own, told)
        printed(own, told, monkeypatch)
    assert harmful.statuses == harmless.statuses
    for name, page in (harmful.pages | harmful.hub).items():
        assert skeleton(page) == skeleton((harmless.pages | harmless.hub)[name]), name
    for name, document in harmful.said.items():
        assert shape(document) == shape(harmless.said[name]), name
    for ours, theirs in zip(harmful.emails, harmless.emails, strict=True):
        assert letters(ours) == letters(theirs)
    assert harmful.printed == harmless.printed
    assert harmful.table == harmless.table


def shape(document: Any) -> Any:
    """A document with every letter that somebody may have written made the same."""
    if isinstance(document, dict):
        return {name: shape(value) for name, value in document.items()}
    if isinstance(document, list):
        return [shape(value) for value in document]
    return LETTERS.sub("x", document) if isinstance(document, str) else document


def letters(email: EmailMessage) -> list[str]:
    """What an email says in its headers, its text and its HTML, but for the reference and the id."""
    headers = [f"{name}: {value}" for name, value in email.items() if name != "Message-ID"]
    boundary = re.compile(r'boundary="[^"]*"')
    return [re.sub(r"NN-\w{4}-\w{4}", "", boundary.sub("", text)) for text in (*headers, *words(email))]
