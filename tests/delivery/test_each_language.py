"""Emails in the language that was sealed with their address: whole, turned round where it is written so; or English."""

import re
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine

from app.delivery.email import MailChannel
from app.delivery.letterhead import Stationery
from app.envelope.keys import RelayKeys
from app.envelope.languages import in_language
from app.profiles.catalogues import ENGLISH, Catalogue, load_catalogues
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.storage import outbox
from app.storage.outbox import OutboxRow
from tests.delivery.conftest import ADDRESS
from tests.delivery.test_allowed_words import SANDSHIRE, TEMPLATES, Bench, Written
from tests.languages.pseudo import PSEUDO, council_in_two_languages, left_in_english, left_of_text
from tests.letters import Pile, stationery, words

Row = Callable[..., OutboxRow]
Sealed = Callable[[str], bytes]
ARABIC: Mapping[str, Catalogue] = {
    "en": ENGLISH,
    "ar": Catalogue(
        "ar", {"Call {name} on {number}": "اتصل بـ {name} على {number}", "Your number": "رقمك\nالآن"}
    ),
}


def languages(email: EmailMessage) -> list[str]:
    """What each part says that it is written in."""
    return [part["Content-Language"] for part in email.iter_parts()]


@pytest.fixture
def keys(key_set: Path) -> RelayKeys:
    return RelayKeys.load(key_set / "relay")


@pytest.fixture(params=["northamptonshire", "barnet", str(SANDSHIRE)], ids=["nn", "bn", "sd"])
def bilingual(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The profile of a council that speaks the pseudo-language too."""
    return council_in_two_languages(tmp_path, request.param)


@pytest.fixture
def paper(bilingual: Path) -> Stationery:
    council = load_profile(str(bilingual))
    return stationery(council, load_catalogues(str(bilingual), council))


async def test_no_email_of_any_kind_says_a_word_of_english(
    bilingual: Path,
    paper: Stationery,
    keys: RelayKeys,
    row: Row,
    sealed: Sealed,
    sqlite_url: str,
    clock: time_machine.Traveller,
) -> None:
    assert clock
    council, found = load_profile(str(bilingual)), Written()
    bench = Bench(council, paper, keys, sqlite_url)
    await bench.write_all(found, row, lambda text: sealed(in_language(PSEUDO, text)))
    assert sorted({name for name, _ in found.named}) == [name for name in TEMPLATES if name != "alarm"]
    for name, email in found.named:
        text, page = words(email)
        assert left_of_text(email["Subject"], council) == [], name
        assert left_of_text(text, council) == [], name
        assert left_in_english(page, council, ()) == [], name
        assert languages(email) == [PSEUDO, PSEUDO], name
        assert f'<html lang="{PSEUDO}" dir="ltr">' in page


async def test_an_email_whose_language_nobody_told_of_is_in_english(
    paper: Stationery, bilingual: Path, keys: RelayKeys, row: Row, pile: Pile
) -> None:
    mail = MailChannel(load_profile(str(bilingual)), keys, pile, paper)
    await mail.deliver(row(channel=outbox.ACKNOWLEDGEMENT))
    (email,) = pile.sent
    assert "What happens next" in words(email)[0]
    assert "⟦" not in "".join((email["Subject"], *words(email)))
    assert languages(email) == ["en", "en"]


async def test_so_is_one_in_a_language_that_the_council_does_not_offer_any_more(
    profile: Profile, keys: RelayKeys, row: Row, sealed: Sealed, pile: Pile
) -> None:
    mail = MailChannel(profile, keys, pile, stationery(profile))
    await mail.deliver(row(channel=outbox.ACKNOWLEDGEMENT, body=sealed(in_language("cy", ADDRESS))))
    (email,) = pile.sent
    assert email["To"] == ADDRESS
    assert "What happens next" in words(email)[0]


async def number_in_arabic(
    profile: Profile, keys: RelayKeys, row: Row, sealed: Sealed, pile: Pile
) -> EmailMessage:
    mail = MailChannel(profile, keys, pile, stationery(profile, ARABIC))
    body = sealed(in_language("ar", f"{ADDRESS}\n048213"))
    await mail.deliver(row(channel=outbox.NUMBER, body=body))
    (email,) = pile.sent
    return email


async def test_an_email_is_turned_round_and_no_number_with_it(
    profile: Profile, keys: RelayKeys, row: Row, sealed: Sealed, pile: Pile
) -> None:
    email = await number_in_arabic(profile, keys, row, sealed, pile)
    text, page = words(email)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<div lang="ar" dir="rtl" ' in page
    for said in (text, re.sub("</?a[^>]*>", "", page)):
        assert f"\N{FIRST STRONG ISOLATE}{profile.telephone.main.number}\N{POP DIRECTIONAL ISOLATE}" in said


async def test_a_subject_that_was_translated_in_two_lines_is_one(
    profile: Profile, keys: RelayKeys, row: Row, sealed: Sealed, pile: Pile
) -> None:
    assert (await number_in_arabic(profile, keys, row, sealed, pile))["Subject"] == "رقمك الآن"
