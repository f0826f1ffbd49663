"""The people of a contact: who writes, the children, the adults, and what each person knows and said."""

from datetime import date
from typing import ClassVar, Final

from pydantic import Field

from app.contact.answered import MOST_PEOPLE, Answered, Coded
from app.vocabulary import Admission

NOT_ASKED: Final = "In `not_known`: they were not asked."
NONE_KNOWN: Final = "In `not_known`: none that the writer knows of."


class Referrer(Answered):
    """A professional who refers; `agency.dfe` is the DfE's source of referral, derived from the profile."""

    your_name: str | None = Field(None, title="Name")
    job_title: str | None = Field(None, title="Job title")
    written_by: str | None = Field(None, title="Written for them by")
    agency: Coded | None = Field(None, title="Agency")
    organisation: str | None = Field(None, title="Organisation")
    your_phone: str | None = Field(None, title="Telephone")
    your_email: str | None = Field(None, title="Email")
    after_hours: str | None = Field(None, title="To be asked in the evening or at the weekend")
    lead_consulted: Coded | None = Field(None, title="Safeguarding lead or manager consulted")
    lead_name: str | None = Field(None, title="Name of that lead or manager")
    lead_contact: str | None = Field(None, title="How to reach that lead or manager")
    your_relation: str | None = Field(None, title="How they know the family")
    known_since: str | None = Field(None, title="Has known the family since")


class Ties(Answered):
    """What somebody who writes for themselves is to those it is about; apart where nobody may know who wrote."""

    writer: Coded | None = Field(None, title="The writer is")
    your_relation: str | None = Field(None, title="How the writer knows the family")
    knows_adult: str | None = Field(None, title="How the writer knows the adult")


class Duty(Answered):
    """What the law asks of some professions alone; apart where the family must not know who referred."""

    duty_done: Coded | None = Field(None, title="Has met their own duty in law")


class Reach(Answered):
    """How somebody who is no professional can be reached safely; what is not answered counts as no."""

    ways: tuple[Coded, ...] = Field((), title="Safe ways to reach them")
    your_phone: str | None = Field(None, title="Telephone")
    phone_times: str | None = Field(None, title="Safe to ring")
    phone_say_who: Coded | None = Field(None, title="May say who we are if somebody else answers")
    phone_message: Coded | None = Field(None, title="May leave a message")
    text_phone: str | None = Field(None, title="Number for text messages")
    text_times: str | None = Field(None, title="Safe to text")
    text_say_who: Coded | None = Field(None, title="May say who we are in a text message")
    your_email: str | None = Field(None, title="Email")
    email_times: str | None = Field(None, title="Safe to email")
    email_say_who: Coded | None = Field(None, title="May say who we are in an email")
    your_address: str | None = Field(None, title="Address for letters")
    post_times: str | None = Field(None, title="No letter should come")
    post_say_who: Coded | None = Field(None, title="May show who we are on an envelope")
    interpreter_language: str | None = Field(None, title="Needs an interpreter or signer in")


class Parent(Answered):
    """A parent or carer who asks for help."""

    anonymity: Coded | None = Field(None, title="May be contacted")
    stay_anonymous: Coded | None = Field(None, title="Knows that help cannot be arranged without contact")
    your_name: str | None = Field(None, title="Name")
    your_relation: str | None = Field(None, title="Relation to the children")
    your_age: int | None = Field(None, title="Age, if under 18")
    your_minor: Coded | None = Field(None, title="Under 18")
    filled_in_by: str | None = Field(None, title="Filled in for them by")
    your_responsibility: Coded | None = Field(None, title="Has parental responsibility")
    others_know: Coded | None = Field(None, title="Others with parental responsibility know")
    sharing: Coded | None = Field(None, title="Agrees to sharing")
    sharing_except: tuple[Coded, ...] = Field((), title="Does not agree to sharing with")
    sharing_why: str | None = Field(None, title="Why not with them")
    sharing_worry: str | None = Field(None, title="Said about not sharing")


def in_full(first: str | None, last: str | None) -> str:
    """A first and a last name as one, as far as they are known; empty where neither is."""
    return " ".join(filter(None, (first, last)))


class Home(Answered):
    """Where somebody lives."""

    lives: Coded | None = Field(None, title="Lives")
    address: str | None = Field(None, title="Address")
    postcode: str | None = Field(None, title="Postcode")
    whereabouts: str | None = Field(None, title="Can be found")
    country: str | None = Field(None, title="Country, and with whom")
    locality: Coded | None = Field(None, title="Locality")
    other_area: bool = Field(default=False, title="Outside the hub’s area")


class HomeOfAll(Home):
    """Where the children of whoever writes live; a child who lives elsewhere has a home of its own."""

    all_there: Coded | None = Field(None, title="The same for all the children")


