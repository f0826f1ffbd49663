"""The concern itself, what is going well, what everybody thinks, and what must be kept from whom."""

from app.forms.child import DO_NOT_KNOW
from app.forms.conditions import Is
from app.forms.danger import YES_NO
from app.forms.pages import Page, Section
from app.forms.questions import Choice, Choices, Text
from app.vocabulary import YesNo

HAPPENED = Page(
    slug="what-happened",
    title="What is worrying you?",
    questions=(
        Text(
            id="worry",
            label="What is worrying you?",
            hint="What happened, when and where, who saw it or was told, and a child’s exact words.",
            rows=10,
            missing="Enter what is worrying you",
        ),
    ),
)
IMPACT = Page(
    slug="effect",
    title="How does it affect each child?",
    questions=(
        Text(
            id="impact",
            label="How does it affect each child, and how long has it gone on?",
            rows=5,
            missing="Enter how it affects each child, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
        Text(id="earlier", label="Earlier concerns or referrals (optional)", rows=3),
    ),
)
STRENGTHS = Page(
    slug="going-well",
    title="What is going well?",
    questions=(
        Text(
            id="strengths",
            label="What is going well, and who helps the family?",
            rows=5,
            missing="Enter what is going well, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
        Text(
            id="tried",
            label="What has been tried, and what came of it?",
            rows=5,
            missing="Enter what has been tried, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
    ),
)
CHANGE = Page(
    slug="what-should-change",
    title="What needs to change?",
    questions=(
        Text(
            id="help_wanted",
            label="What needs to change, and what help do you ask for?",
            rows=5,
            missing="Enter what needs to change, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
    ),
)
VIEWS = Page(
    slug="views",
    title="What do the children and the parents think?",
    questions=(
        Text(
            id="child_views",
            label="What the children say they want",
            rows=4,
            missing="Enter what the children say, or select that they were not asked",
            unknown="They were not asked",
        ),
        Text(
            id="parent_views",
            label="What the parents or carers say",
            rows=4,
            missing="Enter what the parents or carers say, or select that they were not asked",
            unknown="They were not asked",
        ),
    ),
)
KEEP = Page(
    slug="keep-from-others",
    title="Must anything be kept from somebody?",
    lede="What you write here is sealed on its own, so that the hub can hold it on a restricted file.",
    questions=(
        Choice(
            id="keep",
            label="Is there anything that the family or another agency must not see?",
            hint="For example, the address of a refuge.",
            options=YES_NO,
            missing="Select yes if anything must be kept from somebody",
        ),
        Text(
            id="keep_what",
            label="What must be kept?",
            rows=5,
            missing="Enter what must be kept from somebody",
            when=Is("keep", YesNo.YES),
        ),
        Choices(
            id="keep_from",
            label="From whom?",
            options={
                "family": "The family",
                "a-person": "One person in particular",
                "agencies": "Other agencies",
            },
            missing="Select from whom it must be kept",
            when=Is("keep", YesNo.YES),
        ),
        Text(
            id="keep_why", label="Why, and from whom exactly? (optional)", rows=3, when=Is("keep", YesNo.YES)
        ),
    ),
)
DECLARATION = Page(
    slug="declaration",
    title="Declaration",
    questions=(
        Choices(
            id="declaration",
            label="Before you send this",
            options={YesNo.YES: "What I have written is true to the best of my knowledge"},
            missing="Confirm that what you have written is true to the best of your knowledge",
        ),
    ),
)

CONCERN_SECTIONS = (
    Section(id="concern", title="The concern", steps=(HAPPENED, IMPACT)),
    Section(id="strengths", title="What is going well and what was tried", steps=(STRENGTHS, CHANGE)),
    Section(id="views", title="What the children and parents think", steps=(VIEWS,)),
    Section(id="restricted", title="Information to keep from somebody", steps=(KEEP,)),
    Section(id="declaration", title="Declaration", steps=(DECLARATION,)),
)
