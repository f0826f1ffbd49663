"""The form for professionals: long, in sections that open in any order once its opening is done."""

from typing import Final

from app.forms.conditions import All, Answer, Facts, Is, Not
from app.forms.pages import Derived, Form
from app.forms.professional.adults import ADULTS_SECTION, OF_EACH_ADULT
from app.forms.professional.agreement import AGREEMENT
from app.forms.professional.children import children_section, of_the_children
from app.forms.professional.closing import CLOSING_SECTIONS
from app.forms.professional.concern import concern_section, of_the_duties
from app.forms.professional.opening import opening
from app.forms.professional.said_before import OF_EACH_PERSON
from app.forms.professional.strengths import STRENGTHS_SECTION
from app.forms.professional.you import you
from app.forms.rules import admission, nobody_to_ask, parents_may_not_know, tell_nobody_yet
from app.forms.topics.danger import CALLED_TODAY, SPOKE, URGENCY
from app.profiles.model import Profile
from app.vocabulary import Admission, FormName, RuleSet, YesNo

WAIVED = All((Is("urgent", YesNo.YES), Not(Is("rule_set", RuleSet.ALLEGATION))))
"""What is urgent goes on without any answer, but for which form it is: nothing here asks who the adult is."""

NEEDED: Final = (
    "the names, dates of birth and address of the children, as far as you know them",
    "the names of their parents and carers",
    "what the family knows and has said about this referral",
    "what happened, what is going well and what has been tried",
)
"""What is good to have at hand before it is begun."""


def admitted_by(facts: Facts) -> Answer:
    """The rule that admits this form's facts."""
    return admission(FormName.PROFESSIONAL, facts)


def form(council: Profile) -> Form:
    """The professional form of one council."""
    return Form(
        slug=FormName.PROFESSIONAL,
        title="Tell us about a child as a professional",
        lede="For anybody who is worried about a child through their work, paid or not. If you have telephoned us "
        "first, this form puts it in writing.",
        sections=(
            opening(council),
            you(council),
            children_section(council),
            ADULTS_SECTION,
            AGREEMENT,
            concern_section(council),
            STRENGTHS_SECTION,
            *CLOSING_SECTIONS,
        ),
        derived=(
            *URGENCY,
            SPOKE,
            CALLED_TODAY,
            *of_the_children(council),
            *OF_EACH_ADULT,
            *OF_EACH_PERSON,
            *of_the_duties(council),
            Derived(id="tell_nobody_yet", function=tell_nobody_yet, values=tuple(YesNo)),
            Derived(id="parents_may_not_know", function=parents_may_not_know, values=tuple(YesNo)),
            Derived(id="nobody_to_ask", function=nobody_to_ask, values=tuple(YesNo)),
            Derived(id="admission", function=admitted_by, values=tuple(Admission)),
        ),
        names={"person": "the family", "area": council.area},
        task_list=True,
        minutes=30,
        needed=NEEDED,
        waived=WAIVED,
        statement="We receive this as soon as you select Send.",
    )
