"""Who in the family knows, and who must not be told, is said by name: one wrong call cannot be taken back."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.model import Story
from app.contact.people import Adult, AgreementOfPerson, Child, Relationship
from app.vocabulary import Admission, FormName
from tests.receiver.copies.test_glance import glance

YES, NO, UNSURE = (Coded(code=code, label=code.title()) for code in ("yes", "no", "not-known"))
RISK = Coded(code="risk", label="No, telling them would raise the risk to somebody")
LATER = Coded(code="no", label="No, for another reason")
AWAY = Coded(code="unreachable", label="No, they could not be reached")
GIVEN = Coded(code="given", label="Yes")
ONE = "NN-7K4M-9QXR/1"
Shown = Callable[..., str]


def adult(first: str, relation: str, *, harmed: Coded | None = None, **given: Any) -> Adult:
    related = Relationship(
        child=ONE, relation=Coded(code=relation.lower(), label=relation), may_have_harmed=harmed
    )
    return Adult(adult_first_name=first, adult_last_name="Marsh", relations=(related,), **given)


KELLY, DEAN, RITA = (
    adult("Kelly", "Mother"),
    adult("Dean", "Father", harmed=YES),
    adult("Rita", "Grandparent"),
)
KNOWS = AgreementOfPerson(person="Kelly Marsh", informed=YES, agreement=GIVEN, row=Admission.C3)
MUST_NOT = AgreementOfPerson(person="Dean Marsh", informed=RISK, row=Admission.C6)
NOT_YET = AgreementOfPerson(person="Dean Marsh", informed=LATER, row=Admission.C7)
MISSED = AgreementOfPerson(person="Dean Marsh", informed=AWAY, row=Admission.C5)
UNTOLD = {"family_not_told": True}
FAMILY_NOT_TOLD = "FAMILY NOT TOLD: speak to the referrer before any contact"
ONE_KNOWS = (
    "NOT ALL OF THE FAMILY TOLD: speak to the referrer before any contact."
    " Told: Kelly Marsh (Mother). Not told: Dean Marsh (Father)"
)
DO_NOT_TELL = "DO NOT TELL Dean Marsh (Father): the writer says that it would raise the risk to somebody"
UNASKED = (
    "NOT SAID whether Dean Marsh (Father) knows, who may have harmed a child:"
    " speak to the referrer before any contact"
)


def head(text: str) -> list[str]:
    return text.partition("\nAt a glance\n")[0].split("\n")


def test_whoever_could_not_be_reached_is_said_not_to_know_too(shown: Shown) -> None:
    rita = NOT_YET.model_copy(update={"person": "Rita Marsh"})
    lines = head(shown(**UNTOLD, adults=(KELLY, DEAN, RITA), agreement=(KNOWS, MISSED, rita)))
    assert f"{ONE_KNOWS}; Rita Marsh (Grandparent)" in lines


def test_a_carer_who_knows_is_named_at_the_head_and_by_number_where_there_is_no_name(shown: Shown) -> None:
    nameless = Adult(relations=adult("", "Foster carer").relations, carer_told=YES)
    lines = head(shown(**UNTOLD, adults=(DEAN, nameless), agreement=(MUST_NOT,)))
    assert ONE_KNOWS.replace("Kelly Marsh (Mother)", "Adult 2 (Foster carer)") in lines


def test_a_parent_without_a_name_is_said_by_number_with_what_they_are(shown: Shown) -> None:
    nameless = Adult(relations=DEAN.relations)
    row = MUST_NOT.model_copy(update={"person": "Adult 2"})
    lines = head(shown(**UNTOLD, adults=(KELLY, nameless), agreement=(KNOWS, row)))
    assert DO_NOT_TELL.replace("Dean Marsh", "Adult 2") in lines


@pytest.mark.parametrize("able", [NO, None])
def test_a_son_of_one_name_who_was_not_asked_leaves_no_doubt_who_is_meant(
    shown: Shown, able: Coded | None
) -> None:
    son = Child(contact_id=ONE, first_name="Dean", last_name="Marsh", able_to_decide=able)
    assert DO_NOT_TELL in head(shown(**UNTOLD, children=(son,), adults=(DEAN,), agreement=(MUST_NOT,)))


@pytest.mark.parametrize("row", [MUST_NOT, NOT_YET])
def test_where_one_parent_knows_the_head_says_which_and_who_does_not(
    shown: Shown, row: AgreementOfPerson
) -> None:
    lines = head(shown(**UNTOLD, adults=(KELLY, DEAN), agreement=(KNOWS, row)))
    assert ONE_KNOWS in lines
    assert FAMILY_NOT_TOLD not in lines
    assert (DO_NOT_TELL in lines) is (row is MUST_NOT)


def test_where_nobody_knows_the_family_is_not_told(shown: Shown) -> None:
    away = AgreementOfPerson(person="Kelly Marsh", informed=AWAY, row=Admission.C5)
    lines = head(shown(**UNTOLD, adults=(KELLY, DEAN), agreement=(away, MUST_NOT)))
    assert FAMILY_NOT_TOLD in lines
    assert DO_NOT_TELL in lines


def test_where_one_was_only_missed_the_family_counts_as_told(shown: Shown) -> None:
    text = shown(adults=(KELLY, DEAN), agreement=(KNOWS, MISSED))
    assert "Kelly Marsh (Mother): Yes. Agrees: Yes" in text
    assert "FAMILY TOLD" not in text


def test_of_two_of_one_name_nobody_is_called_the_father(shown: Shown) -> None:
    child = Child(contact_id=ONE, first_name="Dean", last_name="Marsh", able_to_decide=UNSURE)
    lines = head(shown(**UNTOLD, children=(child,), adults=(KELLY, DEAN), agreement=(KNOWS, MUST_NOT)))
    assert "DO NOT TELL Dean Marsh: the writer says that it would raise the risk to somebody" in lines


def test_a_father_and_a_son_of_one_name_are_told_apart(shown: Shown) -> None:
    son = Child(contact_id=ONE, first_name="Dean", last_name="Marsh", age=16, able_to_decide=YES)
    knows = MUST_NOT.model_copy(update={"informed": YES, "row": Admission.C3})
    lines = head(shown(**UNTOLD, children=(son,), adults=(KELLY, DEAN), agreement=(KNOWS, MUST_NOT, knows)))
    assert (
        "NOT ALL OF THE FAMILY TOLD: speak to the referrer before any contact."
        " Told: Kelly Marsh (Mother); Dean Marsh (16). Not told: Dean Marsh (Father)"
    ) in lines
    assert DO_NOT_TELL in lines


def test_where_only_one_of_a_name_was_asked_about_it_is_not_said_which(shown: Shown) -> None:
    son = Child(contact_id=ONE, first_name="Dean", last_name="Marsh", age=16, able_to_decide=YES)
    knows = MUST_NOT.model_copy(update={"informed": YES, "row": Admission.C3})
    text = shown(children=(son,), adults=(KELLY, DEAN), agreement=(KNOWS, knows))
    assert "\nDean Marsh: Yes\n" in text
    assert UNASKED in head(text)


def test_the_glance_says_it_of_each_with_what_they_are_to_the_children(shown: Shown) -> None:
    lines = glance(shown(**UNTOLD, adults=(KELLY, DEAN, RITA), agreement=(KNOWS, MISSED)))
    at = lines.index("Told of the referral")
    assert lines[at + 1 : at + 5] == [
        "Kelly Marsh (Mother): Yes. Agrees: Yes",
        "Dean Marsh (Father): No, they could not be reached",
        "Not said of:",
        "Rita Marsh (Grandparent)",
    ]
    assert at < lines.index("May have caused harm")


def test_a_carer_who_was_told_is_named_too(shown: Shown) -> None:
    lines = glance(shown(adults=(adult("Rita", "Foster carer", carer_told=NO), KELLY), agreement=(KNOWS,)))
    assert "Rita Marsh (Foster carer): No" in lines
    assert "Not said of:" not in lines


def test_whoever_may_have_harmed_a_child_and_of_whom_it_is_not_said_is_at_the_head(shown: Shown) -> None:
    lines = head(shown(adults=(KELLY, DEAN, RITA), agreement=(KNOWS,)))
    assert [line for line in lines if line.startswith("NOT SAID whether")] == [UNASKED]
    assert UNASKED not in shown(adults=(KELLY, DEAN), agreement=(KNOWS, MUST_NOT))
    assert UNASKED not in shown(adults=(KELLY, DEAN), form=FormName.FAMILY)


LEE = adult("Lee", "Parent’s partner", harmed=YES)
NOR_LEE = (
    "DO NOT TELL Lee Marsh (Parent’s partner), who may have harmed a child: the writer says that telling somebody in "
    "the family would raise the risk"
)


@pytest.mark.parametrize("rows", [(KNOWS, MUST_NOT), (MUST_NOT.model_copy(update={"person": "the family"}),)])
@pytest.mark.parametrize("told", [None, NO, UNSURE])
def test_a_suspect_without_parental_responsibility_is_not_told_either_where_telling_is_a_risk(
    shown: Shown, rows: tuple[AgreementOfPerson, ...], told: Coded | None
) -> None:
    """Nobody asks of them whether they know: only of parents."""
    lee = LEE.model_copy(update={"carer_told": told})
    lines = head(shown(**UNTOLD, adults=(KELLY, DEAN, lee), agreement=rows))
    assert lines.count(NOR_LEE) == 1
    assert not any(line.startswith("NOT SAID whether Lee") for line in lines)


def test_a_suspect_who_knows_and_one_where_nobody_speaks_of_risk_are_not_named_so(shown: Shown) -> None:
    told = LEE.model_copy(update={"carer_told": YES})
    assert NOR_LEE not in shown(**UNTOLD, adults=(DEAN, told), agreement=(MUST_NOT,))
    assert NOR_LEE not in shown(**UNTOLD, adults=(DEAN, LEE), agreement=(NOT_YET,))
    calm = adult("Lee", "Parent’s partner", harmed=NO)
    assert "DO NOT TELL Lee" not in shown(**UNTOLD, adults=(DEAN, calm), agreement=(MUST_NOT,))
    # Whoever has a row of their own is named for that one alone.
    assert "who may have harmed" not in shown(**UNTOLD, adults=(DEAN,), agreement=(MUST_NOT,))


def test_where_the_family_was_asked_about_as_a_whole_nobody_of_it_is_left_out(shown: Shown) -> None:
    whole = MUST_NOT.model_copy(update={"person": "the family"})
    text = shown(**UNTOLD, adults=(DEAN,), agreement=(whole,))
    assert UNASKED not in text
    assert "Not said of:" not in text
    assert "DO NOT TELL the family: the writer says that it would raise the risk to somebody" in head(text)


def test_what_somebody_in_a_hurry_says_of_it_stands_at_the_head_in_their_words(shown: Shown) -> None:
    hurried = {"urgent": True, "admitted_by": Admission.C8, "adults": (KELLY, DEAN)}
    words = "Kelly knows.\nDean must not learn of it: he has the passports."
    lines = head(shown(**hurried, story=Story(family_knows=words)))
    assert "WHAT THE FAMILY KNOWS: Kelly knows. Dean must not learn of it: he has the passports." in lines
    assert UNASKED not in lines
    long = head(shown(**hurried, story=Story(family_knows="word " * 200)))
    assert next(line for line in long if line.startswith("WHAT THE FAMILY KNOWS")).endswith(" word …")


def after(text: str, label: str) -> list[str]:
    """What the glance says behind a label."""
    lines = glance(text)
    return [words for before, words in pairwise(lines) if before == label]


def test_why_somebody_was_not_told_is_read_at_a_glance(shown: Shown) -> None:
    reason = "Ellie, who is 16, asked us not to tell him"
    dean = NOT_YET.model_copy(update={"why_not_told": reason})
    text = shown(**UNTOLD, adults=(KELLY, DEAN), agreement=(KNOWS, dean))
    assert after(text, "Why they were not told:") == [reason]


def test_what_could_happen_if_somebody_knew_is_read_at_a_glance(shown: Shown) -> None:
    reasons = (
        Coded(code="one", label="They would find out"),
        Coded(code="two", label="The police asked this"),
    )
    dean = MUST_NOT.model_copy(update={"risk_reasons": reasons})
    text = shown(**UNTOLD, adults=(KELLY, DEAN), agreement=(KNOWS, dean))
    said = "They would find out; The police asked this"
    assert after(text, "Why telling them would raise the risk:") == [said]


def test_a_long_reason_begins_at_a_glance_and_stands_below_in_full(shown: Shown) -> None:
    reason = " ".join(["She asked us to wait."] * 40)
    text = shown(**UNTOLD, adults=(DEAN,), agreement=(NOT_YET.model_copy(update={"why_not_told": reason}),))
    (begins,) = after(text, "Why they were not told:")
    assert begins.endswith(" …")
    assert reason in text


def test_what_suggests_harm_is_read_at_a_glance_beside_the_worry(shown: Shown) -> None:
    seen, more = "He is on licence for harming a girl of 8", "Her bruise is new. " * 40
    dean = MUST_NOT.model_copy(update={"evidence": seen})
    rita = NOT_YET.model_copy(update={"person": "Rita Marsh", "evidence": more.strip()})
    text = shown(**UNTOLD, adults=(KELLY, DEAN), agreement=(KNOWS, dean, rita))
    (first,) = after(text, "What suggests harm")
    assert first == seen
    (begins,) = after(text, seen)
    assert begins.startswith("Her bruise is new.")
    assert begins.endswith(" …")
