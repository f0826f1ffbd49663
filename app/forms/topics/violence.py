"""Violence that may come before a killing, and whom a child hurts: asked of those alone whose worry is about it."""

from collections.abc import Collection
from typing import Final

from app.forms.conditions import Condition, Either, Has
from app.forms.pages import Page
from app.forms.questions import Choices
from app.forms.topics.danger import violence_can_wait
from app.vocabulary import Concern, Violence

WORRIES_OF_VIOLENCE: Final = (
    Concern.PHYSICAL_ABUSE,
    Concern.PHYSICAL_ABUSE_BY_CHILD,
    Concern.DOMESTIC_ABUSE,
    Concern.FORCED_MARRIAGE,
    Concern.CRIMINAL_EXPLOITATION,
    Concern.GANGS,
    Concern.BEHAVIOUR,
)
SEE_A_DOCTOR: Final[dict[str, str]] = {
    Violence.STRANGLED: "A doctor should see them, even if there is no mark."
}
"""What is hurt inside a neck may show days later."""
CHILD_IS_VIOLENT = Has("concerns", Concern.BEHAVIOUR)
CHILD_HURTS = Choices(
    id="child_hurts",
    label="Does a child hurt or threaten somebody? (optional)",
    hint="Select all that apply.",
    options={
        "parent": "A parent or carer",
        "sibling": "A brother or sister",
        "other-child": "Another child",
        "other": "Somebody else",
        "none": "Nobody",
    },
    alone="none",
    when=CHILD_IS_VIOLENT,
)
GRAVE_VIOLENCE = Choices(
    id="violence",
    label="Has any of this happened? (optional)",
    hint="Tick all that fit, even if it was long ago. You do not have to be sure.",
    options={
        Violence.STRANGLED: "Somebody was choked, held by the neck or smothered",
        Violence.WEAPON: "Somebody used or showed a knife, a gun or another weapon",
        Violence.THREAT_TO_KILL: "Somebody said that they would kill",
        Violence.CARRIES_WEAPON: "A child carries a knife or another weapon",
        Violence.NONE: "None of these",
    },
    hints=SEE_A_DOCTOR,
    alone=Violence.NONE,
)


def about_violence(offered: Collection[str]) -> Condition:
    """Whether, of the worries that a form offers, one that may be about violence or a weapon was chosen."""
    return Either(tuple(Has("concerns", worry) for worry in WORRIES_OF_VIOLENCE if worry in offered))


VIOLENCE = Page(
    slug="violence",
    title="Has somebody been hurt or threatened?",
    questions=(
        CHILD_HURTS.model_copy(update={"hint": "Tick all that fit."}),
        GRAVE_VIOLENCE,
    ),
    warnings=(violence_can_wait,),
)
"""Each form says when it is asked, and what is to be said otherwise there."""
