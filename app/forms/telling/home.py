"""What somebody who is no professional may tell of life at home."""

from app.forms.conditions import Has
from app.forms.pages import Page
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.child import DO_NOT_KNOW
from app.forms.topics.danger import YES_NO_UNKNOWN
from app.vocabulary import Household, YesNo

AT_HOME = Page(
    slug="at-home",
    title="Who else is in the home?",
    when=Has("more", "home"),
    questions=(
        Text(
            id="household_people",
            label="Who else lives there, or comes often? (optional)",
            hint="Names, and what they are to each child, as far as you know.",
            rows=4,
        ),
    ),
)
LIFE_AT_HOME = Page(
    slug="life-at-home",
    title="What is life at home like?",
    when=Has("more", "life"),
    questions=(
        Choices(
            id="household",
            label="Is any of this part of life at home? (optional)",
            hint="Tick all that fit.",
            options={
                Household.DOMESTIC_ABUSE: "Violence or fear between adults",
                Household.ALCOHOL: "Drinking",
                Household.DRUGS: "Drugs",
                Household.MENTAL_HEALTH: "Mental health",
                Household.LEARNING_DISABILITY: "A learning disability",
                Household.PHYSICAL_ILLNESS: "Illness or disability",
                Household.HOUSING: "Housing",
                Household.MONEY: "Money",
                Household.NONE: "None of these",
            },
            alone=Household.NONE,
        ),
        Text(id="household_more", label="Say more about it (optional)", rows=2),
    ),
)
GOING_WELL = Page(
    slug="going-well",
    title="What is going well, and what have you tried?",
    when=Has("more", "well"),
    questions=(
        Text(id="strengths", label="What is going well, and who helps? (optional)", rows=3),
        Text(id="safety_now", label="What keeps the children safe now? (optional)", rows=2),
        Text(id="tried", label="What have you tried, and did it help? (optional)", rows=3),
        Choice(
            id="early_help_assessment",
            label="Has anybody made an Early Help Assessment with you? (optional)",
            options=YES_NO_UNKNOWN,
        ),
        Choice(
            id="engages",
            label="Could you meet people who can help, and keep the times? (optional)",
            options={
                YesNo.YES: "Yes",
                "sometimes": "Sometimes, or with help",
                YesNo.NO: "No",
                YesNo.NOT_KNOWN: DO_NOT_KNOW,
            },
        ),
    ),
)
WELL_AT_HOME = Page(
    slug="going-well",
    title="What is going well?",
    when=Has("more", "well"),
    questions=(
        Text(id="strengths", label="What is going well, and who helps? (optional)", rows=3),
        Text(id="safety_now", label="What keeps the child safe now? (optional)", rows=2),
        GOING_WELL.questions[-1].model_copy(
            update={"label": "Would the family take help, and keep to times? (optional)"}
        ),
    ),
)
"""The same as somebody outside the family can know it."""
PARENTS_SAY = Page(
    slug="parents-say",
    title="What do the other parents or carers say?",
    when=Has("more", "views"),
    questions=(
        Text(
            id="parent_views",
            label="What do the other parents or carers say and want? (optional)",
            rows=3,
            unknown="I have not asked them",
        ),
    ),
)
VISITS = Page(
    slug="visits",
    title="Could somebody who visits be hurt?",
    when=Has("more", "visits"),
    questions=(
        Text(
            id="visit_risk_what",
            label="What should somebody who visits know? (optional)",
            hint="For example, dogs, weapons or threats.",
            rows=2,
        ),
    ),
)
VISITS_OWN = VISITS.model_copy(
    update={
        "title": "What should we know before we visit?",
        "questions": (
            VISITS.questions[0].model_copy(
                update={
                    "label": "What should somebody who visits you know? (optional)",
                    "hint": "For example, when it is safe to come, a dog, a weapon, or somebody who gets angry. "
                    "We ask so that you are safe too.",
                }
            ),
        ),
    }
)
"""The same of somebody's own home."""
