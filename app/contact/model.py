"""The contact: what a hub opens. A field is named for the question that fills it; its title labels it."""

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from pydantic import AwareDatetime, Field

from app.contact.answered import MOST_PEOPLE, Answered, Coded, Part, chose
from app.contact.people import (
    NONE_KNOWN,
    NOT_ASKED,
    Adult,
    AgreementOfPerson,
    Child,
    HomeOfAll,
    OtherProfessional,
    Parent,
    Reach,
    Referrer,
)
from app.filekinds import FileKind
from app.vocabulary import Admission, FormName, LegalStatus, Route, YesNo

EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
"""No clock shows another moment, and from some no day can be counted on or back."""


class Opening(Answered):
    """How urgent it is, what kind of contact it is, and who already knows."""

    danger: Coded | None = Field(None, title="Immediate danger")
    called_999: Coded | None = Field(None, title="999 called")
    urgent_today: Coded | None = Field(None, title="Urgent today")
    called_now: Coded | None = Field(None, title="Has called the hub")
    called_again: Coded | None = Field(None, title="Somebody at the hub answered since")
    kind: Coded | None = Field(None, title="Kind of contact")
    level: Coded | None = Field(None, title="Level of need, as the referrer sees it")
    own_agency: Coded | None = Field(None, title="Could the referrer’s own agency meet it?")
    concerns: tuple[Coded, ...] = Field((), title="Concerns")
    social_worker: Coded | None = Field(None, title="Has a social worker or lead professional")
    worker_name: str | None = Field(None, title="Social worker or lead professional")
    worker_council: str | None = Field(None, title="Their council or organisation")
    spoke: Coded | None = Field(None, title="Spoke to the hub before")
    spoke_on: date | None = Field(None, title="Spoke on")
    spoke_to: str | None = Field(None, title="Spoke to")
    spoke_about: str | None = Field(None, title="The call was about")
    spoke_advice: str | None = Field(None, title="Was told by the hub to")
    spoke_insisted: Coded | None = Field(None, title="Was told by the hub that a referral must be sent")
    spoke_reference: str | None = Field(None, title="Reference of the call")
    linked_reference: str | None = Field(None, title="Belongs with what was sent before")


class Allegation(Answered):
    """An adult who works with children, and what may have happened (rules.md 6)."""

    still_at_risk: Coded | None = Field(None, title="A child is still at risk from the adult")
    accused_name: str | None = Field(None, title="Name of the adult")
    accused_role: str | None = Field(None, title="What they do with children")
    accused_employer: str | None = Field(None, title="Works for, or helps")
    accused_details: str | None = Field(None, title="Also known of them")
    accused_elsewhere: str | None = Field(None, title="With children elsewhere")
    suspended: Coded | None = Field(None, title="Suspended, or moved away from children")
    accused_knows: Coded | None = Field(None, title="Knows about this concern")
    accused_told: str | None = Field(None, title="Who told them, and what they said")
    next_contact: str | None = Field(None, title="Next with a child")
    criteria: tuple[Coded, ...] = Field((), title="What may have happened")
    alleged_when: str | None = Field(None, title="When it happened")
    alleged_where: str | None = Field(None, title="Where it happened")
    alleged_witnesses: str | None = Field(None, title="Who saw it, or was told")
    alleged_words: str | None = Field(None, title="A child’s exact words")
    alleged_injuries: str | None = Field(None, title="Injuries or marks")
    learned_on: date | None = Field(None, title="Learned of on")
    within_a_day: Coded | None = Field(None, title="Learned of less than 24 hours before")
    late: Coded | None = Field(None, title="Came late")
    late_reason: str | None = Field(None, title="Why not within 24 hours")
    at_work: Coded | None = Field(None, title="Tells us as part of their work")
    anonymity: Coded | None = Field(None, title="What may be known of the writer")
    writer: Coded | None = Field(None, title="The writer is")
    knows_adult: str | None = Field(None, title="How the writer knows the adult")