class Child(Home):
    """One child; `contact_id` is the reference and the child's number in it."""

    contact_id: str = Field(title="Contact id")
    first_name: str | None = Field(None, title="First name")
    last_name: str | None = Field(None, title="Last name")
    other_names: str | None = Field(None, title="Other names")
    second_home: str | None = Field(None, title="Second home, and when they are there")
    birth: Coded | None = Field(None, title="Age")
    date_of_birth: date | None = Field(None, title="Date of birth")
    expected_date: date | None = Field(None, title="Due date")
    estimated_age: int | None = Field(None, title="Estimated age in years")
    age: int | None = Field(None, title="Age in years when sent")
    grown_up: Coded | None = Field(None, title="Is 18 or over")
    sex: Coded | None = Field(None, title="Sex")
    same_language: Coded | None = Field(None, title="Language and interpreter as for the first child")
    first_language: str | None = Field(None, title="First language")
    interpreter: Coded | None = Field(None, title="Interpreter or signer needed")
    not_interpreter: str | None = Field(None, title="Must not interpret")
    now_at: str | None = Field(None, title="Is now at")
    school_known: Coded | None = Field(None, title="Goes to")
    school: str | None = Field(None, title="School or setting")
    school_year: str | None = Field(None, title="School year")
    gp: str | None = Field(None, title="GP practice")
    nhs_number: str | None = Field(None, title="NHS number")
    upn: str | None = Field(None, title="Unique pupil number")
    ethnicity: Coded | None = Field(None, title="Ethnicity")
    disability: tuple[Coded, ...] = Field((), title="Disability")
    religion: str | None = Field(None, title="Religion or belief")
    legal_status: tuple[Coded, ...] = Field((), title="Orders, plans and care")
    protected_since: str | None = Field(None, title="Police protection began, and who holds it")
    court_orders: str | None = Field(None, title="Court orders")
    missing_now: Coded | None = Field(None, title="Missing now")
    missing_more: str | None = Field(None, title="Last seen")
    able_to_decide: Coded | None = Field(None, title="Able to decide for themselves")
    parents_may_know: Coded | None = Field(None, title="Parents may know")
    description: str | None = Field(None, title="Looks like")
    tonight: str | None = Field(None, title="Who is with the child tonight")
    concerns_here: tuple[Coded, ...] = Field((), title="Concerns about this child")
    assessment_factors: tuple[str, ...] = Field((), title="Assessment factors that the concerns point to")
    injured: Coded | None = Field(None, title="Injury or mark")
    injury: str | None = Field(None, title="What, where and when seen")
    medical: str | None = Field(None, title="Medical attention")
    impact: str | None = Field(None, title="How it affects the child")
    child_views: str | None = Field(None, title="What the child says", description=NOT_ASKED)
    alleged: tuple[Coded, ...] = Field((), title="What an adult may have done to them")
    alleged_more: str | None = Field(None, title="Also about them alone")

    @property
    def called(self) -> str:
        """The name, as far as it is known."""
        return in_full(self.first_name, self.last_name)


class Relationship(Answered):
    """What an adult is to one child."""

    unsaid: ClassVar[frozenset[str]] = Answered.unsaid | {"child"}

    child: str = Field(title="Child")
    relation: Coded | None = Field(None, title="Relation")
    responsibility: Coded | None = Field(None, title="Parental responsibility")
    lives_with: Coded | None = Field(None, title="Lives with the child")
    may_have_harmed: Coded | None = Field(None, title="May have harmed the child")
    next_contact: str | None = Field(None, title="Next contact with the child")


class Adult(Answered):
    """A parent, carer or other adult."""

    adult_first_name: str | None = Field(None, title="First name")
    adult_last_name: str | None = Field(None, title="Last name")
    adult_other_names: str | None = Field(None, title="Other names")
    adult_birth: Coded | None = Field(None, title="Age is known by")
    adult_date_of_birth: date | None = Field(None, title="Date of birth")
    adult_age: int | None = Field(None, title="Age")
    adult_language: Coded | None = Field(None, title="First language is")
    adult_first_language: str | None = Field(None, title="First language")
    adult_interpreter: Coded | None = Field(None, title="Interpreter or signer needed")
    adult_not_interpreter: str | None = Field(None, title="Must not interpret")
    relations: tuple[Relationship, ...] = Field((), title="Relations", max_length=MOST_PEOPLE)
    in_household: Coded | None = Field(None, title="Lives with a child on this form")
    adult_lives: Coded | None = Field(None, title="Lives")
    adult_address: str | None = Field(None, title="Address")
    adult_reach: Coded | None = Field(None, title="A telephone number is known")
    adult_phone: str | None = Field(None, title="Telephone")
    adult_phone_safe: Coded | None = Field(None, title="Safe to ring")
    adult_note: str | None = Field(None, title="Also matters")
    carer_told: Coded | None = Field(None, title="Told of the referral")

    @property
    def called(self) -> str:
        """The name, as far as it is known."""
        return in_full(self.adult_first_name, self.adult_last_name)


class OtherProfessional(Answered):
    """Somebody else who works with the family."""

    agency_name: str | None = Field(None, title="Name")
    agency_role: str | None = Field(None, title="Role")
    agency_organisation: str | None = Field(None, title="Organisation")
    agency_contact: str | None = Field(None, title="Can be reached")
    may_contact: Coded | None = Field(None, title="May be contacted")


class AgreementOfPerson(Answered):
    """What one person knows and said, and the row of rules.md 2 that applies to them."""

    person: str = Field(title="Person")
    informed: Coded | None = Field(None, title="Told of the referral")
    agreement: Coded | None = Field(None, title="Agrees")
    agreed_part: str | None = Field(None, title="Agrees to, and not to")
    agreed_who: str | None = Field(None, title="Who agreed")
    agreed_on: date | None = Field(None, title="Agreed on")
    agreed_how: Coded | None = Field(None, title="Spoken or written")
    agreed_to: str | None = Field(None, title="Agreed to this sharing")
    same_rationale: Coded | None = Field(None, title="Reasons for going ahead are as said above")
    rationale: str | None = Field(None, title="Why going ahead is proportionate and necessary")
    attempts: str | None = Field(None, title="Attempts to reach them")
    risk_reasons: tuple[Coded, ...] = Field((), title="Why telling them would raise the risk")
    why_not_told: str | None = Field(None, title="Why they were not told")
    same_evidence: Coded | None = Field(None, title="What suggests harm is as said above")
    evidence: str | None = Field(None, title="What suggests harm")
    evidence_when: str | None = Field(None, title="When that was")
    evidence_source: str | None = Field(None, title="Who saw it or told")
    row: Admission = Field(title="Rule")
