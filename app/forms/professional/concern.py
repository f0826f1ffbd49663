"""The concern itself: what happened, to which child, how it affects each and what else the household lives with."""

from collections.abc import Mapping

from app.forms.conditions import Answer, Derivation, Either, Facts, Has, Is, Not
from app.forms.insets import Inset
from app.forms.oddities import about_no_child
from app.forms.pages import Derived, Page, Section
from app.forms.professional.worries import WORRIES
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.child import BORN, DO_NOT_KNOW
from app.forms.topics.danger import YES_NO_UNKNOWN
from app.forms.topics.violence import CHILD_HURTS, CHILD_IS_VIOLENT, GRAVE_VIOLENCE, VIOLENCE, about_violence
from app.forms.topics.whose import ABOUT_ANOTHER, BEFORE_BIRTH, chosen_before
from app.profiles.model import Profile
from app.profiles.parts import Notice
from app.vocabulary import Concern, Household, Violence, YesNo

HAPPENED = Page(
    slug="what-happened",
    title="What is worrying you?",
    questions=(
        Text(
            id="worry",
            label="What is worrying you?",
            hint="What happened, or what you have noticed. Keep what you saw apart from what you think.",
            rows=10,
            missing="Enter what is worrying you",
        ),
    ),
)

DETAILS = Page(
    slug="when-and-who",
    title="When, where and who",
    lede="Leave blank what you have written already.",
    questions=(
        Text(id="when_where", label="When and where did it happen? (optional)", rows=3),
        Text(id="who_saw", label="Who saw it, or was told? (optional)", rows=2),
        Text(
            id="child_words",
            label="A child’s exact words (optional)",
            hint="Write them as they were said, and who was there.",
            rows=3,
        ),
        Text(
            id="other_person",
            label="Somebody not yet named who may have caused harm (optional)",
            hint="Who they are, what they are to which child, and when they will next be in contact.",
            rows=3,
        ),
    ),
)

WHOSE = Page(
    slug="which-child",
    title="Who is each worry about?",
    each="children",
    when=ABOUT_ANOTHER,
    insets=(BEFORE_BIRTH,),
    questions=(
        Choices(
            id="concerns_here",
            label="What is the worry about {child}?",
            hint="Select all that apply.",
            options={**WORRIES, "none": "None of these"},
            only=chosen_before(WORRIES),
            alone="none",
            missing="Select what the worry about {child} is, or ‘None of these’",
        ),
    ),
    warnings=(about_no_child(WORRIES),),
)

INJURIES = Page(
    slug="injuries",
    title="Injuries or marks",
    each="children",
    questions=(
        Choice(
            id="injured",
            label="Has {child} any injury or mark? (optional)",
            options=YES_NO_UNKNOWN,
            when=BORN,
        ),
        Text(
            id="injury",
            label="What is it, where on the body, and when was it seen?",
            rows=3,
            missing="Enter what the injury of {child} is, where on the body, and when it was seen",
            when=Is("injured", YesNo.YES),
        ),
        Text(
            id="medical",
            label="Has somebody medical looked at it? Who, and what did they say? (optional)",
            rows=2,
            when=Is("injured", YesNo.YES),
        ),
    ),
)

