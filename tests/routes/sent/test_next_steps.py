"""What is said of a decision to whoever gave nothing by which a child can be found, and to whoever gave something."""

from typing import Any

import pytest

from app.vocabulary import Concern
from tests.people import ByHttp, opens_the_form, sends
from tests.professional import writes_as_a_professional

BY_A_DAY = "aim to decide what to do by"
LITTLE = "Then there is little that we can do."
UNNAMED = "You do not have to give your name."
MAIN = "0300 126 7000"
TELL = f"call us on {MAIN}. {UNNAMED} Or send another form, and give this reference there."


FAMILY = {
    "first_name": "Kofi",
    "last_name-unknown": "yes",
    "birth": "not-known",
    "lives": "not-known",
    "anonymity": "anonymous",
    "stay_anonymous": "yes",
}
"""A parent who asks for help and names neither a child whole, nor a home, nor a way to be reached."""


AT_WORK: dict[str, Any] = {
    "first_name": "?",
    "last_name": "?",
    "birth": "estimated-age",
    "estimated_age": "4",
    "lives": "not-known",
    "worry": "A small child ran into the road.",
}
"""A professional who saw a child, and knows nothing else of them."""


async def writes(visitor: ByHttp, form: str, **said: str) -> None:
    """Answers each page with whatever of this it asks, and comes to the check."""
    await opens_the_form(visitor, form)
    while (await visitor.path()) != f"/{form}/check":
        asked = await visitor.asks()
        await visitor.says(**{question: said[question] for question in said if question in asked})


@pytest.mark.parametrize(
    ("form", "whom", "then", "said"),
    [
        ("young-person", "find you from what you sent", "find you, this is", {"about": "me"}),
        ("young-person", "find them from what you sent", "find them, this is", {"about": "somebody-else"}),
        ("community", "find the child from what you sent", "find the child, this is", {}),
        ("family", "find your family from what you sent", "find your family or reach you, this is", FAMILY),
    ],
)
async def test_no_day_is_promised_to_whoever_gave_nothing_to_find_a_child_by(
    visitor: ByHttp, form: str, whom: str, then: str, said: dict[str, str]
) -> None:
    await writes(visitor, form, worry="They shout at night.", another_child="no", **said)
    told = await sends(visitor)
    words = told.words
    assert BY_A_DAY not in words
    assert words.index(told.reference) < words.index(told.code) < words.index("What is still missing")
    assert words.index("What is still missing") < words.index(whom) < words.index(LITTLE)
    assert words.index(LITTLE) < words.index(TELL) < words.index("What happens next")
    assert words.count(TELL) == 1
    assert words.index("What happens next") < words.index(f"If we can {then}")
    # The copy says of no question that it was not answered, where none had to be.
    assert "shows each question that is not answered" not in words


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("young-person", {"about": "me", "school": "Larch School"}),
        ("young-person", {"about": "somebody-else", "find_school": "Larch School"}),
        ("community", {"find_school": "Larch School"}),
        ("family", {**FAMILY, "more": "school", "school": "Larch School"}),
        ("family", {**FAMILY, "lives": "no-fixed-address", "whereabouts": "The Larch Road hostel"}),
        ("family", {**FAMILY, "social_worker": "yes", "worker_name": "Ada Lamptey"}),
    ],
)
async def test_a_day_is_promised_where_something_is_known(
    visitor: ByHttp, form: str, said: dict[str, str]
) -> None:
    await writes(visitor, form, worry="They shout at night.", another_child="no", **said)
    words = (await sends(visitor)).words
    assert BY_A_DAY in words
    assert LITTLE not in words
    assert UNNAMED not in words


