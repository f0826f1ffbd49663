"""`python -m app hub alike`: which other contacts may be about the same child or family, and why, without a name."""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Final

import typer

from app.commands.unread import say_not_whole
from app.errors import NotFiledError
from app.profiles.hours import in_london
from app.profiles.loading import load_profile
from app.receiver.hub.alike import SUREST, Families, Why
from app.receiver.papers import Contacts, find
from app.settings import read_settings
from app.vocabulary import Route

LINE: Final = "{reference}  {at:%a %Y-%m-%d %H:%M}  {route:<14}{why}"
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

    What is kept apart is not looked at. It reads every contact in the folder.
    """
    settings = read_settings()
    contact = find(settings.hub_folder, load_profile(settings.profile), reference).contact
    if contact is None:
        raise NotFiledError(TAKEN_AWAY)
    families, filed = Families([contact]), Contacts(settings.hub_folder)
    sent: dict[str, tuple[datetime, Route]] = {}
    for one in filed:
        families.read(one)
        sent[one.reference] = one.received_at, one.route
    found = families.like(contact.reference)
    for other, common in found.items():
        at, route = sent[other]
        typer.echo(LINE.format(reference=other, at=in_london(at), route=route, why=_in_words(common)))
    typer.echo(f"\n{NOBODY_CHECKED}" if found else NONE.format(reference=contact.reference))
    say_not_whole("compared", filed.unread, uncompared=families.failed)


def _in_words(common: Collection[Why]) -> str:
    return "; ".join(why for why in SUREST if why in common)
