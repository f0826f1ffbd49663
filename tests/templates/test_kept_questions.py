"""A question that nobody has answered is rendered once: what is kept is ours alone, and says what a new one would."""

from types import SimpleNamespace
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from app.forms.catalogue import forms
from app.forms.questions import Offering, Question
from app.profiles.loading import load_profile
from app.routes.page.views import Option, QuestionView
from app.saying import Sentence
from app.templating.rendering import KEPT_QUESTIONS, Templates

COUNCIL = load_profile("northamptonshire")
TEMPLATES = Templates(COUNCIL)
SECRET: Final = "Kingfisher"
"""In everything that a person may have written, and in no question of ours."""
QUESTIONS: Final = [
    question
    for form in forms(COUNCIL).values()
    for section in form.sections
    for page, _ in section.pages()
    for question in page.questions
]
BLANK: Final[dict[str, Any]] = {"choices": [], "date": {"day": "", "month": "", "year": ""}}


@st.composite
def views(draw: st.DrawFn, *, nested: bool = False) -> QuestionView:
    """A question of ours, in any state."""
    question: Question = draw(st.sampled_from(QUESTIONS))
    view = QuestionView(
        id=question.id,
        kind=question.kind,
        label=draw(worded(question.label)),
        hint=draw(worded(question.hint)),
        error=draw(st.sampled_from([None, None, None, "Enter it", Sentence("Not {it}", {"it": SECRET})])),
        value=draw(values(question)),
        unknown_label=question.unknown,
        unknown=draw(st.sampled_from([False, False, False, True])),
    )
    if not isinstance(question, Offering) or nested:
        return view
    options = tuple(
        Option(value, label, question.hints.get(value, ""), exclusive=False, divider="")
        for value, label in question.options.items()
    )
    opener = draw(st.sampled_from([value for value, *_ in options]))
    revealed = draw(st.lists(views(nested=True), max_size=2))
    return view._replace(options=options, reveals={opener: revealed} if revealed else {})


def worded(text: str) -> st.SearchStrategy[str | Sentence]:
    return st.sampled_from([text, text, text, Sentence("{child}: {text}", {"child": SECRET, "text": text})])


def values(question: Question) -> st.SearchStrategy[Any]:
    blank = BLANK.get(question.kind, "")
    said: Any = SECRET
    if question.kind == "date":
        said = {"day": SECRET, "month": "", "year": ""}
    elif isinstance(question, Offering):
        one = next(iter(question.options))
        said = [one] if question.kind == "choices" else one
    return st.sampled_from([blank, blank, blank, said])


def anew(view: QuestionView) -> Any:
    """The same question, of which nothing is kept."""
    return SimpleNamespace(**view._asdict(), key=None)


@given(asked=st.lists(views(), min_size=1, max_size=4), private=st.booleans(), size=st.sampled_from("ls"))
def test_what_is_kept_says_what_a_new_rendering_says(
    asked: list[QuestionView], private: bool, size: str
) -> None:
    for view in (*asked, *asked):
        assert TEMPLATES.ask(view, size, private) == TEMPLATES.ask(anew(view), size, private)
    assert SECRET not in repr(TEMPLATES.questions)
    assert not any(" checked" in kept for kept in TEMPLATES.questions.values())


def test_a_question_is_rendered_once_for_all_who_have_not_answered_it() -> None:
    templates, question = (
        Templates(COUNCIL),
        QuestionView("name", "text", "Your name", "", None, "", "", unknown=False),
    )
    first = templates.ask(question, "l", private=False)
    assert templates.ask(question._replace(reveals={}), "l", private=False) is first
    assert templates.ask(question, "l", private=True) is not first
    assert templates.ask(question._replace(autocomplete="name"), "l", private=False) != first
    assert templates.ask(question._replace(value=SECRET), "l", private=False) is not first


def test_only_so_many_are_kept() -> None:
    templates, question = (
        Templates(COUNCIL),
        QuestionView("name", "text", "Your name", "", None, "", "", unknown=False),
    )
    for number in range(KEPT_QUESTIONS + 1):
        templates.ask(question._replace(id=f"name_{number}"), "l", private=False)
        assert 0 < len(templates.questions) <= KEPT_QUESTIONS


def test_what_somebody_may_take_over_from_another_answer_is_never_kept() -> None:
    asked = QuestionView("lives", "choice", "Where do they live?", "", None, "", "", unknown=False)
    taken = Option("as-k3f9w2", "3 Elm Close", "", exclusive=False, divider="")
    assert asked.key is not None
    assert asked._replace(copies=(taken,)).key is None


def test_what_a_page_says_first_stands_under_its_question_and_is_not_kept() -> None:
    templates = Templates(COUNCIL)
    for kind, value, field in (("text", "", "<input"), ("choice", "", "<div")):
        question = QuestionView("name", kind, "Your name", "A hint", None, value, "", unknown=False)
        for told in (f"<p>{SECRET}</p>", "<p>Another</p>"):
            asked = templates.ask(question, "l", private=False, intro=told)
            places = [asked.index(part) for part in ("Your name", told, "A hint")]
            assert places == sorted(places)
            assert asked.index(field, places[1]) > places[1]
        plain = templates.ask(question, "l", private=False)
        assert "intro" not in plain
    assert SECRET not in repr(templates.questions)
