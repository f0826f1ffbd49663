"""Catalogue 37: every email of every kind, its subject, text and HTML, holds words of two short lists and no other."""

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from uuid import uuid4

import orjson
import pytest
import time_machine

from app.delivery.causes import Cause, Finding
from app.delivery.duty import DutyDesk
from app.delivery.email import MailChannel
from app.delivery.letterhead import Stationery
from app.delivery.letters import CALLS, LetterCarrier
from app.envelope.keys import RelayKeys
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.outcomes import Audience, Outcome
from app.profiles.spoken import MONTHS, WEEKDAYS
from app.storage import drafts, letters, outbox
from app.storage.alarms import Telling
from app.storage.database import Database
from app.storage.letters import Letter, LetterKind
from app.storage.outbox import Late, OutboxRow
from app.templating.rendering import ROOT
from tests.delivery.conftest import NOW
from tests.drafted import until
from tests.letters import Pile, stationery, words

Row = Callable[..., OutboxRow]
Sealed = Callable[[str], bytes]

SANDSHIRE = Path(__file__).parents[1] / "profiles" / "sandshire.toml"
LISTED = {
    name: frozenset(Path(__file__).with_name(name).read_text().split())
    for name in ("allowed_words.txt", "allowed_words_on_duty.txt")
}
"""Every word that an email may hold, whatever the council; a new one is read by somebody first."""
TEMPLATES = sorted(file.stem for file in (ROOT / "templates" / "email").glob("*.subject"))
SENDERS = {
    Audience.PROFESSIONAL: ("professional", "safeguarding"),
    Audience.FAMILY: ("family", "family"),
    Audience.COMMUNITY: ("community", "community"),
    Audience.ALLEGATION: ("allegation", "allegation"),
}
ACKNOWLEDGED = (*SENDERS.values(), ("professional", "early-help"), ("young-person", "community"))
CANARY = "zofia.canary@canary-school.example"
REFERENCE = "NN-7K4M-9QXR"
NUMBER = "048213"
SITE = "https://refer.example"
LINK = f"{SITE}/resume/abcdefghijklmnopqrstuv"
OWN_LINKS = (f"{SITE}/call/abcdefghijklmnopqrstuv", f"{SITE}/professional", f"{SITE}/status")
CALL = "abcdefghijklmnopqrstuv\n2026-11-23"
BROUGHT = {LetterKind.NUMBER: NUMBER, LetterKind.LINK: LINK, LetterKind.REMINDER: LINK} | dict.fromkeys(
    CALLS, CALL
)
DATED = {"10", "23", "24", "2026"} | {"5", "9", "15"}
"""The days and times that these tests' clock leads to: 5:15pm is when Barnet's hub closes."""
COUNTED = {"1", "2", "3"}
"""Of steps, and of what was set aside."""

