"""The contact: what a hub opens. A field is named for the question that fills it; its title labels it."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.vocabulary import Admission, FormName, Route

SCHEMA: Final = "urn:uk:mash:contact:1"
"""The version of this model, as the envelope's `dataschema` names it."""


class Part(BaseModel):
    """Strict, closed data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Coded(Part):
    """A chosen answer: our code, the words the person chose, and the DfE's code where there is one."""

    code: str
    label: str
    dfe: str | None = None


class Answered(Part):
    """Answers to questions; None was left blank or not asked."""

    not_known: tuple[str, ...] = Field((), title="Answered ‘not known’")


class Opening(Answered):
    """How urgent it is, what kind of contact it is, and who already knows."""

    danger: Coded | None = Field(None, title="A child is in immediate danger")
    called_999: Coded | None = Field(None, title="999 called")
    urgent_today: Coded | None = Field(None, title="Urgent today")
    called_now: Coded | None = Field(None, title="Hub called")
    kind: Coded | None = Field(None, title="Kind of contact")
    level: Coded | None = Field(None, title="Level of need, as the referrer sees it")
    own_agency: Coded | None = Field(None, title="Could the referrer’s own agency meet it?")
    concerns: tuple[Coded, ...] = Field((), title="Concerns")
    social_worker: Coded | None = Field(None, title="Has a social worker or lead professional")
    worker_name: str | None = Field(None, title="Social worker or lead professional")
    worker_council: str | None = Field(None, title="Their council or organisation")
    spoke: Coded | None = Field(None, title="Spoke to the hub before")
    spoke_on: date | None = Field(None, title="On")
    spoke_to: str | None = Field(None, title="To")
    spoke_advice: str | None = Field(None, title="Was told to")


class Allegation(Answered):
    """An adult who works with children, and what may have happened (rules.md 6)."""

    accused: str | None = Field(None, title="The adult")
    criteria: tuple[Coded, ...] = Field((), title="What may have happened")
    learned_on: date | None = Field(None, title="Learned of on")
    late_reason: str | None = Field(None, title="Why not within 24 hours")


class Referrer(Answered):
    """A professional who refers; `agency.dfe` is the DfE's source of referral, derived from the profile."""

    your_name: str | None = Field(None, title="Name")
    job_title: str | None = Field(None, title="Job title")
    agency: Coded | None = Field(None, title="Agency")
    organisation: str | None = Field(None, title="Organisation")
    your_phone: str | None = Field(None, title="Telephone")
    your_email: str | None = Field(None, title="Email")


class Parent(Answered):
    """A parent or carer who asks for help, and how they can be reached safely."""

    anonymity: Coded | None = Field(None, title="May be contacted")
    stay_anonymous: Coded | None = Field(None, title="Knows that help cannot be arranged without contact")
    your_name: str | None = Field(None, title="Name")
    your_relation: str | None = Field(None, title="Relation to the children")
    ways: tuple[Coded, ...] = Field((), title="Safe ways to reach them")
    your_phone: str | None = Field(None, title="Telephone")
    phone_times: str | None = Field(None, title="Safe to ring")
    phone_say_who: Coded | None = Field(None, title="May say who we are if somebody else answers")
    phone_message: Coded | None = Field(None, title="May leave a message")
    your_email: str | None = Field(None, title="Email")
    email_say_who: Coded | None = Field(None, title="May say who we are in an email")
    your_address: str | None = Field(None, title="Address for letters")
    post_say_who: Coded | None = Field(None, title="May show who we are on an envelope")
    others_know: Coded | None = Field(None, title="Others with parental responsibility know")
    sharing: Coded | None = Field(None, title="Agrees to sharing")
    sharing_except: tuple[Coded, ...] = Field((), title="Not with")
    sharing_why: str | None = Field(None, title="Because")
    sharing_worry: str | None = Field(None, title="Said about not sharing")


class Finding(Answered):
    """What somebody in the community knows that may help to find a child, and whether they stay unknown."""

    anonymity: Coded | None = Field(None, title="What may be known of the writer")
    your_relation: str | None = Field(None, title="How the writer knows the family")
    find_address: str | None = Field(None, title="Address or street")
    find_school: str | None = Field(None, title="School, nursery or club")
    find_place: str | None = Field(None, title="Where and when seen")
    find_vehicle: str | None = Field(None, title="Vehicle")
    find_online: str | None = Field(None, title="Name online")
    will_call: Coded | None = Field(None, title="Says they will call")


class Home(Answered):
    """Where somebody lives."""

    lives: Coded | None = Field(None, title="Lives")
    address: str | None = Field(None, title="Address")
    postcode: str | None = Field(None, title="Postcode")
    whereabouts: str | None = Field(None, title="Can be found")


