"""What more somebody may tell who is no professional: what it is about, and each matter that they tick on a page."""

from collections.abc import Mapping
from typing import Final

from app.forms.conditions import Condition, Either, Has
from app.forms.pages import Page
from app.forms.questions import Choices, Text
from app.forms.telling.children import (
    ALL_TONIGHT,
    ALL_TONIGHT_AND_NOW,
    COURT,
    DISABILITY_AND_RELIGION,
    EFFECT,
    HURT,
    LANGUAGE,
    LOOKS,
    SCHOOL,
    SEX_AND_ETHNICITY,
    TONIGHT,
    VIEWS,
    WHERE_NOW,
    YEAR_AND_DOCTOR,
    of_each_child,
)
from app.forms.telling.home import (
    AT_HOME,
    GOING_WELL,
    LIFE_AT_HOME,
    PARENTS_SAY,
    VISITS,
    VISITS_OWN,
    WELL_AT_HOME,
)
from app.forms.telling.people import ADULTS, HELPERS
from app.forms.topics.enclosing import TICKED_FILES
from app.forms.topics.violence import CHILD_HURTS, GRAVE_VIOLENCE, VIOLENCE, about_violence
from app.forms.topics.whose import ABOUT_ANOTHER, BEFORE_BIRTH, chosen_before
from app.vocabulary import Concern, Household

ABOUT: dict[str, str] = {
    Concern.NEGLECT: "Not enough food, warmth or care",
    Concern.PHYSICAL_ABUSE: "A child is hit or hurt",
    Concern.EMOTIONAL_ABUSE: "A child is shouted at, frightened or put down",
    Concern.SEXUAL_ABUSE: "Sexual harm",
    Concern.SEXUAL_EXPLOITATION: "Somebody uses a child for sex, or for sexual pictures",
    Concern.FORCED_MARRIAGE: "A child is made to marry, or hurt for ‘honour’",
    Concern.FGM: "A girl is cut, or may be (FGM)",
    Concern.DOMESTIC_ABUSE: "Violence or fear between adults at home",
    Concern.CRIMINAL_EXPLOITATION: "Somebody uses a child for crime or drugs",
    Concern.GANGS: "Gangs, knives or other weapons",
    Concern.PARENT_ALCOHOL: "An adult’s drinking",
    Concern.PARENT_DRUGS: "An adult’s drug taking",
    Concern.PARENT_MENTAL_HEALTH: "An adult’s mental health",
    Concern.CHILD_MENTAL_HEALTH: "The child’s mental health",
    Concern.BEHAVIOUR: "The child’s behaviour, such as hitting or threats",
    Concern.MISSING: "The child goes missing",
    Concern.OTHER: "Something else",
}

ASK_NOBODY: Final = (
    "Do not ask anybody who may want it. If a child may soon be taken abroad, call us today. Once they leave for the "
    "airport, call 999."
)
TOLD_TO_NOBODY_YET: Final = (Concern.FORCED_MARRIAGE, Concern.FGM)
"""Who learns that these are known may take a child abroad; a professional says of each person who knows."""
FEARS_THE_FAMILY: Final = Either(tuple(Has("concerns", worry) for worry in TOLD_TO_NOBODY_YET))
ABROAD: dict[str, str] = dict.fromkeys(TOLD_TO_NOBODY_YET, ASK_NOBODY)
"""What is read before somebody asks the family, who may then leave sooner."""
USED: Final = (
    "It often begins with lifts, presents, money or a place to stay, and the child may think that they are friends. "
    "If the child is with them now, call 999."
)
USES_A_CHILD: Final = (Concern.SEXUAL_EXPLOITATION, Concern.CRIMINAL_EXPLOITATION)


ASKED_OF_EVERYBODY: Final = ("about",)
"""What could be ticked once, and is in drafts still."""


def more(matters: dict[str, str]) -> Page:
    """The page that ends the form for whoever has told enough."""
    return Page(
        slug="more",
        title="Is there more that you can tell us?",
        lede="You do not have to say any more. Tick what you can say more about, or just select Continue.",
        questions=(
            Choices(
                id="more",
                label="What can you say more about? (optional)",
                options=matters,
                retired=ASKED_OF_EVERYBODY,
            ),
        ),
    )


def what_it_is_about(matters: dict[str, str], hints: dict[str, str], notice: str = "") -> Page:
    """What the worry is about, in the words of whoever is asked."""
    return Page(
        slug="what-it-is-about",
        title="What is it about?",
        notice=notice,
        questions=(
            Choices(
                id="concerns",
                label="What is it about? (optional)",
                hint="Tick all that fit. You do not have to be sure.",
                options=matters,
                hints=hints,
            ),
        ),
    )


