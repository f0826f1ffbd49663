"""Whom a decision may be told by email: never who is unknown, and nobody by a way that they did not call safe."""

from collections.abc import Callable
from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.model import Allegation, Contact, Finding
from app.contact.people import Parent, Reach, Referrer
from app.contact.sealed import Identity, Restricted
from app.receiver.hub.telling import (
    ANONYMOUS,
    AT_TIMES,
    NO_SAFE_EMAIL,
    SAY_NOTHING,
    TAKEN_AWAY,
    Reader,
    reader,
)
from app.receiver.papers import Filed
from app.vocabulary import Anonymity, FormName, Route, YesNo

ADDRESS = "somebody@home.example"


def coded(code: str) -> Coded:
    return Coded(code=code, label=code)


def reach(**given: Any) -> Reach:
    """Somebody who may be written to at any time; a test changes what matters to it."""
    safe: dict[str, Any] = {
        "ways": (coded("phone"), coded("email")),
        "your_email": ADDRESS,
        "email_say_who": coded(YesNo.YES),
    }
    return Reach(**{**safe, **given})


@pytest.fixture
def filed(contact: Callable[..., Contact]) -> Callable[..., Filed]:
    def make(restricted: Restricted | None = None, identity: Identity | None = None, **given: Any) -> Filed:
        made = contact(**given)
        return Filed(made.reference, made.message_id, made.hub, made, restricted, identity)

    return make


@pytest.fixture
def family(filed: Callable[..., Filed]) -> Callable[..., Filed]:
    def make(how: Reach | None, anonymity: str = Anonymity.NAMED) -> Filed:
        parent = Parent(anonymity=coded(anonymity))
        return filed(form=FormName.FAMILY, route=Route.FAMILY, parent=parent, reach=how)

    return make


def test_a_professional_is_told_at_work(filed: Callable[..., Filed]) -> None:
    referrer = Referrer(your_name="Amara Okafor", your_email=ADDRESS)
    assert reader(filed(referrer=referrer)) == Reader(ADDRESS, learns_it=True)


def test_each_is_told_in_the_language_that_they_wrote_in(filed: Callable[..., Filed]) -> None:
    referrer = Referrer(your_name="Amara Okafor", your_email=ADDRESS)
    assert reader(filed(referrer=referrer, language="cy")).language == "cy"
    parent = Parent(anonymity=coded(Anonymity.NAMED))
    given = {"form": FormName.FAMILY, "route": Route.FAMILY, "parent": parent, "reach": reach()}
    assert reader(filed(**given, language="ar")).language == "ar"
    assert reader(filed(**given)).language == "en"


def test_so_is_one_whom_the_family_must_not_know(filed: Callable[..., Filed]) -> None:
    contact = filed()
    kept = Restricted(
        message_id=contact.message_id, reference=contact.reference, referrer=Referrer(your_email=ADDRESS)
    )
    assert reader(filed(kept)) == Reader(ADDRESS, learns_it=True)


def test_a_parent_is_told_only_by_an_email_that_they_called_safe(family: Callable[..., Filed]) -> None:
    assert reader(family(reach())) == Reader(ADDRESS)
    for unsafe, why in (
        (reach(ways=(coded("phone"),)), NO_SAFE_EMAIL),
        (reach(ways=()), NO_SAFE_EMAIL),
        (reach(your_email=None), NO_SAFE_EMAIL),
        (reach(email_say_who=coded(YesNo.NO)), SAY_NOTHING),
        (reach(email_say_who=None), SAY_NOTHING),
        (reach(email_times="Only while he is at work"), AT_TIMES),
        (None, NO_SAFE_EMAIL),
    ):
        assert reader(family(unsafe)) == Reader(why_not=why)


def test_what_is_in_the_restricted_part_about_a_parent_is_not_used(family: Callable[..., Filed]) -> None:
    contact = family(None)
    kept = Restricted(message_id=contact.message_id, reference=contact.reference, reach=reach())
    hidden = Filed(contact.reference, contact.message_id, contact.hub, contact.contact, kept, None)
    assert reader(hidden) == Reader(why_not=NO_SAFE_EMAIL)


@pytest.mark.parametrize(
    ("form", "route", "section", "part"),
    [
        (FormName.COMMUNITY, Route.COMMUNITY, "finding", Finding),
        (FormName.YOUNG_PERSON, Route.COMMUNITY, "finding", Finding),
        (FormName.ALLEGATION, Route.ALLEGATION, "allegation", Allegation),
    ],
)
def test_who_wrote_for_themselves_is_told_where_named_and_never_where_anonymous(
    filed: Callable[..., Filed], form: FormName, route: Route, section: str, part: type[Finding | Allegation]
) -> None:
    for anonymity, told in (
        (Anonymity.ANONYMOUS, Reader(why_not=ANONYMOUS)),
        (Anonymity.NAMED, Reader(ADDRESS)),
        (Anonymity.KEEP_FROM_FAMILY, Reader(ADDRESS)),
    ):
        given = {section: part(anonymity=coded(anonymity))}
        contact = filed(form=form, route=route, **given)
        named = Identity(message_id=contact.message_id, reference=contact.reference, reach=reach())
        assert reader(filed(identity=named, form=form, route=route, **given)) == told
        assert reader(contact).address is None


def test_an_anonymous_parent_is_told_by_nobody(family: Callable[..., Filed]) -> None:
    assert reader(family(reach(), Anonymity.ANONYMOUS)) == Reader(why_not=ANONYMOUS)


def test_of_a_contact_that_was_taken_away_nobody_is_told(filed: Callable[..., Filed]) -> None:
    contact = filed()
    gone = Filed(contact.reference, contact.message_id, contact.hub, None, None, None)
    assert reader(gone) == Reader(why_not=TAKEN_AWAY)


def test_an_address_is_in_nothing_that_is_printed() -> None:
    assert ADDRESS not in repr(Reader(ADDRESS))
