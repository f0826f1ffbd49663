"""The people in the professional form: the referrer, the children, the adults, and who is what to whom."""

from app.forms.checked import Age, Email, Phone
from app.forms.child import BIRTH, DO_NOT_KNOW, HOME, NAME, SEX, children
from app.forms.conditions import All, AnyOf, AtLeast, Either, Is, Not, one_of
from app.forms.danger import YES_NO, YES_NO_UNKNOWN
from app.forms.pages import Group, Page, Section
from app.forms.questions import Choice, Text
from app.forms.rules import CARES_WITHOUT_RESPONSIBILITY, PRESUMED_ABLE
from app.profiles.model import Profile
from app.vocabulary import Birth, Relation, YesNo

MAY_BE_ABLE = 10
"""Years from which the form asks whether a child is able to decide."""

YOUR_NAME = Page(
    slug="your-name",
    title="Who are you?",
    questions=(
        Text(id="your_name", label="Your name", missing="Enter your name", autocomplete="name", width="20"),
        Text(
            id="job_title",
            label="Job title",
            missing="Enter your job title",
            autocomplete="organization-title",
            width="20",
        ),
    ),
)

YOUR_CONTACT = Page(
    slug="your-contact",
    title="How can we reach you?",
    lede="We send your reference number to the email address.",
    questions=(
        Phone(id="your_phone", label="Telephone number", missing="Enter your telephone number"),
        Email(id="your_email", label="Work email address", missing="Enter your work email address"),
    ),
)

YOUR_SAFETY = Page(
    slug="your-safety",
    title="Could it put somebody at risk if the family knew it was you?",
    lede="We always know who you are. If you say yes, we keep it from the family wherever the law lets us.",
    questions=(
        Choice(
            id="keep_name_from_family",
            label="Could it put somebody at risk if the family knew it was you?",
            options=YES_NO,
            missing="Select yes if it could put somebody at risk",
        ),
        Text(
            id="keep_name_reason",
            label="Why? (optional)",
            rows=3,
            when=Is("keep_name_from_family", YesNo.YES),
        ),
    ),
)

CARE = Page(
    slug="looked-after",
    title="Is {child} looked after by a council?",
    questions=(
        Choice(
            id="legal_status",
            label="Is {child} looked after by a council? (optional)",
            options={
                "no": "No",
                "care-order": "Yes, under a care order: the council shares parental responsibility",
                "section-20": "Yes, by agreement with the parents (section 20), who keep it",
                "not-known": DO_NOT_KNOW,
            },
        ),
    ),
    when=Not(Is("birth", Birth.UNBORN)),
)

