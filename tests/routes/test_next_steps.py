"""What is said of a decision to whoever gave nothing by which a child can be found, and to whoever gave something."""

from typing import Any

import pytest

from tests.people import ByHttp, opens_the_form, sends
from tests.professional import writes_as_a_professional

BY_A_DAY = "We aim to decide what to do by"
LITTLE = "Then there is little that we can do."
UNNAMED = "You do not have to give your name."
MAIN = "0300 126 7000"
CALL = f"call us on {MAIN}, or send another form. {UNNAMED}"


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
    ("form", "whom", "said"),
    [
        ("young-person", "find you from what you sent", {"about": "me"}),
        ("young-person", "find them from what you sent", {"about": "somebody-else"}),
        ("community", "find the child from what you sent", {}),
        ("family", "find your family from what you sent", FAMILY),
    ],
)
async def test_no_day_is_promised_to_whoever_gave_nothing_to_find_a_child_by(
    visitor: ByHttp, form: str, whom: str, said: dict[str, str]
) -> None:
    await writes(visitor, form, worry="They shout at night.", another_child="no", **said)
    words = (await sends(visitor)).words
    assert BY_A_DAY not in words
    assert whom in words
    assert LITTLE in words
    assert f"call us on {MAIN}. {UNNAMED} Or send another form, and give this reference there." in words


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
    ("form", "says"),
    [
        (
            "young-person",
            "We can only help if we can find you, or your friend. If you did not say where, call us",
        ),
        ("community", "We can only help if we can find the child. If what you sent does not say enough"),
        ("family", "We can only help if we can find your family, or reach you. If you did not say how, call"),
    ],
)
async def test_a_status_page_which_cannot_know_says_what_a_decision_depends_on(
    visitor: ByHttp, form: str, says: str
) -> None:
    await writes(
        visitor, form, worry="They shout at night.", **{**FAMILY, "another_child": "no", "about": "me"}
    )
    told = await sends(visitor)
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    words = await visitor.reads()
    assert BY_A_DAY in words
    assert says in words
    assert f"call us on {MAIN}, or send another form. {UNNAMED}" in words
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
    assert BY_A_DAY in words
    assert (
        f"if the reference that you gave leads us to who it is about. If you can tell us more, {CALL}"
        in words
    )


async def test_at_work_a_child_may_be_unknown_where_nothing_is_urgent_too(visitor: ByHttp) -> None:
    await writes_as_a_professional(visitor, **AT_WORK)
    words = (await sends(visitor)).words
    assert "find the child from what you sent" in words
    assert BY_A_DAY not in words
