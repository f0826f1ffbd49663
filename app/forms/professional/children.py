"""What a professional is asked about each child, and about where the children are."""

from app.forms.conditions import All, Answer, AnyOf, AtLeast, Either, Facts, Has, Is, Not
from app.forms.insets import Inset
from app.forms.kinds.numbers import NhsNumber, Upn
from app.forms.oddities import upn_of_nobody
from app.forms.pages import Derived, Page, Section
from app.forms.professional.homes import AS_FIRST_CHILD, OF_HOMES, home_and_workplace, school_and_workplace
from app.forms.professional.interpreting import not_to_interpret
from app.forms.questions import AsFirst, Choice, Choices, Copied, Text
from app.forms.rules import (
    able,
    first_child_speaks,
    grown_up_is_an_adult,
    later_child,
)
from app.forms.topics.area import ELSEWHERE, elsewhere, postcodes
from app.forms.topics.background import DISABILITY, ETHNICITY, RELIGION
from app.forms.topics.child import (
    BIRTH,
    BORN,
    DO_NOT_KNOW,
    HOME,
    MISSING_NOW,
    NAME,
    OF_AGE,
    OF_SCHOOL_AGE,
    OVER_18,
    SEVERAL,
    SEX,
    children,
)
from app.forms.topics.danger import YES_NO, YES_NO_UNKNOWN, missing_can_wait
from app.forms.topics.tonight import WITH_ALL, all_tonight, at_once
from app.profiles.model import Profile
from app.profiles.places import locality_of
from app.vocabulary import Birth, LegalStatus, RuleSet, YesNo

MAY_BE_ABLE = 10
"""Years from which the form asks whether a child is able to decide."""

WRITE_IT_APART = (
    "If somebody must not know where that is, write it only under ‘Must anything be kept from somebody?’"
)
"""A place to which a child was brought for safety: here the whole hub and its partners may read it."""

GP_SHOWS_IT = (
    "A GP practice can show where a child lives. If somebody must not know that, leave it blank here and write it "
    "under ‘Must anything be kept from somebody?’"
)
PLACE_SHOWS_IT = "An address must be kept from somebody. If this would help them to find it, leave it blank."
KEPT_HOME = Is("lives", "kept")

IS_18_OR_OVER = OVER_18.model_copy(
    update={
        "notice": "grown_up",
        "questions": (
            OVER_18.questions[0].model_copy(update={"missing": "Select whether they are 18 or over"}),
        ),
        "rules": (grown_up_is_an_adult,),
    }
)

HOME_OF_CHILD = HOME.model_copy(
    update={
        "title": "Where {child} lives",
        "questions": (
            HOME.questions[0].model_copy(
                update={
                    "options": {AS_FIRST_CHILD: "Where the first child lives"}
                    | getattr(HOME.questions[0], "options", {}),
                    "only": {AS_FIRST_CHILD: Is("later_child", YesNo.YES)},
                    "as_first": AsFirst(
                        group="children",
                        option=AS_FIRST_CHILD,
                        answers={
                            one: one
                            for one in (
                                "lives",
                                "address",
                                "postcode",
                                "kept_address",
                                "whereabouts",
                                "country",
                            )
                        },
                    ),
                    "copied": Copied(
                        group="children", answers=("address", "postcode"), gives="address", past_first=True
                    ),
                }
            ),
            *HOME.questions[1:],
            Text(
                id="now_at",
                label="Where is {child} now, if that is somewhere else? (optional)",
                hint=f"If they have a second home, write it here too, and when they are there. {WRITE_IT_APART}",
                width="20",
                when=BORN,
            ),
        ),
        "warnings": (home_and_workplace,),
    }
)

MAY_SPEAK_ALIKE = All((Is("later_child", YesNo.YES), Is("first_child_speaks", YesNo.YES)))
SPEAKS_FOR_ITSELF = Either((
    Is("later_child", YesNo.NO),
    Is("first_child_speaks", YesNo.NO),
    Is("same_language", YesNo.NO),
))  # fmt: skip