class Child(Home):
    """One child; `contact_id` is the reference and the child's number in it."""

    contact_id: str = Field(title="Contact id")
    first_name: str | None = Field(None, title="First name")
    last_name: str | None = Field(None, title="Last name")
    other_names: str | None = Field(None, title="Other names")
    birth: Coded | None = Field(None, title="Age")
    date_of_birth: date | None = Field(None, title="Date of birth")
    expected_date: date | None = Field(None, title="Due date")
    estimated_age: int | None = Field(None, title="Estimated age in years")
    sex: Coded | None = Field(None, title="Sex")
    first_language: str | None = Field(None, title="First language")
    interpreter: Coded | None = Field(None, title="Interpreter or signer needed")
    school: str | None = Field(None, title="School or setting")
    legal_status: Coded | None = Field(None, title="Looked after")
    able_to_decide: Coded | None = Field(None, title="Able to decide for themselves")
    parents_may_know: Coded | None = Field(None, title="Parents may know")


class Relationship(Answered):
    """What an adult is to one child."""

    child: str = Field(title="Child")
    relation: Coded | None = Field(None, title="Relation")
    responsibility: Coded | None = Field(None, title="Parental responsibility")


class Adult(Answered):
    """A parent, carer or other adult."""

    adult_first_name: str | None = Field(None, title="First name")
    adult_last_name: str | None = Field(None, title="Last name")
    adult_age: int | None = Field(None, title="Age")
    relations: tuple[Relationship, ...] = Field((), title="Relations")
    in_household: Coded | None = Field(None, title="Lives with a child on this form")
    adult_phone: str | None = Field(None, title="Telephone")
    adult_phone_safe: Coded | None = Field(None, title="Safe to ring")
    carer_told: Coded | None = Field(None, title="Told of the referral")


class AgreementOfPerson(Answered):
    """What one person knows and said, and the row of rules.md 2 that applies to them."""

    person: str = Field(title="Person")
    row: Admission = Field(title="Rule")
    informed: Coded | None = Field(None, title="Told of the referral")
    agreement: Coded | None = Field(None, title="Agrees")
    agreed_on: date | None = Field(None, title="Agreed on")
    agreed_how: Coded | None = Field(None, title="Spoken or written")
    agreed_to: str | None = Field(None, title="Agreed to this sharing")
    rationale: str | None = Field(None, title="Why going ahead is proportionate and necessary")
    attempts: str | None = Field(None, title="Attempts to reach them")
    risk_reasons: tuple[Coded, ...] = Field((), title="Why telling them would raise the risk")
    why_not_told: str | None = Field(None, title="Why they were not told")
    evidence: str | None = Field(None, title="What suggests harm")
    evidence_when: str | None = Field(None, title="When")
    evidence_source: str | None = Field(None, title="Who saw it or told")


class Story(Answered):
    """The concern, what is going well, and what everybody thinks."""

    worry: str | None = Field(None, title="The worry")
    impact: str | None = Field(None, title="Effect on each child")
    earlier: str | None = Field(None, title="Earlier concerns")
    strengths: str | None = Field(None, title="What is going well")
    tried: str | None = Field(None, title="What has been tried")
    help_wanted: str | None = Field(None, title="What needs to change")
    child_views: str | None = Field(None, title="What the children say")
    parent_views: str | None = Field(None, title="What the parents or carers say")
    family_knows: str | None = Field(None, title="What the family knows")
    declaration: tuple[Coded, ...] = Field((), title="Declared")


class Unmet(Part):
    """Something the rules ask for that an urgent contact came without (rules.md 3)."""

    page: str
    question: str


class Header(Part):
    """What every part of a contact repeats inside, so that no part can be moved to another message."""

    message_id: UUID
    reference: str


class Contact(Header):
    """The contact part: what a screening social worker reads first."""

    hub: str
    form: FormName
    route: Route
    urgent: bool
    received_at: datetime
    language: str
    admitted_by: Admission
    family_not_told: bool = Field(title="FAMILY NOT TOLD")
    unmet: tuple[Unmet, ...] = ()
    opening: Opening
    allegation: Allegation | None = None
    referrer: Referrer | None = None
    referrer_restricted: bool = False
    parent: Parent | None = None
    finding: Finding | None = None
    home: Home | None = None
    children: tuple[Child, ...] = ()
    adults: tuple[Adult, ...] = ()
    agreement: tuple[AgreementOfPerson, ...] = ()
    story: Story


class Restricted(Header, Answered):
    """What must be kept from somebody, for the hub's restricted file."""

    keep: Coded | None = Field(None, title="Something must be kept from somebody")
    keep_what: str | None = Field(None, title="What must be kept")
    keep_from: tuple[Coded, ...] = Field((), title="From")
    keep_why: str | None = Field(None, title="Why")
    keep_name_from_family: Coded | None = Field(None, title="Risk if the family knew who referred")
    keep_name_reason: str | None = Field(None, title="Why")
    referrer: Referrer | None = None


class Identity(Header, Answered):
    """A community reporter's own details, when given."""

    your_name: str | None = Field(None, title="Name")
    your_phone: str | None = Field(None, title="Telephone")
    your_email: str | None = Field(None, title="Email")
