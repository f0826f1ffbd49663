"""A number that may be rung is rung by a click; one of which that is not sure is a text that has to be read first."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest

from app.contact.answered import Coded
from app.contact.model import Contact
from app.contact.people import Adult, Reach, Referrer
from app.contact.sealed import Restricted
from app.profiles.model import Profile
from app.receiver.copies.readable import readable, readable_apart
from app.templating.rendering import Templates

YES, NO, UNKNOWN = (Coded(code=code, label=code.title()) for code in ("yes", "no", "not-known"))


def links(html: str) -> list[tuple[str, str]]:
    """Each link's address, and what it says."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return [(link.get("href"), "".join(link.itertext())) for link in tree.iter("a")]


@pytest.mark.parametrize(
    ("written", "rung"),
    [
        ("01632 960 001", "tel:+441632960001"),
        ("07700900123", "tel:+447700900123"),
        ("01632 960 005 ext 12", "tel:+441632960005;ext=12"),
        ("+48 22 123 45 67", "tel:+48221234567"),
        ("ask at the office", None),
    ],
)
def test_a_referrers_number(
    profile: Profile, contact: Callable[..., Contact], written: str, rung: str | None
) -> None:
    sent = contact(referrer=Referrer(your_phone=written))
    html = readable(Templates(profile), sent, apart=False, named=False)
    assert set(links(html)) == ({(rung, written)} if rung else set())
    assert written in html


@pytest.mark.parametrize(("safe", "rung"), [(YES, True), (NO, False), (UNKNOWN, False), (None, False)])
def test_an_adults_number_only_where_it_is_said_to_be_safe(
    profile: Profile, contact: Callable[..., Contact], safe: Coded | None, *, rung: bool
) -> None:
    adult = Adult(adult_first_name="Ewa", adult_phone="07700 900 111", adult_phone_safe=safe)
    html = readable(Templates(profile), contact(adults=(adult,)), apart=False, named=False)
    assert bool(links(html)) is rung
    assert "07700 900 111" in html


@pytest.mark.parametrize(
    ("reach", "rung"),
    [
        (Reach(your_phone="07700 900 111"), True),
        (Reach(your_phone="07700 900 111", phone_times="Mornings"), False),
        (Reach(text_phone="07700 900 111"), False),
    ],
)
def test_a_writers_own_number_only_where_no_times_are_set(
    profile: Profile, contact: Callable[..., Contact], reach: Reach, *, rung: bool
) -> None:
    sent = contact()
    header: dict[str, Any] = {"message_id": sent.message_id, "reference": sent.reference}
    html = readable_apart(Templates(profile), sent, Restricted(**header, reach=reach))
    assert bool(links(html)) is rung


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("+48 22 123 45 67", "A number of Poland"),
        ("00353 1 234 5678", "A number of Ireland"),
        ("+92 300 1234567", "A number of Pakistan"),
        ("+354 512 3456", "A number of another country"),
        *(
            (one, None)
            for one in ("+44 (0)1632 960 001", "01632 960 001", "0044 1632 960 001", "at work", "")
        ),
    ],
)
def test_of_which_country_a_number_is(
    profile: Profile, contact: Callable[..., Contact], written: str, said: str | None
) -> None:
    """Whoever rings a grandmother in Karachi at four in the afternoon wakes her."""
    sent = contact(referrer=Referrer(your_phone=written, after_hours="+48 22 123 45 67"))
    html = readable(Templates(profile), sent, apart=False, named=False)
    found = html.count(said or "A number of")
    assert found == (2 if said else 0)