class Finding(Answered):
    """What somebody in the community knows that may help to find a child, and whether they stay unknown."""

    anonymity: Coded | None = Field(None, title="What may be known of the writer")
    about: Coded | None = Field(None, title="The writer is worried about")
    writer: Coded | None = Field(None, title="The writer is, to the child")
    your_relation: str | None = Field(None, title="How the writer knows the family")
    find_address: str | None = Field(None, title="Address or street")
    locality: Coded | None = Field(None, title="Locality")
    other_area: bool = Field(default=False, title="Outside the hub’s area")
    find_school: str | None = Field(None, title="School, nursery or club")
    find_place: str | None = Field(None, title="Where and when seen")
    find_vehicle: str | None = Field(None, title="Vehicle")
    find_online: str | None = Field(None, title="Name online")
    will_call: Coded | None = Field(None, title="Says they will call")


class Story(Answered):
    """The concern, what is going well, and what everybody thinks."""

    worry: str | None = Field(None, title="The worry")
    when_where: str | None = Field(None, title="When and where")
    who_saw: str | None = Field(None, title="Who saw it, or was told")
    child_words: str | None = Field(None, title="A child’s exact words")
    other_person: str | None = Field(None, title="Who may have caused harm, in the writer’s words")
    child_hurts: tuple[Coded, ...] = Field((), title="Hurt or threatened by a child")
    violence: tuple[Coded, ...] = Field((), title="Strangling, weapons or threats to kill")
    how_long: str | None = Field(None, title="Has gone on")
    earlier: str | None = Field(None, title="Earlier concerns and referrals", description=NONE_KNOWN)
    more: tuple[Coded, ...] = Field((), title="Chose to say more about")
    household_people: str | None = Field(None, title="Who else is in the home, or comes often")
    household: tuple[Coded, ...] = Field((), title="Part of life at home")
    household_more: str | None = Field(None, title="More about life at home")
    visit_risk: Coded | None = Field(None, title="Risk to somebody who visits")
    visit_risk_what: str | None = Field(None, title="The risk to visitors")
    duty_done: Coded | None = Field(None, title="Has met their own duty in law")
    strengths: str | None = Field(None, title="What is going well, and who helps")
    safety_now: str | None = Field(None, title="What keeps the children safe now")
    engages: Coded | None = Field(None, title="Family can work with services and keep appointments")
    tried: str | None = Field(None, title="What has been tried")
    early_help_assessment: Coded | None = Field(None, title="Early Help Assessment in place")
    help_wanted: str | None = Field(None, title="What needs to change, and help asked for")
    parent_views: str | None = Field(None, title="What the parents or carers say", description=NOT_ASKED)
    family_knows: str | None = Field(None, title="What the family knows")
    declaration: tuple[Coded, ...] = Field((), title="Declared")


class Place(Answered):
    """Where in the hub's area it is, or in which other council's, as the writer says."""

    locality_said: Coded | None = Field(None, title="Part of the area, as the writer says")
    other_council: str | None = Field(None, title="Council of another area")


class Enclosed(Part):
    """A file that travels beside the message."""

    id: str = Field(title="Attachment")
    name: str = Field(title="Name")
    kind: FileKind = Field(title="Kind")
    size: int = Field(title="Bytes")
    scanned: bool = Field(title="Scanned for viruses")
    cleaned: bool = Field(title="Hidden details taken out")


class Enclosures(Answered):
    """The files that the writer added."""

    files: tuple[Enclosed, ...] = Field((), title="Files")


class Caution(Answered):
    """Whether anything is in the restricted part; what it is, is there alone."""

    keep: Coded | None = Field(None, title="Something must be kept from somebody")
    keep_reach: Coded | None = Field(None, title="Somebody must not know how to reach them")
    keep_name_from_family: Coded | None = Field(None, title="Risk if the family knew who referred")
    keep_name_from_adult: Coded | None = Field(None, title="Risk if the adult knew who referred")


