"""What the family knows and said, person by person (rules.md 2), or one optional page where it is urgent."""

from app.forms.conditions import All, Condition, Either, Is, Not, one_of
from app.forms.insets import Inset
from app.forms.kinds.checked import Date
from app.forms.pages import Group, Page, Section
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.child import DO_NOT_KNOW
from app.forms.topics.danger import delay_can_wait
from app.vocabulary import Admission, Agreement, Informed, Manner, RiskReason, RuleSet, YesNo

CAN_WAIT = All((Is("urgent", YesNo.NO), Not(Is("rule_set", RuleSet.ALLEGATION))))
SAFEGUARDING = Is("rule_set", RuleSet.SAFEGUARDING)
WHY_GO_ON = "Enter why going ahead is proportionate and necessary"

SAME_RATIONALE = Choice(
    id="same_rationale",
    label="Are your reasons for going ahead the same as you wrote before?",
    options={YesNo.YES: "Yes, they are the same", YesNo.NO: "No, or there is more to say"},
    missing="Select yes if your reasons are the same as you wrote before",
    when=Is("rationale_before", YesNo.YES),
)
SAME_EVIDENCE = Choice(
    id="same_evidence",
    label="Is what suggests harm the same as you wrote before?",
    options={YesNo.YES: "Yes, it is the same", YesNo.NO: "No, or there is more to say"},
    missing="Select yes if what suggests harm is the same as you wrote before",
    when=Is("evidence_before", YesNo.YES),
)
NOT_SAID_BEFORE = Either((Not(Is("evidence_before", YesNo.YES)), Is("same_evidence", YesNo.NO)))
RATIONALE = (
    SAME_RATIONALE,
    Text(
        id="rationale",
        label="Why is going ahead proportionate and necessary?",
        hint="We need your reasons in your own words.",
        rows=5,
        missing=WHY_GO_ON,
        when=Either((Not(Is("rationale_before", YesNo.YES)), Is("same_rationale", YesNo.NO))),
    ),
)
EVIDENCE = (
    SAME_EVIDENCE,
    Text(
        id="evidence",
        label="What suggests that harm has happened, or is likely?",
        hint="What was seen, heard, said or noticed.",
        rows=5,
        missing="Enter what suggests that harm has happened, or is likely",
        when=NOT_SAID_BEFORE,
    ),
    Text(
        id="evidence_when",
        label="When was that?",
        missing="Enter when that was, or select that you do not know",
        unknown=DO_NOT_KNOW,
        width="20",
        when=NOT_SAID_BEFORE,
    ),
    Text(
        id="evidence_source",
        label="Who saw it, or told you?",
        missing="Enter who saw it or told you, or select that you do not know",
        unknown=DO_NOT_KNOW,
        when=NOT_SAID_BEFORE,
    ),
)
"""Said once, and of everybody else only where it differs."""

TOLD = Page(
    slug="told",
    title="Has {person} been told about this referral?",
    notice="do_not_tell",
    notice_when=Is("tell_nobody_yet", YesNo.YES),
    questions=(
        Choice(
            id="informed",
            label="Has {person} been told about this referral?",
            options={
                Informed.YES: "Yes",
                Informed.UNREACHABLE: "No, they could not be reached",
                Informed.RISK: "No, telling them would raise the risk to somebody",
                Informed.NO: "No, for another reason",
            },
            missing="Select whether they have been told about this referral",
        ),
    ),
)
SAID = Page(
    slug="said",
    title="What did {person} say?",
    when=Is("informed", Informed.YES),
    questions=(
        Choice(
            id="agreement",
            label="Does {person} agree to the referral?",
            options={
                Agreement.GIVEN: "Yes",
                Agreement.REFUSED: "No, they refused",
                Agreement.PARTLY: "In part",
                Agreement.NO_ANSWER: "They gave no answer",
                Agreement.NOT_ASKED: "They were told, but not asked",
            },
            missing="Select whether they agree",
        ),
        Text(
            id="agreed_part",
            label="What do they agree to, and what not? (optional)",
            hint="For example, to help for one child and not for another.",
            rows=3,
            when=Is("agreement", Agreement.PARTLY),
        ),
    ),
)
PARTLY_TO_SUPPORT = All((Is("rule_set", RuleSet.SUPPORT), Is("agreement", Agreement.PARTLY)))
"""Support of which a family wants a part is support; for safeguarding the reasons for going ahead are asked instead."""
GIVEN = Page(
    slug="agreed",
    title="What did {person} agree to?",
    when=Either((Is("agreement", Agreement.GIVEN), PARTLY_TO_SUPPORT)),
    questions=(
        Text(
            id="agreed_who",
            label="Who agreed, and what are they to the child?",
            missing="Enter who agreed, and what they are to the child",
            when=Is("nobody_to_ask", YesNo.YES),
        ),
        Date(
            id="agreed_on",
            label="When did they agree?",
            subject="The day they agreed",
            direction="past",
            missing="Enter the day they agreed",
        ),
        Choice(
            id="agreed_how",
            label="Was it spoken or written?",
            options={Manner.SPOKEN: "Spoken", Manner.WRITTEN: "Written"},
            missing="Select whether it was spoken or written",
        ),
        Text(
            id="agreed_to",
            label="Which sharing did they agree to?",
            hint="For example, with us and the health visitor, but not with the school.",
            rows=3,
            missing="Enter which sharing they agreed to",
        ),
    ),
)
UNSETTLED = Page(
    slug="why-go-on",
    title="Why send it without their full agreement?",
    when=All(
        (
            SAFEGUARDING,
            one_of(
                "agreement",
                Agreement.REFUSED,
                Agreement.PARTLY,
                Agreement.NO_ANSWER,
                Agreement.NOT_ASKED,
            ),
        )
    ),
    questions=RATIONALE,
)
UNREACHABLE = Page(
    slug="not-reached",
    title="How did you try to reach {person}?",
    when=All((SAFEGUARDING, Is("informed", Informed.UNREACHABLE))),
    questions=(
        Text(
            id="attempts",
            label="When and how did you try, or why could you not?",
            rows=3,
            missing="Enter when and how you tried, or why you could not",
        ),
        *RATIONALE,
    ),
)
RISK = Page(
    slug="risk-of-telling",
    title="Why would telling {person} raise the risk?",
    when=All((SAFEGUARDING, Is("informed", Informed.RISK))),
    questions=(
        Choices(
            id="risk_reasons",
            label="What could happen if they knew?",
            hint="Select all that apply.",
            options={
                RiskReason.MORE_HARM: "The child could come to more harm",
                RiskReason.HARM_TO_OTHERS: "Somebody else could be harmed",
                RiskReason.SILENCED_OR_MOVED: "The child could be silenced, moved or taken abroad",
                RiskReason.PREGNANCY_HIDDEN: "A pregnancy could be hidden",
                RiskReason.SUSPECT_LEARNS: "The person who may have caused harm would find out",
                RiskReason.EVIDENCE_SPOILED: "Evidence or an enquiry could be spoiled",
                RiskReason.DANGEROUS_DELAY: "It would cause a dangerous delay",
                RiskReason.POLICE_OR_SOCIAL_WORKER_ASKED: "The police or a social worker asked me not to",
                RiskReason.NOT_SURE_IT_IS_SAFE: "I am not sure that it is safe",
            },
            missing="Select what could happen if they knew",
        ),
        *EVIDENCE,
    ),
    warnings=(delay_can_wait,),
)
NOT_TOLD = Page(
    slug="not-told",
    title="Why has {person} not been told?",
    when=All((SAFEGUARDING, Is("informed", Informed.NO))),
    questions=(
        Text(
            id="why_not_told",
            label="Why have they not been told?",
            hint="One line is enough.",
            missing="Enter why they have not been told",
        ),
        *EVIDENCE,
    ),
)