IMPACT = Page(
    slug="effect",
    title="How does it affect each child?",
    each="children",
    questions=(
        Text(
            id="impact",
            label="How does it affect {child}?",
            rows=4,
            missing="Enter how it affects {child}, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
    ),
)

HISTORY = Page(
    slug="history",
    title="How long has it gone on, and what came before?",
    questions=(
        Text(
            id="how_long",
            label="How long has it gone on?",
            missing="Enter how long it has gone on, or select that you do not know",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Text(
            id="earlier",
            label="Earlier worries and referrals",
            rows=3,
            missing="Enter earlier worries and referrals, or select that you know of none",
            unknown="I know of none",
        ),
    ),
)

ASKED_BEFORE: Mapping[Household, Concern] = {
    Household.ALCOHOL: Concern.PARENT_ALCOHOL,
    Household.DRUGS: Concern.PARENT_DRUGS,
    Household.MENTAL_HEALTH: Concern.PARENT_MENTAL_HEALTH,
}
"""What somebody who chose this concern in the opening has said already."""

HOUSEHOLD = Page(
    slug="in-the-household",
    title="What is life at home like?",
    questions=(
        Choices(
            id="household",
            label="Is any of this part of life at home? (optional)",
            hint="Select all that apply, for any adult at home.",
            options={
                Household.DOMESTIC_ABUSE: "An adult suffers domestic abuse",
                Household.ALCOHOL: "Use of alcohol",
                Household.DRUGS: "Use of drugs",
                Household.MENTAL_HEALTH: "Poor mental health",
                Household.LEARNING_DISABILITY: "A learning disability",
                Household.PHYSICAL_ILLNESS: "A physical disability or illness",
                Household.HOUSING: "Housing: overcrowded, unfit, or about to be lost",
                Household.MONEY: "Too little money, or debts",
                Household.NONE: "None of these, as far as I know",
            },
            only={factor: Not(Has("concerns", concern)) for factor, concern in ASKED_BEFORE.items()},
            alone=Household.NONE,
        ),
        Text(id="household_more", label="Say more about it (optional)", rows=3),
    ),
)

CHILD_HURTS_AT_WORK = CHILD_HURTS.model_copy(
    update={"when": Either((CHILD_IS_VIOLENT, Has("concerns", Concern.PHYSICAL_ABUSE_BY_CHILD)))}
)
VIOLENCE_AT_WORK = GRAVE_VIOLENCE.model_copy(
    update={
        "hint": "Select all that apply, even if it was some time ago. Whoever has strangled somebody is more likely "
        "to kill them later.",
        "options": {
            **GRAVE_VIOLENCE.options,
            Violence.STRANGLED: "Somebody was strangled, choked or smothered",
            Violence.WEAPON: "A knife or another weapon was used or shown",
            Violence.THREAT_TO_KILL: "Somebody threatened to kill",
            Violence.NONE: "None of these, as far as I know",
        },
    }
)
HURT_OR_THREATENED = VIOLENCE.model_copy(
    update={
        "when": Either((about_violence(WORRIES), Has("household", Household.DOMESTIC_ABUSE))),
        "questions": (CHILD_HURTS_AT_WORK, VIOLENCE_AT_WORK),
    }
)

VISITS = Page(
    slug="visiting",
    title="Could a visit to the home be a risk?",
    questions=(
        Choice(
            id="visit_risk",
            label="Could somebody who visits the home be at risk? (optional)",
            hint="For example, from a dog, a weapon, threats or somebody who is violent.",
            options=YES_NO_UNKNOWN,
        ),
        Text(
            id="visit_risk_what",
            label="What is the risk?",
            rows=2,
            missing="Enter what the risk is",
            when=Is("visit_risk", YesNo.YES),
        ),
    ),
)


def concern_section(council: Profile) -> Section:
    """The concern, and what the law may ask of this professional beyond this form."""
    pages = (HAPPENED, DETAILS, WHOSE, INJURIES, IMPACT, HISTORY, HOUSEHOLD, HURT_OR_THREATENED, VISITS)
    return Section(id="concern", title="The concern", steps=(*pages, *_duties(council)))


def of_the_duties(council: Profile) -> tuple[Derived, ...]:
    """For each dated notice of the profile, whether this professional should read it today."""
    return tuple(
        Derived(id=_fact(notice), function=_applies(council, notice), values=tuple(YesNo))
        for notice in council.notices
    )


def _duties(council: Profile) -> tuple[Page, ...]:
    """One page for every notice that applies; none where the profile has no notice at all."""
    if not council.notices:
        return ()
    applies = {notice: Is(_fact(notice), YesNo.YES) for notice in council.notices}
    question = Choice(
        id="duty_done",
        label="Have you done what the law asks? (optional)",
        options={YesNo.YES: "Yes", YesNo.NO: "Not yet", "not-mine": "It does not apply to me"},
    )
    page = Page(
        slug="your-own-duty",
        title="Something the law may ask of you as well",
        insets=tuple(Inset(text=notice.text, when=when) for notice, when in applies.items()),
        when=Either(tuple(applies.values())),
        questions=(question,),
    )
    return (page,)


def _fact(notice: Notice) -> str:
    return "duty_" + notice.slug.replace("-", "_")


def _applies(council: Profile, notice: Notice) -> Derivation:
    def duty(facts: Facts) -> Answer:
        """Whether the law asks this of somebody from this agency, with these concerns, today."""
        agency, concerns = council.agency(str(facts.get("agency"))), facts.get("concerns")
        about = [Concern(one) for one in concerns] if isinstance(concerns, list) else []
        mine = agency is not None and notice.applies(agency.group, about, facts.today)
        return YesNo.YES if mine else YesNo.NO

    return duty
