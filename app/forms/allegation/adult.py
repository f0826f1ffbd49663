"""The adult who works with children: who they are, and when they will next be with a child."""

from app.forms.conditions import NOT_KNOWN, Facts, Is
from app.forms.kinds.asked import Problem
from app.forms.pages import Page
from app.forms.questions import Choice, Text
from app.forms.topics.child import DO_NOT_KNOW
from app.forms.topics.danger import YES_NO_UNKNOWN
from app.vocabulary import YesNo

WHO = ("accused_name", "accused_role", "accused_employer")


def nobody_described(facts: Facts) -> Problem | None:
    """Who knows neither name nor work must say something else of them, be it only where they were seen."""
    unknown = all(facts.get(one) == NOT_KNOWN for one in WHO)
    described = any(map(str.isalnum, str(facts.get("accused_details") or "")))
    if described or not unknown:
        return None
    return Problem("accused_details", "Enter anything that tells us who the adult is")


ADULT = Page(
    slug="adult",
    title="Who is the adult?",
    lede="Tell us what you know. It does not have to be everything. If it is about you, give your own name.",
    notice="designated_officer",
    questions=(
        Text(
            id="accused_name",
            label="Name",
            missing="Enter the adult’s name, or select that you do not know it",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Text(
            id="accused_role",
            label="What do they do with children?",
            hint="For example, teacher, foster carer or football coach. Paid or not.",
            missing="Enter what the adult does with children, or select that you do not know",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Text(
            id="accused_employer",
            label="Who do they work for, or help?",
            hint="The school, club, agency, faith group or family.",
            missing="Enter who the adult works for, or select that you do not know",
            unknown=DO_NOT_KNOW,
            width="20",
        ),
        Text(
            id="accused_details",
            label="Anything else that tells us who they are (optional)",
            hint="For example, their age, where they live, or where and when you saw them.",
            rows=3,
        ),
    ),
    rules=(nobody_described,),
)
THEIR_WORK = Page(
    slug="their-work",
    title="What has happened about their work?",
    questions=(
        Text(
            id="accused_elsewhere",
            label="Are they with children anywhere else? (optional)",
            hint="For example, another job, a club, or children of their own.",
            rows=2,
        ),
        Choice(
            id="suspended",
            label="Have they been suspended, or moved away from children?",
            options={
                "suspended": "They are suspended",
                "moved": "They still work, but not with children",
                "no": "No",
                "not-known": DO_NOT_KNOW,
            },
            missing="Select whether they have been suspended, or that you do not know",
        ),
        Choice(
            id="accused_knows",
            label="Do they know about this concern?",
            hint="Do not ask them to find out.",
            options=YES_NO_UNKNOWN,
            missing="Select whether they know about this concern, or that you do not know",
        ),
        Text(
            id="accused_told",
            label="Who told them, and what did they say? (optional)",
            rows=3,
            when=Is("accused_knows", YesNo.YES),
        ),
    ),
)
NEXT_CONTACT = Page(
    slug="next-contact",
    title="When will they next be with a child?",
    questions=(
        Text(
            id="next_contact",
            label="When and where will they next be with a child?",
            hint="For example, on Thursday at 5pm, at training.",
            rows=2,
            missing="Enter when they will next be with a child, or select that you do not know",
            unknown=DO_NOT_KNOW,
        ),
    ),
)
