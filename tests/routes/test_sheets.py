"""The sheet of every question: each of a form's questions once, what it is asked after, and nothing else."""

from collections import Counter
from typing import Any

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.profiles.loading import load_profile, shipped
from app.routes.page.prompts import Leaf, sheet
from app.vocabulary import FormName
from tests.people import ByHttp, opens_the_form

FORMS = [
    pytest.param(form, id=f"{slug}-{form.slug}")
    for slug in shipped()
    for form in forms(load_profile(slug)).values()
]
LOOSE = "{"


def leaves(form: Form) -> list[Leaf]:
    found: list[Leaf] = []
    for section in sheet(form):
        inside: Any = section["leaves"]
        found += inside
    return found


@pytest.fixture(scope="module")
def professional() -> Form:
    return forms(load_profile("northamptonshire"))["professional"]


@pytest.mark.parametrize("form", FORMS)
def test_every_question_is_on_the_sheet_once_and_no_other(form: Form) -> None:
    asked = Counter(question.id for page, _ in form.pages() for question in page.questions)
    assert Counter(one.id for leaf in leaves(form) for one in leaf.prompts) == asked


@pytest.mark.parametrize("form", FORMS)
def test_no_place_for_a_name_is_left_open(form: Form) -> None:
    for leaf in leaves(form):
        said = [leaf.title, leaf.repeats]
        said += [words for one in leaf.prompts for words in (one.label, one.hint)]
        said += [
            clause.question for one in leaf.prompts for clause in (*one.when.clauses, *leaf.when.clauses)
        ]
        assert not any(LOOSE in str(words) for words in said)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_asked_only_sometimes_says_so(form: Form) -> None:
    pages = [page for page, _ in form.pages()]
    for page, leaf in zip(pages, leaves(form), strict=True):
        assert page.when is None or leaf.when
        for question, prompt in zip(page.questions, leaf.prompts, strict=True):
            assert bool(prompt.when) == (question.when is not None)


@pytest.mark.parametrize(
    ("asked", "clause"),
    [
        ("called_999", ("Is a child in immediate danger?", ("Yes",), False)),
        ("sex", ("How old is this child?", ("Not born yet",), True)),
    ],
)
def test_conditions_are_said_in_words(professional: Form, asked: str, clause: tuple[object, ...]) -> None:
    leaf = next(one for one in leaves(professional) if asked in {prompt.id for prompt in one.prompts})
    assert [(str(one.question), one.answers, one.negated) for one in leaf.when.clauses] == [clause]


def test_what_is_not_plain_is_not_put_into_words(professional: Form) -> None:
    judged = next(
        leaf for leaf in leaves(professional) if "able_to_decide" in {one.id for one in leaf.prompts}
    )
    assert judged.when.more


def test_what_repeats_says_for_whom(professional: Form) -> None:
    by_question = {one.id: leaf for leaf in leaves(professional) for one in leaf.prompts}
    assert str(by_question["first_name"].repeats) == "The children"
    assert str(by_question["relation"].repeats) == "The children"
    assert not by_question["worry"].repeats
    assert not by_question["another_child"].repeats


@pytest.mark.parametrize("form", ["professional", "family", "community", "young-person", "allegation"])
async def test_each_start_leads_to_its_sheet(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}")
    await visitor.chooses("See every question, to get ready on paper")
    assert await visitor.path() == f"/{form}/questions"
    said = await visitor.reads()
    assert "0300 126 7000" in said
    assert "01604 626938" in said
    assert "this paper" in said
    assert not [*visitor.tree().iter("input", "textarea", "form", "button")]


async def test_the_sheet_shows_nothing_that_was_answered(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry="Shouting at night")
    await visitor.goes_to("/community/questions")
    assert "Shouting at night" not in (visitor.page.text if visitor.page else "")


@pytest.mark.parametrize("slug", ["professional", "family", "community", "young-person", "allegation"])
async def test_the_page_has_each_question_and_room_for_its_answer(visitor: ByHttp, slug: str) -> None:
    form = forms(load_profile("northamptonshire"))[slug]
    await visitor.goes_to(f"/{slug}/questions")
    prompts = visitor.tree().find_class("portal-prompt")
    assert len(prompts) == sum(len(page.questions) for page, _ in form.pages())
    assert all(one.find_class("portal-room") or one.find_class("portal-boxes") for one in prompts)


async def test_the_page_says_when_and_for_whom(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/questions")
    said = await visitor.reads()
    assert "At an address that must be kept from somebody" in said
    assert "If the answer to ‘Is a child in immediate danger?’ is ‘Yes’" in said
    assert "Unless the answer to ‘How old is this child?’ is ‘Not born yet’" in said
    assert "Asked for each of these: The children" in said


@pytest.mark.parametrize("slug", FormName)
async def test_each_heading_begins_with_a_capital(visitor: ByHttp, slug: str) -> None:
    await visitor.goes_to(f"/{slug}/questions")
    headings = [one.text_content().strip() for one in visitor.tree().xpath("//main//h2 | //main//h3")]
    assert headings
    assert not [heading for heading in headings if heading[:1].islower()]
