"""What is kept apart says of whom it must be kept, and nothing of those about whom nothing is kept."""

from collections.abc import Callable
from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.model import Allegation, Contact, Finding
from app.contact.sealed import Identity
from app.profiles.model import Profile
from app.receiver.copies.readable import readable_apart
from app.templating.rendering import Templates
from app.vocabulary import Route
from tests.contact.conftest import fill, sent

FAMILY = "Do not tell the family unless the law or a court makes you"
ADULT = "Do not tell the adult unless the law or a court makes you"
NAMED = Coded(code="named", label="The name")
KEPT = Coded(code="keep-from-family", label="The name, but the family must not be told")


@pytest.mark.parametrize(
    ("given", "warning"),
    [
        ({"finding": Finding(anonymity=KEPT)}, FAMILY),
        ({"finding": Finding(not_answered=("anonymity",))}, FAMILY),
        ({"finding": Finding(anonymity=NAMED)}, None),
        ({"allegation": Allegation(), "route": Route.ALLEGATION}, ADULT),
        ({"allegation": Allegation(anonymity=NAMED), "route": Route.ALLEGATION}, None),
    ],
)
def test_who_wrote_it_is_kept_from_whom_they_said(
    profile: Profile, contact: Callable[..., Contact], given: dict[str, Any], warning: str | None
) -> None:
    about = contact(**given)
    part = Identity(message_id=about.message_id, reference=about.reference, your_name="Sam")
    html = readable_apart(Templates(profile), about, part)
    assert "WHO WROTE THIS" in html
    assert [one for one in (FAMILY, ADULT) if one in html] == ([warning] if warning else [])


def test_nobody_is_named_of_whom_nothing_is_kept(profile: Profile) -> None:
    said: dict[str, Any] = {"lives": "kept", "kept_address": "A refuge", "more": ["home"]}
    said |= {"adult_first_name": "Daniel", "kept_adult_address": None, "kept_adult_phone": None}
    parts = sent("family", fill("family", adults=1, **said))
    html = readable_apart(Templates(profile), parts.contact, parts.restricted)
    assert "A refuge" in html
    assert "Daniel" not in html


@pytest.mark.parametrize("agency", ["school", "gp", "police", "voluntary"])
def test_the_law_that_a_hidden_referrer_s_agency_shares_under_is_kept_apart_with_it(agency: str) -> None:
    """Each kind of agency has laws of its own: their list tells a family which kind it was."""
    parts = sent("professional", fill("professional", agency=agency, keep_name_from_family="yes"))
    assert parts.contact.lawful_basis == ()
    assert parts.restricted.lawful_basis
    known = sent("professional", fill("professional", agency=agency, keep_name_from_family="no"))
    assert known.contact.lawful_basis == parts.restricted.lawful_basis
    assert known.restricted.lawful_basis == ()
