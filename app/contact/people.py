"""The people of a contact: who writes, the children, the adults, and what each person knows and said."""

from datetime import date

from pydantic import Field

from app.contact.answered import Answered, Coded
from app.vocabulary import Admission


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
    email_times: str | None = Field(None, title="Safe to email")
    email_say_who: Coded | None = Field(None, title="May say who we are in an email")
    your_address: str | None = Field(None, title="Address for letters")
    post_times: str | None = Field(None, title="No letter should come")
    post_say_who: Coded | None = Field(None, title="May show who we are on an envelope")
    others_know: Coded | None = Field(None, title="Others with parental responsibility know")
    sharing: Coded | None = Field(None, title="Agrees to sharing")
    sharing_except: tuple[Coded, ...] = Field((), title="Not with")
    sharing_why: str | None = Field(None, title="Because")
    sharing_worry: str | None = Field(None, title="Said about not sharing")


class Home(Answered):
    """Where somebody lives."""

    lives: Coded | None = Field(None, title="Lives")
    address: str | None = Field(None, title="Address")
    postcode: str | None = Field(None, title="Postcode")
    whereabouts: str | None = Field(None, title="Can be found")
    locality: Coded | None = Field(None, title="Locality")
    other_area: bool = Field(default=False, title="Outside the hub’s area")


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
    age: int | None = Field(None, title="Age in years when sent")
    sex: Coded | None = Field(None, title="Sex")
    first_language: str | None = Field(None, title="First language")
    interpreter: Coded | None = Field(None, title="Interpreter or signer needed")
    school: str | None = Field(None, title="School or setting")
    legal_status: Coded | None = Field(None, title="Looked after")
    able_to_decide: Coded | None = Field(None, title="Able to decide for themselves")
    parents_may_know: Coded | None = Field(None, title="Parents may know")
    alleged: tuple[Coded, ...] = Field((), title="What an adult may have done to them")
    alleged_more: str | None = Field(None, title="Also about them alone")


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
    agreed_who: str | None = Field(None, title="Who agreed")
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
