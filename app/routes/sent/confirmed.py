"""What a confirmation says of what was written, as long as its copy is there."""

from collections.abc import Mapping
from datetime import datetime

from app.forms.pages import FollowUp
from app.forms.rules import refers
from app.forms.topics.danger import has_spoken
from app.forms.walking.walk import Walk
from app.routes.page.noted import WRITTEN_LATE, after_call
from app.routes.page.onward import url
from app.routes.request.visit import Visit
from app.routes.sent.still_missing import lacks, telling_the_rest, unanswered
from app.saying import Sentence
from app.services.desk import now
from app.services.drafting import Draft
from app.vocabulary import FormName, YesNo


def of_what_was_written(
    visit: Visit, draft: Draft, walk: Walk, received_at: datetime
) -> Mapping[str, object]:
    """What the confirmation says only while the copy is there; nothing of it once that is gone."""
    if not draft.sent:
        return dict.fromkeys(("spoken", "lacks", "after_call", "late", "by_email", "copy_url", "follow_up"))
    form, facts, missing = draft.form, walk.facts, lacks(walk)
    return {
        "spoken": has_spoken(facts),
        "lacks": missing,
        "telling_the_rest": telling_the_rest(visit.desk.council, walk, now()),
        "unanswered": bool(unanswered(walk)),
        "after_call": facts.get("spoke") == YesNo.YES and not missing,
        "late": _came_late(visit, walk, received_at),
        "by_email": bool(facts.get("your_email")) and refers(FormName(form.slug), facts),
        "copy_url": url(form, "copy"),
        "follow_up": _follow_up(walk),
    }


def _came_late(visit: Visit, walk: Walk, received_at: datetime) -> Sentence | None:
    """That what was sent came later than it had to after a call."""
    told = after_call(visit.desk.council, walk, received_at)
    return told if told and told.text is WRITTEN_LATE else None


def _follow_up(walk: Walk) -> FollowUp | None:
    """The other form that the writer of this one may go on with, if any."""
    return next((one for one in walk.form.follow_ups if one.when.holds(walk.facts)), None)
