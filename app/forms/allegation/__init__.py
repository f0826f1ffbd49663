"""The form about an adult who works with children (rules.md 6): anyone may make it, at work or not."""

from app.forms.allegation.adult import ADULT, NEXT_CONTACT, THEIR_WORK
from app.forms.allegation.concern import (
    ABOUT,
    CHILDREN,
    DETAILS,
    LATE,
    LATE_FOR_ANYBODY,
    LEARNED,
    WHAT,
    WITHIN_A_DAY,
    WORRY,
)
from app.forms.allegation.opening import AT_WORK, RISK, STILL_AT_RISK, WORK
from app.forms.allegation.writer import (
    ABOUT_YOU,
    HOW_YOU_KNOW,
    KEEP,
    LEAD,
    WHO_YOU_ARE,
    YOUR_CONTACT,
    YOUR_NAME,
    YOUR_SAFETY,
)
from app.forms.conditions import All, Is, Not
from app.forms.pages import Derived, FollowUp, Form, Section
from app.forms.rules import late, learned
from app.forms.topics.child import SEVERAL
from app.forms.topics.danger import PRESSING, danger_pages
from app.forms.topics.enclosing import OWN_FILES
from app.forms.topics.reach import REACHED_SAFELY, may_be_blank
from app.forms.topics.referrer import DECLARATION, your_agency
from app.profiles.model import Profile
from app.vocabulary import FormName, Learned, YesNo

AFTERWARDS = (
    FollowUp(
        form=FormName.PROFESSIONAL,
        when=All((STILL_AT_RISK, AT_WORK)),
        title="Now tell us about the child",
        text=(
            "You said that a child may still be at risk. The Designated Officer looks at what the adult did. "
            "Social workers look at what the child needs, and they need to hear from you too."
        ),
        button="Tell us about the child",
    ),
    FollowUp(
        form=FormName.COMMUNITY,
        when=All((STILL_AT_RISK, Not(AT_WORK))),
        title="Now tell us about the child",
        text=(
            "You said that a child may still be at risk. The Designated Officer looks at what the adult did. "
            "Other people help to keep the child safe, and they need to hear from you too. It is a short form."
        ),
        button="Tell us about the child",
    ),
)
"""A child who is still at risk needs a contact of their own: it goes to other people (rules.md 6)."""


def form(council: Profile) -> Form:
    """The allegation form of one council."""
    return Form(
        slug=FormName.ALLEGATION,
        title="Tell us about an adult who works with children",
        lede=(
            "For anybody who thinks that such an adult may have harmed a child, or may not be safe with children. "
            "It is the same whether they are paid or help for free. You do not have to be sure."
        ),
        readers=(
            "This goes to the Designated Officer, who may be called the LADO where you work. They look at every "
            "concern about an adult who works with children. This website never tells the adult."
        ),
        sections=_sections(council),
        derived=(
            PRESSING,
            Derived(id="learned", function=learned, values=tuple(Learned)),
            Derived(id="late", function=late, values=tuple(YesNo)),
            SEVERAL,
        ),
        minutes=10,
        needed=(
            "who the adult is, and where they work or help",
            "what happened, and when",
            "which child it is about",
        ),
        waived=Is("urgent", YesNo.YES),
        statement="This goes to the Designated Officer. This website never tells the adult.",
        follow_ups=AFTERWARDS,
    )


def _sections(council: Profile) -> tuple[Section, ...]:
    """The form as the conversation it is."""
    at_work = (YOUR_NAME, your_agency(council, AT_WORK), YOUR_CONTACT, YOUR_SAFETY, LEAD)
    for_themselves = (ABOUT_YOU, WHO_YOU_ARE, *map(may_be_blank, REACHED_SAFELY), HOW_YOU_KNOW)
    when = (LEARNED, WITHIN_A_DAY, LATE, LATE_FOR_ANYBODY)
    return (
        Section(id="opening", title="First of all", gate=True, steps=(*danger_pages(), WORK, RISK)),
        Section(id="the-adult", title="The adult", steps=(ADULT, THEIR_WORK, NEXT_CONTACT)),
        Section(id="what-happened", title="What happened", steps=(WHAT, WORRY, DETAILS)),
        Section(id="the-children", title="The children", steps=(CHILDREN, ABOUT)),
        Section(id="when", title="When you learned of it", steps=when),
        Section(id="you", title="About you", steps=(*at_work, *for_themselves)),
        Section(id="files", title="Files", steps=(OWN_FILES,)),
        Section(id="restricted", title="Information to keep from somebody", steps=(KEEP,)),
        Section(id="declaration", title="Declaration", steps=(DECLARATION,)),
    )