LANGUAGE = Page(
    slug="language",
    title="What language does {child} speak?",
    when=BORN,
    questions=(
        Choice(
            id="same_language",
            label="Is the language the same as for the first child?",
            hint="Both the first language and whether an interpreter is needed.",
            options=YES_NO,
            missing="Select yes if the language is the same as for the first child",
            as_first=AsFirst(
                group="children",
                option=YesNo.YES,
                answers={one: one for one in ("first_language", "interpreter", "not_interpreter")},
                instead=YesNo.NO,
            ),
            when=MAY_SPEAK_ALIKE,
        ),
        Text(
            id="first_language",
            label="First language",
            missing="Enter the child’s first language, or select that you do not know it",
            unknown=DO_NOT_KNOW,
            width="20",
            when=SPEAKS_FOR_ITSELF,
        ),
        Choice(
            id="interpreter",
            label="Is an interpreter or signer needed?",
            options=YES_NO_UNKNOWN,
            missing="Select yes if an interpreter or signer is needed",
            when=SPEAKS_FOR_ITSELF,
        ),
        not_to_interpret(
            "not_interpreter",
            "Who must not interpret for {child}? (optional)",
            All((SPEAKS_FOR_ITSELF, Is("interpreter", YesNo.YES))),
        ),
    ),
)

SCHOOL = Page(
    slug="school",
    title="School, nursery and GP",
    when=BORN,
    insets=(Inset(text=GP_SHOWS_IT, when=KEPT_HOME),),
    questions=(
        Choice(
            id="school_known",
            label="Which school, nursery or other setting does {child} go to? (optional)",
            options={
                "named": "One that I can name",
                "kept": "One that must be kept from somebody",
                "home": "They are educated at home",
                "none": "None",
                "not-known": DO_NOT_KNOW,
            },
        ),
        Text(
            id="school",
            label="Name of the setting",
            missing="Enter the name of the setting",
            width="20",
            when=Is("school_known", "named"),
        ),
        Text(
            id="kept_school",
            label="Name of the setting, and who must not have it",
            rows=2,
            missing="Enter the name of the setting, and who must not have it",
            when=Is("school_known", "kept"),
        ),
        Text(id="school_year", label="School year (optional)", width="5", when=OF_SCHOOL_AGE),
        Text(id="gp", label="GP practice (optional)", width="20", unknown=DO_NOT_KNOW),
    ),
    warnings=(school_and_workplace,),
)

NUMBERS = Page(
    slug="numbers",
    title="Numbers that help us find {child}",
    lede="Leave them blank if you do not have them to hand.",
    when=BORN,
    questions=(
        NhsNumber(id="nhs_number", label="NHS number (optional)"),
        Upn(
            id="upn",
            label="Unique pupil number, UPN (optional)",
            hint="A letter and 12 numbers; schools have it.",
            when=OF_SCHOOL_AGE,
        ),
    ),
    warnings=(upn_of_nobody,),
)

IDENTITY = Page(
    slug="identity",
    title="{child}’s background",
    lede="We ask so that the right help can be offered, and to see that every family is treated fairly. Say only "
    "what the family or the child has told you.",
    when=BORN,
    questions=(ETHNICITY, DISABILITY, RELIGION),
)

