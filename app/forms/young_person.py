"""The form for a young person who is worried about themselves or a friend: help first, and only the worry is needed."""

from app.forms.conditions import Answer, Facts, Is, Not, one_of
from app.forms.kinds.checked import Age
from app.forms.oddities import grown_up
from app.forms.pages import Derived, Form, Page, Section
from app.forms.questions import Choice, Text
from app.forms.telling.young import ME, YOUNG_STEPS
from app.forms.topics.child import DO_NOT_KNOW, SEVERAL, UNKNOWN_OR_NONE, children
from app.forms.topics.danger import EMERGENCY, URGENCY, YES_NO, YES_NO_UNKNOWN, danger_page, danger_pages
from app.forms.topics.enclosing import YOUNG_FILES
from app.forms.topics.finding import FIND, REACHED_AT, any_said, findable
from app.forms.topics.linked import with_reference
from app.forms.topics.reach import INTERPRETER, REACHED_SAFELY, WHICH_WAYS_IF_ANY, may_be_blank
from app.forms.traces import of_the_writer, shows_writer, shows_writer_anyway
from app.profiles.model import Profile
from app.vocabulary import Anonymity, FormName, Writer, YesNo

SOMEBODY_ELSE = Is("about", "somebody-else")
KNOWN = one_of("anonymity", Anonymity.NAMED, Anonymity.KEEP_FROM_FAMILY)
WAYS_TO_ME = (
    *("last_name", "address", "kept_address", "school", "whereabouts"),
    *(*REACHED_AT, "linked_reference", "worker_name"),
)

IN_DANGER = danger_page(
    title="Are you in danger now?",
    label="Are you, or is somebody else, in danger now?",
    hint="For example, somebody is hurting you, or could at any moment.",
    missing="Select yes if you or somebody else is in danger now",
)

CALL_999 = EMERGENCY.model_copy(update={"notice": "emergency_young"})

FRIEND_GROWN_UP = (
    "This person is an adult. If they are hurting you, go back and choose ‘Me’. If they are hurting somebody else, "
    "tell us about that person here. If the adult needs help, the council’s adult services are there for them. "
    "To talk it over, call Childline on {childline}"
)
WRITER_GROWN_UP = (
    "At 18 or over, you can get help from the council’s adult services too. Childline is there until you are 19, "
    "on {childline}"
)

ABOUT = Page(
    slug="who",
    title="Who is being hurt, or needs help?",
    questions=(
        Choice(
            id="about",
            label="Who is being hurt, or needs help?",
            options={"me": "Me", "somebody-else": "A friend, or somebody else"},
            hints={
                "me": "Choose this if somebody is hurting you, even if others need help too.",
                "somebody-else": "This is not the person who hurts them. You can tell us about that person later.",
            },
            missing="Select who is being hurt, or needs help",
        ),
    ),
)

WORRY = Page(
    slug="worry",
    title="What is worrying you?",
    lede="Use your own words. Spelling does not matter. You are doing the right thing by telling somebody.",
    questions=(
        Text(
            id="worry",
            label="What is worrying you?",
            hint="For example, what happened, when, who was there. If you have a baby or a child, tell us of them too.",
            rows=8,
            missing="Enter what is worrying you",
        ),
    ),
    warnings=(shows_writer("worry", self=True),),
)

FRIEND = Page(
    slug="friend",
    title="What do you know about them?",
    lede="This is about whoever is being hurt or needs help. Leave anything blank that you do not know.",
    questions=(
        Text(id="first_name", label="Their first name (optional)", unknown=DO_NOT_KNOW, width="20"),
        Text(id="last_name", label="Their last name (optional)", unknown=UNKNOWN_OR_NONE, width="20"),
        Age(id="estimated_age", label="About how old are they? (optional)", unknown=DO_NOT_KNOW),
    ),
    warnings=(grown_up(FRIEND_GROWN_UP, leads_to="about", urgent_too=True),),
)
FRIENDS = children(
    "Who is being hurt, or needs help",
    FRIEND,
    another="Is anybody else being hurt, or does anybody else need help?",
    missing="",
).model_copy(update={"when": SOMEBODY_ELSE, "unnamed": "this person", "numbered": "person {number}"})

WHERE_THEY_ARE = "Where they are now, or where and when you saw them (optional)"
ONLY_THEIRS = "Not the name of somebody who hurts them. You can tell us that later."
OTHERWISE_HERE = {
    "find_place": {"label": WHERE_THEY_ARE},
    "find_online": {"hint": ONLY_THEIRS},
}
"""What is asked of a friend in other words than of a child."""
FIND_FRIEND = FIND.model_copy(
    update={
        "title": "What could help us find them?",
        "when": SOMEBODY_ELSE,
        "questions": tuple(
            question.model_copy(update=OTHERWISE_HERE.get(question.id, {}))
            for question in FIND.questions
            if question.id != "kept_address"
        ),
        "warnings": (shows_writer("find_place", self=True),),
    }
)

TOLD_BEFORE = "Did you tell us about this before? If we gave you a reference, write it here (optional)"

WHO_YOU_ARE = Page(
    slug="about-you",
    title="Do you want to tell us who you are?",
    notice="anonymous_young",
    questions=(
        Choice(
            id="anonymity",
            label="Do you want to tell us who you are? (optional)",
            hint="If you leave this blank, you do not tell us.",
            options={
                Anonymity.ANONYMOUS: "No, I do not want you to know who I am",
                Anonymity.KEEP_FROM_FAMILY: "Yes, but do not tell my family, or a friend’s family",
                Anonymity.NAMED: "Yes, I will say who I am",
            },
            hints={
                Anonymity.KEEP_FROM_FAMILY: "We will not tell them unless the law or a court makes us. They may guess.",
            },
        ),
    ),
    warnings=(
        shows_writer_anyway("worry", self=True),
        shows_writer_anyway("find_place", self=True),
    ),
)

