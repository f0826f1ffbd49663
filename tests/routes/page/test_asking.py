"""Which questions stand on their own on a page, and which appear under an answer."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.conditions import All, Answer, Either, Is, Not
from app.forms.pages import Form, Group, Page, Section
from app.forms.questions import Choice, Choices, Text
from app.forms.walking.detached import detached
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile, shipped
from app.routes.page.asking import Asking
from app.routes.page.views import QuestionView

DAY = date(2026, 11, 22)
YES_NO = {"yes": "Yes", "no": "No"}


def asking(*questions: Choice | Choices | Text, **said: Answer) -> dict[str, QuestionView]:
    before = Page(
        slug="before", title="Before", questions=(Choice(id="first", label="First", options=YES_NO),)
    )
    page = Page(slug="here", title="Here", questions=questions)
    section = Section(id="all", title="All", steps=(before, page))
    form = Form(slug="form", title="Form", lede="", statement="", sections=(section,))
    step = walk(form, Answers({"": said}), DAY).at("here")
    assert step
    return {view.id: view for view in Asking(step).questions()}


SAME = Choice(id="same", label="Same?", options=YES_NO, when=Not(Is("first", "yes")))
OWN = Text(id="own", label="Own", when=Either((Is("first", "yes"), Is("same", "no"))))


def test_a_question_with_two_ways_in_stands_alone_or_under_the_answer_that_opens_it() -> None:
    assert list(asking(SAME, OWN, first="yes")) == ["own"]
    under = asking(SAME, OWN, first="no")
    assert list(under) == ["same"]
    assert [view.id for view in under["same"].reveals["no"]] == ["own"]


def test_an_answer_under_an_answer_is_there_to_be_shown() -> None:
    outer = Choice(id="outer", label="Outer", options=YES_NO)
    inner = Choice(id="inner", label="Inner", options=YES_NO, when=Is("outer", "yes"))
    deep = Text(id="deep", label="Deep", when=Is("inner", "yes"))
    views = asking(outer, inner, deep)
    (under,) = views["outer"].reveals["yes"]
    assert [view.id for view in under.reveals["yes"]] == ["deep"]


@pytest.mark.parametrize(("first", "shown"), [("yes", ["own"]), ("no", [])])
def test_what_needs_an_earlier_answer_too_appears_only_with_it(first: str, shown: list[str]) -> None:
    outer = Choice(id="outer", label="Outer", options=YES_NO)
    own = Text(id="own", label="Own", when=All((Is("first", "yes"), Is("outer", "yes"))))
    views = asking(outer, own, first=first)
    assert [view.id for view in views["outer"].reveals.get("yes", ())] == shown


EVERY_PAGE = [
    pytest.param(form, page, group, id=f"{slug}-{form.slug}-{group.id if group else ''}-{page.slug}")
    for slug in shipped()
    for form in forms(load_profile(slug)).values()
    for page, group in form.pages()
]


@pytest.mark.parametrize(("form", "page", "group"), EVERY_PAGE)
def test_a_page_whose_draft_is_gone_shows_all_that_was_typed_whatever_other_pages_decide(
    form: Form, page: Page, group: Group | None
) -> None:
    inside = group is not None and page is not group.own_page
    path = f"{group.id}/k3f9w2/{page.slug}" if group and inside else page.slug
    suffix = "-k3f9w2" if page.each else ""
    typed = {f"{one.id}{suffix}": [f"said of {one.id}"] for one in page.questions}
    step = detached(form, path, typed, DAY)
    assert step
    shown = {view.id: view.value for view in every(Asking(step, typed).questions())}
    for one in page.questions:
        assert f"{one.id}{suffix}" in shown
        assert not isinstance(one, Text) or shown[f"{one.id}{suffix}"] == f"said of {one.id}"


CALL = "called-already"


@pytest.mark.parametrize(
    ("typed", "at_the_top"),
    [
        ({"spoke_to": "Ewa Lis", "spoke_advice": "Write it down"}, True),
        ({"spoke": "yes", "spoke_to": "Ewa Lis", "spoke_advice": "Write it down"}, False),
        ({"spoke": "no", "spoke_to": "", "spoke_advice": ""}, False),
        ({"spoke_to": "", "spoke_advice": ""}, False),
    ],
    ids=["not asked first", "asked and said", "asked and not so", "asked and left blank"],
)
def test_words_are_in_sight_where_a_page_that_is_alone_did_not_ask_what_they_hang_on(
    typed: dict[str, str], *, at_the_top: bool
) -> None:
    """Who has said that they called is asked at once what they were told, and may meet a database that is away."""
    form = forms(load_profile("northamptonshire"))["professional"]
    sent = {name: [value] for name, value in typed.items()}
    step = detached(form, CALL, sent, DAY)
    assert step
    shown = {view.id: view.value for view in Asking(step, sent).questions()}
    assert ("spoke_to" in shown) is at_the_top
    assert not at_the_top or shown["spoke_advice"] == "Write it down"


def every(views: Iterable[QuestionView]) -> Iterator[QuestionView]:
    for view in views:
        yield view
        for revealed in view.reveals.values():
            yield from every(revealed)


def test_only_what_can_be_answered_here_is_offered() -> None:
    some = Choice(id="some", label="Some", options=YES_NO, only={"no": Is("first", "no")})
    assert [option.value for option in asking(some, first="yes")["some"].options] == ["yes"]
    assert [option.value for option in asking(some, first="no")["some"].options] == ["yes", "no"]


def test_the_answer_that_stands_alone_is_set_apart() -> None:
    many = Choices(id="many", label="Many", options=YES_NO, alone="no")
    assert [option.divider for option in asking(many)["many"].options] == ["", "or"]
