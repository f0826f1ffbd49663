"""Somebody at work who writes for a colleague is told whom to give, and where to name themselves."""

from app.forms.pages import Form, Page
from app.forms.topics.referrer import WRITTEN_BY


def page(form: Form, slug: str) -> Page:
    return next(one for one, group in form.pages() if one.slug == slug and not group)


def test_whom_the_hub_can_call_is_given_and_who_wrote_is_named_beside_them(professional_form: Form) -> None:
    you = page(professional_form, "your-name")
    assert "If you write for a colleague" in you.lede
    assert "the one we can call about what was seen or said" in you.lede
    assert WRITTEN_BY in you.questions


def test_who_tells_of_an_adult_for_a_colleague_gives_the_one_who_can_be_called(allegation_form: Form) -> None:
    you = page(allegation_form, "your-name")
    assert "If you write for a colleague, give their details here and on the next pages." in you.lede
    assert "We call them about what was seen or heard." in you.lede
    assert WRITTEN_BY in you.questions
