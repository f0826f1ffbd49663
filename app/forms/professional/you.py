"""The referrer: who they are, where they work, how they know the family and whether that is safe to say."""

from app.forms.conditions import Is
from app.forms.kinds.checked import Email, Phone
from app.forms.oddities import number_is_short
from app.forms.pages import Page, Section
from app.forms.questions import Choice, Text
from app.forms.topics.danger import YES_NO
from app.forms.topics.referrer import LEAD_CONSULTED, WRITTEN_BY, your_agency
from app.profiles.model import Profile
from app.vocabulary import YesNo

YOUR_NAME = Page(
    slug="your-name",
    title="Who are you?",
    lede="If you write for a colleague, such as a doctor or a teacher, give that person here and on the next pages: "
    "the one we can call about what was seen or said.",
    questions=(
        Text(id="your_name", label="Your name", missing="Enter your name", autocomplete="name", width="20"),
        Text(
            id="job_title",
            label="Job title",
            missing="Enter your job title",
            autocomplete="organization-title",
            width="20",
        ),
        WRITTEN_BY,
    ),
)

YOUR_CONTACT = Page(
    slug="your-contact",
    title="How can we reach you?",
    lede="We send your reference number to the email address.",
    questions=(
        Phone(id="your_phone", label="Telephone number", missing="Enter your telephone number"),
        Email(
            id="your_email",
            label="Work email address",
            hint="If you have none, for example as a childminder, give your own. We may check that it is you.",
            missing="Enter your work email address",
        ),
        Text(
            id="after_hours",
            label="Who can we ask this evening or at the weekend? (optional)",
            hint="You or a colleague who knows of this, with a number. We may need to ask before we call the family.",
            rows=2,
        ),
    ),
    warnings=(number_is_short("your_phone"),),
)

LEAD = Page(
    slug="safeguarding-lead",
    title="Have you talked to your safeguarding lead or line manager?",
    lede="You do not need their permission to send this, and you should not wait for them if a child is at risk.",
    questions=(
        Choice(
            id="lead_consulted",
            label="Have you talked to your safeguarding lead or line manager? (optional)",
            options=LEAD_CONSULTED,
        ),
        Text(
            id="lead_name",
            label="Their name (optional)",
            width="20",
            when=Is("lead_consulted", YesNo.YES),
        ),
        Text(
            id="lead_contact",
            label="How we can reach them (optional)",
            hint="A telephone number or a work email address.",
            width="20",
            when=Is("lead_consulted", YesNo.YES),
        ),
    ),
)

KNOW = Page(
    slug="how-you-know-them",
    title="Your work with the family",
    questions=(
        Text(
            id="your_relation",
            label="How do you know the family? (optional)",
            hint="For example, you teach one of the children, or you visit the home.",
            rows=2,
        ),
        Text(
            id="known_since",
            label="Since when? (optional)",
            hint="For example, September 2024.",
            width="20",
        ),
    ),
)

YOUR_SAFETY = Page(
    slug="your-safety",
    title="Could it put somebody at risk if the family knew it was you?",
    lede="We always know who you are. If you say yes, we keep it from the family wherever the law lets us. "
    "Say yes too if where you work would show where somebody is hidden, as a refuge would.",
    questions=(
        Choice(
            id="keep_name_from_family",
            label="Could it put somebody at risk if the family knew it was you?",
            options=YES_NO,
            missing="Select yes if it could put somebody at risk",
        ),
        Text(
            id="keep_name_reason",
            label="Why? (optional)",
            rows=3,
            when=Is("keep_name_from_family", YesNo.YES),
        ),
    ),
)


def you(council: Profile) -> Section:
    """Who is writing; their agency comes from the council's list."""
    return Section(
        id="you",
        title="About you",
        steps=(YOUR_NAME, your_agency(council), YOUR_CONTACT, LEAD, KNOW, YOUR_SAFETY),
    )
