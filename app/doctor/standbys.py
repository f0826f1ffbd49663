"""Standbys of the database: whether one would know, if it took its place, of all that was confirmed."""

from typing import Final

from app.doctor.report import Line
from app.storage.upkeep.replication import Replication

WAITS: Final = ("on", "remote_apply")
"""What `synchronous_commit` must be, so that a standby has written what was confirmed."""
IS_ONE: Final = Line(
    "database",
    "It is a standby, and takes nothing in.",
    "Promote it if the other is gone, or let DATABASE_URL name the other: docs/operating.md, A standby.",
)
NOT_AWAITED: Final = Line(
    "standby",
    "One follows, and nothing waits for it: if it is promoted, what was just confirmed may be lost.",
)
NOT_THERE: Final = Line(
    "standby",
    "The database waits for a standby, and none follows: nothing can be stored or sent.",
    "Start one; or, until there is one, empty synchronous_standby_names: docs/operating.md, A standby.",
)
TOO_EARLY: Final = Line(
    "standby",
    "The database names a standby, and confirms before that has written.",
    "Set synchronous_commit to on or remote_apply.",
)
AWAITED: Final = Line("standby", "The database waits for a standby before it confirms anything.")


def standbys(found: Replication) -> list[Line]:
    """What is well or wrong with them; nothing where there are none."""
    if found.standby:
        return [IS_ONE]
    if not found.awaited:
        return [NOT_AWAITED] if found.followers else []
    if found.waits_in_vain:
        return [NOT_THERE]
    return [AWAITED if found.commit in WAITS else TOO_EARLY]
