"""Who tells us, at work or not, and what must be kept from somebody."""

from typing import Final

from app.forms.allegation.opening import AT_WORK
from app.forms.conditions import All, Is, Not, one_of
from app.forms.kinds.checked import Email, Phone
from app.forms.oddities import number_is_short
from app.forms.pages import Page
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.danger import YES_NO
from app.forms.topics.reach import INTERPRETER, WHICH_WAYS_IF_ANY
from app.forms.topics.referrer import LEAD_CONSULTED, WRITTEN_BY
from app.forms.traces import of_the_writer
from app.vocabulary import Anonymity, Writer, YesNo

NAMED = one_of("anonymity", Anonymity.NAMED, Anonymity.KEEP_FROM_ADULT)

FOR_A_COLLEAGUE: Final = (
    "If you write for a colleague, give their details here and on the next pages. "
    "We call them about what was seen or heard."
)

LEAD = Page(
    slug="safeguarding-lead",
    title="Have you spoken to your safeguarding lead?",
    lede="You do not have to. They may be the person this is about.",
    when=AT_WORK,
    questions=(
        Choice(
            id="lead_consulted",
            label="Have you spoken to your safeguarding lead or manager? (optional)",
            options=LEAD_CONSULTED,
        ),
        Text(
            id="lead_contact",
            label="Their name, and how to reach them (optional)",
            rows=2,
            when=Is("lead_consulted", YesNo.YES),
        ),
    ),
)
YOUR_NAME = Page(
    slug="your-name",
    title="Who are you?",
    lede=FOR_A_COLLEAGUE,
    when=AT_WORK,
    questions=(
        Text(id="your_name", label="Your name", missing="Enter your name", width="20"),
        Text(id="job_title", label="Job title or role", missing="Enter your job title or role", width="20"),
        WRITTEN_BY,
    ),
)
YOUR_CONTACT = Page(
    slug="your-contact",
    title="How can we reach you?",
    lede="We send your reference number to the email address. If the adult could read your work email, or answer "
    "that telephone, give an address and a number of your own.",
    when=AT_WORK,
    questions=(
        Phone(
            id="your_phone", label="Telephone number", missing="Enter your telephone number", autocomplete=""
        ),
        Email(
            id="your_email",
            label="Work email address",
            missing="Enter your work email address",
            autocomplete="",
        ),
    ),
    warnings=(number_is_short("your_phone"),),
)
YOUR_SAFETY = Page(
    slug="your-safety",
    title="Could it put somebody at risk if the adult knew it was you?",
    lede="We always know who you are. If you say yes, we keep it from the adult wherever the law lets us.",
    when=AT_WORK,
    questions=(
        Choice(
            id="keep_name_from_adult",
            label="Could it put somebody at risk if the adult knew it was you? (optional)",
            options=YES_NO,
        ),
    ),
)
ABOUT_YOU = Page(
    slug="about-you",
    title="Do you want to stay unknown?",
    notice="anonymous",
    when=Not(AT_WORK),
    questions=(
        Choice(
            id="anonymity",
            label="What may we know about you? (optional)",
            hint="If you leave this blank, you stay anonymous.",
            options={
                Anonymity.ANONYMOUS: "Nothing: I want to stay anonymous",
                Anonymity.KEEP_FROM_ADULT: "My name, but do not tell the adult",
                Anonymity.NAMED: "My name",
            },
            hints={
                Anonymity.KEEP_FROM_ADULT: "We will not tell them unless the law makes us. They may guess.",
            },
        ),
    ),
)
WHO_YOU_ARE = Page(
    slug="who-you-are",
    title="Who are you?",
    lede="Leave blank what you do not want to give. It is sealed apart from the rest.",
    when=All((Not(AT_WORK), NAMED)),
    questions=(
        Text(id="your_name", label="Your name (optional)", width="20"),
        WHICH_WAYS_IF_ANY,
        INTERPRETER,
    ),
)
HOW_YOU_KNOW = Page(
    slug="how-you-know",
    title="How do you know of this?",
    insets=of_the_writer(Anonymity.KEEP_FROM_ADULT),
    when=Not(AT_WORK),
    questions=(
        Choice(
            id="writer",
            label="Who are you? (optional)",
            options={
                Writer.SELF: "It happened to me",
                Writer.RELATIVE: "A parent, carer or relative of a child",
                Writer.ACQUAINTANCE: "Somebody who knows a child or the adult",
                Writer.ACCUSED: "I am the adult it is about",
                Writer.OTHER: "Somebody else",
            },
        ),
        Text(id="knows_adult", label="How do you know the adult, or of them? (optional)", width="20"),
    ),
)

KEEP = Page(
    slug="keep-from-others",
    title="Must anything be kept from somebody?",
    lede="What you write here is sealed on its own. We can hold it on a restricted file.",
    questions=(
        Choice(
            id="keep",
            label="Is there anything that somebody must not see? (optional)",
            hint="For example, where a child lives now.",
            options=YES_NO,
        ),
        Text(
            id="keep_what",
            label="What must be kept?",
            rows=4,
            missing="Enter what must be kept from somebody",
            when=Is("keep", YesNo.YES),
        ),
        Choices(
            id="keep_from",
            label="From whom?",
            options={
                "adult": "The adult this is about",
                "employer": "The people they work for",
                "family": "The child’s family",
                "agencies": "Other agencies",
            },
            missing="Select from whom it must be kept",
            when=Is("keep", YesNo.YES),
        ),
        Text(id="keep_why", label="Why? (optional)", rows=2, when=Is("keep", YesNo.YES)),
    ),
)