class Unmet(Part):
    """Something the rules ask for that an urgent contact came without (rules.md 3)."""

    page: str = Field(title="Page")
    question: str = Field(title="Question")
    about: str = Field("", title="About")
    """What the child or adult is called whom it was asked about."""


class Header(Part):
    """What every part of a contact repeats inside, so that no part can be moved to another message."""

    message_id: UUID = Field(title="Message id")
    reference: str = Field(title="Reference")

    def document(self) -> bytes:
        """The part as it is sealed: JSON without what was not asked, was left blank, or is as it is by default."""
        return self.model_dump_json(exclude_defaults=True).encode()


class Contact(Header):
    """The contact part, in the order in which a screening social worker reads it; titles head the hub's copy."""

    hub: str = Field(title="Hub")
    form: FormName = Field(title="Form")
    route: Route = Field(title="Team")
    urgent: bool = Field(title="Urgent")
    received_at: AwareDatetime = Field(
        title="Received", description="UTC, to the minute.", ge=EARLIEST, lt=LATEST
    )
    language: str = Field(title="Language of the form")
    admitted_by: Admission = Field(title="Admitted by rule")
    lawful_basis: tuple[Coded, ...] = Field((), title="Shared under")
    source_of_referral: Coded | None = Field(None, title="Source of referral")
    written_due: date | None = Field(None, title="Written referral due after the call")
    written_late: bool = Field(default=False, title="Written referral came late")
    family_not_told: bool = Field(title="Family not told", description="False: told, or not known.")
    kept_apart: bool = Field(default=False, title="More is in the restricted part")
    interpreter_apart: bool = Field(
        default=False,
        title="The parent needs an interpreter or signer; the language is in the restricted part",
    )
    referrer: Referrer | None = Field(None, title="Referrer")
    parent: Parent | None = Field(None, title="The parent or carer who writes")
    reach: Reach | None = Field(None, title="How to reach the parent or carer")
    finding: Finding | None = Field(None, title="How to find the child, and what may be known of the writer")
    unmet: tuple[Unmet, ...] = Field((), title="Not answered: urgent")
    opening: Opening = Field(title="How urgent it is, and what it is about")
    allegation: Allegation | None = Field(None, title="The adult who works with children")
    children: tuple[Child, ...] = Field((), title="Children", max_length=MOST_PEOPLE)
    home: HomeOfAll | None = Field(None, title="Where the children live")
    place: Place | None = Field(None, title="Which area")
    adults: tuple[Adult, ...] = Field((), title="Parents, carers and other adults", max_length=MOST_PEOPLE)
    agencies: tuple[OtherProfessional, ...] = Field(
        (), title="Others who work with the family", max_length=MOST_PEOPLE
    )
    story: Story = Field(title="The worry")
    enclosures: Enclosures | None = Field(None, title="Files")
    agreement: tuple[AgreementOfPerson, ...] = Field(
        (), title="Who was told, and what they said", max_length=MOST_PEOPLE
    )
    caution: Caution = Field(title="What must be kept from somebody")

    @property
    def in_danger(self) -> bool:
        """Whether the writer says that somebody is in danger now."""
        return chose(self.opening.danger, YesNo.YES)

    @property
    def still_at_risk(self) -> bool:
        """Whether the writer says that a child is still at risk from an adult who works with children."""
        return self.allegation is not None and chose(self.allegation.still_at_risk, YesNo.YES)

    @property
    def police_protect(self) -> bool:
        """Whether the writer says that a child is in police protection, which ends within three days."""
        return LegalStatus.POLICE_PROTECTION in self.legal_statuses

    @property
    def legal_statuses(self) -> frozenset[str]:
        """The codes of the orders, plans and care of all the children."""
        return frozenset([status.code for child in self.children for status in child.legal_status])

    @property
    def somebody_missing(self) -> bool:
        """Whether the writer says that a child is missing now."""
        return any(chose(child.missing_now, YesNo.YES) for child in self.children)