@pytest.mark.parametrize(
    ("form", "says", "found"),
    [
        ("young-person", "did not say how we can find you, or your friend", "find you, or your friend"),
        ("community", "If what you sent does not say enough to find the child", "find the child"),
        ("family", "did not say how we can find your family or reach you", "find your family or reach you"),
    ],
)
async def test_a_status_page_which_cannot_know_says_first_what_a_decision_depends_on(
    visitor: ByHttp, form: str, says: str, found: str
) -> None:
    await writes(
        visitor, form, worry="They shout at night.", **{**FAMILY, "another_child": "no", "about": "me"}
    )
    told = await sends(visitor)
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    words = await visitor.reads()
    assert words.index(f"{says}, {TELL}") < words.index(f"If we can {found}, we {BY_A_DAY}")
    assert ("Childline on 0800 1111" in words) is (form == "young-person")
    assert visitor.tree().xpath("//main//a[@href='tel:03001267000']")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("young-person", {"about": "me"}),
        ("young-person", {"about": "somebody-else"}),
        ("community", {}),
        ("family", FAMILY),
    ],
)
async def test_a_day_depends_on_the_reference_where_nothing_else_finds_a_child(
    visitor: ByHttp, form: str, said: dict[str, str]
) -> None:
    earlier = {"linked_reference": "BN-7K4M-9QXR", "worry": "They shout at night.", "another_child": "no"}
    await writes(visitor, form, **earlier, **said)
    words = (await sends(visitor)).words
    leads = "if the reference that you gave leads us to who it is about."
    condition = f"{leads} If you can tell us more, call us on {MAIN}."
    assert words.index(condition) < words.index(f"If the reference leads us to them, we {BY_A_DAY}")
    assert UNNAMED in words


async def test_at_work_a_child_may_be_unknown_where_nothing_is_urgent_too(visitor: ByHttp) -> None:
    await writes_as_a_professional(visitor, **AT_WORK)
    words = (await sends(visitor)).words
    at_work = f"call us on {MAIN}. Or send another form, and give this reference there."
    assert words.index("find the child from what you sent") < words.index(at_work)
    assert words.index(at_work) < words.index("If we can find the child, this is what happens.")
    assert BY_A_DAY not in words
    assert "an email tells you the outcome" in words


@pytest.mark.parametrize("form", ["community", "young-person"])
@pytest.mark.parametrize(("worry", "read"), [("FGM", True), ("FORCED_MARRIAGE", True), ("NEGLECT", False)])
@pytest.mark.parametrize("found", [True, False])
async def test_whoever_fears_a_journey_or_a_cutting_reads_that_the_family_is_not_told_yet(
    visitor: ByHttp, form: str, worry: str, read: bool, found: bool
) -> None:
    said = {"about": "me", "worry": "They fly on Friday.", "concerns": str(Concern[worry])}
    where = {"linked_reference": "BN-7K4M-9QXR"} if found else {}
    await writes(visitor, form, another_child="no", **said, **where)
    words = (await sends(visitor)).words
    assert ("our team reads this first: tell nobody in the family yet" in words) is read


@pytest.mark.parametrize(
    ("informed", "read"), [("risk", True), ("no", True), ("unreachable", False), ("yes", False)]
)
async def test_at_work_whoever_told_nobody_reads_that_they_are_spoken_to_before_the_family(
    visitor: ByHttp, informed: str, read: bool
) -> None:
    """A GP who suspects induced illness read only that the hub may speak to the family."""
    why = {
        "risk_reasons": ["evidence-or-enquiry-spoiled"],
        "why_not_told": "She would go to another hospital.",
    }
    said: dict[str, Any] = {
        "evidence": "Only she has seen a seizure.",
        "evidence_when": "?",
        "evidence_source": "?",
    }
    gone_on: dict[str, Any] = {
        "concerns": ["fabricated-or-induced-illness"],
        "attempts": "Called her twice.",
        "rationale": "It cannot stay as it is.",
    }
    await writes_as_a_professional(visitor, informed=informed, **{**why, **said, **gone_on})
    words = (await sends(visitor)).words
    assert ("to speak to you before it contacts the family" in words) is read
