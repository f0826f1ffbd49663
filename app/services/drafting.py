"""Opening a draft, and changing it: one small write, begun again where somebody else was faster."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from app.envelope.drafts import DraftKey
from app.errors import NotFoundError, StorageUnavailableError
from app.forms.answers import Answers
from app.forms.pages import Form, Group
from app.forms.walking.removing import is_needed, without
from app.forms.walking.steps import Fault, Slot, Step
from app.forms.walking.walk import Walk, walk
from app.forms.wizard import fingerprint, start
from app.services.desk import Desk, now, today
from app.services.unsealing import answers_in
from app.storage import drafts

TRIES: Final = 5
UNNAMED: Final = 24
"""Letters of a mark that names no draft, as pages had it until 26 November 2026."""


class Draft(NamedTuple):
    """A draft as it was read; version 0 has not been stored yet."""

    key: DraftKey
    form: Form
    version: int
    answers: Answers
    expires_at: datetime
    """Until when the browser that holds the key opens it."""
    sent: bool = False
    kept_until: datetime | None = None
    """Until when a resume code opens it, where one was made."""

    def walk(self) -> Walk:
        """Every page that exists for these answers."""
        return walk(self.form, self.answers, today())

    @property
    def mark(self) -> str:
        """What a page says of which draft it shows, and tells nothing of it."""
        return self.key.own_mark

    def shown(self, step: Step) -> str:
        """A mark of what a page shows, and of which draft, which a browser may keep in its history."""
        return self.mark + self.key.mark(fingerprint(self.answers, step))


def shown_of(key: DraftKey, shown: str) -> bool:
    """Whether this is the mark of a page of the draft with this key."""
    return shown.startswith(key.own_mark)


def of_another_draft(key: DraftKey, shown: str) -> bool:
    """Whether this is the mark of a page of another draft; one of an older release does not tell, and is of none."""
    return not shown.startswith(key.own_mark) and len(shown) not in {0, UNNAMED}


class Kept(NamedTuple):
    """What came of sending one page: where to go, or what to mend on the same page."""

    draft: Draft
    walk: Walk
    onward: str | None = None
    """The address of the next page; None when only checking and sending is left."""
    faults: tuple[Fault, ...] = ()
    conflicts: tuple[Slot, ...] = ()
    """Answers that are saved by now, and are not what the page showed: another tab’s, another device’s, a release’s."""
    lost: bool = False
    """Something that was typed could not be kept as it is."""
    warned: bool = False
    """Everything is kept, and something on the page looks odd that its sender has not yet been told of."""


async def open_draft(desk: Desk, form: Form, key: DraftKey | None) -> Draft:
    """The draft that this key opens, or a new one that is not stored yet."""
    if key:
        async with desk.database.quick() as connection:
            row = await drafts.read(connection, key.row_id)
        if row and not row.is_over(now()) and (answers := answers_in(row, key)):
            return Draft(key, form, row.version, answers, row.expires_at, bool(row.sent_at), row.kept_until)
    return Draft(DraftKey.new(), form, 0, start(form), desk.life(form).open_until)


async def remove_item(desk: Desk, form: Form, key: DraftKey | None, group: str, item: str) -> Draft:
    """Remove an item and everything that was said about it; who is said to be as it was stays as they are.

    Raises:
        NotFoundError: there is no such item, or the form needs one and nothing is written of it.
    """

    def change(draft: Draft) -> Kept:
        removable(draft, group, item)
        fewer = draft._replace(answers=without(draft.walk(), draft.answers, group, item))
        return Kept(fewer, fewer.walk())

    return (await swap(desk, form, key, change)).draft


def removable(draft: Draft, group_id: str, item: str) -> Group:
    """The group of an item that can be removed.

    Raises:
        NotFoundError: there is no such item, or the form needs one and nothing is written of it.
    """
    group = draft.form.group(group_id)
    asked = group and item in draft.walk().facts.members(group.id)
    kept = is_needed(draft.form, draft.answers, group_id) and not draft.answers.tells_of(item)
    if not group or not asked or kept:
        raise NotFoundError("There is nothing to remove here")
    return group


def reachable(seen: Walk, path: str) -> Step:
    """The page at an address, if these answers lead to it.

    Raises:
        NotFoundError: they do not.
    """
    step = seen.at(path)
    if step is None or not (step.section.gate or seen.through_gate()):
        raise NotFoundError("This page is not part of the form as it stands")
    return step


async def swap(desk: Desk, form: Form, key: DraftKey | None, change: Callable[[Draft], Kept]) -> Kept:
    """Change the newest draft, starting again whenever somebody else was faster.

    Raises:
        StorageUnavailableError: everybody else always was, or nothing could be kept.
    """
    for _ in range(TRIES):
        draft = await open_draft(desk, form, key)
        if draft.sent:
            return Kept(draft, draft.walk())
        kept = change(draft)
        if kept.draft.answers == draft.answers:
            return kept._replace(draft=await _renewed(desk, draft))
        if stored := await _store(desk, draft, kept.draft):
            return kept._replace(draft=stored)
    raise StorageUnavailableError("The draft is changing too fast")


async def _renewed(desk: Desk, draft: Draft) -> Draft:
    """The same draft, whose time begins anew: its writer was here, and changed nothing."""
    life = desk.life(draft.form)
    if draft.version:
        async with desk.database.quick() as connection:
            await drafts.renew(connection, draft.key.row_id, life, now())
    return draft._replace(expires_at=life.open_until)


async def _store(desk: Desk, before: Draft, after: Draft) -> Draft | None:
    """The draft as it is now stored; None where somebody else was faster."""
    key, version = before.key, before.version + 1
    life, answers = desk.life(before.form), after.answers.stored(now())
    body = key.seal(version, answers.document())
    async with desk.database.quick() as connection:
        if before.version == 0:
            new = await drafts.create(connection, key.row_id, before.form.slug, body, life)
        else:
            new = await drafts.swap(connection, key.row_id, before.version, body, life)
    kept_until = life.kept_until if before.kept_until else None
    stored = after._replace(
        version=version, answers=answers, expires_at=life.open_until, kept_until=kept_until
    )
    return stored if new else None
