"""The first questions of the form about an adult: who tells us, and whether a child is still at risk."""

from app.forms.conditions import Is
from app.forms.pages import Page
from app.forms.questions import Choice
from app.forms.topics.danger import YES_NO
from app.vocabulary import YesNo

AT_WORK = Is("at_work", YesNo.YES)
STILL_AT_RISK = Is("still_at_risk", YesNo.YES)

WORK = Page(
    slug="your-work",
    title="Are you telling us this as part of your work?",
    questions=(
        Choice(
            id="at_work",
            label="Are you telling us this as part of your work?",
            hint="Paid or not. For example, you are a teacher, a nurse, a coach or a trustee.",
            options={YesNo.YES: "Yes", YesNo.NO: "No, I am telling you for myself"},
            missing="Select yes if you are telling us this as part of your work",
        ),
    ),
)
RISK = Page(
    slug="still-at-risk",
    title="Is a child still at risk from this adult?",
    questions=(
        Choice(
            id="still_at_risk",
            label="Is a child still at risk from this adult?",
            hint="If you are not sure, say yes. When you have sent this form, you can tell us about the child too.",
            options=YES_NO,
            missing="Select yes if a child is still at risk from this adult",
        ),
    ),
)
