"""The form of a neighbour, relative or friend: only the worry is needed, and nobody has to say who they are."""

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.rules import admission, route
from app.forms.topics.finding import FINDING
from app.profiles.loading import load_profile
from app.vocabulary import FormName
from tests.forms.walked import Complete, Demands, blank, paths, seen

NOTHING_TO_FIND = dict.fromkeys((*FINDING, "first_name", "last_name", "birth"))


def test_the_pages_come_in_the_order_of_the_conversation(community_form: Form, complete: Complete) -> None:
    assert paths(community_form, complete(community_form, more=None)) == [
        "danger", "urgent", "worry", "child", "children", "find-the-child", "about-you", "how-you-know-them",
        "what-it-is-about", "more",
    ]  # fmt: skip


def test_only_the_worry_is_needed(community_form: Form, complete: Complete, demands: Demands) -> None:
    nothing = complete(community_form, **blank(community_form))
    assert demands(community_form, nothing) == {"worry"}
    only = complete(community_form, **blank(community_form, "worry"))
    assert demands(community_form, only) == set()
    assert seen(community_form, only).unmet() == []


def test_who_says_nothing_about_themselves_stays_anonymous(community_form: Form, complete: Complete) -> None:
    answers = complete(community_form, **blank(community_form, "worry"))
    assert "your-name" not in paths(community_form, answers)
    assert seen(community_form, answers).facts.get("anonymity") is None


@pytest.mark.parametrize(
    ("choice", "named"),
    [("anonymous", False), ("keep-from-family", True), ("named", True)],
)
def test_a_name_is_asked_only_of_those_who_want_to_give_it(
    community_form: Form, complete: Complete, demands: Demands, choice: str, named: bool
) -> None:
    names = dict.fromkeys(("your_name", "ways", "interpreter_language", "writer", "your_relation"))
    answers = complete(community_form, anonymity=choice, **names)
    assert ("your-name" in paths(community_form, answers)) is named
    assert demands(community_form, answers) == set()


def test_the_page_about_the_writer_says_honestly_what_it_cannot_hide(
    community_form: Form, complete: Complete
) -> None:
    step = seen(community_form, complete(community_form)).at("about-you")
    assert step
    assert step.notice == "anonymous"
    hints = getattr(step.page.questions[0], "hints", {})
    assert hints["keep-from-family"] == "We will not tell them unless the law makes us. They may guess."


@pytest.mark.parametrize("clue", [*FINDING, "last_name"])
def test_one_clue_is_enough_to_find_a_child(community_form: Form, complete: Complete, clue: str) -> None:
    answers = complete(community_form, **{**NOTHING_TO_FIND, clue: "Something"})
    assert "please-call" not in paths(community_form, answers)


@pytest.mark.parametrize("said", [{}, {"first_name": "Ada"}, {"last_name": "?"}, {"find_school": "..."}])
def test_with_no_clue_it_can_be_sent_and_a_call_is_asked_for(
    community_form: Form, complete: Complete, demands: Demands, said: dict[str, str]
) -> None:
    answers = complete(community_form, **{**NOTHING_TO_FIND, **said}, will_call=None)
    step = seen(community_form, answers).at("please-call")
    assert step
    assert step.notice == "please_call"
    assert demands(community_form, answers) == set()


@pytest.mark.parametrize("slug", ["family", "community", "young-person"])
def test_whoever_may_tell_more_is_not_told_that_what_they_said_is_enough(slug: str) -> None:
    """With little to go on, it is not."""
    more = next(page for page, _ in forms(load_profile("barnet"))[slug].pages() if page.slug == "more")
    assert "what we need" not in more.lede
    assert more.lede.startswith("You do not have to say any more.")


def test_several_children_can_be_told_of(community_form: Form, complete: Complete) -> None:
    answers = complete(community_form, children=3)
    assert paths(community_form, answers).count("child") == 3


@pytest.mark.parametrize("pressing", ["yes", "no"])
def test_it_is_admitted_as_what_it_is(community_form: Form, complete: Complete, pressing: str) -> None:
    facts = seen(community_form, complete(community_form, urgent_today=pressing)).facts
    assert (route(FormName.COMMUNITY, facts), admission(FormName.COMMUNITY, facts)) == (
        "community",
        "community",
    )
    assert facts.get("urgent") == pressing


def test_urgent_waives_even_the_worry(community_form: Form, complete: Complete) -> None:
    answers = complete(community_form, danger="yes", worry=None)
    assert seen(community_form, answers).unmet() == []


def test_nothing_is_remembered_by_a_browser_that_others_may_use(
    community_form: Form, family_form: Form
) -> None:
    for form in (community_form, family_form):
        assert form.private
        questions = [question for page, _ in form.pages() for question in page.questions]
        assert not [one.id for one in questions if getattr(one, "autocomplete", "")]


