"""Keeping what one page says: merged into the newest draft, as far as it can be kept."""

from collections.abc import Callable, Mapping
from typing import Final

from app.envelope.drafts import DraftKey
from app.forms.answers import Answers
from app.forms.kinds.asked import Typed, first_typed
from app.forms.pages import Form, Group
from app.forms.walking.steps import Fault, Slot, Step
from app.forms.walking.unplaced import unheard
from app.forms.walking.walk import Walk
from app.forms.wizard import NO_ANSWERS, THEN, add_item, left_untouched, post
from app.saying import Word
from app.services.desk import Desk, today
from app.services.drafting import Draft, Kept, reachable, swap

LONGEST_REFERRAL: Final = 256 * 1024
"""Bytes of UTF-8 text in a whole referral (data.md, Limits)."""

FULL: Final = (
    "You have added as many as this form takes. Call us about the others, or tell us "
    "about them in a second form, and give the reference of this one there"
)
TOO_LONG: Final = (
    "This referral is too long: ‘{question}’ brings it over 256 kilobytes. "
    "Shorten it, or call us about the rest"
)
UNHEARD: Final = (
    "We are changing this website just now, and could not keep this: ‘{words}’. "
    "Copy it, and open this page again in a few minutes, or call us"
)


def freely() -> None:
    """Whoever comes may begin a form."""


async def keep_page(  # noqa: PLR0913 -- whether one more may begin depends on the visitor, whom no service knows
    desk: Desk,
    form: Form,
    key: DraftKey | None,
    path: str,
    typed: Typed,
    *,
    may_begin: Callable[[], None] = freely,
) -> Kept:
    """Merge what one page says into the newest draft.

    `may_begin`: asked where there is none yet; it raises what stands against one more.

    Raises:
        NotFoundError: this page does not exist for these answers.
        StorageUnavailableError: it could not be kept.
    """

    def change(draft: Draft) -> Kept:
        if not draft.version:
            may_begin()
        step = reachable(draft.walk(), path)
        return _told(_spoken(desk, _merged(draft, step, typed), typed), step, typed)

    return await swap(desk, form, key, change)


def _merged(draft: Draft, step: Step, typed: Typed) -> Kept:
    if left_untouched(step, typed):
        return Kept(draft, draft.walk())
    shown = typed.get("shown", ())
    stale = bool(shown) and shown[0] != draft.shown(step)
    posted = post(draft.form, draft.answers.went_on_from(step.path), step, typed, today())
    changed = _changed_elsewhere(step, posted.answers) if stale else ()
    if stale and (changed or step.lists):
        return Kept(
            draft, seen := draft.walk(), _begun(seen, step) or seen.after(step.path), conflicts=changed
        )
    if posted.answers.longer_than(LONGEST_REFERRAL):
        return Kept(draft, draft.walk(), faults=(_too_long(step, typed),), lost=True)
    if step.lists and not posted.faults and _wants_another(step.lists, posted.answers):
        return _one_more(draft, step.lists, posted.answers)
    # What is urgent is asked for once: the same page, sent again, goes on without it (rules.md 3).
    passes = posted.walk.waived and step.touched and not posted.unread
    faults = () if passes else posted.faults
    warned = _news(posted.walk.at(step.path), typed, urgent=posted.walk.waived)
    merged = draft._replace(answers=posted.answers)
    if first_typed(typed, THEN) and posted.answers != draft.answers:
        merged = draft._replace(answers=posted.answers.left_at(step.path))
    onward = posted.walk.after(step.path)
    return Kept(merged, posted.walk, onward, faults, lost=bool(posted.unread), warned=warned)


def _spoken(desk: Desk, kept: Kept, typed: Typed) -> Kept:
    """The same, in the language in which its page was shown."""
    answers, language = kept.draft.answers, first_typed(typed, "lang")
    if language not in desk.council.languages or language == answers.language:
        return kept
    return kept._replace(draft=kept.draft._replace(answers=answers.spoken(language)))


def _told(kept: Kept, step: Step, typed: Typed) -> Kept:
    """The same, with the words for which this release of the page has no field: they come back, not kept."""
    words = unheard(step.page, typed, NO_ANSWERS)
    if not words:
        return kept
    fault = Fault("main-content", UNHEARD, {"words": " ".join(words)})
    return kept._replace(faults=(*kept.faults, fault), lost=True)


def _news(now: Step | None, typed: Typed, *, urgent: bool) -> bool:
    """Whether the page warns of something that its sender was not shown before."""
    return now is not None and now.comes_first(urgent=urgent) and now.warned != first_typed(typed, "warned")


def _changed_elsewhere(step: Step, answers: Answers) -> tuple[Slot, ...]:
    """The recorded answers of a page that what was just typed would replace."""
    return tuple(
        slot
        for slot in step.slots
        if slot.recorded and answers.of(slot.spot.scope).get(slot.question.id) != slot.value
    )


def _begun(seen: Walk, step: Step) -> str | None:
    """The first page that a group's item still needs, as one does that was added a moment ago."""
    return next(
        (one.path for one in seen.steps if one.item and one.group is step.group and not seen.met(one)), None
    )


def _wants_another(group: Group, answers: Answers) -> bool:
    return group.another is not None and answers.of("").get(group.another.id) == "yes"


def _one_more(draft: Draft, group: Group, answers: Answers) -> Kept:
    question = group.another.id if group.another else ""
    if len(answers.items(group.id)) >= group.most:
        return Kept(draft, draft.walk(), faults=(Fault(question, FULL, {}),))
    more, item = add_item(answers, group)
    seen = (longer := draft._replace(answers=more)).walk()
    return Kept(longer, seen, seen.first_of(group, item).path)


def _too_long(step: Step, typed: Typed) -> Fault:
    longest = max(step.slots, key=lambda slot: sum(map(len, typed.get(slot.field, ()))))
    names: Mapping[str, str] = longest.spot.names
    return Fault(longest.field, TOO_LONG, {**names, "question": Word(longest.question.label, **names)})
