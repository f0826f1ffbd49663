"""What more somebody may tell who is no professional: each matter on a page of its own, only where they tick it."""

from app.forms.child import DO_NOT_KNOW, SEX
from app.forms.conditions import Has
from app.forms.danger import YES_NO_UNKNOWN
from app.forms.pages import Page
from app.forms.questions import Choice, Choices, Text
from app.vocabulary import Concern, Household

MORE = Choices(
    id="more",
    label="Is there more that you can tell us? (optional)",
    hint="Tick anything that you can say more about. If you tick nothing, you are done.",
    options={},
)

WHAT_IT_IS_ABOUT = Page(
    slug="what-it-is-about",
    title="What is it about?",
    when=Has("more", "about"),
    questions=(
        Choices(
            id="concerns",
            label="What is it about? (optional)",
            hint="Tick all that fit. You do not have to be sure.",
            options={
                Concern.NEGLECT: "Not enough food, warmth or care",
                Concern.PHYSICAL_ABUSE: "A child is hit or hurt",
                Concern.EMOTIONAL_ABUSE: "A child is shouted at, frightened or put down",
                Concern.SEXUAL_ABUSE: "Sexual harm",
                Concern.DOMESTIC_ABUSE: "Violence or fear between adults at home",
                Concern.CRIMINAL_EXPLOITATION: "Somebody uses a child for crime or drugs",
                Concern.PARENT_ALCOHOL: "An adult’s drinking",
                Concern.PARENT_DRUGS: "An adult’s drug taking",
                Concern.PARENT_MENTAL_HEALTH: "An adult’s mental health",
                Concern.CHILD_MENTAL_HEALTH: "The child’s mental health",
                Concern.BEHAVIOUR: "The child’s behaviour",
                Concern.MISSING: "The child goes missing",
                Concern.OTHER: "Something else",
            },
        ),
    ),
)
TONIGHT = Page(
    slug="tonight",
    title="Who is with the children tonight?",
    each="children",
    when=Has("more", "tonight"),
    questions=(
        Text(id="tonight", label="Who is with {child} tonight? (optional)", unknown=DO_NOT_KNOW, width="20"),
    ),
)
HURT = Page(
    slug="hurt",
    title="Has a child been hurt?",
    each="children",
    when=Has("more", "hurt"),
    questions=(
        Text(
            id="injury",
            label="What marks or injuries has {child} had, and when did you see them? (optional)",
            rows=2,
        ),
        Text(id="medical", label="Has a doctor or nurse seen it? (optional)", width="20"),
    ),
)
LOOKS = Page(
    slug="looks",
    title="What do they look like?",
    each="children",
    when=Has("more", "looks"),
    questions=(
        SEX.questions[0].model_copy(
            update={"label": "Is {child} a girl or a boy? (optional)", "hint": "", "missing": ""}
        ),
        Text(
            id="description",
            label="What does {child} look like? (optional)",
            hint="For example, height, hair and clothes.",
            rows=2,
        ),
        Text(id="first_language", label="What language does {child} speak? (optional)", width="20"),
    ),
)
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
BEFORE = Page(
    slug="before",
    title="How long has it gone on?",
    when=Has("more", "before"),
    questions=(
        Text(id="how_long", label="How long has it gone on? (optional)", width="20"),
        Text(id="earlier", label="What happened before, and did anybody tell us? (optional)", rows=3),
    ),
)
EFFECT = Page(
    slug="effect",
    title="How does it affect the children?",
    each="children",
    when=Has("more", "before"),
    questions=(Text(id="impact", label="How does it affect {child}? (optional)", rows=2),),
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
SCHOOL = Page(
    slug="school",
    title="School, nursery and doctor",
    each="children",
    when=Has("more", "school"),
    questions=(
        Text(id="school", label="Which school or nursery does {child} go to? (optional)", width="20"),
        Text(
            id="kept_school",
            label="Or one that must be kept secret, and from whom? (optional)",
            hint="Write it only here. We seal it apart.",
            width="20",
        ),
        Text(id="school_year", label="School year (optional)", width="5"),
        Text(id="gp", label="Doctor (GP) (optional)", width="20"),
    ),
)
LANGUAGE = Page(
    slug="language",
    title="The children’s languages",
    each="children",
    when=Has("more", "language"),
    questions=(
        Text(id="first_language", label="What language does {child} speak best? (optional)", width="20"),
        Choice(
            id="interpreter",
            label="Does {child} need an interpreter or a signer? (optional)",
            options=YES_NO_UNKNOWN,
        ),
    ),
)
COURT = Page(
    slug="court",
    title="Courts, and children who are missing",
    each="children",
    when=Has("more", "court"),
    questions=(
        Text(
            id="court_orders", label="What has a court or a council decided about {child}? (optional)", rows=2
        ),
        Choice(id="missing_now", label="Is {child} missing now? (optional)", options=YES_NO_UNKNOWN),
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
        Text(id="tried", label="What have you tried, and did it help? (optional)", rows=3),
        Choice(
            id="early_help_assessment",
            label="Has anybody made an Early Help Assessment with you? (optional)",
            options=YES_NO_UNKNOWN,
        ),
    ),
)
VIEWS = Page(
    slug="what-they-say",
    title="What do the children say?",
    each="children",
    when=Has("more", "views"),
    questions=(Text(id="child_views", label="What does {child} say and want? (optional)", rows=2),),
)
HELPERS = Page(
    slug="who-helps",
    title="Who else works with your family?",
    when=Has("more", "helpers"),
    questions=(
        Text(
            id="helpers",
            label="Who else works with your family, and may we contact them? (optional)",
            hint="For example, a health visitor or a teacher: name, and where they work.",
            rows=3,
        ),
    ),
)

COMMUNITY_MORE = MORE.model_copy(
    update={
        "options": {
            "about": "What it is about",
            "tonight": "Who is with the child tonight",
            "hurt": "Marks or injuries",
            "looks": "What the child looks like, and their language",
            "home": "Who else is in the home",
            "person": "Who may be hurting the child",
            "before": "How long it has gone on, and what it does to the child",
            "visits": "Anything that could hurt somebody who visits",
            "secret": "Something that must be kept from somebody",
        }
    }
)
COMMUNITY_PAGES = (WHAT_IT_IS_ABOUT, TONIGHT, HURT, LOOKS, AT_HOME, WHO_HARMS, BEFORE, EFFECT, VISITS, SECRET)
FAMILY_MORE = MORE.model_copy(
    update={
        "options": {
            "about": "What it is about",
            "tonight": "Who is with the children tonight",
            "home": "Who else is in the home",
            "life": "What life at home is like",
            "well": "What is going well, and what has been tried",
            "before": "How long it has gone on, and what it does to the children",
            "person": "Who may be hurting a child",
            "views": "What the children say",
            "school": "School, nursery and doctor",
            "language": "The children’s languages",
            "court": "Courts, or a child who is missing",
            "helpers": "Who else works with the family",
        }
    }
)
FAMILY_PAGES = (
    *(WHAT_IT_IS_ABOUT, TONIGHT, AT_HOME, LIFE_AT_HOME, GOING_WELL, BEFORE, EFFECT, WHO_HARMS, VIEWS),
    *(SCHOOL, LANGUAGE, COURT, HELPERS),
)
