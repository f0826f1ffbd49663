"""Days in a profile that cannot be meant on the day on which it is checked."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.profiles.model import Profile

NOT_YET_DONE: Final = (
    "accessibility_reviewed: {day} is still to come. Write the day on which you went through it."
)
SECURITY_OVER: Final = (
    "security.until: {day} is over, and nobody is told whom to write to. Write a later day."
)
ENDS_FIRST: Final = (
    "notices.{slug}: it ends on {ends}, before it starts, so nobody is shown it. Is that meant?"
)


def misdated(council: Profile, today: date) -> Iterator[str]:
    """A sentence for each day that looks mistyped, or that is over."""
    reviewed, security = council.accessibility_reviewed, council.security
    if reviewed and reviewed > today:
        yield NOT_YET_DONE.format(day=reviewed)
    if security and security.until < today:
        yield SECURITY_OVER.format(day=security.until)
    for notice in council.notices:
        if notice.starts and notice.ends and notice.ends < notice.starts:
            yield ENDS_FIRST.format(slug=notice.slug, ends=notice.ends)
