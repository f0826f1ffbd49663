"""What emails say: allowed words only, to one address, with the same Message-ID each time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from app.delivery.email import MailChannel
from app.delivery.letterhead import Stationery
from app.envelope.keys import RelayKeys
from app.envelope.sealing import Identity
from app.errors import ConfigurationError, DeliveryError, UndeliverableError
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.storage import outbox
from app.storage.outbox import OutboxRow
from tests.letters import Pile, stationery, words

Row = Callable[..., OutboxRow]
Sealed = Callable[[str], bytes]


@pytest.fixture
def relay_keys(key_set: Path) -> RelayKeys:
    return RelayKeys.load(key_set / "relay")


@pytest.fixture
def mail(profile: Profile, relay_keys: RelayKeys, pile: Pile) -> MailChannel:
    return MailChannel(profile, relay_keys, pile, stationery(profile))


async def test_an_acknowledgement_has_the_reference_what_happens_next_and_the_numbers(
    mail: MailChannel, pile: Pile, row: Row, profile: Profile
) -> None:
    sent = row(channel=outbox.ACKNOWLEDGEMENT)
    await mail.deliver(sent)
    (email,) = pile.sent
    assert email["To"] == "teacher@school.example"
    assert email["From"] == "no-reply@hub.example"
    assert email["Auto-Submitted"] == "auto-generated"
    assert sent.reference in email["Subject"]
    assert [part.get_content_type() for part in email.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    text, page = words(email)
    for line in (profile.telephone.main, profile.telephone.out_of_hours):
        assert f'href="tel:{line.number.replace(" ", "")}">{line.number}</a>' in page
    assert '<a href="https://refer.example/status">' in page
    shown: Any = html.fromstring(page)
    for said in (text, shown.text_content()):
        assert sent.reference in said
        assert profile.telephone.main.number in said
        assert profile.telephone.out_of_hours.number in said
        more = said.index("If you left something blank, or know more now, call us.")
        by_a_day = "If we can find the child, we aim to decide what to do by the end of Tuesday 24 November."
        assert more < said.index(by_a_day) < said.index(profile.spoken["en"].outcome_told)
        assert "If you hear nothing, look at the page below, or call us." in said
        assert "To see what happens, go to https://refer.example/status." in said
        assert f"{profile.telephone.out_of_hours.number} ({profile.telephone.out_of_hours.note})" in said


@pytest.mark.parametrize(
    ("council", "promise"),
    [
        ("barnet", "After a manager has made a decision, we will tell you the outcome in a"),
        ("northamptonshire", "an email tells you the outcome once it has been decided"),
    ],
)
@pytest.mark.parametrize(
    ("form", "route", "told"),
    [
        ("professional", "safeguarding", True),
        ("professional", "early-help", True),
        ("allegation", "allegation", False),
        ("professional", "allegation", False),
        ("family", "family", False),
    ],
)
async def test_an_outcome_is_promised_as_the_council_tells_it_and_only_to_whom_it_does(
    relay_keys: RelayKeys,
    pile: Pile,
    row: Row,
    council: str,
    promise: str,
    form: str,
    route: str,
    told: bool,
) -> None:
    profile = load_profile(council)
    mail = MailChannel(profile, relay_keys, pile, stationery(profile))
    await mail.deliver(row(channel=outbox.ACKNOWLEDGEMENT, form=form, route=route))
    (email,) = pile.sent
    for said in words(email):
        assert (promise in said) is told
        assert ("If you hear nothing" in said) is told


async def test_an_email_says_nothing_of_the_sealed_row_but_in_its_to_header(
    mail: MailChannel, pile: Pile, row: Row, sealed: Sealed
) -> None:
    canary = "zofia.kowalczyk.canary@canary-school.example"
    await mail.deliver(row(channel=outbox.ACKNOWLEDGEMENT, body=sealed(canary), urgent=True))
    (email,) = pile.sent
    assert email["To"] == canary
    del email["To"]
    everything = email.as_string() + "".join(words(email))
    assert "canary" not in everything
    assert "safeguarding" not in everything.replace("Safeguarding Hub", "")


async def test_two_emails_differ_in_nothing_but_reference_and_address(
    mail: MailChannel, pile: Pile, row: Row, sealed: Sealed
) -> None:
    one = row(channel=outbox.ACKNOWLEDGEMENT)
    other = row(channel=outbox.ACKNOWLEDGEMENT, body=sealed("gp@surgery.example"), urgent=True)
    for given in (one, other):
        await mail.deliver(given)
    first, second = ("".join(words(email)) for email in pile.sent)
    assert first.replace(one.reference, other.reference) == second


async def test_a_repeated_email_has_the_same_message_id(mail: MailChannel, pile: Pile, row: Row) -> None:
    sent = row(channel=outbox.ACKNOWLEDGEMENT)
    await mail.deliver(sent)
    await mail.deliver(sent)
    assert {email["Message-ID"] for email in pile.sent} == {f"<{sent.id}@hub.example>"}


@pytest.mark.parametrize(
    "address",
    [
        "a@school.example\r\nBcc: everybody@example.com",
        "a@school.example\nBcc: everybody@example.com",
        *(f"a@school.example{end}Bcc: everybody@example.com" for end in "\r\v\f\x1c\x85\u2028\u2029"),
        *(f"a{end}b@school.example" for end in "\r\n\v\f\x1c\x85\u2028\u2029"),
        "a@school.example, b@school.example",
        "Name <a@school.example>",
        "a@school.example\x00",
        "a\u202e@school.example",
        "a b@school.example",
        "teacher",
        "@school.example",
        "",
    ],
)
async def test_what_is_not_one_plain_address_is_never_written_to(
    mail: MailChannel, pile: Pile, row: Row, sealed: Sealed, address: str
) -> None:
    with pytest.raises(UndeliverableError) as refused:
        await mail.deliver(row(channel=outbox.ACKNOWLEDGEMENT, body=sealed(address)))
    assert "example" not in str(refused.value)
    assert pile.sent == []


async def test_a_key_that_is_not_there_is_a_passing_failure(profile: Profile, pile: Pile, row: Row) -> None:
    mail = MailChannel(profile, RelayKeys((Identity.generate(),)), pile, stationery(profile))
    with pytest.raises(DeliveryError) as failed:
        await mail.deliver(row(channel=outbox.ACKNOWLEDGEMENT))
    assert not isinstance(failed.value, UndeliverableError)


@pytest.mark.parametrize(
    "case",
    [
        ({"form": "professional"}, "next_professional"),
        ({"form": "family", "route": "family"}, "next_family"),
        ({"form": "community", "route": "community"}, "next_community"),
        ({"form": "young-person", "route": "community"}, "next_young_person"),
    ],
)
async def test_every_form_of_every_council_has_words(
    council: Profile, row: Row, relay_keys: RelayKeys, case: tuple[dict[str, str], str]
) -> None:
    row_of, words_of = case
    pile = Pile()
    mail = MailChannel(council, relay_keys, pile, stationery(council))
    await mail.deliver(row(channel=outbox.ACKNOWLEDGEMENT, **row_of))
    assert getattr(council.spoken["en"], words_of) in words(pile.sent[0])[0]


@pytest.mark.parametrize("sender", ["", "hub", "a@b.example\nBcc: c@d.example"])
def test_a_sender_that_is_no_address_stops_the_start(profile: Profile, sender: str) -> None:
    with pytest.raises(ConfigurationError, match="MAIL_FROM"):
        Stationery.of(profile, sender, "https://refer.example")
