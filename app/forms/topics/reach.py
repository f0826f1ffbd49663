"""How somebody can be reached safely: each way on its own, with what may be said and when."""

from collections.abc import Mapping
from typing import Final

from app.forms.conditions import Has, Not
from app.forms.insets import Inset
from app.forms.kinds.checked import Email, Phone
from app.forms.oddities import NO_WAY, number_is_short, way_not_given
from app.forms.pages import Page
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.danger import YES_NO
from app.vocabulary import YesNo

WAYS: Final[Mapping[str, str]] = {
    "phone": "Phone call",
    "text": "Text message",
    "email": "Email",
    "post": "Letter",
}
MAY_SAY: Final[Mapping[str, str]] = {YesNo.YES: "Yes", YesNo.NO: "No, say nothing about us"}
BLANK_IS_NO: Final = (
    "Leave blank what you do not want to say. Where you leave it blank, we will say nothing about us."
)

ONLY_SAFE: Final = (
    "Tick only what is safe: nobody else should see it or hear it. "
    "If none of your own is safe, you can give the number or address of somebody you trust."
)

WHICH_WAYS = Choices(
    id="ways",
    label="Which ways of reaching you are safe?",
    hint=ONLY_SAFE,
    options=dict(WAYS),
    missing="Select a way of reaching you that is safe. If there is none, go back and choose to stay anonymous",
)
WHICH_WAYS_IF_ANY = WHICH_WAYS.model_copy(
    update={
        "label": "Is there a safe way to reach you? (optional)",
        "hint": f"{ONLY_SAFE} If you tick none, we cannot ask you anything more.",
        "missing": "",
    }
)
INTERPRETER = Text(
    id="interpreter_language",
    label="If you need an interpreter or a signer, which language? (optional)",
    hint="If somebody must not interpret for you, such as a person who knows your family, write that too.",
    width="20",
)

PHONE = Page(
    slug="phone",
    title="When is it safe to ring you?",
    when=Has("ways", "phone"),
    questions=(
        Phone(
            id="your_phone",
            label="Telephone number",
            missing="Enter your telephone number",
            words_beside="Enter only the number here. Write when to ring under ‘When is it safe to ring?’",
            autocomplete="",
        ),
        Text(id="phone_times", label="When is it safe to ring? (optional)", width="20"),
        Choice(
            id="phone_say_who",
            label="If somebody else answers, may we say who we are?",
            options=dict(MAY_SAY),
            missing="Select whether we may say who we are",
        ),
        Choice(
            id="phone_message",
            label="May we leave a message?",
            options=YES_NO,
            missing="Select whether we may leave a message",
        ),
    ),
    warnings=(number_is_short("your_phone"),),
)
TEXT = Page(
    slug="text-message",
    title="When is it safe to text you?",
    when=Has("ways", "text"),
    insets=(Inset(text="We will use the number that you gave for calls.", when=Has("ways", "phone")),),
    questions=(
        Phone(
            id="text_phone",
            label="Number for text messages",
            missing="Enter your number for text messages",
            words_beside="Enter only the number here. Write when to text under ‘When is it safe to text?’",
            autocomplete="",
            when=Not(Has("ways", "phone")),
        ),
        Text(id="text_times", label="When is it safe to text? (optional)", width="20"),
        Choice(
            id="text_say_who",
            label="May a text message say who we are?",
            options=dict(MAY_SAY),
            missing="Select whether a text message may say who we are",
        ),
    ),
    warnings=(number_is_short("text_phone"),),
)
EMAIL = Page(
    slug="email",
    title="What is your email address?",
    when=Has("ways", "email"),
    questions=(
        Email(id="your_email", label="Email address", missing="Enter your email address", autocomplete=""),
        Text(id="email_times", label="When is it safe to email? (optional)", width="20"),
        Choice(
            id="email_say_who",
            label="May an email say who we are?",
            options=dict(MAY_SAY),
            missing="Select whether an email may say who we are",
        ),
    ),
)
POST = Page(
    slug="post",
    title="Where is it safe to send a letter?",
    when=Has("ways", "post"),
    questions=(
        Text(
            id="your_address",
            label="Address for letters",
            rows=4,
            missing="Enter the address to send a letter to",
        ),
        Text(id="post_times", label="Is there a time when no letter should come? (optional)", width="20"),
        Choice(
            id="post_say_who",
            label="May the envelope show who we are?",
            options=dict(MAY_SAY),
            missing="Select whether the envelope may show who we are",
        ),
    ),
)

REACHED_SAFELY = (PHONE, TEXT, EMAIL, POST)
"""A page for each way that somebody says is safe."""


def may_be_blank(page: Page) -> Page:
    """The same page where nothing has to be said: a blank counts as no, and a way that leads nowhere is pointed out."""
    questions = tuple(question.model_copy(update={"missing": ""}) for question in page.questions)
    ways = tuple(way_not_given(question.id) for question in questions if question.id in NO_WAY)
    changed = {"lede": BLANK_IS_NO, "questions": questions, "warnings": (*page.warnings, *ways)}
    return page.model_copy(update=changed)
