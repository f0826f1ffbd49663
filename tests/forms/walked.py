"""What the tests of every public form look at: the walk over answers, and forms with all but some of it left blank."""

from collections.abc import Callable
from datetime import date

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.walk import Walk, walk

DAY = date(2026, 11, 22)
Complete = Callable[..., Answers]
Demands = Callable[[Form, Answers], set[str]]


def seen(form: Form, answers: Answers) -> Walk:
    return walk(form, answers, DAY)


def paths(form: Form, answers: Answers) -> list[str]:
    return [step.page.slug for step in seen(form, answers).steps]


def blank(form: Form, *but: str) -> dict[str, None]:
    """Every question but these and the first two, left blank."""
    every = {question.id for page, _ in form.pages() for question in page.questions}
    return dict.fromkeys(sorted(every - {"danger", "urgent_today", *but}))
