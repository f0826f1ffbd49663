"""What is never about a child who is not born yet."""

from typing import Final

from app.vocabulary import Concern

ONLY_ONCE_BORN: Final = frozenset(
    {
        Concern.CHILD_MENTAL_HEALTH,
        Concern.SELF_HARM,
        Concern.CHILD_ALCOHOL,
        Concern.CHILD_DRUGS,
        Concern.YOUNG_CARER,
        Concern.MISSING,
        Concern.BEHAVIOUR,
        Concern.ATTENDANCE,
        Concern.UNACCOMPANIED,
    }
)
"""Concerns that are never about a child who is not born yet."""
