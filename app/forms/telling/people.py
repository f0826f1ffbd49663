"""Who else is in the children’s lives and who works with the family, as a parent may tell it: nothing is needed."""

from app.forms.conditions import All, Has, Is
from app.forms.kinds.checked import Age, Phone
from app.forms.oddities import adult_is_younger, number_is_short
from app.forms.pages import Group, Page
from app.forms.questions import Choice, Text
from app.forms.topics.child import DO_NOT_KNOW
from app.forms.topics.danger import YES_NO, YES_NO_UNKNOWN
from app.forms.topics.relations import ADDRESS_OF_ANOTHER, RELATIONS
from app.forms.topics.roles import ROLES
from app.vocabulary import Relation, YesNo

LIKELY = {
    relation: label
    for relation, label in RELATIONS.items()
    if relation not in (Relation.PRIVATE_FOSTER_CARER, Relation.LOCAL_AUTHORITY)
}

NAME = Page(
    slug="name",
    title="Who is it?",
    lede="Leave anything blank that you do not know.",
    questions=(
        Text(id="adult_first_name", label="First name (optional)", width="20"),
        Text(id="adult_last_name", label="Last name (optional)", width="20"),
    ),
)
RELATION = Page(
    slug="relation",
    title="What is {adult} to the children?",
    each="children",
    questions=(
        Choice(id="relation", label="What is {adult} to {child}? (optional)", options=LIKELY),
        Choice(
            id="responsibility",
            label="Does {adult} have parental responsibility for {child}? (optional)",
            hint="It means that the law lets them decide things for the child.",
            options=YES_NO_UNKNOWN,
        ),
    ),
)
HOME = Page(
    slug="home",
    title="Where does {adult} live?",
    questions=(
        Choice(
            id="in_household",
            label="Does {adult} live with the children? (optional)",
            hint="Say yes if they live with any of them.",
            options=YES_NO_UNKNOWN,
        ),
        Choice(
            id="adult_lives",
            label="Where do they live? (optional)",
            options={"address": "At an address I can give", "not-known": DO_NOT_KNOW},
            when=Is("in_household", YesNo.NO),
            copied=ADDRESS_OF_ANOTHER,
        ),
        Text(
            id="adult_address",
            label="Address (optional)",
            rows=3,
            when=Is("adult_lives", "address"),
        ),
        Text(
            id="kept_adult_address",
            label="Or an address that must be kept secret, and from whom (optional)",
            hint="Write it only here. We seal it apart.",
            rows=3,
            when=Is("in_household", YesNo.NO),
        ),
    ),
)
LIVES_WITH = Page(
    slug="lives-with",
    title="Which children does {adult} live with?",
    when=All((Is("in_household", YesNo.YES), Is("all_there", YesNo.NO))),
    each="children",
    questions=(
        Choice(
            id="lives_with",
            label="Does {adult} live with {child}? (optional)",
            options=YES_NO_UNKNOWN,
        ),
    ),
)
"""Asked where a child lives somewhere else, or has two homes: nobody could tell who is in which."""
AGE_AND_LANGUAGE = Page(
    slug="age-and-language",
    title="How old is {adult}, and what do they speak?",
    questions=(
        Age(id="adult_age", label="About how old, in years? (optional)"),
        Text(id="adult_first_language", label="What language do they speak best? (optional)", width="20"),
        Choice(
            id="adult_interpreter",
            label="Do they need an interpreter or a signer? (optional)",
            options=YES_NO_UNKNOWN,
        ),
    ),
    warnings=(adult_is_younger("adult_age"),),
)
REACH = Page(
    slug="how-to-reach-them",
    title="How can we reach {adult}?",
    lede="We will not ring them if you say that it is not safe.",
    questions=(
        Phone(id="adult_phone", label="Telephone number (optional)", autocomplete=""),
        Choice(id="adult_phone_safe", label="Is it safe to ring them? (optional)", options=YES_NO_UNKNOWN),
        Text(
            id="kept_adult_phone",
            label="Or a number that must be kept secret, and from whom (optional)",
            hint="Write it only here. We seal it apart.",
            rows=2,
        ),
    ),
    warnings=(number_is_short("adult_phone"),),
)
ADULTS = Group(
    id="adults",
    title="Who else is in the children’s lives",
    item="adult",
    called=("adult_first_name", "adult_last_name"),
    unnamed="this person",
    numbered="person {number}",
    pages=(NAME, RELATION, HOME, LIVES_WITH, AGE_AND_LANGUAGE, REACH),
    when=Has("more", "home"),
    most=20,
    another=Choice(
        id="another_adult",
        label="Do you want to add somebody?",
        hint="For example, the other parent, a partner, a grandparent, or somebody who comes often.",
        options=YES_NO,
    ),
)

HELPER = Page(
    slug="who",
    title="Who works with your family?",
    questions=(
        Text(id="agency_name", label="Their name (optional)", width="20"),
        Text(
            id="agency_role",
            label="What they do (optional)",
            hint="For example, health visitor.",
            width="20",
            usual=ROLES,
        ),
        Text(id="agency_organisation", label="Where they work (optional)", width="20"),
        Text(id="agency_contact", label="How to reach them (optional)", width="20"),
        Choice(id="may_contact", label="May we contact them? (optional)", options=YES_NO_UNKNOWN),
    ),
)
HELPERS = Group(
    id="agencies",
    title="Who works with your family",
    item="professional",
    called=("agency_name", "agency_organisation"),
    unnamed="this person",
    numbered="helper {number}",
    pages=(HELPER,),
    when=Has("more", "helpers"),
    most=20,
    another=Choice(
        id="another_agency",
        label="Do you want to add somebody who works with your family?",
        hint="For example, a health visitor, a teacher or a family worker.",
        options=YES_NO,
    ),
)
