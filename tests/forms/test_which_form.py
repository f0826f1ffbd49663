"""Whatever is posted, and in whatever order, no professional form goes to the Designated Officer in place of theirs."""

from collections.abc import Mapping
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.rules import route
from app.forms.walking.walk import walk
from app.forms.wizard import post, start
from app.profiles.loading import load_profile
from app.services.submission import may_be_sent
from app.vocabulary import FormName, Kind, Route

DAY = date(2026, 11, 22)
FORM = forms(load_profile("northamptonshire"))[FormName.PROFESSIONAL]
OPENING: Mapping[str, Mapping[str, list[str]]] = {
    "danger": {"danger": ["yes", "no", ""]},
    "urgent": {"urgent_today": ["yes", "no", ""]},
    "emergency": {"called_999": ["yes", ""]},
    "call-now": {"called_now": ["yes", ""]},
    "kind": {"kind": [*Kind, ""]},
    "adult": {"child_too": ["yes", "no", "", "nonsense"]},
    "concerns": {"concerns": ["physical-abuse", ""]},
    "already-known": {"social_worker": ["no", ""]},
    "called-already": {"spoke": ["no", ""]},
}
STEPS = [
    (slug, {field: one}) for slug, said in OPENING.items() for field, values in said.items() for one in values
]
URGENT = [
    ("danger", {"danger": "no"}),
    ("urgent", {"urgent_today": "yes"}),
    ("call-now", {"called_now": "yes"}),
]
GATE = [("concerns", {"concerns": "physical-abuse"}), ("already-known", {"social_worker": "no"})]
ENDS = [*GATE, ("called-already", {"spoke": "no"})]


def posted(answers: Answers, slug: str, typed: Mapping[str, str]) -> Answers:
    """What is kept of a page that was posted, if these answers lead to it; any field may be sent along."""
    step = walk(FORM, answers, DAY).at(slug)
    if step is None:
        return answers
    return post(FORM, answers, step, {name: [value] for name, value in typed.items()}, DAY).answers


FORK = [step for step in STEPS if step[0] in {"kind", "adult"}]


@given(
    st.lists(st.one_of(st.sampled_from(FORK), st.sampled_from(STEPS)), max_size=12),
    st.sampled_from(["yes", ""]),
)
@example([("kind", {"kind": "adult-who-works-with-children"}), *[("adult", {"child_too": ""})] * 3], "")
@settings(max_examples=150, deadline=None)
def test_what_is_sent_of_the_professional_form_is_never_an_allegation(
    steps: list[tuple[str, dict[str, str]]], besides: str
) -> None:
    answers = start(FORM)
    for slug, typed in (*URGENT, *ENDS, *steps, *ENDS):
        answers = posted(answers, slug, {"child_too": besides, **typed})
        walked = walk(FORM, answers, DAY)
        if may_be_sent(walked):
            assert route(FormName.PROFESSIONAL, walked.facts) is not Route.ALLEGATION


def test_the_way_on_that_remains_is_sent() -> None:
    """Nobody is turned away: of a child it goes on, urgent and without anything else."""
    answers = start(FORM)
    steps = [*URGENT, ("kind", {"kind": Kind.ADULT_WHO_WORKS_WITH_CHILDREN.value})]
    for slug, typed in (*steps, ("adult", {"child_too": "yes"}), *ENDS):
        answers = posted(answers, slug, typed)
    walked = walk(FORM, answers, DAY)
    assert may_be_sent(walked)
    assert route(FormName.PROFESSIONAL, walked.facts) is Route.SAFEGUARDING
