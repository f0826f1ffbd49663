"""The form for a parent or carer who asks for help: short, and careful about how they can be reached."""

from app.forms.conditions import Is
from app.forms.kinds.checked import Age
from app.forms.oddities import not_said_with_whom
from app.forms.pages import Form, Page, Section
from app.forms.questions import Choice, Choices, Text
from app.forms.telling import FAMILY_STEPS
from app.forms.topics.area import ELSEWHERE, elsewhere
from app.forms.topics.child import BIRTH, DO_NOT_KNOW, NAME, OF_AGE, OVER_18_IF_KNOWN, SEVERAL, children
from app.forms.topics.danger import EMERGENCY, URGENCY, YES_NO, YES_NO_UNKNOWN, danger_page, danger_pages
from app.forms.topics.finding import FAMILY_FINDABLE
from app.forms.topics.homes import HOME_OF_ALL, HOMES
from app.forms.topics.linked import with_reference
from app.forms.topics.reach import INTERPRETER, REACHED_SAFELY, WHICH_WAYS
from app.forms.topics.tonight import at_once
from app.profiles.model import Profile
from app.vocabulary import Anonymity, FormName, Sharing, YesNo

IN_DANGER = danger_page(
    label="Are you or a child in danger now?",
    hint="For example, somebody is hurting you or a child, or a young child is alone and not safe.",
    missing="Select yes if you or a child is in danger now",
)
CALL_999 = EMERGENCY.model_copy(update={"notice": "emergency_family"})

OPENING = danger_pages(
    urgent_hint="Say yes if you or a child has been badly hurt, or soon could be. "
    "Say yes too if a child may soon be taken abroad.",
    danger=IN_DANGER,
    emergency=CALL_999,
)

WORRY = Page(
    slug="worry",
    title="What is worrying you, and what would help?",
    lede="Use your own words. You can write as little or as much as you like.",
    questions=(
        Text(
            id="worry",
            label="What is worrying you?",
            hint="For example, what has happened, and what you would like to change.",
            rows=8,
            missing="Enter what is worrying you",
        ),
        Text(id="help_wanted", label="What help would you like? (optional)", rows=3),
    ),
)

FAMILY_CHILD = NAME.model_copy(
    update={
        "title": "Which child do you want help for?",
        "lede": "You can add another child after this one. If a child is not born yet and has no name, say that you do "
        "not know.",
    }
)
CHILDREN = children("The children", FAMILY_CHILD, BIRTH, OVER_18_IF_KNOWN)

SOCIAL_WORKER = Page(
    slug="social-worker",
    title="Do you already have a social worker?",
    notice="allocated_worker",
    questions=(
        Choice(
            id="social_worker",
            label="Does a child in your family already have a social worker? (optional)",
            options=YES_NO_UNKNOWN,
        ),
        Text(
            id="worker_name",
            label="What is their name? (optional)",
            when=Is("social_worker", YesNo.YES),
            width="20",
        ),
        Text(
            id="worker_council",
            label="Which council do they work for? (optional)",
            when=Is("social_worker", YesNo.YES),
            width="20",
        ),
    ),
)

REACH = Page(
    slug="how-to-reach-you",
    title="How can we reach you safely?",
    questions=(
        Choice(
            id="anonymity",
            label="May we contact you?",
            hint="We will only use ways that you tell us are safe.",
            options={
                Anonymity.NAMED: "Yes, I will say how",
                Anonymity.ANONYMOUS: "No, I want to stay anonymous",
            },
            missing="Select whether we may contact you",
        ),
    ),
)

STAY_ANONYMOUS = Page(
    slug="staying-anonymous",
    title="If you stay anonymous",
    notice="anonymous_family",
    when=Is("anonymity", Anonymity.ANONYMOUS),
    questions=(
        Choice(
            id="stay_anonymous",
            label="We cannot arrange help for your family if we cannot reach you. What do you want to do?",
            options={"yes": "Stay anonymous", "no": "Give a safe way to reach me"},
            buttons=True,
            changes={"no": {"anonymity": Anonymity.NAMED}},
            missing="Choose whether to stay anonymous",
        ),
    ),
)

NAMED = Is("anonymity", Anonymity.NAMED)

