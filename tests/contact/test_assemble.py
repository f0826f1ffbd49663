"""From a form's live answers to the three parts of a contact."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from app.codes import ASSESSMENT_FACTORS
from app.contact.answered import Coded
from app.contact.assemble import Parts
from app.contact.model import Contact, Unmet
from app.contact.sealed import Identity, Restricted
from app.forms.answers import Answers
from app.forms.conditions import NOT_KNOWN
from app.profiles.model import Profile
from app.vocabulary import Concern

Answered = Callable[..., Answers]
Assembled = Callable[[str, Answers], Parts]

WAYS = ["phone", "text", "email", "post"]
FORMS = ("professional", "family", "community", "young-person")


def texts(parts: Parts) -> dict[str, str]:
    return {
        "contact": parts.contact.model_dump_json(),
        "restricted": parts.restricted.model_dump_json(),
        "identity": parts.identity.model_dump_json(),
    }


def places(parts: Parts, said: object) -> set[str]:
    """In which parts these words are."""
    assert isinstance(said, str)
    return {name for name, text in texts(parts).items() if said in text}


@pytest.mark.parametrize("form", FORMS)
def test_a_finished_form_becomes_a_valid_contact(form: str, answered: Answered, assembled: Assembled) -> None:
    parts = assembled(form, answered(form, children=2, adults=2))
    assert Contact.model_validate_json(parts.contact.model_dump_json()) == parts.contact
    assert Restricted.model_validate_json(parts.restricted.model_dump_json()) == parts.restricted
    assert Identity.model_validate_json(parts.identity.model_dump_json()) == parts.identity
    assert parts.contact.form == form
    assert parts.contact.hub == "northamptonshire"
    assert parts.contact.received_at == datetime(2026, 11, 22, 16, 50, tzinfo=UTC)
    assert not parts.contact.urgent
    assert parts.contact.unmet == ()


@pytest.mark.parametrize("form", FORMS)
def test_every_part_repeats_the_message_and_the_reference(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    parts = assembled(form, answered(form))
    for part in (parts.contact, parts.restricted, parts.identity):
        assert part.message_id == UUID("6f1d3a52-8c1e-4a57-9d6e-1b8f0f4f3c11")
        assert part.reference == "NN-7K4M-9QXR"


@pytest.mark.parametrize("form", FORMS)
def test_each_form_fills_its_own_parts_and_no_other(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    contact = assembled(form, answered(form)).contact
    filled = {name for name in ("referrer", "parent", "finding") if getattr(contact, name)}
    assert filled == {
        {"professional": "referrer", "family": "parent", "community": "finding", "young-person": "finding"}[
            form
        ]
    }
    assert contact.allegation is None
    assert contact.story.worry
    assert (contact.admitted_by, contact.route) == {
        "professional": ("C3", "safeguarding"),
        "family": ("family", "family"),
        "community": ("community", "community"),
        "young-person": ("community", "community"),
    }[form]


@pytest.mark.parametrize("sex", ["M", "F", "U"])
def test_a_childs_sex_is_the_dfes_code(sex: str, answered: Answered, assembled: Assembled) -> None:
    (child,) = assembled("professional", answered("professional", sex=sex)).contact.children
    assert child.sex
    assert (child.sex.code, child.sex.dfe) == (sex, sex)


def test_an_unborn_childs_sex_is_unknown_though_nobody_was_asked(
    answered: Answered, assembled: Assembled
) -> None:
    answers = answered("professional", children=2, birth=("unborn", "date-of-birth"), sex="F")
    unborn, born = assembled("professional", answers).contact.children
    assert unborn.sex == Coded(code="U", label="Not known", dfe="U")
    assert born.sex
    assert born.sex.dfe == "F"
    assert unborn.expected_date == date(2019, 3, 4)
    assert unborn.date_of_birth is None


@pytest.mark.parametrize("form", ["professional", "family", "community"])
@pytest.mark.parametrize("birth", ["unborn", "date-of-birth"])
def test_an_unborn_child_has_no_factor_that_nobody_said_is_about_it(
    form: str, birth: str, answered: Answered, assembled: Assembled
) -> None:
    said = {"concerns": ["behaviour"], "concerns_here": ["none"]}
    (child,) = assembled(form, answered(form, birth=birth, **said)).contact.children
    assert child.assessment_factors == (() if birth == "unborn" else ("14A",))


@pytest.mark.parametrize("concern", list(Concern))
def test_a_concern_carries_the_dfes_factor_beside_its_words(
    concern: Concern, answered: Answered, assembled: Assembled
) -> None:
    answers = answered("professional", concerns=[concern.value, "other"])
    said = assembled("professional", answers).contact.opening.concerns
    assert (said[0].code, said[0].dfe) == (concern, ASSESSMENT_FACTORS.get(concern))
    assert said[0].label
    assert said[0].label != concern


def test_every_agency_carries_the_dfes_source_of_referral(
    council: Profile, answered: Answered, assembled: Assembled
) -> None:
    answers = answered("professional")
    for agency in council.agencies:
        contact = assembled("professional", answers.put("", {"agency": agency.slug})).contact
        assert contact.referrer
        assert contact.referrer.agency == Coded(code=agency.slug, label=agency.label, dfe=agency.source)


def test_other_choices_carry_no_dfe_code(answered: Answered, assembled: Assembled) -> None:
    contact = assembled("professional", answered("professional")).contact
    assert contact.opening.kind == Coded(
        code="welfare", label="A social worker may need to assess a child’s welfare", dfe=None
    )


def test_each_child_has_a_contact_id_and_each_relation_names_one(
    answered: Answered, assembled: Assembled
) -> None:
    relations = (("mother", "step-parent"), ("other", "father"))
    answers = answered("professional", children=2, adults=2, relation=relations)
    contact = assembled("professional", answers).contact
    assert [child.contact_id for child in contact.children] == ["NN-7K4M-9QXR/1", "NN-7K4M-9QXR/2"]
    said = [
        (relation.child[-1], relation.relation.code)
        for adult in contact.adults
        for relation in adult.relations
        if relation.relation
    ]
    assert said == [("1", "mother"), ("2", "step-parent"), ("1", "other"), ("2", "father")]


def test_after_a_child_is_removed_the_relations_follow(answered: Answered, assembled: Assembled) -> None:
    relations = (("mother", "step-parent"),)
    answers = answered("professional", children=2, adults=1, relation=relations)
    contact = assembled("professional", answers.remove("children", answers.items("children")[0])).contact
    assert [child.contact_id for child in contact.children] == ["NN-7K4M-9QXR/1"]
    ((relation,),) = (adult.relations for adult in contact.adults)
    assert relation.relation
    assert (relation.child, relation.relation.code) == ("NN-7K4M-9QXR/1", "step-parent")


@pytest.mark.parametrize("form", ["professional", "family"])
def test_what_must_be_kept_from_somebody_is_in_the_restricted_part_alone(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    answers = answered(form, keep="yes")
    parts = assembled(form, answers)
    for question in ("keep_what", "keep_why"):
        if question in answers.of(""):
            assert places(parts, answers.of("")[question]) == {"restricted"}
    assert parts.restricted.keep_what


def _said(answer: Coded | None) -> str:
    return answer.code if answer else ""


def test_the_contact_says_that_something_is_kept_and_not_what(
    answered: Answered, assembled: Assembled
) -> None:
    for keep in ("yes", "no"):
        parts = assembled("professional", answered("professional", keep=keep))
        assert _said(parts.contact.caution.keep) == keep
        assert (parts.restricted.keep_what is not None) == (keep == "yes")


def test_a_referrers_name_is_in_the_contact_unless_it_would_put_somebody_at_risk(
    answered: Answered, assembled: Assembled
) -> None:
    who = ("your_name", "job_title", "organisation", "your_phone", "your_email")
    open_ = answered("professional", keep_name_from_family="no")
    parts = assembled("professional", open_)
    for question in who:
        assert places(parts, open_.of("")[question]) == {"contact"}
    hidden = answered("professional", keep_name_from_family="yes")
    parts = assembled("professional", hidden)
    assert parts.contact.referrer is None
    assert parts.contact.caution.keep_name_from_family == Coded(code="yes", label="Yes")
    assert parts.restricted.referrer
    assert parts.restricted.referrer.agency
    for question in (*who, "keep_name_reason"):
        assert places(parts, hidden.of("")[question]) == {"restricted"}


@pytest.mark.parametrize("anonymity", ["named", "keep-from-family"])
def test_a_community_reporters_details_are_in_the_identity_part_alone(
    anonymity: str, answered: Answered, assembled: Assembled
) -> None:
    answers = answered("community", anonymity=anonymity, ways=WAYS)
    parts = assembled("community", answers)
    for question in ("your_name", "your_phone", "your_email", "your_address", "interpreter_language"):
        assert places(parts, answers.of("")[question]) == {"identity"}
    assert parts.contact.finding
    assert parts.contact.finding.anonymity
    assert parts.contact.finding.anonymity.code == anonymity


def test_somebody_who_turned_anonymous_leaves_no_name_anywhere(
    answered: Answered, assembled: Assembled
) -> None:
    named = answered("community", anonymity="named", ways=WAYS)
    for choice in ("anonymous", None):
        parts = assembled("community", named.put("", {"anonymity": choice}))
        for question in ("your_name", "your_phone", "your_email", "your_address", "interpreter_language"):
            assert places(parts, named.of("")[question]) == set()


@pytest.mark.parametrize("form", ["professional", "family"])
def test_the_identity_part_of_the_other_forms_says_nothing(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    identity = assembled(form, answered(form)).identity
    assert identity == Identity(message_id=identity.message_id, reference=identity.reference)


ANA = {"first_name": "Ana", "last_name": "Nowak"}


def test_what_an_urgent_contact_comes_without_is_listed(answered: Answered, assembled: Assembled) -> None:
    answers = answered(
        "professional", urgent_today="yes", worry=None, your_name=None, sex=None, adults=0, **ANA
    )
    contact = assembled("professional", answers).contact
    child = answers.items("children")[0]
    assert contact.urgent
    assert contact.admitted_by == "C8"
    assert set(contact.unmet) == {
        Unmet(page="what-happened", question="worry"),
        Unmet(page="your-name", question="your_name"),
        Unmet(page=f"children/{child}/sex", question="sex", about="Ana Nowak"),
    }
    assert contact.story.family_knows


def test_of_whom_a_name_is_missing_the_rest_of_it_is_said(answered: Answered, assembled: Assembled) -> None:
    answers = answered("professional", danger="yes", first_name="Ana", last_name=None)
    unmet = assembled("professional", answers).contact.unmet
    assert [(one.question, one.about) for one in unmet] == [("last_name", "Ana")]


def test_a_missing_relation_says_whose_and_to_whom(answered: Answered, assembled: Assembled) -> None:
    adult = {"adult_first_name": "Ewa", "adult_last_name": NOT_KNOWN}
    answers = answered("professional", danger="yes", relation=None, adults=1, **ANA, **adult)
    unmet = assembled("professional", answers).contact.unmet
    assert [(one.question, one.about) for one in unmet] == [("relation", "Ewa, Ana Nowak")]


UNTOLD = [
    pytest.param({"informed": "risk"}, "C6", True, id="C6"),
    pytest.param({"informed": "no"}, "C7", True, id="C7"),
    pytest.param({"informed": "yes", "agreement": "given"}, "C3", False, id="C3"),
    pytest.param({"informed": "yes", "agreement": "refused"}, "C4", False, id="C4"),
    pytest.param({"informed": "unreachable"}, "C5", False, id="C5"),
    pytest.param({"informed": "yes", "agreement": "no-answer"}, "C9", False, id="C9"),
    pytest.param({"informed": "yes", "agreement": "given", "kind": "support"}, "C1", False, id="C1"),
    pytest.param({"danger": "yes"}, "C8", False, id="C8"),
]


@pytest.mark.parametrize(("said", "rule", "untold"), UNTOLD)
@pytest.mark.parametrize("adults", [0, 1])
def test_family_not_told_stands_at_the_head_for_c6_and_c7(
    said: dict[str, Any], rule: str, untold: bool, adults: int, answered: Answered, assembled: Assembled
) -> None:  # fmt: skip
    contact = assembled("professional", answered("professional", adults=adults, **said)).contact
    assert (contact.admitted_by, contact.family_not_told) == (rule, untold)


def test_one_person_who_was_not_told_marks_the_whole_contact(
    answered: Answered, assembled: Assembled
) -> None:
    answers = answered("professional", adults=2, informed=("yes", "no"), agreement="given")
    contact = assembled("professional", answers).contact
    assert contact.family_not_told
    assert [(one.row, one.person) for one in contact.agreement] == [
        (
            row,
            " ".join(
                str(answers.of(f"adults/{item}")[name]) for name in ("adult_first_name", "adult_last_name")
            ),
        )
        for row, item in zip(("C3", "C7"), answers.items("adults"), strict=True)
    ]


def test_the_family_as_a_whole_has_one_row(answered: Answered, assembled: Assembled) -> None:
    (family,) = assembled("professional", answered("professional", informed="risk")).contact.agreement
    assert (family.person, family.row) == ("the family", "C6")
    assert family.risk_reasons[0].label == "The child could come to more harm"
    assert family.evidence
    assert family.rationale is None


def test_not_known_is_told_apart_from_left_blank(answered: Answered, assembled: Assembled) -> None:
    answers = answered("professional", first_name=NOT_KNOWN, other_names=None, tried=NOT_KNOWN)
    contact = assembled("professional", answers).contact
    assert contact.children[0].not_known == ("first_name",)
    assert contact.children[0].first_name is None
    assert contact.children[0].other_names is None
    assert contact.children[0].not_answered == ("other_names",)
    assert contact.story.not_known == ("tried",)


def test_an_allegation_has_a_part_of_its_own(answered: Answered, assembled: Assembled) -> None:
    answers = answered("allegation")
    contact = assembled("allegation", answers).contact
    assert contact.allegation
    assert contact.allegation.accused_name == answers.of("")["accused_name"]
    assert contact.allegation.criteria[0].code == "harmed"
    assert (contact.admitted_by, contact.route) == ("allegation", "allegation")
    assert contact.agreement == ()


def test_the_lawful_basis_follows_from_the_agency_and_the_kind(
    council: Profile, answered: Answered, assembled: Assembled
) -> None:
    answers = answered("professional")
    contact = assembled("professional", answers).contact
    agency = council.agency(str(answers.of("")["agency"]))
    assert agency
    expected = council.lawful_bases_for(agency.group, contact.route, contact.received_at.date())
    assert expected
    assert [basis.code for basis in contact.lawful_basis] == [basis.slug for basis in expected]
    assert assembled("community", answered("community")).contact.lawful_basis == ()


@pytest.mark.parametrize("form", ["professional", "family"])
def test_an_address_that_must_be_kept_is_in_the_restricted_part_alone(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    parts = assembled(form, answered(form, lives="kept", kept_address="canary refuge, not his father"))
    assert "canary refuge" not in parts.contact.model_dump_json()
    assert parts.restricted.kept[0].kept_address == "canary refuge, not his father"
    assert parts.restricted.kept[0].contact_id == ("NN-7K4M-9QXR/1" if form == "professional" else None)
    assert parts.contact.kept_apart


@pytest.mark.parametrize("form", ["professional", "family"])
def test_a_number_that_must_be_kept_stands_beside_the_name_of_its_adult(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    parts = assembled(form, answered(form, adults=2, adult_reach="kept"))
    names = [f"{one.adult_first_name} {one.adult_last_name}" for one in parts.contact.adults]
    assert [one.person for one in parts.restricted.kept if one.person] == names


@pytest.mark.parametrize("form", ["professional", "family"])
def test_the_contact_says_whether_anything_is_kept_apart(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    nothing: dict[str, Any] = {"keep": "no", "keep_reach": "no", "keep_what": None, "kept_school": None}
    assert not assembled(form, answered(form, **nothing)).contact.kept_apart
    assert assembled(form, answered(form, keep="yes", keep_what="A refuge")).contact.kept_apart


def test_a_neighbour_who_leaves_it_blank_keeps_nothing_apart(
    answered: Answered, assembled: Assembled
) -> None:
    blank: dict[str, Any] = dict.fromkeys(("kept_address", "keep_what", "writer", "your_relation"))
    assert not assembled("community", answered("community", **blank)).contact.kept_apart
    assert assembled(
        "community", answered("community", **blank | {"kept_address": "A refuge"})
    ).contact.kept_apart
