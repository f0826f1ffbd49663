"""Somebody at work who writes for a colleague is told whom to give, and where to name themselves."""

from app.forms.pages import Form, Page


def page(form: Form, slug: str) -> Page:
    return next(one for one, group in form.pages() if one.slug == slug and not group)


def test_whom_the_hub_can_call_is_given_and_who_wrote_is_named_where_that_is_said(
    professional_form: Form,
) -> None:
    you, work = (page(professional_form, slug) for slug in ("your-name", "how-you-know-them"))
    assert "If you write for a colleague" in you.lede
    assert "the one we can call about what was seen or said" in you.lede
    assert f"‘{work.title}’" in you.lede
    assert "If a colleague wrote this for you, say who." in work.questions[0].hint


def test_who_tells_of_an_adult_for_a_colleague_gives_the_one_who_can_be_called(allegation_form: Form) -> None:
    lede = page(allegation_form, "your-name").lede
    assert "If you write for a colleague, give their details here and on the next pages." in lede
    assert "We call them about what was seen or heard." in lede