LANGUAGE = Page(
    slug="language",
    title="What language does {child} speak?",
    when=Not(Is("birth", Birth.UNBORN)),
    questions=(
        Text(
            id="first_language",
            label="First language",
            missing="Enter the child’s first language, or select that you do not know it",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Choice(
            id="interpreter",
            label="Is an interpreter or signer needed?",
            options=YES_NO_UNKNOWN,
            missing="Select yes if an interpreter or signer is needed",
        ),
    ),
)

SCHOOL = Page(
    slug="school",
    title="Which school, nursery or other setting does {child} go to?",
    when=Not(Is("birth", Birth.UNBORN)),
    questions=(Text(id="school", label="Name of the setting (optional)", unknown=DO_NOT_KNOW, width="20"),),
)

ABLE = Page(
    slug="able-to-decide",
    title="Is {child} able to decide about this for themselves?",
    lede="From 16 a person is presumed able. Before that it depends on what they can understand.",
    when=Either((AtLeast("age", MAY_BE_ABLE), Is("birth", Birth.NOT_KNOWN))),
    questions=(
        Choice(
            id="able_to_decide",
            label="Is {child} able to decide about this for themselves?",
            options=YES_NO_UNKNOWN,
            missing="Select whether they are able to decide",
        ),
        Choice(
            id="parents_may_know",
            label="May the parents know about this referral? (optional)",
            hint="What the young person says.",
            options={YesNo.YES: "Yes", YesNo.NO: "No", YesNo.NOT_KNOWN: "Not asked"},
            when=All((Not(AtLeast("age", PRESUMED_ABLE)), Is("able_to_decide", YesNo.YES))),
        ),
    ),
)

CHILDREN = children("The children", NAME, BIRTH, SEX, HOME, LANGUAGE, SCHOOL, CARE, ABLE)

ADULT_NAME = Page(
    slug="name",
    title="What is the adult’s name?",
    questions=(
        Text(
            id="adult_first_name",
            label="First name",
            missing="Enter the adult’s first name, or select that you do not know it",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Text(
            id="adult_last_name",
            label="Last name",
            missing="Enter the adult’s last name, or select that you do not know it",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Age(id="adult_age", label="Age in years, if you know it (optional)"),
    ),
)

RELATION = Page(
    slug="relation",
    title="What is {adult} to the children?",
    lede="A council shares parental responsibility under a care order. Parents keep it under section 20.",
    each="children",
    questions=(
        Choice(
            id="relation",
            label="What is {adult} to {child}?",
            options={
                Relation.MOTHER: "Mother",
                Relation.FATHER: "Father",
                Relation.STEP_PARENT: "Step-parent",
                Relation.PARENTS_PARTNER: "A parent’s partner",
                Relation.GRANDPARENT: "Grandparent",
                Relation.SIBLING: "Brother or sister",
                Relation.KINSHIP_CARER: "Carer from the family or friends (kinship)",
                Relation.FOSTER_CARER: "Foster carer",
                Relation.PRIVATE_FOSTER_CARER: "Private foster carer",
                Relation.LOCAL_AUTHORITY: "Acts for a council that shares parental responsibility",
                Relation.OTHER: "Somebody else",
                Relation.NOT_KNOWN: DO_NOT_KNOW,
            },
            missing="Select what {adult} is to {child}",
        ),
        Choice(
            id="responsibility",
            label="Does {adult} have parental responsibility for {child}?",
            options=YES_NO_UNKNOWN,
            missing="Select whether {adult} has parental responsibility for {child}",
        ),
    ),
)

HOUSEHOLD = Page(
    slug="household",
    title="How can we reach {adult}?",
    questions=(
        Choice(
            id="in_household",
            label="Does {adult} live with a child on this form?",
            options=YES_NO_UNKNOWN,
            missing="Select whether they live with a child on this form",
        ),
        Phone(id="adult_phone", label="Telephone number (optional)"),
        Choice(
            id="adult_phone_safe", label="Is it safe to ring them there? (optional)", options=YES_NO_UNKNOWN
        ),
    ),
)

CARER = Page(
    slug="told-as-carer",
    title="Has {adult} been told about this referral?",
    when=All(
        (
            Is("holds_responsibility", YesNo.NO),
            AnyOf("children", one_of("relation", *CARES_WITHOUT_RESPONSIBILITY)),
        )
    ),
    questions=(
        Choice(
            id="carer_told",
            label="Has {adult} been told about this referral?",
            options=YES_NO_UNKNOWN,
            missing="Select whether they have been told about this referral",
        ),
    ),
)

ADULTS = Group(
    id="adults",
    title="Parents, carers and other adults",
    item="adult",
    called=("adult_first_name", "adult_last_name"),
    unnamed="this adult",
    numbered="adult {number}",
    pages=(ADULT_NAME, RELATION, HOUSEHOLD, CARER),
    most=20,
    another=Choice(
        id="another_adult",
        label="Do you want to add a parent, carer or other adult?",
        hint="Add everybody who matters in the children’s lives, in the household or not.",
        options=YES_NO,
        missing="Select yes if you want to add an adult",
    ),
)


def people_sections(council: Profile) -> tuple[Section, ...]:
    """Who is writing, and whom it is about."""
    agency = Page(
        slug="your-agency",
        title="Where do you work?",
        questions=(
            Choice(
                id="agency",
                label="Which kind of agency do you work for?",
                options={agency.slug: agency.label for agency in council.agencies},
                missing="Select the kind of agency you work for",
            ),
            Text(
                id="organisation",
                label="Name of your organisation",
                missing="Enter the name of your organisation",
                autocomplete="organization",
                width="20",
            ),
        ),
    )
    return (
        Section(id="you", title="About you", steps=(YOUR_NAME, agency, YOUR_CONTACT, YOUR_SAFETY)),
        Section(id="the-children", title="The children", steps=(CHILDREN,)),
        Section(id="the-adults", title="Parents, carers and household", steps=(ADULTS,)),
    )
