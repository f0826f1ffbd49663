"""The form for a neighbour, relative or friend: anonymous by default, and only one answer is needed."""

from app.forms.checked import Age, Email, Phone
from app.forms.child import DO_NOT_KNOW, children
from app.forms.conditions import Answer, Facts, Is, Not, one_of
from app.forms.danger import URGENCY, YES_NO, danger_pages
from app.forms.pages import Derived, Form, Page, Section
from app.forms.questions import Choice, Text
from app.profiles.model import Profile
from app.vocabulary import Anonymity, FormName, YesNo

FINDING = ("find_address", "find_school", "find_place", "find_vehicle", "find_online")

WORRY = Page(
    slug="worry",
    title="What worries you?",
    lede="Say what you saw or heard, and when. You do not have to be sure.",
    questions=(
        Text(
            id="worry",
            label="What worries you?",
            hint="Your own words are best. Leave out your name if you want to stay unknown.",
            rows=8,
            missing="Enter what worries you",
        ),
    ),
)

CHILD = Page(
    slug="child",
    title="What do you know about the child?",
    lede="Leave anything blank that you do not know.",
    questions=(
        Text(id="first_name", label="First name (optional)", unknown=DO_NOT_KNOW, width="20"),
        Text(id="last_name", label="Last name (optional)", unknown=DO_NOT_KNOW, width="20"),
        Age(id="estimated_age", label="About how old, in years? (optional)", unknown=DO_NOT_KNOW),
    ),
)

CHILDREN = children("The children", CHILD, another="Is there another child?", missing="")

FIND = Page(
    slug="find-the-child",
    title="What could help us find the child?",
    lede="One of these is enough. Leave the others blank.",
    questions=(
        Text(id="find_address", label="Home address, or the street and the house (optional)", rows=3),
        Text(id="find_school", label="School, nursery or club (optional)", width="20"),
        Text(id="find_place", label="Where and when you saw them (optional)", rows=2),
        Text(id="find_vehicle", label="Car or other vehicle (optional)", width="20"),
        Text(id="find_online", label="Name they use online, and where (optional)", width="20"),
    ),
)

CANNOT_FIND = Page(
    slug="please-call",
    title="Please call us as well",
    lede="With so little to go on it may be hard to find the child. A call lets us ask you more.",
    notice="call_now",
    when=Not(Is("findable", YesNo.YES)),
    questions=(
        Choice(
            id="will_call",
            label="You can still send this form. Will you call? (optional)",
            options=YES_NO,
        ),
    ),
)

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
)

YOUR_NAME = Page(
    slug="your-name",
    title="Who are you?",
    lede="Leave blank what you do not want to give. It is sealed apart from the rest.",
    when=one_of("anonymity", Anonymity.NAMED, Anonymity.KEEP_FROM_FAMILY),
    questions=(
        Text(id="your_name", label="Your name (optional)", width="20"),
        Phone(id="your_phone", label="Telephone number (optional)", autocomplete=""),
        Email(id="your_email", label="Email address (optional)", autocomplete=""),
    ),
)

KNOW = Page(
    slug="how-you-know-them",
    title="How do you know the family?",
    questions=(
        Text(
            id="your_relation",
            label="How do you know the family? (optional)",
            hint="Leave it blank if it would give you away.",
            width="20",
        ),
    ),
)


def findable(facts: Facts) -> Answer:
    """Whether anything was said that helps to find a child."""
    clues = [facts.get(question) for question in FINDING]
    clues += [child.get("last_name") for child in facts.items("children")]
    said = any(isinstance(clue, str) and any(map(str.isalnum, clue)) for clue in clues)
    return YesNo.YES if said else YesNo.NO


def form(council: Profile) -> Form:  # noqa: ARG001 -- every form is built from its council's profile
    """The community form; so far nothing in it differs from council to council."""
    return Form(
        slug=FormName.COMMUNITY,
        title="Tell us you are worried about a child",
        lede="For neighbours, relatives, friends and anybody else. You do not have to give your name.",
        sections=(
            Section(id="opening", title="Is the child safe?", gate=True, steps=danger_pages()),
            Section(id="worry", title="Your worry", steps=(WORRY,)),
            Section(id="the-child", title="The child", steps=(CHILDREN, FIND, CANNOT_FIND)),
            Section(id="you", title="About you", steps=(YOU, YOUR_NAME, KNOW)),
        ),
        minutes=5,
        derived=(*URGENCY, Derived(id="findable", function=findable, values=tuple(YesNo))),
        waived=Is("urgent", YesNo.YES),
        statement="What you send is true as far as you know.",
    )
