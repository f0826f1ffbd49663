"""Where the children of whoever writes live: asked once of all of them, and of each where one lives elsewhere."""

from typing import Final

from app.forms.conditions import Is
from app.forms.pages import Group, Page
from app.forms.questions import Choice, Text
from app.forms.topics.child import DO_NOT_KNOW, HOME, SEVERAL_CHILDREN
from app.vocabulary import YesNo

AS_SAID: Final = "as-said"
"""Of a child who lives where it was said of all; that address, which may have to be kept, is not written out again."""
BOTH: Final = "both"

HOME_OF_ALL = HOME.model_copy(
    update={
        "title": "Home or homes",
        "questions": (
            HOME.questions[0].model_copy(update={"label": "Where do the children live?"}),
            *HOME.questions[1:],
            Choice(
                id="all_there",
                label="Is this the same for all the children? (optional)",
                options={YesNo.YES: "Yes", YesNo.NO: "No, a child lives somewhere else, or has two homes"},
                when=SEVERAL_CHILDREN,
            ),
        ),
    }
)
_, ADDRESS, POSTCODE, KEPT_ADDRESS, WHEREABOUTS, COUNTRY = HOME.questions
HOME_OF_ONE = Page(
    slug="lives",
    title="Where does {child} live?",
    insets=HOME.insets,
    questions=(
        Choice(
            id="lives",
            label="Where does {child} live? (optional)",
            hint=HOME.questions[0].hint,
            options={
                AS_SAID: "Where I said before",
                BOTH: "Part of the time there, and part of it somewhere else",
                "address": "Somewhere else, at an address I can give",
                "kept": "Somewhere else, at an address that must be kept from somebody",
                "no-fixed-address": "No fixed address",
                "abroad": "Somewhere else, in another country",
                "not-known": DO_NOT_KNOW,
            },
        ),
        Text(
            id="second_home",
            label="The other address, and when they are there",
            hint="As much of it as you know, and who lives there.",
            rows=3,
            missing="Enter the other address",
            when=Is("lives", BOTH),
        ),
        ADDRESS,
        POSTCODE,
        KEPT_ADDRESS,
        WHEREABOUTS,
        COUNTRY,
    ),
)

HOMES = Group(
    id="homes",
    title="Where each child lives",
    item="child",
    unnamed="this child",
    pages=(HOME_OF_ONE,),
    when=Is("all_there", YesNo.NO),
    over="children",
    own=True,
)
