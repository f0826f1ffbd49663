"""What is going well, who helps, what was tried and what needs to change (sources 001 and 004)."""

from app.forms.pages import Page, Section
from app.forms.questions import Choice, Text
from app.forms.topics.child import DO_NOT_KNOW
from app.forms.topics.danger import YES_NO_UNKNOWN
from app.vocabulary import YesNo

STRENGTHS = Page(
    slug="going-well",
    title="What is going well?",
    questions=(
        Text(
            id="strengths",
            label="What is going well, and who helps the family?",
            rows=4,
            missing="Enter what is going well, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
        Text(
            id="safety_now",
            label="What keeps the children safe now?",
            rows=3,
            missing="Enter what keeps the children safe now, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
        Choice(
            id="engages",
            label="Can the family work with services and keep appointments?",
            options={
                YesNo.YES: "Yes",
                "sometimes": "Sometimes, or with help",
                YesNo.NO: "No",
                YesNo.NOT_KNOWN: DO_NOT_KNOW,
            },
            missing="Select whether the family can work with services and keep appointments",
        ),
    ),
)

TRIED = Page(
    slug="tried",
    title="What has been tried?",
    questions=(
        Text(
            id="tried",
            label="What has been tried, and what came of it?",
            rows=5,
            missing="Enter what has been tried, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
        Choice(
            id="early_help_assessment",
            label="Is there an Early Help Assessment?",
            options=YES_NO_UNKNOWN,
            missing="Select yes if there is an Early Help Assessment",
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

STRENGTHS_SECTION = Section(
    id="strengths", title="What is going well and what was tried", steps=(STRENGTHS, TRIED, CHANGE)
)
