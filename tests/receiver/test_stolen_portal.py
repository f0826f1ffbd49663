"""What somebody with a portal's keys can send: nothing that stops the receiver, or the hub's own lists."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import orjson
import pytest

from app.contact.answered import MOST_PEOPLE, Coded
from app.contact.model import Opening, Story
from app.contact.people import Child
from app.errors import EnvelopeRefusedError
from app.forms.catalogue import forms
from app.forms.pages import Group
from app.profiles.model import Profile
from app.receiver.copies.readable import readable
from app.receiver.filing import Papers, understand
from app.templating.rendering import Templates

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


def test_what_points_nowhere_and_names_nothing_is_shown_as_it_is(copy: Callable[..., str]) -> None:
    """It was a fault of ours half way through filing: the copy was there, and the contact was not."""
    opening = Opening(kind=Coded(code="x", label="Pointing", of="1"), not_answered=("never_asked",))
    child = Child(contact_id="1", first_name="Ana", sex=Coded(code="x", label="Here", of="1"))
    shown = copy(opening=opening, children=(child,))
    assert "Pointing" in shown
    assert "never_asked" in shown


@pytest.mark.parametrize("before", [" " * 700, "\n" * 700, " " * 590 + "a"])
def test_words_that_begin_after_a_page_of_blanks_are_in_the_copy(
    copy: Callable[..., str], before: str
) -> None:
    """What had no word to begin with was a fault of ours, and the whole contact was set aside."""
    assert "A bruise" in copy(story=Story(worry=f"{before}A bruise"))


def test_no_copy_holds_what_a_terminal_obeys(copy: Callable[..., str]) -> None:
    shown = copy(story=Story(worry="One\x1b]0;mine\x07\x9b2J\x00 arm\tand\nanother"))
    assert "One]0;mine2J arm\tand" in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)


@pytest.fixture(scope="session")
def copy(papers: Callable[..., Papers], profile: Profile) -> Callable[..., str]:
    """The hub's copy of a contact."""
    templates = Templates(profile)
    return lambda **given: readable(templates, papers(**given).contact, apart=False, named=False)


def _refused(papers: Callable[..., Papers], **said: Any) -> None:
    opened = papers().opened
    with pytest.raises(EnvelopeRefusedError):
        understand(replace(opened, contact=orjson.dumps(orjson.loads(opened.contact) | said)))
