"""`python -m app hub waiting`: what is filed here and not decided yet, a line each, without a name."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final

import typer

from app.commands.unread import named, say_not_whole
from app.contact.model import Contact
from app.envelope.events import CLOSED, DECIDED, RECEIVED, REQUESTED, SCREENING, EventType
from app.profiles.hours import decision_due, in_london, passed
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.receiver.copies.careful import MEANS, Care, cares
from app.receiver.copies.living import is_a_child
from app.receiver.copies.pressing import PRESSING
from app.receiver.copies.unfound import names_no_child, perhaps_apart
from app.receiver.filing import as_version
from app.receiver.hub.alike import Families
from app.receiver.hub.undecided import Undecided, by_pressing, earlier, waits
from app.receiver.papers import Contacts
from app.receiver.steps import STEPS, Steps, since_it_came
from app.receiver.waiting import WAITING, Waiting
from app.settings import Settings, read_settings
from app.vocabulary import Route

LINE: Final = "{pressing:<13}{cares:<6}{reference:<14}{at:<22}{route:<14}{more}"
HEADS: Final = LINE.format(
    pressing="PRESSES", cares="MIND", reference="REFERENCE", at="SENT", route="TEAM", more="AND"
)
AT: Final = "{at:%a %Y-%m-%d %H:%M}"
TOTAL: Final = "{count} to decide."
TOTAL_WITH: Final = "{count} to decide: {words}. What presses stands at the top."
OF_THEM: Final = "{count} {word}"
ARE_LATE: Final = "late"
YOUNG: Final = "PARENT UNDER 18"
NOBODY: Final = "no child to find"
UNLESS_APART: Final = "no child to find unless kept apart"
AGAIN: Final = "AGAIN, in other words: read {name}.html too"
DUE: Final = "decide by {due:%a %Y-%m-%d}"
DUE_AT: Final = "decide by {due:%a %Y-%m-%d %H:%M}"
LATE: Final = "LATE: "
FOLLOWS: Final = "follows {reference}"
FOLLOWED: Final = "followed by {references}"
PERHAPS: Final = "perhaps the same family: {references}"
BEFORE: Final = "perhaps the family of {references}, decided or closed"
MOST_NAMED: Final = 3
NOT_CHECKED: Final = (
    "Perhaps: they may be about one child or family, by a name and age, a home or a number. Nobody has checked it, "
    "many have one name, and where nothing is said there may still be another. Read both before you take them for "
    "one. What they have in common: python -m app hub alike REFERENCE"
)
ONE_FILE: Final = "1 file"
FILES: Final = "{count} files"
CARE: Final = "{care}  {means}"
READ_FIRST: Final = (
    "Before anybody is called, written to or told of one with a letter, read its copy from the top:"
)
FETCHING: Final = (
    "Not in this list: {count} that came with files, which are still to be fetched from the portal. "
    "If it stays so, the receiver’s log says why."
)
NONE: Final = "Nothing that is filed here waits for a decision."
NAMES: Final[dict[EventType, str]] = {
    RECEIVED: "received",
    SCREENING: "screening",
    REQUESTED: "information requested",
    DECIDED: "decided",
    CLOSED: "closed",
}


def waiting() -> None:
    """List what is filed here and not decided yet: what presses first, then the oldest, in London's time.

    Letters beside a reference say what to mind before anybody is called or told; those that stand there are
    explained below the list.
    """
    settings = read_settings()
    steps = Steps(settings.hub_folder / STEPS)
    said = steps.all()
    filed = Contacts(
        settings.hub_folder,
        lambda reference, version: waits(since_it_came(said.get(reference, ()), version)),
    )
    found = by_pressing(filed.versions(), said)
    families = _compared(settings, found)
    listed = Listed(load_profile(settings.profile), found, families, datetime.now(UTC))
    if found:
        typer.echo("\n".join((HEADS, *map(listed.line, found), "")))
    if found or not filed.unread:
        typer.echo(listed.total if found else NONE)
    _explain({care for one in found for care in cares(one.contact)})
    if listed.perhaps:
        typer.echo(f"\n{NOT_CHECKED}")
    if count := Waiting(settings.hub_folder / WAITING).count():
        typer.echo(f"\n{FETCHING.format(count=count)}")
    say_not_whole("in this list", filed.unread, sorted(steps.unread), families.failed)


def _compared(settings: Settings, found: Sequence[Undecided]) -> Families:
    families = Families(one.contact for one in found)
    for contact in Contacts(settings.hub_folder) if found else ():
        families.read(contact)
    return families


class Listed:
    """What waits, and what stands of each on its line; `now` is when it is read."""

    def __init__(
        self, council: Profile, found: Sequence[Undecided], families: Families, now: datetime
    ) -> None:
        self._council, self._found, self._now = council, found, now
        self._here = {one.contact.reference for one in found}
        self._followers = _followers(council, found)
        self.perhaps = {
            one.contact.reference: others for one in found if (others := self._like(families, one.contact))
        }
        """The references of what may be about the same family, by the reference of each that has any."""

    @property
    def total(self) -> str:
        """How many wait, how many of them for each reason that presses, and how many are late."""
        first = Counter(word for one in self._found for word in one.pressing[:1])
        words = [OF_THEM.format(count=first[one.word], word=one.word) for one in PRESSING if first[one.word]]
        if late := sum(self._is_late(one.contact) for one in self._found):
            words.append(OF_THEM.format(count=late, word=ARE_LATE))
        said = TOTAL_WITH if words else TOTAL
        return said.format(count=len(self._found), words=", ".join(words))

    def line(self, one: Undecided) -> str:
        """What is said of one, without a name."""
        contact = one.contact
        return LINE.format(
            pressing="".join(one.pressing[:1]),
            cares="".join(cares(contact)),
            reference=contact.reference,
            at=AT.format(at=in_london(contact.received_at)),
            route=contact.route,
            more=", ".join((*self._first(one), *self._beside(contact))),
        ).rstrip()

    def _first(self, one: Undecided) -> Iterator[str]:
        """What else presses or is to be minded, how far it is, and by when."""
        contact = one.contact
        yield from one.pressing[1:]
        if one.version > 1:
            yield AGAIN.format(name=as_version(contact.reference, one.version))
        if is_a_child(contact.parent):
            yield YOUNG
        if names_no_child(contact):
            yield UNLESS_APART if perhaps_apart(contact) else NOBODY
        yield from (NAMES[step.type] for step in [step for step in one.steps if step.type != RECEIVED][-1:])
        if due := self._due(contact):
            by = (DUE_AT if isinstance(due, datetime) else DUE).format(due=due)
            yield LATE * passed(due, self._now) + by

    def _beside(self, contact: Contact) -> Iterator[str]:
        """What belongs with it, or may."""
        if before := earlier(self._council, contact):
            yield FOLLOWS.format(reference=before)
        if followers := self._followers.get(contact.reference):
            yield FOLLOWED.format(references=" and ".join(followers))
        others = self.perhaps.get(contact.reference, ())
        for said, here in ((PERHAPS, True), (BEFORE, False)):
            if some := [other for other in others if (other in self._here) is here]:
                yield said.format(references=named(some, MOST_NAMED))
        if count := len(contact.enclosures.files) if contact.enclosures else 0:
            yield ONE_FILE if count == 1 else FILES.format(count=count)

    def _due(self, contact: Contact) -> date | None:
        # The Designated Officer has periods of their own, which no profile promises.
        return None if contact.route is Route.ALLEGATION else decision_due(self._council, contact.received_at)

    def _is_late(self, contact: Contact) -> bool:
        due = self._due(contact)
        return due is not None and passed(due, self._now)

    def _like(self, families: Families, contact: Contact) -> Sequence[str]:
        """Those that may belong with it and do not say so."""
        said = {earlier(self._council, contact), *self._followers.get(contact.reference, ())}
        return [other for other in families.like(contact.reference) if other not in said]


def _explain(found: Collection[Care]) -> None:
    if found:
        typer.echo(f"\n{READ_FIRST}")
    for care in (one for one in Care if one in found):
        typer.echo(CARE.format(care=care, means=MEANS[care]))


def _followers(council: Profile, found: Sequence[Undecided]) -> Mapping[str, Sequence[str]]:
    """The references of those that follow one, by its own."""
    followers: dict[str, dict[str, None]] = {}
    for one in found:
        if before := earlier(council, one.contact):
            # As keys: one that was sent again is named once.
            followers.setdefault(before, {})[one.contact.reference] = None
    return {before: [*those] for before, those in followers.items()}
