"""Parents, carers and everybody else who matters to the children, and who is what to whom."""

from app.forms.conditions import All, AnyOf, Is, Not, one_of
from app.forms.kinds.checked import Age, Date, Phone
from app.forms.oddities import adult_is_a_child, adult_is_younger, number_is_short
from app.forms.pages import Derived, Group, Page, Section
from app.forms.professional.homes import LIVES_WITH
from app.forms.professional.interpreting import FOR_ADULT
from app.forms.professional.kin import COUNCILS_SHARE, OF_KIN, TO_ALL
from app.forms.questions import AsFirst, Choice, Text
from app.forms.rules import CARES_WITHOUT_RESPONSIBILITY, acts_for_council, holds_responsibility
from app.forms.topics.child import DO_NOT_KNOW, UNKNOWN_OR_NONE
from app.forms.topics.danger import YES_NO, YES_NO_UNKNOWN
from app.forms.topics.relations import ADDRESS_OF_ANOTHER, RELATIONS_AND_SELF
from app.vocabulary import Relation, YesNo

SOMEBODY_ELSE = Not(Is("relation", Relation.SAME_PERSON))
"""Of a child and an adult: they are two people."""

IN_PERSON = All((
    Is("acts_for_council", YesNo.NO),
    Not(AnyOf("children", Is("relation", Relation.SAME_PERSON))),
))  # fmt: skip
"""Of an adult: they are there for themselves, not for a council, and nobody who was asked about as a child."""