MYSELF = Page(
    slug="yourself",
    title="About you",
    lede="Leave blank anything that you do not want to say.",
    when=ME,
    questions=(
        Text(id="first_name", label="Your first name (optional)", width="20", when=KNOWN),
        Text(id="last_name", label="Your last name (optional)", width="20", when=KNOWN),
        Age(id="estimated_age", label="How old are you? (optional)"),
        Choice(id="social_worker", label="Do you have a social worker? (optional)", options=YES_NO_UNKNOWN),
        Text(
            id="worker_name",
            label="What is their name? (optional)",
            hint="You can also call them.",
            width="20",
            when=Is("social_worker", YesNo.YES),
        ),
    ),
    warnings=(grown_up(WRITER_GROWN_UP),),
)

FIND_ME = Page(
    slug="where-you-are",
    title="Where could we find you?",
    lede="Leave all of it blank if you do not want us to know.",
    when=ME,
    questions=(
        Text(id="school", label="Your school or college (optional)", width="20"),
        Text(
            id="address",
            label="Where you live (optional)",
            hint="If you have no home, say where you sleep or spend the day.",
            rows=2,
        ),
        Text(
            id="whereabouts",
            label="Where you are now, or where it is safe to find you (optional)",
            width="20",
        ),
        Text(
            id="kept_address",
            label="A place that somebody must not know about (optional)",
            hint=(
                "For example, where you went to be safe. Write it only here, and say who must not know it. "
                "Only a few people can read it."
            ),
            rows=2,
        ),
    ),
)

HELP_WITH_ENGLISH = INTERPRETER.model_copy(
    update={
        "label": "If you use sign language, or want help with English, which language? (optional)",
        "hint": "Must somebody not hear what you say, such as a family friend? Write that too.",
    }
)
REACH_YOU = Page(
    slug="how-to-reach-you",
    title="How could we reach you?",
    lede="Leave blank what you do not want to tell us. We keep it apart from the rest.",
    when=KNOWN,
    questions=(
        Text(id="your_name", label="Your name (optional)", width="20", when=SOMEBODY_ELSE),
        WHICH_WAYS_IF_ANY,
        HELP_WITH_ENGLISH,
    ),
)

KNOW = Page(
    slug="how-you-know-them",
    title="About you and them",
    insets=of_the_writer(Anonymity.KEEP_FROM_FAMILY),
    when=SOMEBODY_ELSE,
    questions=(
        Choice(
            id="writer",
            label="Who are you to them? (optional)",
            options={
                Writer.RELATIVE: "Family, like a brother, sister or cousin",
                Writer.ACQUAINTANCE: "A friend, or somebody who knows them",
                Writer.OTHER: "Somebody who does not know them",
            },
        ),
        Text(id="your_relation", label="How do you know them? (optional)", width="20"),
    ),
)

TALK = Page(
    slug="please-talk",
    title="Please talk to somebody as well",
    lede="With so little to go on, it may be hard for us to help. You can still send this.",
    notice="young_helplines",
    when=Not(Is("found", YesNo.YES)),
    questions=(Choice(id="will_call", label="Will you call somebody? (optional)", options=YES_NO),),
)


OPENING = danger_pages(
    "Do you need help today?",
    "Say yes if you do not feel safe to go home. Say yes too if you or a friend could soon be "
    "badly hurt, or taken abroad.",
    "Select yes if you need help today",
    danger=IN_DANGER,
    emergency=CALL_999,
    unanswered="nobody_answered_young",
)


def writer(facts: Facts) -> Answer:
    """Who the writer is to the child, where that follows from whom they are worried about."""
    return Writer.SELF if ME.holds(facts) else None


def found(facts: Facts) -> Answer:
    """Whether anything was said by which whoever it is about can be found."""
    if SOMEBODY_ELSE.holds(facts):
        return findable(facts)
    return any_said(map(facts.get, WAYS_TO_ME))


def form(council: Profile) -> Form:
    """The young person's form of one council."""
    return Form(
        slug=FormName.YOUNG_PERSON,
        title="Tell us you are worried about yourself or a friend",
        lede="For children and young people. You do not have to give your name.",
        notice="young_helplines",
        sections=_sections(council),
        minutes=5,
        derived=(
            *URGENCY,
            SEVERAL,
            Derived(id="writer", function=writer, values=(Writer.SELF,)),
            Derived(id="found", function=found, values=tuple(YesNo)),
        ),
        names={"childline": council.telephone.childline.number},
        waived=Is("urgent", YesNo.YES),
        statement="What you send is true as far as you know.",
    )


def _sections(council: Profile) -> tuple[Section, ...]:
    """The form as the conversation it is."""
    return (
        Section(id="opening", title="Are you safe?", gate=True, steps=OPENING),
        Section(id="worry", title="Your worry", steps=(ABOUT, WORRY, FRIENDS, FIND_FRIEND)),
        Section(
            id="you",
            title="About you",
            steps=(
                *(WHO_YOU_ARE, with_reference(MYSELF, council, TOLD_BEFORE), FIND_ME, REACH_YOU),
                *map(may_be_blank, REACHED_SAFELY),
                *(with_reference(KNOW, council, TOLD_BEFORE), TALK),
            ),
        ),
        Section(id="more", title="What more you can tell us", steps=YOUNG_STEPS),
        Section(id="files", title="Photos and files", steps=(YOUNG_FILES,)),
    )