YOU = Page(
    slug="you",
    title="Who are you?",
    when=NAMED,
    questions=(
        Text(id="your_name", label="Your name", missing="Enter your name", width="20"),
        Text(
            id="your_relation",
            label="What are you to the children?",
            hint="For example, mother, grandfather or foster carer.",
            missing="Enter what you are to the children",
            width="20",
        ),
        Age(
            id="your_age",
            label="How old are you, if you are under 18? (optional)",
            hint="Some parents and carers are. Then we think of what you need too.",
        ),
        Text(
            id="filled_in_by",
            label="If somebody fills this in for you: their name, and what they are to you (optional)",
            hint="For example, a friend or an interpreter. The rest of this page is about you, "
            "not about whoever fills it in.",
            width="20",
        ),
        WHICH_WAYS,
        Choice(
            id="keep_reach",
            label="Must somebody not find out how to reach you? (optional)",
            hint="If you say yes, we seal it apart. Few people can open it.",
            options=YES_NO,
        ),
        INTERPRETER,
    ),
)

OTHERS = Page(
    slug="other-parent",
    title="Does anybody else know that you are asking for help?",
    lede="Somebody with parental responsibility may decide things for a child. Most parents have it.",
    questions=(
        Choice(
            id="your_responsibility",
            label="Do you have parental responsibility for the children? (optional)",
            options={
                YesNo.YES: "Yes, for all of them",
                "some": "Yes, for some of them",
                YesNo.NO: "No",
                YesNo.NOT_KNOWN: DO_NOT_KNOW,
            },
        ),
        Choice(
            id="others_know",
            label="Does anybody else with parental responsibility know that you are asking? (optional)",
            hint="You do not have to tell them.",
            options={**YES_NO_UNKNOWN, "nobody-else": "Nobody else has parental responsibility"},
        ),
        Choice(
            id="your_minor",
            label="Are you under 18? (optional)",
            hint="Some parents and carers are. Then we think of what you need too. Somebody who knows your family "
            "could guess from it that you wrote, so you can leave it blank.",
            options=YES_NO,
            when=Is("anonymity", Anonymity.ANONYMOUS),
        ),
        Text(
            id="keep_what",
            label="Is there anything we must keep from somebody? Say what, and from whom. (optional)",
            hint="We seal this on its own.",
            rows=3,
        ),
    ),
)

READS_IT = "Children’s social care reads this form, so it is not in this list."
REFUSED = Page(
    slug="not-sharing",
    title="If you do not want us to share",
    notice="sharing_refused",
    when=Is("sharing", Sharing.NO),
    questions=(
        Text(
            id="sharing_worry", label="Is there anything you want us to know about this? (optional)", rows=3
        ),
    ),
)


def form(council: Profile) -> Form:
    """The family form of one council."""
    return Form(
        slug=FormName.FAMILY,
        title="Ask for help for your family",
        lede="For parents and carers. You do not have to say who you are.",
        notice="family_helpline",
        sections=(
            Section(id="opening", title="Is everybody safe?", gate=True, steps=OPENING),
            Section(id="worry", title="Your worry", steps=(WORRY,)),
            Section(
                id="the-children",
                title="The children",
                steps=(CHILDREN, HOME_OF_ALL, HOMES, ELSEWHERE, with_reference(SOCIAL_WORKER, council)),
            ),
            Section(
                id="you",
                title="About you",
                steps=(REACH, STAY_ANONYMOUS, YOU, *REACHED_SAFELY, OTHERS),
            ),
            Section(id="sharing", title="Who we may talk to", steps=(_sharing(council), REFUSED)),
            Section(id="more", title="What more you can tell us", steps=FAMILY_STEPS),
        ),
        derived=(
            *URGENCY,
            OF_AGE,
            SEVERAL,
            at_once("tonight", "now_at"),
            elsewhere(council),
            FAMILY_FINDABLE,
        ),
        names={"area": council.area},
        minutes=10,
        waived=Is("urgent", YesNo.YES),
        statement="What you send is true as far as you know.",
    )


def _sharing(council: Profile) -> Page:
    return Page(
        slug="sharing",
        title="May we talk to other services about your family?",
        questions=(
            Choice(
                id="sharing",
                label="May we talk to the services we work with? (optional)",
                hint="Nothing you choose here stops this form.",
                options={
                    Sharing.YES: "Yes",
                    Sharing.SOME: "Yes, but not with all of them",
                    Sharing.NO: "No",
                },
            ),
            Choices(
                id="sharing_except",
                label="Which ones should we not talk to? (optional)",
                hint=READS_IT if council.may_object_to != council.partners else "",
                options={partner: partner for partner in council.may_object_to},
                when=Is("sharing", Sharing.SOME),
            ),
            Text(id="sharing_why", label="Why not? (optional)", rows=2, when=Is("sharing", Sharing.SOME)),
        ),
        warnings=(not_said_with_whom,),
    )
