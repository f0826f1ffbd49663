"""The last sections: what everybody thinks, who else works with the family, what to keep from whom."""

from app.forms.conditions import Is
from app.forms.pages import Group, Page, Section
from app.forms.questions import Choice, Choices, Text
from app.forms.topics.child import BORN
from app.forms.topics.danger import YES_NO, YES_NO_UNKNOWN
from app.forms.topics.enclosing import WORK_FILES
from app.forms.topics.referrer import DECLARATION
from app.forms.topics.roles import ROLES
from app.vocabulary import YesNo

NOT_ASKED = "They were not asked"

CHILD_VIEWS = Page(
    slug="children-say",
    title="What do the children think?",
    each="children",
    questions=(
        Text(
            id="child_views",
            label="What does {child} say, want and feel?",
            hint="For a baby or a child who does not speak: what their behaviour tells you.",
            rows=3,
            missing="Enter what {child} says, or select that they were not asked",
            unknown=NOT_ASKED,
            when=BORN,
        ),
    ),
)
PARENT_VIEWS = Page(
    slug="parents-say",
    title="What do the parents or carers think?",
    questions=(
        Text(
            id="parent_views",
            label="What do the parents or carers say?",
            hint="Say who said what.",
            rows=4,
            missing="Enter what the parents or carers say, or select that they were not asked",
            unknown=NOT_ASKED,
        ),
    ),
)

AGENCY = Page(
    slug="who",
    title="Who works with the family?",
    questions=(
        Text(id="agency_name", label="Name (optional)", width="20"),
        Text(
            id="agency_role",
            label="What they do (optional)",
            hint="For example, health visitor.",
            width="20",
            usual=ROLES,
        ),
        Text(
            id="agency_organisation",
            label="Organisation",
            missing="Enter the organisation they work for",
            width="20",
        ),
        Text(id="agency_contact", label="Telephone number or work email address (optional)", width="20"),
        Choice(id="may_contact", label="May we contact them? (optional)", options=YES_NO_UNKNOWN),
    ),
)
AGENCIES = Group(
    id="agencies",
    title="Others who work with the family",
    item="professional",
    called=("agency_name", "agency_organisation"),
    unnamed="this professional",
    numbered="professional {number}",
    pages=(AGENCY,),
    most=20,
    another=Choice(
        id="another_agency",
        label="Do you want to add somebody else who works with the family?",
        hint="For example, a social worker of another council, a GP, a health visitor, a teacher or a youth worker.",
        options=YES_NO,
        missing="Select yes if you want to add somebody who works with the family",
    ),
)

KEEP = Page(
    slug="keep-from-others",
    title="Must anything be kept from somebody?",
    lede="What you write here is sealed on its own, so that we can hold it on a restricted file.",
    questions=(
        Choice(
            id="keep",
            label="Is there anything that the family or another agency must not see?",
            hint="For example, the address of a refuge.",
            options=YES_NO,
            missing="Select yes if anything must be kept from somebody",
        ),
        Text(
            id="keep_what",
            label="What must be kept?",
            rows=5,
            missing="Enter what must be kept from somebody",
            when=Is("keep", YesNo.YES),
        ),
        Choices(
            id="keep_from",
            label="From whom?",
            options={
                "family": "The family",
                "a-person": "One person in particular",
                "agencies": "Other agencies",
            },
            missing="Select from whom it must be kept",
            when=Is("keep", YesNo.YES),
        ),
        Text(
            id="keep_why", label="Why, and from whom exactly? (optional)", rows=3, when=Is("keep", YesNo.YES)
        ),
    ),
)
CLOSING_SECTIONS = (
    Section(id="views", title="What the children and parents think", steps=(CHILD_VIEWS, PARENT_VIEWS)),
    Section(id="agencies", title="Others who work with the family", steps=(AGENCIES,)),
    Section(id="files", title="Files", steps=(WORK_FILES,)),
    Section(id="restricted", title="Information to keep from somebody", steps=(KEEP,)),
    Section(id="declaration", title="Declaration", steps=(DECLARATION,)),
)
