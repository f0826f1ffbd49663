"""A small form in which much depends on much: facts on what their own page asks, pages on pairs of people."""

from app.forms.conditions import Answer, AnyOf, Facts, Is
from app.forms.insets import Otherwise
from app.forms.kinds.asked import Problem
from app.forms.pages import Derived, Form, Group, Page, Section
from app.forms.questions import Choice

YES_NO = {"yes": "Yes", "no": "No"}


def asked(question: str, when: Is | None = None) -> Choice:
    return Choice(id=question, label=question, options=YES_NO, missing=f"Select {question}", when=when)


def page(slug: str, *questions: Choice, **more: object) -> Page:
    return Page.model_validate({"slug": slug, "title": slug, "questions": questions, **more})


def settled(facts: Facts) -> Answer:
    """What the page that depends on it has not yet asked for when it does."""
    return "yes" if facts.get("third") == "yes" else "no"


def not_both(facts: Facts) -> Problem | None:
    both = facts.get("name") == facts.get("able") == "yes"
    return Problem("able", "not both") if both else None


CHILDREN = Group(
    id="children",
    title="",
    item="child",
    called=("name",),
    unnamed="this child",
    numbered="child {number}",
    otherwise=Otherwise(words="the other", when=Is("able", "no")),
    pages=(page("name", asked("name")), page("able", asked("able"), rules=(not_both,))),
    least=2,
    most=3,
    another=asked("another_child"),
)
MORE = Group(
    id="more",
    title="",
    item="child",
    unnamed="this child",
    pages=(page("extra", asked("extra")),),
    over="children",
    where=Is("able", "yes"),
    own=True,
)
ADULTS = Group(
    id="adults",
    title="",
    item="adult",
    unnamed="this adult",
    pages=(
        page("lives", asked("lives")),
        page("relation", asked("parent"), each="children", when=Is("lives", "yes")),
        page("told", asked("told"), when=AnyOf("children", Is("parent", "yes"))),
        page("visits", asked("visits"), each="children", when=Is("told", "yes")),
        page("safe", asked("safe"), when=AnyOf("children", Is("visits", "yes"))),
    ),
    most=3,
    another=asked("another_adult"),
)
YOUNG = Group(
    id="young",
    title="",
    item="person",
    unnamed="this person",
    pages=(page("agrees", asked("agrees")),),
    over="children",
    where=Is("extra", "yes"),
    when=Is("first", "yes"),
)
EACH = page("tonight", asked("tonight", Is("able", "no")), each="children", when=Is("able", "yes"))
"""The page depends on what is asked once, its questions on what is asked by the same name of each child."""
FORM = Form(
    slug="odd",
    title="",
    lede="",
    sections=(
        Section(
            id="gate",
            title="",
            gate=True,
            steps=(
                page(
                    "opening",
                    asked("first"),
                    asked("second", Is("settled", "no")),
                    asked("third"),
                    asked("danger"),
                    asked("able"),
                ),
            ),
        ),
        Section(id="people", title="", steps=(CHILDREN, MORE, ADULTS, YOUNG, EACH)),
        Section(
            id="last",
            title="",
            steps=(page("last", asked("last"), when=AnyOf("children", Is("extra", "no"))),),
        ),
    ),
    derived=(Derived(id="settled", function=settled, values=("yes", "no")),),
    statement="",
    waived=Is("danger", "yes"),
)
