"""While portals are renewed one by one, a form is written on two releases: what only the other knows is noticed."""

from app.forms.answers import Answers
from app.forms.conditions import NOT_KNOWN
from app.forms.walking.unplaced import ASKS, asks, mark, unheard, unplaced
from app.forms.wizard import NO_ANSWERS
from tests.contact.conftest import FORMS, fill

COMMUNITY = FORMS["community"]
WORRY = next(page for page, _ in COMMUNITY.pages() if page.slug == "worry")


def test_of_what_this_release_asks_nothing_is_without_a_place() -> None:
    for slug in FORMS:
        assert unplaced(FORMS[slug], fill(slug, children=2, adults=2)) == ()


def test_an_answer_that_another_release_asked_for_is_noticed() -> None:
    answers = Answers({"": {"worry": "Shouting", "weapons": "He keeps a knife by the door"}})
    assert unplaced(COMMUNITY, answers) == ("He keeps a knife by the door",)


def test_so_is_one_about_somebody_of_whom_this_release_knows_no_group() -> None:
    answers = Answers({"pets/k3f9w2": {"first_name": "Rex"}}, {"pets": ("k3f9w2",)})
    assert unplaced(COMMUNITY, answers) == ("Rex",)


def test_so_is_a_choice_that_this_release_does_not_offer() -> None:
    professional = FORMS["professional"]
    answers = Answers({"": {"kind": "trafficking", "concerns": ["neglect", "county-lines"]}})
    assert unplaced(professional, answers) == ("trafficking", "county-lines")


def test_what_says_nothing_has_nothing_to_lose() -> None:
    answers = Answers({"": {"weapons": None, "dogs": NOT_KNOWN, "cars": "", "boats": []}})
    assert unplaced(COMMUNITY, answers) == ()


def test_words_are_told_from_other_words_and_from_none() -> None:
    assert mark(()) == ""
    assert len({mark(()), mark(("a",)), mark(("b",)), mark(("a", "b"))}) == 4


def test_a_page_of_another_release_says_which_fields_this_one_lacks() -> None:
    typed = {"csrf": ["x"], "worry": ["Shouting"], "weapons": [" A knife "], ASKS: ["of another"]}
    assert unheard(WORRY, typed, NO_ANSWERS) == ("A knife",)


def test_a_page_of_this_release_has_no_such_field_whatever_somebody_adds() -> None:
    typed = {"worry": ["Shouting"], "status": ["closed"]}
    assert unheard(WORRY, {**typed, ASKS: [asks(WORRY)]}, NO_ANSWERS) == ()
    assert unheard(WORRY, typed, NO_ANSWERS) == ()
