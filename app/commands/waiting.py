"""`python -m app hub waiting`: what is filed here and not decided yet, a line each, without a name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import typer

from app.envelope.events import CLOSED, DECIDED, RECEIVED, REQUESTED, SCREENING, EventType
from app.profiles.hours import decision_due, in_london, passed
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.receiver.copies.careful import MEANS, Care, cares
from app.receiver.copies.unfound import names_no_child, perhaps_apart
from app.receiver.hub.undecided import Undecided, earlier, undecided
from app.receiver.papers import contacts
from app.receiver.steps import STEPS, Steps
from app.receiver.waiting import WAITING, Waiting
from app.settings import read_settings
from app.vocabulary import Route

LINE: Final = "{pressing:<10}{cares:<6}{reference}  {at:%a %Y-%m-%d %H:%M}  {route:<14}{more}"
NOBODY: Final = "no child to find"
UNLESS_APART: Final = "no child to find unless kept apart"
DUE: Final = "decide by {due:%a %Y-%m-%d}"
DUE_AT: Final = "decide by {due:%a %Y-%m-%d %H:%M}"
LATE: Final = "LATE: "
FOLLOWS: Final = "follows {reference}"
FOLLOWED: Final = "followed by {references}"
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
    council = load_profile(settings.profile)
    found = undecided(contacts(settings.hub_folder), Steps(settings.hub_folder / STEPS).all())
    followers = _followers(council, found)
    for one in found:
        typer.echo(_line(council, one, followers.get(one.contact.reference, ()), datetime.now(UTC)))
    if not found:
        typer.echo(NONE)
    _explain({care for one in found for care in cares(one.contact)})
    if count := Waiting(settings.hub_folder / WAITING).count():
        typer.echo(f"\n{FETCHING.format(count=count)}")


def _explain(found: Collection[Care]) -> None:
    if found:
        typer.echo(f"\n{READ_FIRST}")
    for care in (one for one in Care if one in found):
        typer.echo(CARE.format(care=care, means=MEANS[care]))


def _followers(council: Profile, found: Sequence[Undecided]) -> Mapping[str, Sequence[str]]:
    """The references of those that follow one, by its own."""
    followers: dict[str, list[str]] = {}
    for one in found:
        if before := earlier(council, one.contact):
            followers.setdefault(before, []).append(one.contact.reference)
    return followers


def _line(council: Profile, one: Undecided, followers: Sequence[str], now: datetime) -> str:
    contact = one.contact
    return LINE.format(
        pressing=one.pressing,
        cares="".join(cares(contact)),
        reference=contact.reference,
        at=in_london(contact.received_at),
        route=contact.route,
        more=", ".join(_more(council, one, followers, now)),
    ).rstrip()


def _more(council: Profile, one: Undecided, followers: Sequence[str], now: datetime) -> Iterator[str]:
    """What else stands on its line: how far it is and by when, then what belongs with it."""
    contact = one.contact
    if names_no_child(contact):
        yield UNLESS_APART if perhaps_apart(contact) else NOBODY
    yield from (NAMES[step.type] for step in [step for step in one.steps if step.type != RECEIVED][-1:])
    # The Designated Officer has periods of their own, which no profile promises.
    if contact.route is not Route.ALLEGATION:
        due = decision_due(council, contact.received_at)
        by = (DUE_AT if isinstance(due, datetime) else DUE).format(due=due)
        yield LATE * passed(due, now) + by
    if before := earlier(council, contact):
        yield FOLLOWS.format(reference=before)
    if followers:
        yield FOLLOWED.format(references=" and ".join(followers))
    if count := len(contact.enclosures.files) if contact.enclosures else 0:
        yield ONE_FILE if count == 1 else FILES.format(count=count)
