"""Who is what to the children: of all of them at once, and which of them may be the parent of another."""

from typing import Final

from app.forms.conditions import All, Answer, Facts, Is
from app.forms.kinds.asked import Spread
from app.forms.pages import Derived, Page
from app.forms.questions import Choice
from app.forms.topics.child import DO_NOT_KNOW, SEVERAL_CHILDREN
from app.forms.topics.relations import RELATIONS
from app.vocabulary import Birth, YesNo

MAY_BE_A_PARENT: Final = 12
"""Years by which a parent is older than a child at least, and from which a child may be written of as an adult too."""

COUNCILS_SHARE: Final = (
    "A council shares parental responsibility under a care order. Parents keep it under section 20."
)

TO_ALL = Page(
    slug="to-all-the-children",
    title="Who is {adult} to the children?",
    lede="For example, the mother of all of them.",
    when=All((SEVERAL_CHILDREN, Is("related", YesNo.NO))),
    questions=(
        Choice(
            id="same_to_all",
            label="Is {adult} the same to every child on this form?",
            options={YesNo.YES: "Yes", YesNo.NO: "No, or that is not known: answer for each child"},
            missing="Select whether {adult} is the same to every child on this form",
        ),
        Choice(
            id="relation_to_all",
            label="What is {adult} to them?",
            options=RELATIONS,
            missing="Select what {adult} is to them",
            when=Is("same_to_all", YesNo.YES),
            spread=Spread(group="children", question="relation"),
        ),
        Choice(
            id="responsibility_for_all",
            label="Does {adult} have parental responsibility for them?",
            hint=COUNCILS_SHARE,
            options={
                YesNo.YES: "Yes, for all of them",
                YesNo.NO: "No, for none of them",
                "some": "For some of them: answer for each child",
                YesNo.NOT_KNOWN: DO_NOT_KNOW,
            },
            missing="Select whether {adult} has parental responsibility for them",
            when=Is("same_to_all", YesNo.YES),
            spread=Spread(group="children", question="responsibility", but="some"),
        ),
    ),
)
"""Written down for each child, and gone then: of a child who is added later it is asked anew."""


def may_be_a_parent(child: Facts) -> YesNo:
    """Whether a child may be the parent of another one here, by their ages; who is of no known age may be."""
    mine = _years(child)
    if child.get("birth") == Birth.UNBORN or (mine is not None and mine < MAY_BE_A_PARENT):
        return YesNo.NO
    others = (other for other in child.items("children") if other is not child)
    return YesNo.YES if any(_may_be_of(mine, _years(other)) for other in others) else YesNo.NO


def related(adult: Facts) -> YesNo:
    """Whether it was said what an adult is to any child."""
    said = any(pair.get("relation") is not None for pair in adult.items("children"))
    return YesNo.YES if said else YesNo.NO


def _may_be_of(mine: int | None, theirs: int | None) -> bool:
    return mine is None or theirs is None or mine - theirs >= MAY_BE_A_PARENT


def _years(child: Facts) -> int | None:
    """Whole years as far as they are known; who is not born yet has none."""
    years: Answer = 0 if child.get("birth") == Birth.UNBORN else child.get("age")
    return years if isinstance(years, int) else None


OF_KIN = (
    Derived(id="may_be_a_parent", group="children", function=may_be_a_parent, values=tuple(YesNo)),
    Derived(id="related", group="adults", function=related, values=tuple(YesNo)),
)
