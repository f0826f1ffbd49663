"""What somebody with a portal's keys can send: nothing that stops the receiver, or the hub's own lists."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import orjson
import pytest

from app.contact.answered import MOST_PEOPLE
from app.errors import EnvelopeRefusedError
from app.forms.catalogue import forms
from app.forms.pages import Group
from app.profiles.model import Profile
from app.receiver.filing import Papers, understand

TOO_MANY = MOST_PEOPLE + 1
PEOPLE: dict[str, Any] = {
    "children": [{"contact_id": "1"}] * TOO_MANY,
    "adults": [{}] * TOO_MANY,
    "agencies": [{}] * TOO_MANY,
    "agreement": [{"person": "A", "row": "C1"}] * TOO_MANY,
    "relations": [{"relations": [{"child": "1"}] * TOO_MANY}],
}


@pytest.mark.parametrize("name", PEOPLE)
def test_what_no_form_can_add_is_refused_and_is_no_page_that_fills_the_memory(
    papers: Callable[..., Papers], name: str
) -> None:
    _refused(papers, **{"adults" if name == "relations" else name: PEOPLE[name]})


def test_nor_is_more_that_must_be_kept_than_there_are_people(papers: Callable[..., Papers]) -> None:
    opened = papers(restricted={"keep_what": "x"}).opened
    document = orjson.dumps(
        orjson.loads(opened.restricted) | {"kept": [{"contact_id": "1"}] * (2 * TOO_MANY)}
    )
    with pytest.raises(EnvelopeRefusedError):
        understand(replace(opened, restricted=document))


def test_every_form_stays_far_below(profile: Profile) -> None:
    steps = [step for form in forms(profile).values() for section in form.sections for step in section.steps]
    most = [step.most for step in steps if isinstance(step, Group)]
    assert most
    assert max(most) * 3 <= MOST_PEOPLE


@pytest.mark.parametrize(
    "moment", ["0001-01-01T12:00:00Z", "1899-12-31T12:00:00Z", "2400-01-01T12:00:00Z", "9999-12-31T12:00:00Z"]
)
def test_a_moment_that_no_clock_shows_is_refused(papers: Callable[..., Papers], moment: str) -> None:
    """`hub waiting` counts working days from it, and would end in a fault for every contact."""
    _refused(papers, received_at=moment)


def test_a_moment_without_a_zone_is_none(papers: Callable[..., Papers]) -> None:
    _refused(papers, received_at="2026-11-22T12:00:00")


def _refused(papers: Callable[..., Papers], **said: Any) -> None:
    opened = papers().opened
    with pytest.raises(EnvelopeRefusedError):
        understand(replace(opened, contact=orjson.dumps(orjson.loads(opened.contact) | said)))
