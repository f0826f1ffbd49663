"""Who writes which form: people at work, or anybody."""

from typing import Final

from app.vocabulary import FormName

AT_WORK: Final = frozenset({FormName.PROFESSIONAL})
FOR_ANYBODY: Final = frozenset(FormName) - AT_WORK
"""The others: somebody may be looking over a shoulder, and a flood may come through them."""
