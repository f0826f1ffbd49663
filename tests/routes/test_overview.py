"""How far somebody is: the part of a short form, and the sections of a task list that are done, never too many."""

import re
from typing import Any

import pytest

from app.forms.catalogue import forms
from app.forms.walk import walk
from app.forms.wizard import start
from app.profiles.loading import load_profile
from app.routes.overview import part, progress, tasks
from app.vocabulary import FormName, Kind
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
