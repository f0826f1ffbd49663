"""The form of a young person: about themselves or a friend, help first, and only the worry is needed."""

import pytest

from app.forms.pages import Form
from app.forms.rules import admission, route
from app.forms.topics.finding import FINDING
from app.forms.young_person import WAYS_TO_ME
from app.vocabulary import FormName
from tests.forms.walked import Complete, Demands, blank, paths, seen


def test_the_pages_about_oneself_come_in_the_order_of_the_conversation(
    young_form: Form, complete: Complete
) -> None:
    assert paths(young_form, complete(young_form, about="me", more=None)) == [
        "danger", "urgent", "who", "worry", "about-you", "yourself", "where-you-are", "what-it-is-about", "violence",
        "more", "files",
    ]  # fmt: skip
    assert paths(young_form, complete(young_form, about="me", anonymity="named", ways=["text"], more=None)) == [
        "danger", "urgent", "who", "worry", "about-you", "yourself", "where-you-are", "how-to-reach-you",
        "text-message", "what-it-is-about", "violence", "more", "files",
    ]  # fmt: skip


def test_the_pages_about_a_friend_come_in_the_order_of_the_conversation(
    young_form: Form, complete: Complete
) -> None:
    answers = complete(young_form, about="somebody-else", anonymity="keep-from-family", ways=[], more=None)
    assert paths(young_form, answers) == [
        "danger", "urgent", "who", "worry", "friend", "children", "find-the-child", "about-you", "how-to-reach-you",
        "how-you-know-them", "what-it-is-about", "violence", "more", "files",
    ]  # fmt: skip


@pytest.mark.parametrize("about", ["me", "somebody-else"])
def test_only_whom_it_is_about_and_the_worry_are_needed(
    young_form: Form, complete: Complete, demands: Demands, about: str
) -> None:
    assert demands(young_form, complete(young_form, **blank(young_form))) == {"about", "worry"}
    only = complete(young_form, about=about, **blank(young_form, "about", "worry"))
    assert demands(young_form, only) == set()
    assert seen(young_form, only).unmet() == []


@pytest.mark.parametrize("anonymity", ["anonymous", None])
def test_who_stays_anonymous_is_asked_for_no_name_and_no_way_to_be_reached(
    young_form: Form, complete: Complete, anonymity: str | None
) -> None:
    for about in ("me", "somebody-else"):
        walked = seen(young_form, complete(young_form, about=about, anonymity=anonymity))
        own = {slot.question.id for step in walked.steps if not step.item for slot in step.slots}
        assert not own & {"first_name", "last_name", "your_name", "ways", "your_phone"}


def test_who_may_be_told_is_said_before_a_name_is_given(young_form: Form, complete: Complete) -> None:
    step = seen(young_form, complete(young_form, about="me")).at("about-you")
    assert step
    assert step.notice == "anonymous_young"
    options = getattr(step.page.questions[0], "options", {})
    assert options["keep-from-family"] == "Yes, but do not tell my family, or a friend’s family"
    hints = getattr(step.page.questions[0], "hints", {})
    assert (
        hints["keep-from-family"]
        == "We will not tell them unless the law or a court makes us. They may guess."
    )


@pytest.mark.parametrize("way", WAYS_TO_ME)
def test_with_one_way_to_find_the_writer_nobody_is_asked_to_call(
    young_form: Form, complete: Complete, way: str
) -> None:
    nothing = dict.fromkeys((*WAYS_TO_ME, "first_name"))
    ways = {"your_phone": "phone", "text_phone": "text", "your_email": "email", "your_address": "post"}
    said: dict[str, object] = {
        "about": "me",
        "anonymity": "named",
        "ways": [ways[way]] if way in ways else None,
        "social_worker": "yes",
    }
    assert "please-talk" in paths(young_form, complete(young_form, **{**nothing, **said}))
    some = {name: value for name, value in nothing.items() if name != way}
    assert "please-talk" not in paths(young_form, complete(young_form, **{**some, **said}))


def test_with_no_way_to_find_a_friend_a_call_is_asked_for(young_form: Form, complete: Complete) -> None:
    nothing = dict.fromkeys((*FINDING, "last_name"))
    assert "please-talk" in paths(young_form, complete(young_form, about="somebody-else", **nothing))
    assert "please-talk" not in paths(young_form, complete(young_form, about="somebody-else"))


@pytest.mark.parametrize("about", ["me", "somebody-else"])
def test_a_childs_own_family_gives_nobody_away(young_form: Form, complete: Complete, about: str) -> None:
    walked = seen(young_form, complete(young_form, about=about, worry="It is about my brother."))
    assert not [one for step in walked.steps for one in step.warnings]


def test_a_number_in_ones_own_story_is_warned_of_and_stops_nothing(
    young_form: Form, complete: Complete
) -> None:
    walked = seen(young_form, complete(young_form, about="me", worry="Text me on 07700 900982."))
    assert {step.page.slug for step in walked.steps if step.warnings} == {"worry", "about-you"}
    assert walked.unmet() == []


@pytest.mark.parametrize("about", ["me", "somebody-else"])
@pytest.mark.parametrize("pressing", ["yes", "no"])
def test_it_goes_to_the_team_of_the_community(
    young_form: Form, complete: Complete, about: str, pressing: str
) -> None:
    facts = seen(young_form, complete(young_form, about=about, urgent_today=pressing)).facts
    name = FormName.YOUNG_PERSON
    assert (route(name, facts), admission(name, facts)) == ("community", "community")
    assert facts.get("urgent") == pressing


def test_a_browser_that_others_may_use_remembers_nothing(young_form: Form) -> None:
    assert young_form.private
    questions = [question for page, _ in young_form.pages() for question in page.questions]
    assert not [one.id for one in questions if getattr(one, "autocomplete", "")]


