"""What each form may ask about one child."""

from app.codes import Sex
from app.forms.conditions import All, AtLeast, Either, Is, Not
from app.forms.insets import Inset, Otherwise
from app.forms.kinds.checked import Age, Date, Postcode
from app.forms.oddities import FOR_CHILDREN, due_date_is_far, grown_up
from app.forms.pages import Derived, Group, Page
from app.forms.questions import Choice, Text
from app.forms.rules import GROWN_UP, age, several_children
from app.forms.topics.danger import YES_NO, YES_NO_UNKNOWN
from app.vocabulary import Birth, YesNo

DO_NOT_KNOW = "I do not know"
UNKNOWN_OR_NONE = "I do not know, or there is none"
"""Of a last name: many people have one name alone."""
UNBORN = Is("birth", Birth.UNBORN)
BORN = Not(UNBORN)
OF_AGE = Derived(id="age", group="children", function=age)
"""Each child's age, of which conditions may speak."""
FROM_TWO = 2
"""Years from which a child may be in a school's nursery class, and have a pupil number."""
OF_SCHOOL_AGE = All((BORN, Either((AtLeast("age", FROM_TWO), Not(AtLeast("age", 0))))))
"""A school can be meant; of an age that nobody knows it can, too."""
SEVERAL = Derived(id="several_children", function=several_children, values=tuple(YesNo))
SEVERAL_CHILDREN = Is("several_children", YesNo.YES)

NAME = Page(
    slug="name",
    title="What is the child’s name?",
    lede="If the child is not born yet and has no name, say that you do not know.",
    questions=(
        Text(
            id="first_name",
            label="First name",
            missing="Enter the child’s first name, or select that you do not know it",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Text(
            id="last_name",
            label="Last name",
            missing="Enter the child’s last name, or select that you do not know it or there is none",
            unknown=UNKNOWN_OR_NONE,
            width="20",
        ),
        Text(id="other_names", label="Other names the child is known by (optional)", width="20"),
    ),
)

DATE_OF_BIRTH = Date(
    id="date_of_birth",
    label="Date of birth",
    hint="For example, 27 3 2015",
    subject="Date of birth",
    direction="past",
    of_birth=True,
    missing="Enter the child’s date of birth",
    when=Is("birth", Birth.DATE),
)
EXPECTED_DATE = Date(
    id="expected_date",
    label="When is the baby due?",
    hint="For example, 27 3 2027. Leave it blank if nobody knows yet.",
    subject="Due date",
    when=UNBORN,
)
ESTIMATED_AGE = Age(
    id="estimated_age",
    label="About how old, in years?",
    hint="A guess is fine: for example, 0 for a baby, or 2 for a toddler. If you cannot guess, choose ‘I do not know’.",
    missing="Enter about how old the child is",
    when=Is("birth", Birth.ESTIMATED),
)

BIRTH = Page(
    slug="age",
    title="How old is {child}?",
    questions=(
        Choice(
            id="birth",
            label="How old is {child}?",
            options={
                Birth.DATE: "I know the date of birth",
                Birth.ESTIMATED: "I can only guess the age",
                Birth.UNBORN: "Not born yet",
                Birth.NOT_KNOWN: DO_NOT_KNOW,
            },
            missing="Select what you know about the child’s age",
            told_by_box=(Birth.DATE, Birth.ESTIMATED, Birth.UNBORN),
        ),
        DATE_OF_BIRTH,
        ESTIMATED_AGE,
        EXPECTED_DATE,
    ),
    warnings=(due_date_is_far, grown_up(FOR_CHILDREN, urgent_too=True)),
)

OVER_18 = Page(
    slug="over-eighteen",
    title="Is {child} 18 or over?",
    when=All((Is("birth", Birth.DATE), AtLeast("age", GROWN_UP))),
    insets=(
        Inset(
            text="The date of birth says that {child} is 18 or over. If the date is wrong, go back and change it. This "
            "form is about people under 18. The council’s adult services help adults who need care or protection."
        ),
    ),
    questions=(
        Choice(
            id="grown_up",
            label="Is {child} 18 or over?",
            options={
                "uncertain": "I am not sure: go on with them as a child",
                "adult": "Yes, they are 18 or over",
            },
        ),
    ),
)
OVER_18_IF_KNOWN = OVER_18.model_copy(
    update={
        "lede": "Nothing here stops this form. We read what you send, and pass it on.",
        "questions": (
            OVER_18.questions[0].model_copy(update={"label": "Is {child} 18 or over? (optional)"}),
        ),
    }
)
"""For somebody who is no professional: adult services are named, and nothing is demanded (rules.md 10)."""

MISSING_NOW = Choice(
    id="missing_now",
    label="Is {child} missing now? (optional)",
    hint="If so, and the police do not know yet, tell them now. "
    "Call 999 if the child may be in danger, or 101 if not.",
    options=YES_NO_UNKNOWN,
    when=BORN,
)
"""Nobody searches because a form says so."""

SEX = Page(
    slug="sex",
    title="What sex is {child}?",
    when=BORN,
    questions=(
        Choice(
            id="sex",
            label="What sex is {child}?",
            hint="As on the birth certificate or a gender recognition certificate.",
            options={Sex.FEMALE: "Female", Sex.MALE: "Male", Sex.UNKNOWN: "Not known"},
            missing="Select the child’s sex, or ‘Not known’",
        ),
    ),
)

HOME = Page(
    slug="home",
    title="Where does {child} live?",
    insets=(Inset(text="For a baby who is not born yet, say where the mother lives.", when=UNBORN),),
    questions=(
        Choice(
            id="lives",
            label="Where does {child} live?",
            hint="An address that must be kept from somebody is sealed apart from the rest.",
            options={
                "address": "At an address I can give",
                "kept": "At an address that must be kept from somebody",
                "no-fixed-address": "No fixed address",
                "abroad": "In another country",
                "not-known": DO_NOT_KNOW,
            },
            missing="Select what you know about where the child lives",
        ),
        Text(
            id="address",
            label="Address",
            hint="House, street and town, as much as you know.",
            rows=3,
            missing="Enter the address",
            when=Is("lives", "address"),
        ),
        Postcode(id="postcode", label="Postcode (optional)", when=Is("lives", "address")),
        Text(
            id="kept_address",
            label="Address, and who must not have it",
            rows=4,
            missing="Enter the address, and who must not have it",
            when=Is("lives", "kept"),
        ),
        Text(
            id="whereabouts",
            label="Where can the child be found? (optional)",
            when=Is("lives", "no-fixed-address"),
        ),
        Text(
            id="country",
            label="Which country, where there, and with whom? (optional)",
            rows=2,
            when=Is("lives", "abroad"),
        ),
    ),
)


def children(
    title: str,
    *pages: Page,
    another: str = "Do you want to add another child?",
    missing: str = "Select yes if you want to add another child",
    hint: str = "",
) -> Group:
    """The group of 1 to 12 children (data.md), with what this form asks about each."""
    asks_of_birth = any(question.id == "birth" for page in pages for question in page.questions)
    return Group(
        id="children",
        title=title,
        item="child",
        called=("first_name", "last_name"),
        unnamed="this child",
        numbered="child {number}",
        otherwise=Otherwise(words="the unborn baby", when=UNBORN) if asks_of_birth else None,
        pages=pages,
        least=1,
        most=12,
        another=Choice(id="another_child", label=another, hint=hint, options=YES_NO, missing=missing),
    )