PERSON_PAGES = (TOLD, SAID, GIVEN, UNSETTLED, UNREACHABLE, RISK, NOT_TOLD)

SHOULD_KNOW = Inset(
    text="A family should usually know of a referral before it is sent, and be asked if they agree. Do not tell them "
    "if that could put anybody at more risk.",
    when=All((Is("tell_nobody_yet", YesNo.NO), Not(Is("parents_may_not_know", YesNo.YES)))),
)
TOLD_AS_PARENT = TOLD.model_copy(
    update={
        "insets": (
            SHOULD_KNOW,
            Inset(
                text="A young person has said that their parents may not know. Talk to us before you tell them.",
                when=Is("parents_may_not_know", YesNo.YES),
            ),
        )
    }
)

PARENT_PAGES = (TOLD_AS_PARENT, *PERSON_PAGES[1:])

ADULT_AGREEMENT = Group(
    id="adult-agreement",
    title="What each person with parental responsibility said",
    item="person",
    unnamed="this person",
    pages=PARENT_PAGES,
    over="adults",
    where=Is("holds_responsibility", YesNo.YES),
    when=CAN_WAIT,
)
YOUNG_AGREEMENT = Group(
    id="young-agreement",
    title="What each young person able to decide said",
    item="person",
    unnamed="this young person",
    pages=PERSON_PAGES,
    over="children",
    where=All((Is("able", YesNo.YES), Is("asked_as_an_adult", YesNo.NO))),
    when=CAN_WAIT,
)

NOBODY_AGREES = Page(
    slug="no-agreement",
    title="Nobody in the family has agreed yet",
    notice="no_agreement",
    may_wait=Is("tell_nobody_yet", YesNo.NO),
    when=All((CAN_WAIT, Is("admission", Admission.C2))),
    questions=(
        Choice(
            id="no_agreement",
            label="What do you want to do?",
            options={"social-worker": "A social worker should look at this"},
            buttons=True,
            changes={"social-worker": {"kind": "welfare"}},
            missing="Choose what to do, as nobody in the family has agreed yet",
        ),
    ),
)
URGENT = Page(
    slug="what-the-family-knows",
    title="What does the family know?",
    lede="Do not delay for this. Leave it blank if you cannot say.",
    when=Is("urgent", YesNo.YES),
    questions=(
        Text(id="family_knows", label="Who has been told, and what did they say? (optional)", rows=5),
    ),
)


def _as_a_whole(page: Page) -> Page:
    """The same page, asked once about the family where nobody is known whose agreement counts."""
    alone: tuple[Condition, ...] = (CAN_WAIT, Is("nobody_to_ask", YesNo.YES))
    return page.model_copy(update={"when": All((*alone, *((page.when,) if page.when else ())))})


AGREEMENT = Section(
    id="agreement",
    title="Agreement",
    steps=(
        ADULT_AGREEMENT,
        YOUNG_AGREEMENT,
        *(_as_a_whole(page) for page in PARENT_PAGES),
        NOBODY_AGREES,
        URGENT,
    ),
)
