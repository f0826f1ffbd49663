"""The form for a neighbour, relative or friend: anonymous by default, and only one answer is needed."""

from app.forms.conditions import Is, one_of
from app.forms.pages import Form, Page, Section
from app.forms.questions import Choice, Text
from app.forms.telling import COMMUNITY_STEPS
from app.forms.topics.child import (
    BIRTH,
    DO_NOT_KNOW,
    OF_AGE,
    OVER_18_IF_KNOWN,
    SEVERAL,
    UNKNOWN_OR_NONE,
    children,
)
from app.forms.topics.danger import URGENCY, danger_pages
from app.forms.topics.finding import CANNOT_FIND, FIND, FINDABLE
from app.forms.topics.linked import with_reference
from app.forms.topics.reach import INTERPRETER, REACHED_SAFELY, WHICH_WAYS_IF_ANY, may_be_blank
from app.forms.topics.tonight import at_once
from app.forms.traces import of_the_writer, shows_writer, shows_writer_anyway
from app.profiles.model import Profile
from app.vocabulary import Anonymity, FormName, Writer, YesNo

OPENING = danger_pages(
    urgent_hint="Say yes if a child has been badly hurt, or soon could be, or may soon be taken abroad."
)
WORRY = Page(
    slug="worry",
    title="What worries you?",
    lede="Say what you saw or heard, when and where. If a child said something, write their own words. "
    "You do not have to be sure.",
    questions=(
        Text(
            id="worry",
            label="What worries you?",
            hint="Leave out your name if you want to stay unknown.",
            rows=8,
            missing="Enter what worries you",
        ),
    ),
    warnings=(shows_writer("worry"),),
)

AGE_IF_KNOWN = (
    BIRTH.questions[0].model_copy(update={"label": "How old is the child? (optional)", "missing": ""}),
    *(question.model_copy(update={"missing": ""}) for question in BIRTH.questions[1:]),
)

CHILD = Page(
    slug="child",
    title="What do you know about the child?",
    lede="Leave anything blank that you do not know.",
    questions=(
        Text(id="first_name", label="First name (optional)", unknown=DO_NOT_KNOW, width="20"),
        Text(id="last_name", label="Last name (optional)", unknown=UNKNOWN_OR_NONE, width="20"),
        *AGE_IF_KNOWN,
    ),
    warnings=BIRTH.warnings,
)

CHILDREN = children("The children", CHILD, OVER_18_IF_KNOWN, another="Is there another child?", missing="")

YOU = Page(
    slug="about-you",
    title="Do you want to stay unknown?",
    notice="anonymous",
    questions=(
        Choice(
            id="anonymity",
            label="What may we know about you? (optional)",
            hint="If you leave this blank, you stay anonymous.",
            options={
                Anonymity.ANONYMOUS: "Nothing: I want to stay anonymous",
                Anonymity.KEEP_FROM_FAMILY: "My name, but do not tell the family",
                Anonymity.NAMED: "My name",
            },
            hints={
                Anonymity.KEEP_FROM_FAMILY: "We will not tell them unless the law makes us. They may guess.",
            },
        ),
    ),
    warnings=(shows_writer_anyway("worry"), shows_writer_anyway("find_place")),
)

YOUR_NAME = Page(
    slug="your-name",
    title="Who are you?",
    lede="Leave blank what you do not want to give. It is sealed apart from the rest.",
    when=one_of("anonymity", Anonymity.NAMED, Anonymity.KEEP_FROM_FAMILY),
    questions=(
        Text(id="your_name", label="Your name (optional)", width="20"),
        WHICH_WAYS_IF_ANY,
        INTERPRETER,
    ),
)

KNOW = Page(
    slug="how-you-know-them",
    title="How do you know the child?",
    insets=of_the_writer(Anonymity.KEEP_FROM_FAMILY),
    questions=(
        Choice(
            id="writer",
            label="Who are you to the child? (optional)",
            options={
                Writer.RELATIVE: "Family",
                Writer.ACQUAINTANCE: "A friend, a neighbour, or somebody who knows the family",
                Writer.OTHER: "Somebody who does not know them",
            },
        ),
        Text(
            id="your_relation",
            label="How do you know them, and since when? (optional)",
            width="20",
        ),
    ),
)


def form(council: Profile) -> Form:
    """The community form of one council."""
    return Form(
        slug=FormName.COMMUNITY,
        title="Tell us you are worried about a child",
        lede="For neighbours, relatives, friends and anybody else. You do not have to give your name.",
        sections=(
            Section(id="opening", title="Is the child safe?", gate=True, steps=OPENING),
            Section(id="worry", title="Your worry", steps=(WORRY,)),
            Section(id="the-child", title="The child", steps=(CHILDREN, FIND, CANNOT_FIND)),
            Section(
                id="you",
                title="About you",
                steps=(YOU, YOUR_NAME, *map(may_be_blank, REACHED_SAFELY), with_reference(KNOW, council)),
            ),
            Section(id="more", title="What more you know", steps=COMMUNITY_STEPS),
        ),
        minutes=5,
        derived=(*URGENCY, FINDABLE, OF_AGE, SEVERAL, at_once("tonight")),
        waived=Is("urgent", YesNo.YES),
        statement="What you send is true as far as you know.",
    )