def before(earlier: str) -> Page:
    """How long it has gone on, and what was said of it before."""
    return Page(
        slug="before",
        title="How long has it gone on, and what came before?",
        when=Has("more", "before"),
        questions=(
            Text(id="how_long", label="How long has it gone on? (optional)", width="20"),
            Text(id="earlier", label=earlier, rows=3),
        ),
    )


def which_child(matters: Mapping[str, str], offered: Mapping[str, Condition]) -> Page:
    """Which child each chosen matter is about, of those offered of a child."""
    return Page(
        slug="which-child",
        title="Who is each worry about?",
        each="children",
        when=ABOUT_ANOTHER,
        insets=(BEFORE_BIRTH,),
        questions=(
            Choices(
                id="concerns_here",
                label="What is it about for {child}? (optional)",
                hint="Tick all that fit.",
                options=dict(matters),
                only=dict(offered),
                when=Either(tuple(offered.values())),
            ),
        ),
    )


WHAT_IT_IS_ABOUT = what_it_is_about(ABOUT, {**ABROAD, **dict.fromkeys(USES_A_CHILD, USED)})
WHICH_CHILD = which_child(ABOUT, chosen_before(ABOUT))
IT_IS_ABOUT_VIOLENCE = about_violence(ABOUT)
HURT_OR_THREATENED = VIOLENCE.model_copy(update={"when": IT_IS_ABOUT_VIOLENCE})
OWN_HURTS = CHILD_HURTS.model_copy(
    update={
        "hint": "Tick all that fit. Many parents live with this, and you are not to blame.",
        "options": {**CHILD_HURTS.options, "parent": "You, or another parent or carer"},
    }
)
HURT_AT_HOME = VIOLENCE.model_copy(
    update={
        "when": Either((IT_IS_ABOUT_VIOLENCE, Has("household", Household.DOMESTIC_ABUSE))),
        "questions": (OWN_HURTS, GRAVE_VIOLENCE),
    }
)
"""The same of somebody's own family."""
WHO_HARMS = Page(
    slug="who-may-cause-harm",
    title="Who may be hurting a child?",
    when=Has("more", "person"),
    questions=(
        Text(
            id="other_person",
            label="Who may be hurting a child, and when will they next see the child? (optional)",
            rows=3,
        ),
    ),
)
BEFORE = before("What happened before, and did anybody tell us? (optional)")
SECRET = Page(
    slug="keep-secret",
    title="Must we keep something from somebody?",
    when=Has("more", "secret"),
    questions=(
        Text(
            id="keep_what",
            label="What must we keep, and from whom? (optional)",
            hint="We seal this on its own.",
            rows=3,
        ),
    ),
)
COMMUNITY_MORE = more(
    {
        "tonight": "Who is with the child tonight",
        "hurt": "Marks or injuries",
        "looks": "What the child looks like, and their language",
        "school": "Their school year and doctor",
        "court": "Court orders and who may not come near, or a child who is missing",
        "home": "Who else is in the home",
        "person": "Who may be hurting the child",
        "before": "How long it has gone on, and what it does to the child",
        "well": "What is going well, and who helps",
        "visits": "Anything that could hurt somebody who visits",
        "secret": "Something that must be kept from somebody",
        "files": "A photo, a letter or another file",
    }
)
COMMUNITY_STEPS = (
    *(WHAT_IT_IS_ABOUT, WHICH_CHILD, HURT_OR_THREATENED, COMMUNITY_MORE, ALL_TONIGHT, TONIGHT, EFFECT),
    of_each_child(HURT, LOOKS, YEAR_AND_DOCTOR, COURT),
    *(AT_HOME, WHO_HARMS, BEFORE, WELL_AT_HOME, VISITS, SECRET, TICKED_FILES),
)
FAMILY_MORE = more(
    {
        "tonight": "Who is with the children tonight, and where",
        "home": "Who else is in the children’s lives",
        "life": "What life at home is like",
        "well": "What is going well, and what has been tried",
        "before": "How long it has gone on, and what it does to the children",
        "person": "Who may be hurting a child",
        "views": "What the children and others say",
        "school": "School, nursery and doctor",
        "language": "The children’s languages",
        "background": "Sex, ethnicity, disability and religion",
        "court": "Court orders and who may not come near, or a child who is missing",
        "helpers": "Who else works with the family",
        "visits": "What somebody who visits should know",
        "files": "A photo, a letter or another file",
    }
)
FAMILY_STEPS = (
    *(WHAT_IT_IS_ABOUT, WHICH_CHILD, FAMILY_MORE),
    *(ALL_TONIGHT_AND_NOW, TONIGHT, WHERE_NOW, EFFECT, VIEWS, PARENTS_SAY),
    of_each_child(SCHOOL, LANGUAGE, SEX_AND_ETHNICITY, DISABILITY_AND_RELIGION, COURT),
    *(ADULTS, LIFE_AT_HOME, HURT_AT_HOME, GOING_WELL, BEFORE, WHO_HARMS, VISITS_OWN, HELPERS, TICKED_FILES),
)
