"""`python -m app hub alike`: which other contacts may be about the same child or family, and why, without a name."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Annotated, Final

import typer

from app.commands.unread import say_not_whole
from app.envelope.events import CLOSED, DECIDED
from app.errors import NotFiledError
from app.profiles.hours import in_london
from app.profiles.loading import load_profile
from app.receiver.hub.alike import SUREST, Families, Why
from app.receiver.hub.undecided import waits
from app.receiver.papers import Contacts, find
from app.receiver.steps import STEPS, Step, Steps, last_of, since_it_came
from app.settings import read_settings
from app.vocabulary import Route

LINE: Final = "{reference}  {at:%a %Y-%m-%d %H:%M}  {route:<14}{stands}: {why}"
WAITS: Final = "WAITS"
DECIDED_AS: Final = "decided, {outcome}"
CLOSED_NOW: Final = "closed"
NOBODY_CHECKED: Final = (
    "They may be about one child or family. Nobody has checked it: read both copies before you take them for "
    "one."
)
NONE: Final = (
    "No other contact in this folder looks like {reference}. There may still be one, under another name, or that "
    "says less."
)
TAKEN_AWAY: Final = "This contact is not in the folder any more, so that nothing can be compared with it."


def alike(
    reference: Annotated[str, typer.Argument(help="The reference, as the contact's file is called.")],
) -> None:
    """List the other contacts that may be about the same child or family, the likeliest first, and say why.

    Of each it says whether it WAITS for a decision. What is kept apart is not looked at. It reads every
    contact in the folder.
    """
    settings = read_settings()
    asked = find(settings.hub_folder, load_profile(settings.profile), reference).reference
    contacts = [*Contacts(settings.hub_folder, lambda one, _: one == asked)]
    if not contacts:
        raise NotFiledError(TAKEN_AWAY)
    families, filed = Families(contacts), Contacts(settings.hub_folder)
    sent: dict[str, tuple[datetime, Route]] = {}
    for one in filed:
        families.read(one)
        sent[one.reference] = one.received_at, one.route
    found, steps = families.like(asked), Steps(settings.hub_folder / STEPS)
    said = steps.all() if found else {}
    for other, common in found.items():
        at, route = sent[other]
        stands, why = _stands(said.get(other, ())), _in_words(common)
        typer.echo(LINE.format(reference=other, at=in_london(at), route=route, stands=stands, why=why))
    typer.echo(f"\n{NOBODY_CHECKED}" if found else NONE.format(reference=asked))
    say_not_whole("compared", filed.unread, sorted(steps.unread & found.keys()), families.failed)


def _stands(steps: Sequence[Step]) -> str:
    if waits(since_it_came(steps)):
        return WAITS
    closed = last_of(steps, (CLOSED,))
    decided = last_of(steps, (DECIDED,))
    return CLOSED_NOW if closed or not decided else DECIDED_AS.format(outcome=decided.outcome)


def _in_words(common: Collection[Why]) -> str:
    return "; ".join(why for why in SUREST if why in common)