OF_THE_BORN = (
    LegalStatus.CARE_ORDER,
    LegalStatus.SECTION_20,
    LegalStatus.SPECIAL_GUARDIANSHIP,
    LegalStatus.CHILD_ARRANGEMENTS,
    LegalStatus.PRIVATE_FOSTERING,
    LegalStatus.POLICE_PROTECTION,
)
CARE = Page(
    slug="orders-and-plans",
    title="Orders, plans and care",
    questions=(
        Choices(
            id="legal_status",
            label="Does any of this apply to {child}? (optional)",
            hint="Select all that apply.",
            options={
                LegalStatus.CARE_ORDER: "A care order: the council shares parental responsibility",
                LegalStatus.SECTION_20: "Looked after by agreement (section 20): the parents keep responsibility",
                LegalStatus.PROTECTION_PLAN: "A child protection plan",
                LegalStatus.CHILD_IN_NEED_PLAN: "A child in need plan",
                LegalStatus.SPECIAL_GUARDIANSHIP: "A special guardianship order",
                LegalStatus.CHILD_ARRANGEMENTS: "A child arrangements order",
                LegalStatus.PRIVATE_FOSTERING: "Private fostering",
                LegalStatus.POLICE_PROTECTION: "Police protection (section 46)",
                LegalStatus.NOT_KNOWN: DO_NOT_KNOW,
                LegalStatus.NONE: "None of these",
            },
            # A plan may be made before birth; nobody is in care, or under an order, before it.
            only=dict.fromkeys(OF_THE_BORN, BORN),
            alone=LegalStatus.NONE,
        ),
        Text(
            id="protected_since",
            label="When did police protection begin, and which officer holds it? (optional)",
            hint="It ends within 72 hours.",
            rows=2,
            when=Has("legal_status", LegalStatus.POLICE_PROTECTION),
        ),
        Text(
            id="court_orders",
            label="Court orders that matter here (optional)",
            hint="For example, who may not come near the child.",
            rows=3,
        ),
        MISSING_NOW,
        Text(
            id="missing_more",
            label="When and where was {child} last seen? (optional)",
            hint="Who they may be with, too, and the reference of the police if you have one.",
            rows=3,
            when=Is("missing_now", YesNo.YES),
        ),
    ),
    warnings=(missing_can_wait,),
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
            when=Is("able_to_decide", YesNo.YES),
        ),
    ),
)

CHILDREN = children(
    "The children",
    *(NAME, BIRTH, IS_18_OR_OVER, SEX, HOME_OF_CHILD, LANGUAGE, SCHOOL, NUMBERS, IDENTITY, CARE, ABLE),
    hint="Do not add a child who has died: tell us about them where you write what worries you.",
)

ALL_TONIGHT = all_tonight(
    "Who is with all the children tonight, and where?",
    Is("rule_set", RuleSet.SAFEGUARDING),
    WITH_ALL.model_copy(
        update={
            "label": "Who is with all the children tonight, and where? (optional)",
            "hint": WRITE_IT_APART,
        }
    ),
)

TONIGHT = Page(
    slug="tonight",
    title="Who is with the children tonight?",
    lede=WRITE_IT_APART,
    each="children",
    when=Is("rule_set", RuleSet.SAFEGUARDING),
    questions=(
        Text(
            id="tonight",
            label="Who is with {child} tonight, and where?",
            missing="Enter who is with {child} tonight, or select that you do not know",
            unknown=DO_NOT_KNOW,
            width="20",
            when=BORN,
        ),
    ),
)

OF_EACH_CHILD = (
    OF_AGE,
    Derived(id="able", group="children", function=able, values=tuple(YesNo)),
    Derived(id="later_child", group="children", function=later_child, values=tuple(YesNo)),
)


def children_section(council: Profile) -> Section:
    """The children, who is with them, and where in the council's area they live."""
    return Section(
        id="the-children",
        title="The children",
        steps=(CHILDREN, ALL_TONIGHT, TONIGHT, ELSEWHERE, *_locality(council)),
    )


def of_the_children(council: Profile) -> tuple[Derived, ...]:
    """Facts about the children that a council's own area decides."""

    def placed(facts: Facts) -> Answer:
        """Whether a postcode tells which part of the area it is."""
        return YesNo.YES if any(locality_of(council, code) for code in postcodes(facts)) else YesNo.NO

    return (
        *OF_EACH_CHILD,
        SEVERAL,
        *OF_HOMES,
        at_once("tonight"),
        Derived(id="first_child_speaks", function=first_child_speaks, values=tuple(YesNo)),
        elsewhere(council),
        Derived(id="placed", function=placed, values=tuple(YesNo)),
    )


def _locality(council: Profile) -> tuple[Page, ...]:
    """Asked where the council sorts its work by parts of its area, and no postcode tells."""
    if not council.localities:
        return ()
    places = {place.slug: place.label for place in council.localities}
    question = Choice(
        id="locality_said",
        label="Which part of {area} do the children live in? (optional)",
        options={**places, "elsewhere": "Somewhere else", "not-known": DO_NOT_KNOW},
    )
    page = Page(
        slug="locality",
        title="Which part of {area} do the children live in?",
        insets=(Inset(text=PLACE_SHOWS_IT, when=AnyOf("children", KEPT_HOME)),),
        when=Not(Is("placed", YesNo.YES)),
        questions=(question,),
    )
    return (page,)