@pytest.mark.parametrize("way", ["phone", "text", "email", "post"])
def test_a_way_of_contact_is_asked_about_only_where_it_is_safe_and_demands_nothing(
    community_form: Form, complete: Complete, demands: Demands, way: str
) -> None:
    slugs = {"phone": "phone", "text": "text-message", "email": "email", "post": "post"}
    answers = complete(community_form, anonymity="named", ways=[way])
    assert [slug for slug in slugs.values() if slug in paths(community_form, answers)] == [slugs[way]]
    nothing = blank(community_form, "worry", "anonymity", "ways")
    assert (
        demands(community_form, complete(community_form, anonymity="named", ways=[way], **nothing)) == set()
    )


@pytest.mark.parametrize("anonymity", ["anonymous", None])
def test_who_stays_unknown_is_asked_for_no_way_of_contact(
    community_form: Form, complete: Complete, anonymity: str | None
) -> None:
    answers = complete(community_form, anonymity=anonymity)
    asked = {slot.question.id for step in seen(community_form, answers).steps for slot in step.slots}
    assert not asked & {"your_name", "ways", "your_phone", "interpreter_language"}


GIVEN_AWAY = "He hits my grandson. I live next door to them: 01632 960 001."


@pytest.mark.parametrize(
    ("anonymity", "warned"),
    [("anonymous", True), (None, True), ("keep-from-family", False), ("named", False)],
)
def test_a_story_that_gives_its_writer_away_is_warned_of_where_it_is_written_and_where_they_stay_unknown(
    community_form: Form, complete: Complete, anonymity: str | None, warned: bool
) -> None:
    walked = seen(community_form, complete(community_form, worry=GIVEN_AWAY, anonymity=anonymity))
    worry, you = walked.at("worry"), walked.at("about-you")
    assert worry
    assert you
    assert [one.values["words"] for one in worry.warnings] == [
        "‘01632 960 001’, ‘my grandson’, ‘I live next’"
    ]
    assert bool(you.warnings) is warned
    assert walked.unmet() == []


def test_a_plain_story_is_not_warned_of(community_form: Form, complete: Complete) -> None:
    walked = seen(community_form, complete(community_form, worry="The boy at number 12 is alone at night."))
    assert [one for step in walked.steps for one in step.warnings] == []


def test_where_they_were_seen_may_give_the_writer_away_too(community_form: Form, complete: Complete) -> None:
    walked = seen(
        community_form, complete(community_form, find_place="From my kitchen, at 9", anonymity="anonymous")
    )
    assert {step.page.slug for step in walked.steps if step.warnings} == {"find-the-child", "about-you"}


@pytest.mark.parametrize(
    ("birth", "asked"),
    [("date-of-birth", "date_of_birth"), ("estimated-age", "estimated_age"), ("unborn", "expected_date")],
)
def test_one_fact_stands_for_the_age_and_may_be_left_blank(
    community_form: Form, complete: Complete, demands: Demands, birth: str, asked: str
) -> None:
    answers = complete(community_form, birth=birth, **{asked: None})
    step = next(step for step in seen(community_form, answers).steps if step.page.slug == "child")
    assert [slot.question.id for slot in step.slots][2:] == ["birth", asked]
    assert demands(community_form, answers) == set()


def test_who_the_writer_is_to_the_child_may_be_left_blank(community_form: Form, complete: Complete) -> None:
    step = seen(community_form, complete(community_form)).at("how-you-know-them")
    assert step
    assert step.insets == ("Leave this blank if it would give you away.",)
    assert not any(question.missing for question in step.page.questions)


@pytest.mark.parametrize("slug", ["community", "young-person", "allegation"])
def test_who_gives_a_name_and_no_way_to_be_reached_reads_that_nobody_can_ask_more(slug: str) -> None:
    form = forms(load_profile("barnet"))[slug]
    (ways,) = [one for page, _ in form.pages() for one in page.questions if one.id == "ways"]
    assert ways.hint.endswith("If you tick none, we cannot ask you anything more.")


@pytest.mark.parametrize(
    ("way", "asked"),
    [("phone", "your_phone"), ("text", "text_phone"), ("email", "your_email"), ("post", "your_address")],
)
def test_a_way_that_was_chosen_and_not_given_is_pointed_out_and_stops_nothing(
    community_form: Form, complete: Complete, demands: Demands, way: str, asked: str
) -> None:
    answers = complete(community_form, anonymity="named", ways=[way], **{asked: None})
    assert [one.field for step in seen(community_form, answers).steps for one in step.warnings] == [asked]
    assert demands(community_form, answers) == set()


def test_of_calls_and_texts_one_number_is_asked_for_and_pointed_out(
    community_form: Form, complete: Complete
) -> None:
    answers = complete(community_form, anonymity="named", ways=["phone", "text"], your_phone=None)
    assert [one.field for step in seen(community_form, answers).steps for one in step.warnings] == [
        "your_phone"
    ]


def test_a_way_is_not_pointed_out_before_its_page_was_sent(community_form: Form, complete: Complete) -> None:
    answers = complete(community_form, anonymity="named", ways=["phone"])
    step = seen(community_form, answers.put("", {}, forget=["your_phone"])).at("phone")
    assert step
    assert not step.warnings
