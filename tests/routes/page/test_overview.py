"""How far somebody is, and what is left: parts by name, the sections that are done, the pages known to be left."""

import re
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.professional.children import CHILDREN
from app.forms.walking.walk import walk
from app.forms.wizard import start
from app.profiles.loading import load_profile
from app.routes.page.overview import (
    NONE_ABOUT,
    NONE_AFTER,
    PAGE_ABOUT,
    PAGE_AFTER,
    PAGES_ABOUT,
    THEN_CHECK,
    ahead,
    part,
    progress,
    tasks,
)
from app.saying import Sentence
from app.vocabulary import FormName, Kind, YesNo
from tests.forms.conftest import fill
from tests.forms.walked import DAY
from tests.people import ByHttp

FORMS = forms(load_profile("northamptonshire"))
SHORT = tuple(slug for slug in FormName if slug != FormName.PROFESSIONAL)
PART = re.compile(r"Part (\d+) of (\d+)")


def parts(slug: str, **said: Any) -> list[tuple[int, int]]:
    """The part and the total on each page, in the order of the pages."""
    form = FORMS[FormName(slug)]
    shown = [PART.match(str(part(form, step))) for step in walk(form, fill(form, **said), DAY).steps]
    assert all(shown), slug
    return [(int(one[1]), int(one[2])) for one in shown if one]


@pytest.mark.parametrize("slug", SHORT)
def test_the_part_begins_with_one_never_falls_and_ends_with_the_last(slug: str) -> None:
    shown = parts(slug)
    numbers = [number for number, _ in shown]
    assert numbers[0] == 1
    assert numbers == sorted(numbers)
    assert {total for _, total in shown} == {numbers[-1]}


@pytest.mark.parametrize("about", ["somebody-else", "me"])
def test_no_part_is_passed_over_whoever_it_is_about(about: str) -> None:
    assert sorted(set(parts("young-person", about=about))) == [(number, 5) for number in range(1, 6)]


async def test_a_page_names_its_part_where_its_own_title_does_not(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    assert "Part 1 of 5: Is the child safe?" in await visitor.reads()
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    assert "Part 2 of 5: Your worry" in await visitor.reads()
    await visitor.goes_to("/professional/danger")
    assert "Part" not in await visitor.reads()


def test_a_task_list_counts_what_is_done_and_says_that_more_may_come() -> None:
    form = FORMS[FormName.PROFESSIONAL]
    whole = walk(form, fill(form), DAY)
    listed = tasks(form, whole)
    assert len(listed) == len(form.sections) == 12
    assert str(progress(form, listed)) == "You have completed 12 of 12 sections."
    answers = start(form).put(
        "", {"danger": "no", "urgent_today": "no", "kind": Kind.ADULT_WHO_WORKS_WITH_CHILDREN}
    )
    fewer = tasks(form, walk(form, answers, DAY))
    assert "Agreement" not in {section["title"] for section in fewer}
    assert str(progress(form, fewer)) == "You have completed 0 of at least 11 sections."


def test_what_is_urgent_counts_no_section_as_done_of_which_answers_are_missing() -> None:
    form = FORMS[FormName.PROFESSIONAL]
    urgent: dict[str, Any] = {"urgent_today": "yes", "called_now": "yes", "called_again": "yes"}
    listed = tasks(form, walk(form, fill(form, **urgent, help_wanted=None), DAY))
    assert [(one["status"], one["url"]) for one in listed if one["status_kind"] != "done"] == [
        ("Some missing", "/professional/what-should-change")
    ]
    assert str(progress(form, listed)) == "You have completed 11 of 12 sections."


def left(slug: FormName, path: str, answers: Answers) -> tuple[list[str], str]:
    """The parts and the sentence on a page."""
    seen = walk(FORMS[slug], answers, DAY)
    step = seen.at(path)
    assert step, path
    said = ahead(FORMS[slug], seen, step)
    return (list(said.parts), str(said.says)) if said else ([], "")


def test_a_short_form_names_the_parts_that_are_still_to_come() -> None:
    form = FORMS[FormName.COMMUNITY]
    safe = start(form).put("", {"danger": "no", "urgent_today": "no"})
    ahead_of_it = ["Your worry", "The child", "About you", "What more you know"]
    assert left(FormName.COMMUNITY, "danger", start(form)) == (ahead_of_it, THEN_CHECK)
    assert left(FormName.COMMUNITY, "worry", safe) == (ahead_of_it[1:], THEN_CHECK)
    assert left(FormName.COMMUNITY, "worry", fill(form)) == ([], THEN_CHECK)


def test_a_part_that_was_skipped_is_still_to_come() -> None:
    skipped = fill(FORMS[FormName.COMMUNITY]).put("", {}, forget=["worry"])
    assert left(FormName.COMMUNITY, "more", skipped)[0] == ["Your worry"]


@pytest.mark.parametrize(
    ("kind", "agreement"), [(Kind.WELFARE, True), (Kind.ADULT_WHO_WORKS_WITH_CHILDREN, False)]
)
def test_a_part_without_a_page_is_not_to_come(kind: Kind, *, agreement: bool) -> None:
    form = FORMS[FormName.PROFESSIONAL]
    begun = start(form).put("", {"danger": "no", "urgent_today": "no", "kind": kind})
    titles = {one.title for one in walk(form, begun, DAY).lacking(form.sections[0])}
    assert "About you" in titles
    assert ("Agreement" in titles) is agreement


def test_a_page_about_danger_says_no_more() -> None:
    answers = start(FORMS[FormName.FAMILY]).put("", {"danger": YesNo.YES})
    assert left(FormName.FAMILY, "emergency", answers) == ([], "")


def test_a_long_form_counts_the_pages_about_somebody_that_are_known_to_be_left() -> None:
    form = FORMS[FormName.PROFESSIONAL]
    whole = fill(form, children=2)
    answers, (first, other) = whole, whole.items("children")
    for page in CHILDREN.pages[1:]:
        asked = [question.id for question in page.questions]
        answers = answers.put(f"children/{first}", {}, asked).put(f"children/{other}", {}, asked)
    at_name, at_age = f"children/{first}/name", f"children/{first}/age"
    # Whether somebody is grown up, and able to decide, is asked where the age says so.
    more = Sentence(PAGES_ABOUT, {"count": "8", "name": "child 1"})
    assert left(FormName.PROFESSIONAL, at_name, answers) == ([], str(more))
    # Plans are asked about before birth too, and said here; a home is what is left.
    unborn = answers.put(f"children/{first}", {"birth": "unborn", "legal_status": None, "court_orders": None})
    one = Sentence(PAGE_ABOUT, {"name": "Some words Some words (child 1)"})
    assert left(FormName.PROFESSIONAL, at_age, unborn) == ([], str(one))
    none = Sentence(NONE_ABOUT, {"name": "Some words Some words (child 1)"})
    assert left(FormName.PROFESSIONAL, at_age, whole) == ([], str(none))


def test_a_long_form_counts_the_pages_that_come_later_in_a_section() -> None:
    form = FORMS[FormName.PROFESSIONAL]
    answers = fill(form).put("", {}, forget=["strengths", "help_wanted", "parent_views"])
    assert left(FormName.PROFESSIONAL, "tried", answers) == ([], PAGE_AFTER)
    assert left(FormName.PROFESSIONAL, "what-should-change", answers) == ([], NONE_AFTER)
    begun = start(form)
    assert left(FormName.PROFESSIONAL, "danger", begun)[1].startswith(
        "With your answers so far, 5 more pages of"
    )