ADULT_NAME = Page(
    slug="name",
    title="What is this person’s name?",
    lede="For a council that shares parental responsibility, give the name of its social worker.",
    questions=(
        Text(
            id="adult_first_name",
            label="First name",
            missing="Enter the person’s first name, or select that you do not know it",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Text(
            id="adult_last_name",
            label="Last name",
            missing="Enter the person’s last name, or select that you do not know it or there is none",
            unknown=UNKNOWN_OR_NONE,
            width="20",
        ),
        Text(
            id="adult_other_names",
            label="Other names the person is known by (optional)",
            hint="For example, a name before marriage, or one that they use with this family.",
            width="20",
        ),
    ),
)

RELATION = Page(
    slug="relation",
    title="What is {adult} to the children?",
    lede=COUNCILS_SHARE,
    each="children",
    questions=(
        Choice(
            id="relation",
            label="What is {adult} to {child}?",
            options=RELATIONS_AND_SELF,
            only={Relation.SAME_PERSON: Is("may_be_a_parent", YesNo.YES)},
            missing="Select what {adult} is to {child}",
        ),
        Choice(
            id="responsibility",
            label="Does {adult} have parental responsibility for {child}?",
            options=YES_NO_UNKNOWN,
            missing="Select whether {adult} has parental responsibility for {child}",
            when=SOMEBODY_ELSE,
        ),
    ),
)

AGE_OF_ADULT = Page(
    slug="age",
    title="How old is {adult}?",
    when=IN_PERSON,
    questions=(
        Choice(
            id="adult_birth",
            label="How old is {adult}?",
            options={
                "date-of-birth": "I know the date of birth",
                "age": "I know the age, or can guess it",
                "not-known": DO_NOT_KNOW,
            },
            missing="Select what you know about their age",
        ),
        Date(
            id="adult_date_of_birth",
            label="Date of birth",
            hint="For example, 27 3 1988",
            subject="Date of birth",
            direction="past",
            of_birth=True,
            missing="Enter their date of birth",
            when=Is("adult_birth", "date-of-birth"),
        ),
        Age(
            id="adult_age",
            label="Age in years",
            missing="Enter their age in years",
            when=Is("adult_birth", "age"),
        ),
    ),
    warnings=(adult_is_younger("adult_birth"), adult_is_a_child),
)

LANGUAGE_OF_ADULT = Page(
    slug="language",
    title="What language does {adult} speak?",
    when=IN_PERSON,
    questions=(
        Choice(
            id="adult_language",
            label="What is {adult}’s first language?",
            options={
                "as-first-child": "The same as the first child’s",
                "other": "Another language",
                "not-known": DO_NOT_KNOW,
            },
            only={"as-first-child": Is("first_child_speaks", YesNo.YES)},
            missing="Select what you know about their first language",
            as_first=AsFirst(
                group="children",
                option="as-first-child",
                answers={"adult_first_language": "first_language"},
                instead="other",
                unknown="not-known",
            ),
        ),
        Text(
            id="adult_first_language",
            label="Which language?",
            missing="Enter their first language",
            width="20",
            when=Is("adult_language", "other"),
        ),
        Choice(
            id="adult_interpreter",
            label="Is an interpreter or signer needed?",
            options=YES_NO_UNKNOWN,
            missing="Select yes if an interpreter or signer is needed",
        ),
        FOR_ADULT,
    ),
)

HOUSEHOLD = Page(
    slug="household",
    title="Where does {adult} live?",
    when=IN_PERSON,
    questions=(
        Choice(
            id="in_household",
            label="Does {adult} live with a child on this form?",
            options=YES_NO_UNKNOWN,
            missing="Select whether they live with a child on this form",
        ),
        Choice(
            id="adult_lives",
            label="Where do they live? (optional)",
            options={
                "address": "At an address I can give",
                "kept": "At an address that must be kept from somebody",
                "not-known": DO_NOT_KNOW,
            },
            when=Is("in_household", YesNo.NO),
            copied=ADDRESS_OF_ANOTHER,
        ),
        Text(
            id="adult_address",
            label="Address",
            rows=3,
            missing="Enter their address",
            when=All((Is("adult_lives", "address"), Is("in_household", YesNo.NO))),
        ),
        Text(
            id="kept_adult_address",
            label="Address, and who must not have it",
            rows=4,
            missing="Enter the address, and who must not have it",
            when=All((Is("adult_lives", "kept"), Is("in_household", YesNo.NO))),
        ),
    ),
)

REACH = Page(
    slug="how-to-reach-them",
    title="How can we reach {adult}?",
    questions=(
        Choice(
            id="adult_reach",
            label="Do you have a telephone number for {adult}?",
            options={
                "number": "Yes",
                "kept": "Yes, and it must be kept from somebody",
                "not-known": "No",
            },
            missing="Select whether you have a telephone number for them",
        ),
        Phone(
            id="adult_phone",
            label="Telephone number",
            missing="Enter their telephone number",
            words_beside="Enter only the number here. Write the rest under ‘Anything else about {adult} that matters’",
            autocomplete="",
            when=Is("adult_reach", "number"),
        ),
        Choice(
            id="adult_phone_safe",
            label="Is it safe to ring them there?",
            options=YES_NO_UNKNOWN,
            missing="Select whether it is safe to ring them",
            when=Is("adult_reach", "number"),
        ),
        Text(
            id="kept_adult_phone",
            label="Telephone number, who must not have it, and when it is safe to ring",
            rows=3,
            missing="Enter the number, who must not have it, and when it is safe to ring",
            when=Is("adult_reach", "kept"),
        ),
        Text(
            id="adult_note",
            label="Anything else about {adult} that matters (optional)",
            hint="For example, a conviction or caution for harming a child.",
            rows=2,
        ),
    ),
    warnings=(number_is_short("adult_phone"),),
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

HARM = Page(
    slug="may-have-harmed",
    title="Is it thought that {adult} harmed a child?",
    lede="Leave it blank if nobody thinks so. Nobody will take your answer as proof.",
    each="children",
    questions=(
        Choice(
            id="may_have_harmed",
            label="Is it thought that {adult} harmed {child}, or may have? (optional)",
            options=YES_NO_UNKNOWN,
            when=SOMEBODY_ELSE,
        ),
    ),
)

NEXT_CONTACT = Page(
    slug="next-contact",
    title="When will {adult} next be with a child?",
    each="children",
    questions=(
        Text(
            id="next_contact",
            label="When will {adult} next be in contact with {child}? (optional)",
            hint="For example, tonight at home, or on Saturday at noon.",
            width="20",
            when=one_of("may_have_harmed", YesNo.YES, YesNo.NOT_KNOWN),
        ),
    ),
)
"""Asked too where nobody knows whether harm was done, for then somebody has to find out before they meet."""

ADULTS = Group(
    id="adults",
    title="Parents, carers and household",
    item="adult",
    called=("adult_first_name", "adult_last_name"),
    unnamed="this person",
    numbered="person {number}",
    pages=(
        ADULT_NAME,
        TO_ALL,
        RELATION,
        AGE_OF_ADULT,
        LANGUAGE_OF_ADULT,
        HOUSEHOLD,
        LIVES_WITH,
        REACH,
        CARER,
        HARM,
        NEXT_CONTACT,
    ),
    most=20,
    another=Choice(
        id="another_adult",
        label="Do you want to add a parent, a carer or somebody else?",
        hint="Add everybody who matters in the children’s lives: who lives with them, parents who live elsewhere, a "
        "parent’s partner, grandparents, regular visitors, grown-up brothers and sisters. For a baby who is not born "
        "yet, add the mother, even if she is a child on this form.",
        options=YES_NO,
        missing="Select yes if you want to add somebody",
    ),
)

OF_EACH_ADULT = (
    *OF_KIN,
    Derived(id="holds_responsibility", group="adults", function=holds_responsibility, values=tuple(YesNo)),
    Derived(id="acts_for_council", group="adults", function=acts_for_council, values=tuple(YesNo)),
)

ADULTS_SECTION = Section(id="the-adults", title="Parents, carers and household", steps=(ADULTS,))
