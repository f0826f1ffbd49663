"""Which pages ask the same of everybody: those on which no name and no other page's answer changes anything."""

import pytest

from app.forms.conditions import All, AnyOf, Condition, Is, Not
from app.forms.kinds.asked import Asked
from app.forms.kinds.attached import Files
from app.forms.pages import Page
from app.forms.questions import Choice, Copied, Text
from app.forms.walking.alike import asks_all_alike

YES_NO = {"yes": "Yes", "no": "No"}
HERE = Choice(id="here", label="Here?", options=YES_NO)


def page(*questions: Asked, each: str = "") -> Page:
    return Page(slug="page", title="Page", each=each, questions=(HERE, *questions))


def opened_by(condition: Condition) -> Text:
    return Text(id="more", label="More", when=condition)


ALIKE = {
    "only words of ours": Text(id="more", label="More", hint="In your words"),
    "opened by an answer on the page": opened_by(Is("here", "yes")),
    "opened by two": opened_by(All((Is("here", "yes"), Not(Is("here", "no"))))),
}

NOT_ALIKE = {
    "named in the label": Text(id="more", label="More about {child}"),
    "named in the hint": Text(id="more", label="More", hint="What {child} said"),
    "opened elsewhere": opened_by(All((Is("here", "yes"), Is("elsewhere", "yes")))),
    "opened by somebody else": opened_by(AnyOf("children", Is("here", "yes"))),
    "some answers are offered": Choice(
        id="more", label="More", options=YES_NO, only={"no": Is("elsewhere", "no")}
    ),
    "taken over": Choice(
        id="more", label="More", options=YES_NO, copied=Copied(group="children", answers=("x",), gives="yes")
    ),
    "files": Files(id="files", label="Files"),
}


@pytest.mark.parametrize("question", ALIKE.values(), ids=ALIKE)
def test_what_hangs_on_this_page_alone_is_asked_of_all_alike(question: Asked) -> None:
    assert asks_all_alike(page(question))
    assert not asks_all_alike(page(question, each="children")), "there is one for each child"


@pytest.mark.parametrize("question", NOT_ALIKE.values(), ids=NOT_ALIKE)
def test_what_hangs_on_somebody_or_something_else_is_not(question: Asked) -> None:
    assert not asks_all_alike(page(question))
