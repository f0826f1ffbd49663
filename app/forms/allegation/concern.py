"""What may have happened, to which children, and when the writer learned of it."""

from app.forms.allegation.opening import AT_WORK
from app.forms.conditions import All, Has, Is, Not
from app.forms.kinds.checked import Date
from app.forms.pages import Page
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.child import BIRTH, DO_NOT_KNOW, NAME, children
from app.forms.topics.danger import YES_NO
from app.vocabulary import Learned, YesNo

CRITERIA = {
    "harmed": "They harmed a child, or may have",
    "offence": "They may have committed a crime against a child, or about one",
    "risk": "The way they behaved suggests that they may be a risk to children",
    "unsuitable": "They may not be suitable to work with children",
}
WHAT = Page(
    slug="what-may-have-happened",
    title="What may have happened?",
    questions=(
        Choices(
            id="criteria",
            label="What may have happened?",
            hint="Select all that apply. One is enough, and you do not have to be sure.",
            options=CRITERIA,
            missing="Select what may have happened",
        ),
    ),
)
WORRY = Page(
    slug="what-happened",
    title="What happened?",
    lede="Say what was seen, heard or said, as exactly as you can.",
    questions=(
        Text(
            id="worry",
            label="What happened?",
            hint="Your own words are best. If there were several things, tell us each of them.",
            rows=8,
            missing="Enter what happened",
        ),
    ),
)
DETAILS = Page(
    slug="when-and-where",
    title="When and where, and who knows of it?",
    lede="Leave blank what you do not know.",
    questions=(
        Text(id="alleged_when", label="When did it happen? (optional)", width="20"),
        Text(id="alleged_where", label="Where did it happen? (optional)", width="20"),
        Text(id="alleged_witnesses", label="Who saw it, or was told? (optional)", rows=3),
        Text(
            id="alleged_words",
            label="What did a child say, in their exact words? (optional)",
            hint="Do not ask a child questions to find out.",
            rows=4,
        ),
        Text(
            id="alleged_injuries",
            label="Was there an injury or a mark? (optional)",
            hint="Where on the body, when, and whether a doctor or nurse has seen it.",
            rows=2,
        ),
    ),
)

WHICH_CHILD = NAME.model_copy(
    update={
        "title": "Which child is this about?",
        "lede": "If it is about no child in particular, say that you do not know the name.",
    }
)
AGE = BIRTH.model_copy(
    update={
        "questions": (
            BIRTH.questions[0].model_copy(update={"label": "How old is {child}? (optional)", "missing": ""}),
            *BIRTH.questions[1:],
        )
    }
)
ABOUT = Page(
    slug="about-each-child",
    title="Which of this is about which child?",
    when=Is("several_children", YesNo.YES),
    each="children",
    questions=(
        Choices(
            id="alleged",
            label="What may have happened to {child}? (optional)",
            hint="Select all that apply.",
            options=CRITERIA,
            only={value: Has("criteria", value) for value in CRITERIA},
        ),
        Text(id="alleged_more", label="Anything that is about {child} alone (optional)", rows=2),
    ),
)

LEARNED = Page(
    slug="when-you-learned",
    title="When did you learn of it?",
    lede="The Designated Officer should hear within 24 hours. If it is later than that, still tell us.",
    questions=(
        Date(
            id="learned_on",
            label="On which day did you learn of it?",
            subject="The day you learned of it",
            direction="past",
            missing="Enter the day you learned of it, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
    ),
)
WITHIN_A_DAY = Page(
    slug="within-a-day",
    title="Was that less than 24 hours ago?",
    when=Is("learned", Learned.YESTERDAY),
    questions=(
        Choice(
            id="within_a_day",
            label="Was that less than 24 hours ago?",
            options=YES_NO,
            missing="Select yes if that was less than 24 hours ago",
        ),
    ),
)
LATE = Page(
    slug="why-not-sooner",
    title="Why was it not sent within 24 hours?",
    lede="It is right to tell us now. We ask because the Designated Officer needs to know what happened meanwhile.",
    when=All((Is("late", YesNo.YES), AT_WORK)),
    questions=(
        Text(
            id="late_reason",
            label="Why was it not sent within 24 hours?",
            rows=3,
            missing="Enter why it was not sent within 24 hours",
        ),
    ),
)
LATE_FOR_ANYBODY = Page(
    slug="what-held-it-up",
    title="Was there a reason why you could not tell us sooner?",
    lede="It is right to tell us now, however long ago it was.",
    when=All((Is("late", YesNo.YES), Not(AT_WORK))),
    questions=(
        Text(
            id="late_reason",
            label="Was there a reason why you could not tell us sooner? (optional)",
            rows=3,
        ),
    ),
)

CHILDREN = children("The children", WHICH_CHILD, AGE, another="Is it about another child?")