def test_in_danger_they_are_told_how_to_call_999_themselves(young_form: Form, complete: Complete) -> None:
    step = seen(young_form, complete(young_form, danger="yes")).at("emergency")
    assert step
    assert step.notice == "emergency_young"


@pytest.mark.parametrize(
    ("about", "name", "page"),
    [("me", "first_name", "yourself"), ("somebody-else", "your_name", "how-you-know-them")],
)
def test_who_gives_a_name_gives_it_once_and_may_say_what_was_sent_before(
    young_form: Form, complete: Complete, about: str, name: str, page: str
) -> None:
    walked = seen(young_form, complete(young_form, about=about, anonymity="named"))
    own = [
        (step.page.slug, slot.question.id) for step in walked.steps if not step.item for slot in step.slots
    ]
    names = {"first_name", "your_name"} & {question for _, question in own}
    assert names == {name}
    assert [slug for slug, question in own if question == "linked_reference"] == [page]


@pytest.mark.parametrize(
    ("about", "matter", "pages"),
    [
        ("me", "hurt", ["marks"]),
        ("somebody-else", "hurt", ["hurt"]),
        ("me", "person", ["who-hurts-somebody"]),
        ("me", "before", ["before"]),
        ("me", "want", ["what-you-want"]),
        ("somebody-else", "secret", ["keep-secret"]),
        ("me", None, []),
    ],
)
def test_more_is_asked_only_where_it_is_ticked_and_nothing_of_it_is_needed(
    young_form: Form, complete: Complete, demands: Demands, about: str, matter: str | None, pages: list[str]
) -> None:
    ticked = [matter] if matter else None
    walked = paths(young_form, complete(young_form, about=about, more=ticked))
    assert walked[walked.index("more") + 1 :] == [*pages, "files"]
    bare = complete(young_form, **blank(young_form, "about", "worry", "more"), about=about, more=ticked)
    assert demands(young_form, bare) == set()


def test_of_two_friends_each_worry_and_each_mark_is_their_own(young_form: Form, complete: Complete) -> None:
    answers = complete(young_form, about="somebody-else", children=2, more=["hurt"], concerns=["missing"])
    walked = seen(young_form, answers)
    (which,) = [step for step in walked.steps if step.page.slug == "which-child"]
    assert [list(getattr(slot.question, "options", ())) for slot in which.slots] == [["missing"]] * 2
    hurt = [step.item for step in walked.steps if step.page.slug == "hurt"]
    assert hurt == list(answers.items("children"))


@pytest.mark.parametrize(("age", "warned"), [("17", False), ("18", True), ("19", True), ("?", False)])
@pytest.mark.parametrize(
    ("about", "slug", "says"),
    [
        ("me", "yourself", "get help"),
        ("somebody-else", "friend", "If they are hurting you, go back and choose ‘Me’"),
    ],
)
def test_of_somebody_who_is_grown_up_it_says_whom_to_name_and_who_listens(
    young_form: Form, complete: Complete, about: str, slug: str, says: str, age: str, warned: bool
) -> None:
    walked = seen(young_form, complete(young_form, about=about, estimated_age=age))
    (step,) = [step for step in walked.steps if step.page.slug == slug]
    said = [one.message.format_map(one.values) for one in step.warnings]
    assert ["0800 1111" in one and says in one for one in said] == ([True] if warned else [])
    assert not any("This form is about people under 18" in one for one in said)
    assert walked.unmet() == []


def test_it_asks_who_is_hurt_and_not_who_hurts(young_form: Form) -> None:
    (about,) = next(page for page, _ in young_form.pages() if page.slug == "who").questions
    assert about.label == "Who is being hurt, or needs help?"
    hints = getattr(about, "hints", {})
    assert "somebody is hurting you" in hints["me"]
    assert "not the person who hurts them" in hints["somebody-else"]


@pytest.mark.parametrize("about", ["me", "somebody-else"])
@pytest.mark.parametrize(
    ("story", "warned"),
    [("Pls dont ring my mum. My friend lives on our street.", False), ("I am on 07700 900 982.", True)],
)
def test_a_child_is_warned_of_a_name_or_a_number_and_not_of_their_own_home(
    young_form: Form, complete: Complete, about: str, story: str, warned: bool
) -> None:
    said = complete(young_form, about=about, worry=story, find_place=story, anonymity="anonymous")
    asked = [
        step
        for step in seen(young_form, said).steps
        if step.page.slug in ("worry", "find-the-child", "about-you")
    ]
    assert len(asked) == (2 if about == "me" else 3)
    assert [bool(step.warnings) for step in asked] == [warned] * len(asked)


def test_a_friend_is_they_on_the_page_that_asks_where_they_are(young_form: Form) -> None:
    page = next(page for page, _ in young_form.pages() if page.slug == "find-the-child")
    assert not [one.label for one in page.questions if "child" in one.label]


def test_a_young_mother_is_asked_to_tell_of_her_baby_too(young_form: Form) -> None:
    """Who writes about herself meets no question of a child of her own."""
    asked = {question.id: question for page, _ in young_form.pages() for question in page.questions}
    assert "If you have a baby or a child" in asked["worry"].hint


def test_a_name_online_is_said_to_be_the_friends_and_another_place_is_for_whoever_hurts_them(
    young_form: Form, complete: Complete
) -> None:
    """A friend is groomed by somebody of whom only a name online is known: it must not be read as the friend's."""
    walked = seen(young_form, complete(young_form, about="somebody-else", more=["person"]))
    hints = {slot.question.id: slot.question.hint for step in walked.steps for slot in step.slots}
    assert "Not the name of somebody who hurts them" in hints["find_online"]
    assert "If you only know a name that they use online" in hints["other_person"]
