"""Whom a chosen worry can be about: one born child alone is asked about nothing, for then all of it is theirs."""

from collections.abc import Iterable
from typing import Final

from app.forms.conditions import All, AnyOf, Condition, Either, Has
from app.forms.insets import Inset
from app.forms.topics.child import BORN, SEVERAL_CHILDREN, UNBORN
from app.forms.unborn import ONLY_ONCE_BORN

ONE_UNBORN: Final = AnyOf("children", UNBORN)
ABOUT_ANOTHER: Final = Either((SEVERAL_CHILDREN, ONE_UNBORN))
"""Where there are several; and where one is not born yet, for what its mother does is not what the child does."""

BEFORE_BIRTH: Final = Inset(
    text="For a baby who is not born yet, select what could harm them before birth or after it.",
    when=ONE_UNBORN,
)


def chosen_before(worries: Iterable[str]) -> dict[str, Condition]:
    """When each worry is offered of a child: it was chosen before, and such a child can have it."""
    return {
        worry: _of_the_born(worry) if worry in ONLY_ONCE_BORN else Has("concerns", worry) for worry in worries
    }


def _of_the_born(worry: str) -> Condition:
    return All((Has("concerns", worry), BORN))
