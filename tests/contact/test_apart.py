"""What a copy leaves out is what the contact leaves out, whatever was answered."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contact.apart import place, sealed_apart
from app.contact.assemble import Parts
from app.forms.answers import Answers
from app.forms.walking.walk import Walk

FORMS = ("professional", "family", "community", "young-person", "allegation")
KEPT = {
    "keep": "yes",
    "keep_reach": "yes",
    "keep_name_from_family": "yes",
    "keep_name_from_adult": "yes",
    "lives": "kept",
    "school_known": "kept",
    "adult_lives": "kept",
    "in_household": "no",
    "adult_reach": "kept",
}
"""What brings something into the parts that are sealed apart."""
NAMED = {"community": {"anonymity": "keep-from-family"}, "young-person": {"anonymity": "keep-from-family"}}
"""Who writes about others gives a name, to be kept."""
CANARY = re.compile(r"canary-?\d+")


def canaries(text: object) -> set[str]:
    return set(CANARY.findall(str(text)))


@given(
    st.sampled_from(FORMS),
    st.sets(st.sampled_from([*KEPT])),
    st.integers(0, 12),
    st.randoms(use_true_random=True),
)
@settings(max_examples=40, deadline=None)
def test_a_copy_without_it_holds_what_the_contact_holds(
    answered: Callable[..., Answers],
    live: Callable[[str, Answers], Walk],
    change: Callable[[str, Answers, Random], Answers],
    assembled: Callable[[str, Answers], Parts],
    form: str,
    kept: set[str],
    turns: int,
    chance: Random,
) -> None:
    answers = answered(
        form, children=2, adults=1, **{name: KEPT[name] for name in kept}, **NAMED.get(form, {})
    )
    for _ in range(turns):
        answers = change(form, answers, chance)
    walk, parts = live(form, answers), assembled(form, answers)
    apart = sealed_apart(walk)
    # What is said of all of a group at once is written down of each, which this changing of answers does not do.
    slots = [slot for step in walk.steps for slot in step.slots if not slot.question.spread]
    shown = {one for slot in slots if place(slot) not in apart for one in canaries(slot.value)}
    left_out = {one for slot in slots if place(slot) in apart for one in canaries(slot.value)}
    assert shown == canaries(parts.contact.document())
    assert left_out == canaries([parts.restricted.document(), parts.identity.document()]) - shown


@pytest.mark.parametrize(
    ("form", "left_out"),
    [
        (
            "professional",
            {"keep_what", "kept_address", "kept_school", "kept_adult_address", "kept_adult_phone"},
        ),
        ("family", {"keep_what", "kept_address", "ways", "your_phone", "phone_times"}),
        ("community", {"kept_address", "your_name", "ways", "your_phone", "phone_times"}),
    ],
)
def test_what_must_be_kept_of_each_child_and_adult_is_left_out(
    answered: Callable[..., Answers], live: Callable[[str, Answers], Walk], form: str, left_out: set[str]
) -> None:
    apart = sealed_apart(live(form, answered(form, children=2, adults=1, **KEPT, **NAMED.get(form, {}))))
    assert left_out <= {question for _, question in apart}


def test_a_name_to_be_kept_is_left_out_whole(
    answered: Callable[..., Answers], live: Callable[[str, Answers], Walk]
) -> None:
    apart = sealed_apart(live("professional", answered("professional", keep_name_from_family="yes")))
    assert {("", "your_name"), ("", "your_email"), ("", "organisation")} <= apart
    open_ = sealed_apart(
        live("professional", answered("professional", keep_name_from_family="no", keep="no"))
    )
    assert ("", "your_name") not in open_


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("family", {"anonymity": "named", "keep_reach": "no"}),
        ("allegation", {"at_work": "yes", "keep_name_from_adult": "no"}),
    ],
)
def test_how_to_reach_who_keeps_it_from_nobody_is_in_the_copy(
    answered: Callable[..., Answers], live: Callable[[str, Answers], Walk], form: str, said: dict[str, str]
) -> None:
    walk = live(form, answered(form, keep="no", **said))
    assert not {("", "your_name"), ("", "your_phone")} & sealed_apart(walk)
    assert {"your_name", "your_phone"} <= {slot.question.id for step in walk.steps for slot in step.slots}
