"""What everybody who writes for an agency is asked, whichever form they write."""

from typing import Final

from app.forms.conditions import Condition
from app.forms.pages import Page
from app.forms.questions import Choice, Choices, Text
from app.profiles.model import Profile
from app.vocabulary import YesNo

WRITTEN_BY = Text(
    id="written_by",
    label="If you write for a colleague: your own name and job (optional)",
    hint="We may call you if we cannot reach them.",
    width="20",
)
"""Who filled the form in, where that is not the referrer: a manager's assistant, a nurse for a doctor."""
LEAD_CONSULTED: Final = {YesNo.YES: "Yes", YesNo.NO: "No", "myself": "I am the safeguarding lead"}
"""Whether a safeguarding lead or manager was consulted."""
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


def your_agency(council: Profile, when: Condition | None = None) -> Page:
    """Where somebody works, from the council's list of agencies."""
    return Page(
        slug="your-agency",
        title="Where do you work?",
        when=when,
        questions=(
            Choice(
                id="agency",
                label="Which kind of agency do you work for?",
                options={agency.slug: agency.label for agency in council.agencies},
                missing="Select the kind of agency you work for",
            ),
            Text(
                id="organisation",
                label="Name of your organisation",
                missing="Enter the name of your organisation",
                autocomplete="organization",
                width="20",
            ),
        ),
    )
