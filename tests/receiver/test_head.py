"""What nobody at the hub may overlook stands at the head of the copy, and nowhere else."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.model import Allegation, Caution, Finding, Opening, Story
from app.contact.people import AgreementOfPerson, Child, HomeOfAll, Parent
from app.vocabulary import Admission, FormName, Route
from tests.receiver.copies.test_glance import glance

YES, NO = (Coded(code=code, label=code.title()) for code in ("yes", "no"))
UNKNOWN = Coded(code="not-known", label="Not known")
PROTECTED = Coded(code="police-protection", label="Police protection (section 46)")
ORDER = Coded(code="care-order", label="A care order")
ON_A_PLAN = Coded(code="protection-plan", label="A child protection plan")
IN_NEED = Coded(code="child-in-need-plan", label="A child in need plan")
OTHER_COUNCIL = Coded(code="5C", label="Local authority: service of another council")
SCHOOL = Coded(code="2A", label="School")
NEGLECT = Coded(code="neglect", label="Not enough food, warmth or care")
FGM = Coded(code="fgm", label="A girl is cut, or may be (FGM)")
MARRIAGE = Coded(code="forced-marriage-or-honour-based-abuse", label="A child is made to marry")
SURE = Coded(code="not-sure-it-is-safe", label="Not sure that it is safe")
DELAY = Coded(code="dangerous-delay", label="It would cause a dangerous delay")
STRANGLED = Coded(code="strangled", label="Somebody was strangled, choked or smothered")
KNIFE = Coded(code="child-carries-weapon", label="A child carries a knife or another weapon")
NO_VIOLENCE = Coded(code="none", label="None of these")
ONE = "NN-7K4M-9QXR/1"
HEADS: dict[str, list[dict[str, Any]]] = {
    "STILL AT RISK": [{"allegation": Allegation(still_at_risk=YES)}],
    "FILLED IN BY SOMEBODY ELSE": [{"parent": Parent(filled_in_by="Oksana Melnyk, a friend")}],
    "UNDER 18": [
        *({"parent": Parent(your_name="Jade Pell", your_age=age)} for age in (13, 17)),
        {"parent": Parent(your_minor=YES)},
    ],
    "STRANGLING, A WEAPON OR A THREAT TO KILL": [
        {"form": form, "story": Story(violence=(one,))} for form in FormName for one in (STRANGLED, KNIFE)
    ],
    "DANGEROUS DELAY": [
        {"agreement": (AgreementOfPerson(person="family", row=Admission.C6, risk_reasons=(SURE, DELAY)),)},
    ],
    "POLICE PROTECTION": [
        {"children": (Child(contact_id="x/2"), Child(contact_id=ONE, legal_status=(PROTECTED,)))},
    ],
    "MISSING": [{"children": (Child(contact_id="x/2"), Child(contact_id=ONE, missing_now=YES))}],
    "VISITS": [{"story": Story(visit_risk=YES)}, {"story": Story(visit_risk_what="Two dogs")}],
    "OUTSIDE THE AREA": [
        {"children": (Child(contact_id="x/2"), Child(contact_id=ONE, other_area=True))},
        {"home": HomeOfAll(other_area=True)},
        {"finding": Finding(other_area=True)},
    ],
    "ANOTHER COUNCIL’S PLAN": [
        {"children": (Child(contact_id=ONE, legal_status=(plan,)),), "source_of_referral": OTHER_COUNCIL}
        for plan in (ON_A_PLAN, IN_NEED)
    ],
    "TELL NOBODY ELSE IN THE FAMILY YET": [
        {"form": form, "opening": Opening(concerns=(NEGLECT, worry))}
        for form in (FormName.COMMUNITY, FormName.FAMILY, FormName.YOUNG_PERSON)
        for worry in (FGM, MARRIAGE)
    ],
    "ALREADY KNOWN": [{"opening": Opening(social_worker=YES)}],
}
CALM: dict[str, Any] = {
    "allegation": Allegation(still_at_risk=NO),
    "children": (Child(contact_id=ONE, missing_now=UNKNOWN, legal_status=(ORDER,)),),
    "story": Story(visit_risk=UNKNOWN, violence=(NO_VIOLENCE,)),
    "home": HomeOfAll(),
    "finding": Finding(),
    "opening": Opening(social_worker=NO),
    "parent": Parent(your_name="Halyna Bondar", your_age=18, your_minor=NO),
    "agreement": (AgreementOfPerson(person="family", row=Admission.C6, risk_reasons=(SURE,)),),
}
PRESSES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("IMMEDIATE DANGER", {"urgent": True, "opening": Opening(danger=YES)}),
    ("URGENT", {"urgent": True}),
    ("STILL AT RISK", {"allegation": Allegation(still_at_risk=YES)}),
    ("MISSING", {"children": (Child(contact_id=ONE, missing_now=YES),)}),
    ("STRANGLING, A WEAPON OR A THREAT TO KILL", {"story": Story(violence=(STRANGLED,))}),
    (
        "DANGEROUS DELAY",
        {"agreement": (AgreementOfPerson(person="family", row=Admission.C6, risk_reasons=(DELAY,)),)},
    ),
    (
        "TELL NOBODY ELSE IN THE FAMILY YET",
        {"form": FormName.COMMUNITY, "opening": Opening(concerns=(FGM,))},
    ),
    ("POLICE PROTECTION", {"children": (Child(contact_id=ONE, legal_status=(PROTECTED,)),)}),
)
"""In the order of `hub waiting`."""
CASES = [pytest.param(head, given, id=head) for head, several in HEADS.items() for given in several]


def head_of(text: str) -> list[str]:
    lines = text.split("\n")
    return [head for head in HEADS if any(line.startswith(f"{head}: ") for line in lines)]


@pytest.mark.parametrize(("head", "given"), CASES)
def test_it_stands_at_the_head(shown: Callable[..., str], head: str, given: dict[str, Any]) -> None:
    text = shown(**given)
    assert head_of(text) == [head]
    assert text.index(f"{head}: ") < text.index("How urgent it is")


@pytest.mark.parametrize(("first", "then"), tuple(pairwise(PRESSES)), ids=lambda one: one[0])
def test_what_presses_stands_at_the_head_as_it_is_listed(
    shown: Callable[..., str], first: tuple[str, dict[str, Any]], then: tuple[str, dict[str, Any]]
) -> None:
    both = {**first[1], **then[1]}
    if "children" in first[1] and "children" in then[1]:
        both["children"] = (*first[1]["children"], *then[1]["children"])
    if "opening" in first[1] and "opening" in then[1]:
        both["opening"] = first[1]["opening"].model_copy(update={"concerns": then[1]["opening"].concerns})
    text = shown(**both)
    assert -1 < text.find(f"\n{first[0]}: ") < text.find(f"\n{then[0]}: ")


def test_what_is_not_so_is_no_warning(shown: Callable[..., str]) -> None:
    assert head_of(shown(**CALM)) == []


def test_a_professional_says_of_each_person_who_knows(shown: Callable[..., str]) -> None:
    assert head_of(shown(opening=Opening(concerns=(FGM, MARRIAGE)))) == []
    assert head_of(shown(form=FormName.COMMUNITY, opening=Opening(concerns=(NEGLECT,)))) == []


def test_a_plan_is_called_another_councils_only_where_that_council_writes(shown: Callable[..., str]) -> None:
    planned = {"children": (Child(contact_id=ONE, legal_status=(ON_A_PLAN,)),)}
    assert head_of(shown(**planned, source_of_referral=SCHOOL)) == []
    assert head_of(shown(**planned)) == []
    ordered = {"children": (Child(contact_id=ONE, legal_status=(ORDER,)),)}
    assert head_of(shown(**ordered, source_of_referral=OTHER_COUNCIL)) == []


def test_who_was_not_asked_and_who_knows_of_nothing_are_not_called_unknown(shown: Callable[..., str]) -> None:
    story = Story(not_known=("parent_views", "earlier", "tried"))
    text = shown(story=story, children=(Child(contact_id=ONE, not_known=("child_views",)),))
    assert "What the parents or carers say\nNot asked" in text
    assert "What the child says\nNot asked" in text
    assert "Earlier concerns and referrals\nNone that the writer knows of" in text
    assert "What has been tried\nNot known" in text


@pytest.mark.parametrize(
    ("form", "who"),
    [
        (FormName.PROFESSIONAL, "a child is in danger now"),
        (FormName.COMMUNITY, "a child is in danger now"),
        (FormName.FAMILY, "they or a child are in danger now"),
        (FormName.YOUNG_PERSON, "they or somebody else are in danger now"),
    ],
)
def test_who_is_in_danger_is_said_as_it_was_asked(
    shown: Callable[..., str], form: FormName, who: str
) -> None:
    text = shown(form=form, opening=Opening(danger=YES))
    assert f"IMMEDIATE DANGER: the writer says that {who}" in text
    assert "A child is in immediate danger" not in text


@pytest.mark.parametrize(
    ("called", "reads"),
    [
        ({"your_name": "Jade Pell", "your_relation": "Mother"}, "Jade Pell (Mother), aged 16"),
        ({}, "The parent or carer who writes, aged 16"),
    ],
)
def test_a_parent_who_is_a_child_is_seen_at_a_glance(
    shown: Callable[..., str], called: dict[str, str], reads: str
) -> None:
    """Whom nobody would look for as a child: her own parents might be called before her."""
    text = shown(form=FormName.FAMILY, parent=Parent(**called, your_age=16))
    assert "UNDER 18: the parent or carer who writes says that they are 16, and so a child too" in text
    assert f"Under 18 among the adults\n{reads}\n" in text
    grown = shown(form=FormName.FAMILY, parent=Parent(**called, your_age=34))
    assert "Under 18" not in grown


def test_that_a_delay_is_dangerous_is_no_question_where_it_is_urgent(shown: Callable[..., str]) -> None:
    delayed = (AgreementOfPerson(person="family", row=Admission.C6, risk_reasons=(DELAY,)),)
    assert "DANGEROUS DELAY" not in shown(urgent=True, agreement=delayed)


URGENT: dict[str, Any] = {"urgent": True, "admitted_by": Admission.C8}
NOT_SAID = "NOT SAID whether the family was told: speak to the referrer before any contact"


def test_an_urgent_contact_that_leaves_out_what_the_family_knows_says_so_at_its_head(
    shown: Callable[..., str],
) -> None:
    text = shown(**URGENT)
    assert text.index("URGENT: ") < text.index(NOT_SAID) < text.index("How urgent it is")


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(
            {**URGENT, "story": Story(family_knows="The mother was told")}, id="it says what they know"
        ),
        pytest.param({"admitted_by": Admission.C3}, id="somebody was asked"),
        pytest.param({**URGENT, "form": FormName.COMMUNITY}, id="nobody asks a neighbour"),
    ],
)
def test_whoever_said_it_or_was_not_asked_is_not_said_to_have_left_it_out(
    shown: Callable[..., str], given: dict[str, Any]
) -> None:
    assert "NOT SAID" not in shown(**given)


@pytest.mark.parametrize("rule", [Admission.C5, Admission.C8])
def test_a_family_that_nobody_told_is_never_said_to_have_been(
    shown: Callable[..., str], rule: Admission
) -> None:
    assert "Family not told" not in shown(admitted_by=rule)


def test_a_child_who_writes_is_reached_as_they_said(shown: Callable[..., str]) -> None:
    me = Finding(about=Coded(code="me", label="The child who writes"))
    assert "HOW TO REACH THE CHILD who wrote this, as far as they said, is in identity/" in shown(
        finding=me, named=True
    )
    assert "WHO WROTE THIS is in identity/" in shown(finding=Finding(), named=True)


@pytest.mark.parametrize("kept", ["keep_reach", "keep_name_from_family", "keep_name_from_adult"])
def test_a_file_that_is_kept_apart_is_named_in_one_warning(shown: Callable[..., str], kept: str) -> None:
    text = shown(caution=Caution.model_validate({kept: YES, "keep": YES}), apart=True)
    (line,) = [line for line in text.split("\n") if "restricted/" in line]
    assert line.startswith("WHO TO CALL, and what else is KEPT APART, is in restricted/")
    (line,) = [line for line in shown(apart=True).split("\n") if "restricted/" in line]
    assert line.startswith("KEPT APART: more is in restricted/")


@pytest.mark.parametrize(
    ("form", "part", "marked"),
    [
        pytest.param(FormName.PROFESSIONAL, None, True, id="by a form that asks nothing of the adult"),
        pytest.param(FormName.ALLEGATION, Allegation(not_answered=("accused_name",)), True, id="left blank"),
        pytest.param(FormName.ALLEGATION, Allegation(not_known=("accused_name",)), True, id="not known"),
        pytest.param(FormName.ALLEGATION, Allegation(accused_name="Dan Pike"), False, id="named"),
        pytest.param(FormName.ALLEGATION, Allegation(accused_employer="Larch Rovers"), False, id="found"),
    ],
)
def test_that_nobody_says_who_the_adult_is_stands_at_the_head_for_the_designated_officer(
    shown: Callable[..., str], form: FormName, part: Allegation | None, marked: bool
) -> None:
    said: dict[str, Any] = {"form": form, "allegation": part, "admitted_by": Admission.ALLEGATION}
    assert ("NOT SAID who the adult is" in shown(route=Route.ALLEGATION, **said)) is marked
    assert "NOT SAID who the adult is" not in shown(route=Route.SAFEGUARDING, **said)


@pytest.mark.parametrize("urgent", [True, False])
def test_of_violence_that_is_said_to_wait_the_hub_decides_today(
    shown: Callable[..., str], *, urgent: bool
) -> None:
    text = shown(urgent=urgent, story=Story(violence=(STRANGLED, KNIFE)))
    said = f"the writer ticked: {STRANGLED.label}; {KNIFE.label}"
    assert f"STRANGLING, A WEAPON OR A THREAT TO KILL: {said}" in text
    assert ("decide today whether it can" in text) is not urgent
    seen = "\n".join(glance(text))
    assert f"Strangling, weapons or threats to kill\n{STRANGLED.label}\n{KNIFE.label}" in seen


def test_a_parent_who_stays_anonymous_and_is_under_18_is_seen_at_a_glance(shown: Callable[..., str]) -> None:
    text = shown(form=FormName.FAMILY, parent=Parent(your_minor=YES))
    assert "UNDER 18: the parent or carer who writes says that they are under 18, and so a child too" in text
    assert "Under 18 among the adults\nThe parent or carer who writes, under 18\n" in text
    assert "Under 18 among" not in shown(form=FormName.FAMILY, parent=Parent(your_minor=NO))
