"""The opening of the professional form: how urgent, what kind of contact, who already knows."""

from app.forms.conditions import All, Is, Not
from app.forms.insets import Inset
from app.forms.kinds.checked import Date
from app.forms.pages import Page, Section
from app.forms.professional.worries import WORRIES
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.child import DO_NOT_KNOW
from app.forms.topics.danger import (
    ANSWERED,
    CALL_NOW,
    NOT_ANSWERED,
    YES_NO,
    YES_NO_UNKNOWN,
    danger_pages,
)
from app.forms.topics.linked import with_call, with_reference
from app.profiles.model import Profile
from app.vocabulary import Kind, RuleSet, YesNo

KIND = Page(
    slug="kind",
    title="What kind of contact is this?",
    lede="If you are not sure, say so: we will look at it as a safeguarding contact.",
    questions=(
        Choice(
            id="kind",
            label="What kind of contact is this?",
            options={
                Kind.SIGNIFICANT_HARM: "A child suffers significant harm, or is likely to",
                Kind.WELFARE: "A social worker may need to assess a child’s welfare",
                Kind.NOT_SURE: "I am not sure",
                Kind.SUPPORT: "The family needs more support than it has, such as Early Help",
                Kind.UNIVERSAL: "A service open to everyone, or my own agency, can meet the need",
                Kind.ADULT_WHO_WORKS_WITH_CHILDREN: "An adult who works with children may have caused harm",
            },
            hints={
                Kind.SIGNIFICANT_HARM: "Section 47 of the Children Act 1989.",
                Kind.WELFARE: "Section 17 of the Children Act 1989.",
                Kind.SUPPORT: "The family must agree to it.",
                Kind.ADULT_WHO_WORKS_WITH_CHILDREN: "Paid or not, at work or elsewhere. It has a form of its own.",
            },
            missing="Select what kind of contact this is",
        ),
    ),
)

UNIVERSAL = Page(
    slug="other-services",
    title="Could another service help first?",
    notice="early_help_first",
    when=All((Is("kind", Kind.UNIVERSAL), Is("urgent", YesNo.NO))),
    questions=(
        Choice(
            id="send_anyway",
            label="Do you still want to send this?",
            options={"support": "Send it anyway, as a request for support"},
            buttons=True,
            changes={"support": {"kind": Kind.SUPPORT}},
            missing="Choose whether to send this as a request for support",
        ),
    ),
)

ALLEGATION = Page(
    slug="adult",
    title="Tell the Designated Officer about the adult",
    notice="allegation_form",
    when=Is("rule_set", RuleSet.ALLEGATION),
    questions=(
        Choice(
            id="child_too",
            label="Does a child need help as well?",
            hint="You can tell us about both, one after the other. What you have written here is kept.",
            options={YesNo.YES: "A child also needs help: go on here"},
            buttons=True,
            aside=True,
            changes={YesNo.YES: {"kind": Kind.NOT_SURE}},
            missing="Go to the form about the adult, or choose to go on here about a child",
        ),
    ),
)

CONCERNS = Page(
    slug="concerns",
    title="What is the worry about?",
    questions=(
        Choices(
            id="concerns",
            label="What is the worry about?",
            hint="Select all that apply. Nobody will take this as proof.",
            options=WORRIES,
            missing="Select what the worry is about",
        ),
    ),
)

KNOWN = Page(
    slug="already-known",
    title="Does a child already have a social worker?",
    questions=(
        Choice(
            id="social_worker",
            label="Does a child already have a lead professional or a social worker?",
            options=YES_NO_UNKNOWN,
            missing="Select yes if a child already has a lead professional or a social worker",
        ),
    ),
)

WORKER = Page(
    slug="social-worker",
    title="Who is their social worker or lead professional?",
    lede="If it is you, give your own name. Say what you ask of us on the page ‘What needs to change?’",
    notice="allocated_worker",
    when=Is("social_worker", YesNo.YES),
    questions=(
        Text(id="worker_name", label="Name (optional)", width="20", unknown=DO_NOT_KNOW),
        Text(
            id="worker_council", label="Council or organisation (optional)", width="20", unknown=DO_NOT_KNOW
        ),
    ),
)

SPOKEN = Page(
    slug="called-already",
    title="What you have already told us",
    notice="after_call",
    insets=(
        Inset(
            text="You said that you have called. Say here what you were told: somebody else may read this form.",
            when=ANSWERED,
        ),
    ),
    questions=(
        Choice(
            id="spoke",
            label="Have you already spoken to us about this?",
            hint="For example, when you called us, or asked us for advice.",
            options=YES_NO,
            missing="Select yes if you have already spoken to us about this",
            when=NOT_ANSWERED,
        ),
        Date(
            id="spoke_on",
            label="On which day did you speak to us?",
            subject="The day you spoke to us",
            direction="past",
            missing="Enter the day you spoke to us",
            starts_today=ANSWERED,
            when=Is("spoke", YesNo.YES),
        ),
        Text(id="spoke_to", label="Who did you speak to? (optional)", when=Is("spoke", YesNo.YES)),
        Text(
            id="spoke_about",
            label="What was the call about? (optional)",
            rows=3,
            when=Is("spoke", YesNo.YES),
        ),
        Text(
            id="spoke_advice",
            label="What were you told to do?",
            rows=3,
            missing="Enter what you were told to do",
            when=Is("spoke", YesNo.YES),
        ),
        Choice(
            id="spoke_insisted",
            label="Did they say that a referral must be sent? (optional)",
            options=YES_NO,
            when=Is("spoke", YesNo.YES),
        ),
    ),
)


CALL = CALL_NOW.model_copy(
    update={"when": All((Is("urgent_today", YesNo.YES), Not(Is("called_today", YesNo.YES))))}
)
"""On the day of a call that the hub wrote down it knows that they have called."""


def opening(council: Profile) -> Section:
    """The gate: nothing else opens before these are answered."""
    pages = danger_pages(
        "Is it urgent today?",
        "Significant harm has happened or is likely, and it cannot wait for tomorrow.",
        "Select yes if it is urgent today",
        call_now=CALL,
    )
    spoken = with_reference(with_call(SPOKEN, council, Is("spoke", YesNo.YES)), council)
    return Section(
        id="opening",
        title="How urgent it is and what it is about",
        gate=True,
        steps=(*pages, KIND, UNIVERSAL, ALLEGATION, CONCERNS, _level(council), KNOWN, WORKER, spoken),
    )


def _level(council: Profile) -> Page:
    return Page(
        slug="level",
        title="What level of need is it, and who could meet it?",
        lede="Think about who is best placed to help. We make our own decision.",
        notice="level_of_need",
        when=All((Is("urgent", YesNo.NO), Not(Is("rule_set", RuleSet.ALLEGATION)))),
        questions=(
            Choice(
                id="level",
                label="What level of need do you see?",
                options={level.slug: level.label for level in council.levels} | {"not-sure": "I am not sure"},
                hints={level.slug: level.description for level in council.levels},
                missing="Select the level of need that you see, or that you are not sure",
            ),
            Choice(
                id="own_agency",
                label="Could your own agency, or one already involved, meet this need?",
                options={
                    YesNo.YES: "Yes",
                    "partly": "In part",
                    YesNo.NO: "No",
                    YesNo.NOT_KNOWN: "I do not know",
                },
                missing="Select whether your own agency could meet this need",
            ),
        ),
    )
