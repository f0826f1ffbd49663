"""Who leaves blank what may be known of them stays anonymous, as the form says beside the question."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from app.contact.assemble import Parts
from app.contact.model import Allegation, Finding
from app.contact.promised import STAYS_ANONYMOUS
from app.forms.answers import Answers
from app.forms.wizard import start
from app.profiles.loading import load_profile
from app.receiver.copies.readable import readable, readable_apart
from app.receiver.hub.telling import ANONYMOUS, reader
from app.receiver.papers import Filed
from app.templating.rendering import Templates
from tests.contact.conftest import FORMS

Assembled = Callable[[str, Answers], Parts]
TEMPLATES = Templates(load_profile("northamptonshire"))
FAMILY, ADULT = "DO NOT TELL THE FAMILY who wrote this", "DO NOT TELL THE ADULT who wrote this"
CHILD = "THE CHILD WROTE THIS: do not tell the family that they did"
ON_EACH = [
    ("community", {}, FAMILY),
    ("young-person", {"about": "somebody-else"}, FAMILY),
    ("young-person", {"about": "me"}, CHILD),
    ("allegation", {"at_work": "no"}, ADULT),
]


def writer(parts: Parts) -> Finding | Allegation:
    part = parts.contact.finding or parts.contact.allegation
    assert part
    return part


@pytest.mark.parametrize(("form", "said", "banner"), ON_EACH)
def test_the_hub_is_told_that_the_writer_stays_anonymous(
    answered: Callable[..., Answers], assembled: Assembled, form: str, said: dict[str, Any], banner: str
) -> None:
    parts = assembled(form, answered(form, anonymity=None, **said))
    assert writer(parts).anonymity == STAYS_ANONYMOUS
    assert "anonymity" not in writer(parts).not_answered
    page = readable(TEMPLATES, parts.contact, apart=False, named=False)
    assert banner in page
    assert STAYS_ANONYMOUS.label in page
    contact = parts.contact
    filed = Filed(contact.reference, contact.message_id, contact.hub, contact, None, parts.identity)
    assert reader(filed).why_not == ANONYMOUS


@pytest.mark.parametrize(("form", "own"), [("young-person", True), ("community", False)])
def test_a_young_persons_own_parents_are_not_to_learn_of_it_either(
    answered: Callable[..., Answers], assembled: Assembled, form: str, own: bool
) -> None:
    """Whoever tells of a friend fears a call to her own home as much."""
    parts = assembled(form, answered(form, anonymity="keep-from-family", about="somebody-else"))
    page = unescape(readable(TEMPLATES, parts.contact, apart=False, named=True))
    assert ("nor the writer’s own family" in page) is own


@pytest.mark.parametrize(
    ("form", "banner"), [("community", FAMILY), ("young-person", FAMILY), ("allegation", ADULT)]
)
def test_so_it_is_where_something_urgent_is_sent_before_that_page_is_reached(
    assembled: Assembled, form: str, banner: str
) -> None:
    parts = assembled(form, start(FORMS[form]).put("", {"danger": "yes", "called_999": "yes"}))
    assert parts.contact.urgent
    assert writer(parts).anonymity == STAYS_ANONYMOUS
    assert banner in readable(TEMPLATES, parts.contact, apart=False, named=False)


def test_who_tells_as_part_of_their_work_is_not_asked_and_not_anonymous(
    answered: Callable[..., Answers], assembled: Assembled
) -> None:
    parts = assembled("allegation", answered("allegation", at_work="yes", keep_name_from_adult="no"))
    assert writer(parts).anonymity is None
    assert ADULT not in readable(TEMPLATES, parts.contact, apart=False, named=True)


@pytest.mark.parametrize(
    ("form", "said"),
    [("community", {}), ("young-person", {"about": "somebody-else"}), ("allegation", {"at_work": "no"})],
)
@pytest.mark.parametrize("way", ["phone", "text", "email", "post"])
def test_whoever_leaves_blank_whether_we_may_be_named_must_not_hear_of_us(
    answered: Callable[..., Answers], assembled: Assembled, form: str, said: dict[str, Any], way: str
) -> None:
    blank: dict[str, Any] = {f"{way}_say_who": None, "phone_message": None}
    parts = assembled(form, answered(form, anonymity="named", ways=[way], **said, **blank))
    page = readable_apart(TEMPLATES, parts.contact, parts.identity)
    assert "Left blank: the hub must not be named" in page
    assert ("Left blank: leave no message" in page) is (way == "phone")
    assert "May say who we are" not in page.partition("Not answered")[2]


def test_a_parent_is_promised_nothing_of_a_blank(
    answered: Callable[..., Answers], assembled: Assembled
) -> None:
    parts = assembled("family", answered("family", ways=["phone"], danger="yes", phone_say_who=None))
    reach = parts.contact.reach or parts.restricted.reach
    assert reach
    assert "phone_say_who" in reach.not_answered
