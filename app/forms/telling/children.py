"""What somebody who is no professional may tell of each child."""

from app.codes import Ethnicity, Sex
from app.forms.conditions import All, Has
from app.forms.kinds.asked import Spread
from app.forms.pages import Group, Page
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.background import DISABILITY, ETHNICITY, RELIGION
from app.forms.topics.child import BORN, DO_NOT_KNOW, MISSING_NOW, OF_SCHOOL_AGE, SEX
from app.forms.topics.danger import YES_NO_UNKNOWN, missing_can_wait
from app.forms.topics.tonight import WITH_ALL, all_tonight
from app.vocabulary import LegalStatus

WHY_WE_ASK = "We ask so that every family is treated fairly and gets the right help. You do not have to say."
SEX_IF_KNOWN = SEX.questions[0].model_copy(
    update={
        "label": "Is {child} a girl or a boy? (optional)",
        "options": {Sex.FEMALE: "A girl", Sex.MALE: "A boy", Sex.UNKNOWN: DO_NOT_KNOW},
        "hint": "",
        "missing": "",
        "when": BORN,
    }
)
FIRST_LANGUAGE = Text(
    id="first_language", label="What language does {child} speak best? (optional)", width="20", when=BORN
)
INTERPRETER = Choice(
    id="interpreter",
    label="Does {child} need an interpreter or a signer? (optional)",
    options=YES_NO_UNKNOWN,
    when=BORN,
)
SCHOOL_YEAR = Text(id="school_year", label="School year (optional)", width="5", when=OF_SCHOOL_AGE)
GP = Text(id="gp", label="Doctor (GP) (optional)", width="20", when=BORN)
ASKED_OF_TONIGHT = Has("more", "tonight")
ALL_TONIGHT = all_tonight("Who is with all the children tonight?", ASKED_OF_TONIGHT, WITH_ALL)
ALL_TONIGHT_AND_NOW = all_tonight(
    "Who is with the children, and where are they?",
    ASKED_OF_TONIGHT,
    WITH_ALL,
    Text(
        id="now_of_all",
        label="Where are they all now, if not at home? (optional)",
        width="20",
        spread=Spread(group="children", question="now_at"),
    ),
)
TONIGHT = Page(
    slug="tonight",
    title="Who is with the children tonight?",
    each="children",
    when=ASKED_OF_TONIGHT,
    questions=(
        Text(
            id="tonight",
            label="Who is with {child} tonight? (optional)",
            unknown=DO_NOT_KNOW,
            width="20",
            when=BORN,
        ),
    ),
)
WHERE_NOW = Page(
    slug="where-now",
    title="Where are the children now?",
    each="children",
    when=ASKED_OF_TONIGHT,
    questions=(
        Text(
            id="now_at",
            label="Where is {child} now, if not at home? (optional)",
            width="20",
            when=BORN,
        ),
    ),
)
HURT = Page(
    slug="hurt",
    title="Has {child} been hurt?",
    when=Has("more", "hurt"),
    questions=(
        Text(
            id="injury",
            label="What marks or injuries has {child} had, and when did you see them? (optional)",
            rows=2,
            when=BORN,
        ),
        Text(id="medical", label="Has a doctor or nurse seen it? (optional)", width="20", when=BORN),
    ),
)
LOOKS = Page(
    slug="looks",
    title="What do you know about {child}?",
    when=Has("more", "looks"),
    questions=(
        SEX_IF_KNOWN,
        Text(
            id="description",
            label="What does {child} look like? (optional)",
            hint="For example, height, hair and clothes.",
            rows=2,
            when=BORN,
        ),
        Text(id="other_names", label="What else are they called? (optional)", width="20"),
        FIRST_LANGUAGE,
        INTERPRETER,
    ),
)
EFFECT = Page(
    slug="effect",
    title="How does it affect the children?",
    each="children",
    when=Has("more", "before"),
    questions=(Text(id="impact", label="How does it affect {child}? (optional)", rows=2),),
)
VIEWS = Page(
    slug="what-they-say",
    title="What do the children say?",
    each="children",
    when=Has("more", "views"),
    questions=(
        Text(id="child_views", label="What does {child} say and want? (optional)", rows=2, when=BORN),
    ),
)
SCHOOL = Page(
    slug="school",
    title="School, nursery and doctor for {child}",
    when=Has("more", "school"),
    questions=(
        Text(
            id="school",
            label="Which school or nursery does {child} go to? (optional)",
            width="20",
            when=BORN,
        ),
        Text(
            id="kept_school",
            label="Or one that must be kept secret, and from whom? (optional)",
            hint="Write it only here. We seal it apart.",
            width="20",
            when=BORN,
        ),
        SCHOOL_YEAR,
        GP,
    ),
)
YEAR_AND_DOCTOR = Page(
    slug="school-year",
    title="{child}’s school year and doctor",
    when=Has("more", "school"),
    questions=(SCHOOL_YEAR, GP),
)
LANGUAGE = Page(
    slug="language",
    title="What does {child} speak?",
    when=Has("more", "language"),
    questions=(
        FIRST_LANGUAGE,
        INTERPRETER,
    ),
)
OWN_WORDS = {Ethnicity.REFUSED: "I would rather not say", Ethnicity.NOT_OBTAINED: DO_NOT_KNOW}
"""What a parent says of their own child, where a professional says it of a family."""
SEX_AND_ETHNICITY = Page(
    slug="background",
    title="About {child}",
    lede=WHY_WE_ASK,
    when=All((Has("more", "background"), BORN)),
    questions=(
        SEX_IF_KNOWN,
        ETHNICITY.model_copy(
            update={
                "label": "What is {child}’s ethnicity? (optional)",
                "options": {**ETHNICITY.options, **OWN_WORDS},
            }
        ),
    ),
)
DISABILITY_AND_RELIGION = Page(
    slug="disability",
    title="Disability and religion",
    lede=WHY_WE_ASK,
    when=All((Has("more", "background"), BORN)),
    questions=(
        DISABILITY.model_copy(update={"label": "Does {child} have a disability? (optional)"}),
        RELIGION.model_copy(update={"label": "What is {child}’s religion or belief? (optional)"}),
    ),
)
COURT = Page(
    slug="court",
    title="Courts, and whether {child} is missing",
    when=Has("more", "court"),
    questions=(
        Choices(
            id="legal_status",
            label="Does any of this fit {child}? (optional)",
            hint="Tick all that fit.",
            options={
                LegalStatus.CARE_ORDER: "A court has put them in a council’s care",
                LegalStatus.SECTION_20: "A council looks after them, and the parents agreed",
                LegalStatus.PROTECTION_PLAN: "They have a child protection plan",
                LegalStatus.CHILD_IN_NEED_PLAN: "They have a child in need plan",
                LegalStatus.SPECIAL_GUARDIANSHIP: "Somebody is their special guardian",
                LegalStatus.CHILD_ARRANGEMENTS: "A court has said who they live with or see",
                LegalStatus.PRIVATE_FOSTERING: "They live with somebody who is not close family",
                LegalStatus.NOT_KNOWN: DO_NOT_KNOW,
                LegalStatus.NONE: "None of these",
            },
            alone=LegalStatus.NONE,
            when=BORN,
        ),
        Text(
            id="court_orders",
            label="What else has a court decided about {child}? (optional)",
            hint="For example, who may not come near them or a parent, and until when. "
            "If it is the same for all the children, say it once.",
            rows=2,
        ),
        MISSING_NOW,
    ),
    warnings=(missing_can_wait,),
)


def of_each_child(*pages: Page) -> Group:
    """One child after another, so that no page grows with the number of children."""
    return Group(
        id="each-child",
        title="More about each child",
        item="child",
        unnamed="this child",
        pages=pages,
        over="children",
        own=True,
    )