HEAD = re.compile(r"<head>.*?<title>(.*?)</title>.*?</head>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Written(Pile):
    """Emails, each with the name of its templates."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[tuple[str, EmailMessage]] = []

    async def keep(self, name: str, writes: Awaitable[object]) -> None:
        await writes
        self.named.append((name, self.sent[-1]))


@dataclass(frozen=True)
class Bench:
    """Where a council's emails to the public are written."""

    council: Profile
    stationery: Stationery
    keys: RelayKeys
    database_url: str

    async def write_all(self, found: Written, row: Row, sealed: Sealed) -> None:
        """One of every kind."""
        mail = MailChannel(self.council, self.keys, found, self.stationery)
        for name, one in rows(row, sealed):
            await found.keep(name, mail.deliver(one))
        database = Database(self.database_url)
        carrier = LetterCarrier(database, self.stationery, self.keys, found, self.council, SITE)
        for kind in LetterKind:
            await write_letter(database, kind, sealed(f"{CANARY}\n{BROUGHT[kind]}"))
            await found.keep(kind, carrier.carry_some())
        await database.close()


@pytest.fixture(params=["northamptonshire", "barnet", str(SANDSHIRE)], ids=["nn", "bn", "sd"])
def any_council(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


@pytest.fixture
async def written(
    any_council: Profile,
    key_set: Path,
    row: Row,
    sealed: Sealed,
    sqlite_url: str,
    clock: time_machine.Traveller,
) -> Written:
    """One email of every kind that there is, about somebody whose address must stay in its header."""
    assert clock
    found = Written()
    bench = Bench(any_council, stationery(any_council), RelayKeys.load(key_set / "relay"), sqlite_url)
    await bench.write_all(found, row, sealed)
    duty = DutyDesk(any_council, found, "no-reply@hub.example", CANARY)
    for cause in Cause:
        late = [Late(REFERENCE, NOW - timedelta(hours=1))] if "receipt" in cause else []
        finding = Finding(cause, stands=True, moment=NOW, count=3, late=late)
        await found.keep("alarm", duty.tell(finding, Telling(cause, NOW, None)))
    return found


def rows(row: Row, sealed: Sealed) -> Iterator[tuple[str, OutboxRow]]:
    usual = {"reference": REFERENCE, "urgent": True}
    for form, route in ACKNOWLEDGED:
        of = {"form": form, "route": route, **usual}
        yield "acknowledgement", row(channel=outbox.ACKNOWLEDGEMENT, body=sealed(CANARY), **of)
    for form, route in SENDERS.values():
        for outcome in Outcome:
            body = orjson.dumps({"address": sealed(CANARY).decode(), "outcome": outcome})
            yield "feedback", row(channel=outbox.FEEDBACK, body=body, form=form, route=route, **usual)
    yield "status-number", row(channel=outbox.NUMBER, body=sealed(f"{CANARY}\n{NUMBER}"), **usual)


async def write_letter(database: Database, kind: LetterKind, body: bytes) -> None:
    draft = kind.encode().ljust(32)
    async with database.transaction() as connection:
        await drafts.create(connection, draft, "professional", b"sealed", until(NOW + timedelta(days=1)))
        await letters.replace(connection, Letter(uuid4(), draft, kind, body, NOW, None))


def said(email: EmailMessage) -> Iterator[str]:
    """The subject, the text, and the HTML with its title and without its tags, without what only it may hold."""
    for text in (email["Subject"], *words(email)):
        read = unescape(TAG.sub(" ", HEAD.sub(r"\1", text)))
        for brought in (REFERENCE, NUMBER, ", ".join(NUMBER), LINK, *OWN_LINKS):
            read = read.replace(brought, "")
        yield read


async def test_there_is_no_kind_of_email_that_these_tests_do_not_read(written: Written) -> None:
    assert sorted({name for name, _ in written.named}) == TEMPLATES
    assert {len(words(email)) for name, email in written.named if name != "alarm"} == {2}


async def test_every_email_holds_allowed_words_only(written: Written, any_council: Profile) -> None:
    facts = " ".join([*any_council.facts("en").values(), *WEEKDAYS, *MONTHS])
    own = set(WORD.findall(facts.lower()))
    for name, email in written.named:
        listed = LISTED["allowed_words_on_duty.txt" if name == "alarm" else "allowed_words.txt"]
        for text in said(email):
            assert set(WORD.findall(text.lower())) - own <= listed, name


async def test_every_figure_in_an_email_is_a_telephone_number_a_day_or_a_time(
    written: Written, any_council: Profile
) -> None:
    numbers = [line.number for line in any_council.telephone.all_lines] + ["999"]
    numbered = re.compile("|".join(map(re.escape, sorted(numbers, key=len, reverse=True))))
    for name, email in written.named:
        for text in said(email):
            figures = re.findall(r"\d+", numbered.sub("", text))
            assert set(figures) <= DATED | (COUNTED if name == "alarm" else set()), name


async def test_an_address_is_in_its_header_and_nowhere_else(written: Written) -> None:
    for _, email in written.named:
        assert email["To"] == CANARY
        del email["To"]
        assert "canary" not in email.as_string() + "".join(words(email))
