"""Data.md, row by row: which form asks what, and of which a blank is an answer."""

from collections.abc import Mapping
from typing import Final

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.profiles.loading import load_profile

P, F, C, A, Y = "professional", "family", "community", "allegation", "young-person"
FORMS: Final[Mapping[str, Form]] = {**forms(load_profile("northamptonshire"))}
URGENT = "danger urgent_today"
NAMES = "first_name last_name"
AGE = "birth date_of_birth expected_date estimated_age"
REACH = (
    "ways your_phone phone_times phone_say_who phone_message text_times text_say_who your_email email_times "
    "email_say_who your_address post_times post_say_who"
)
ASKED: Final[Mapping[str, Mapping[str, str]]] = {
    "danger and urgency": dict.fromkeys(FORMS, URGENT),
    "kind, level, own agency": {P: "kind level own_agency"},
    "still at risk": {A: "still_at_risk"},
    "a social worker": {
        **dict.fromkeys((P, F), "social_worker worker_name worker_council"),
        Y: "social_worker worker_name",
    },
    "telephoned before": {
        P: "spoke spoke_on spoke_to spoke_about spoke_advice spoke_insisted spoke_reference"
    },
    "referrer": dict.fromkeys((P, A), "your_name job_title agency organisation your_phone your_email"),
    "safeguarding lead": {P: "lead_consulted lead_name lead_contact", A: "lead_consulted lead_contact"},
    "how you know the family": {
        P: "your_relation known_since",
        C: "writer your_relation",
        Y: "writer your_relation",
    },
    "who writes, and safe ways": {
        F: f"your_name your_relation anonymity {REACH}",
        C: f"your_name anonymity {REACH}",
        A: f"your_name anonymity {REACH}",
        Y: f"your_name anonymity {REACH}",
    },
    "a child's names": {**dict.fromkeys((P, F, C, A), f"{NAMES} other_names"), Y: NAMES},
    "a child's age": {**dict.fromkeys((P, F, C, A), AGE), Y: "estimated_age"},
    "legal status, orders, missing, tonight": dict.fromkeys(
        (P, F, C), "legal_status court_orders missing_now tonight"
    ),
    "sex": dict.fromkeys((P, F, C), "sex"),
    "background": dict.fromkeys((P, F), "ethnicity disability religion"),
    "a child's language": {
        P: "first_language interpreter not_interpreter",
        **dict.fromkeys((F, C), "first_language interpreter"),
    },
    "school, year, GP": {
        P: "school_known school school_year gp",
        F: "school school_year gp",
        C: "find_school school_year gp",
    },
    "numbers": {P: "upn nhs_number"},
    "home, and where now": {
        P: "lives address postcode now_at",
        F: "lives address postcode now_at",
        C: "find_address find_place find_vehicle find_online",
        Y: "find_address find_place find_vehicle find_online address school whereabouts",
    },
    "another council's": dict.fromkeys((P, F), "other_council"),
    "looks": {C: "description"},
    "adults": {
        P: "adult_first_name adult_other_names relation responsibility adult_date_of_birth adult_age in_household "
        "lives_with adult_address adult_phone adult_phone_safe adult_first_language adult_interpreter "
        "adult_not_interpreter",
        F: "adult_first_name relation responsibility adult_age in_household lives_with adult_address adult_phone "
        "adult_phone_safe adult_first_language adult_interpreter",
        C: "household_people",
    },
    "who may have caused harm": {
        P: "may_have_harmed next_contact other_person",
        F: "other_person",
        C: "other_person",
        Y: "other_person",
        A: "accused_name accused_role accused_employer suspended accused_knows next_contact",
    },
    "agreement": {P: "informed agreement", F: "sharing others_know"},
    "kept from somebody": {
        P: "kept_address kept_school kept_adult_address kept_adult_phone",
        F: "kept_address kept_school kept_adult_address kept_adult_phone keep_reach",
        C: "kept_address",
        Y: "kept_address",
        A: "keep_what",
    },
    "the worry": {
        P: "worry when_where who_saw child_words",
        F: "worry",
        C: "worry",
        Y: "worry",
        A: "worry alleged_when alleged_where alleged_witnesses alleged_words",
    },
    "which child": {**dict.fromkeys((P, F, C, Y), "concerns_here"), A: "alleged alleged_more"},
    "types of concern": dict.fromkeys((P, F, C, Y), "concerns") | {A: "criteria"},
    "injuries": {
        P: "injured injury medical",
        C: "injury medical",
        Y: "injury medical",
        A: "alleged_injuries",
    },
    "effect, duration, earlier": {
        **dict.fromkeys((P, F, C), "impact how_long earlier"),
        Y: "how_long earlier",
    },
    "the household": dict.fromkeys((P, F), "household household_more"),
    "strengths": dict.fromkeys((P, F, C), "strengths safety_now engages"),
    "what was tried": dict.fromkeys((P, F), "tried early_help_assessment"),
    "help asked for": dict.fromkeys((P, F, Y), "help_wanted"),
    "views": dict.fromkeys((P, F), "child_views parent_views"),
    "risk to visitors": {P: "visit_risk visit_risk_what", **dict.fromkeys((F, C), "visit_risk_what")},
    "strangling, weapons, threats to kill": dict.fromkeys((P, F, C, Y), "violence"),
    "whom a child hurts": dict.fromkeys((P, F, C), "child_hurts"),
    "a parent under 18": {F: "your_age your_minor"},
    "to keep from whom": {P: "keep_what keep_from keep_why", **dict.fromkeys((F, C, A, Y), "keep_what")},
    "other professionals": dict.fromkeys(
        (P, F), "agency_name agency_role agency_organisation agency_contact may_contact"
    ),
    "locality": {P: "locality_said"},
    "declaration": {P: "declaration", A: "declaration"},
}
"""A row of data.md, and the questions by which each form asks it; what is derived is not here."""

DEMANDED: Final[Mapping[str, str]] = {
    F: f"{URGENT} worry {NAMES} birth lives anonymity",
    C: f"{URGENT} worry",
}
"""Of the public forms, all that may not be left blank by somebody who stays anonymous."""
ONLY_IF: Final = "called_999 called_now another_child"
"""Demanded too, where they are asked at all."""


def questions(form: str) -> set[str]:
    return {question.id for page, _ in FORMS[form].pages() for question in page.questions}


@pytest.mark.parametrize("row", ASKED)
def test_every_form_asks_what_the_row_says(row: str) -> None:
    for form, asked in ASKED[row].items():
        assert set(asked.split()) <= questions(form), form


@pytest.mark.parametrize("form", [F, C])
def test_nothing_else_of_a_public_form_must_be_answered_by_who_stays_anonymous(form: str) -> None:
    pages = [page for page, _ in FORMS[form].pages()]
    whole = [page for page in pages if page.when is None or page.slug == "urgent"]
    needed = {one.id for page in whole for one in page.questions if one.missing and one.when is None}
    assert needed - set(ONLY_IF.split()) == set(DEMANDED[form].split())


def test_what_is_missing_of_one_of_several_says_of_whom() -> None:
    unclear = [
        f"{form.slug}/{page.slug}: {question.missing}"
        for form in FORMS.values()
        for page, _ in form.pages()
        for question in page.questions
        if page.each and question.missing and "{" not in question.missing
    ]
    assert unclear == []
