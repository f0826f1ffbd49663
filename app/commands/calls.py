"""`python -m app hub call` and `calls`: a call that is to be followed in writing, and which were not."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

import typer

from app.envelope.calls import LONGEST_NOTE
from app.envelope.keys import ReceiverKeys
from app.errors import NotFiledError
from app.forms.catalogue import forms
from app.forms.kinds.asked import clean
from app.forms.kinds.checked import Email
from app.profiles.catalogues import SOURCE
from app.profiles.hours import LONDON, in_london
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.receiver.calls import CALLS, Advised, Calls, Kept
from app.receiver.hub.calling import Switchboard, Taken
from app.receiver.papers import require_hub
from app.receiver.receipts import RECEIPTS, Receipts
from app.references import format_status_code, parse_reference
from app.settings import Settings, read_settings
from app.vocabulary import FormName

ASK: Final = (
    "What was the call about? It is sealed, and opens for the caller alone, by link and code. "
    "End with Ctrl-D on a line of its own."
)
REGISTERED: Final = """\
Call {reference}. The receiver tells the portal, and the link goes to {email}.
Read this code out; it is kept nowhere, and it is not in the email:

    {code}

{due}Tell them: if a child is in danger now, call 999 and do not wait for the email.
Without link or code they use the ordinary form, and give {reference} in it."""
TAKEN_BACK: Final = """\
Call {reference} is taken back. The receiver tells the portal: its link and code open nothing any more, and nobody
is written to about it. An email that has gone cannot be called back; what its caller has begun to write is theirs."""
DUE: Final = "They have until the end of {day:%Y-%m-%d} to write.\n"
LINE: Final = "{state:<9}{reference}  {at:%Y-%m-%d %H:%M}  {due}{whom}"
OVERDUE: Final = "OVERDUE"
WAITING: Final = "waiting"
WRITTEN: Final = "written"
CLOSED: Final = "closed"
BY: Final = "by {day:%Y-%m-%d}  "
NONE: Final = "No call waits for its referral."
ABOUT: Final = "Taken by: {taken_by}\nAdvised: {advised}\nAbout:\n{about}"
NOT_SAID: Final = "not said"
LATER: Final = "later than now"
NOT_OFFERED: Final = "the profile offers only {offered}"
TOO_OLD: Final = "longer ago than a form is kept ({days} days)"
TOO_LONG: Final = "What the call was about is too long: use {most} characters or fewer."
CLOCKS: Final = timedelta(minutes=5)
TODAY: Final = "%H:%M"
MOMENTS: Final = [TODAY, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
ADDRESS: Final = Email(id="email", label="Email address", missing="Enter an email address")


def call(  # noqa: PLR0913, PLR0917 -- each is an option of its own
    email: Annotated[str, typer.Option(help="The caller's work address, to which the link goes.")],
    at: Annotated[
        datetime | None, typer.Option(formats=MOMENTS, help="When they called, in London; by default now.")
    ] = None,
    taken_by: Annotated[str, typer.Option(help="Whom they spoke to.")] = "",
    advised: Annotated[
        Advised, typer.Option(help="What they were told to do: a child in danger is an emergency.")
    ] = Advised.REFERRAL,
    insisted: Annotated[
        bool | None, typer.Option(help="Whether they were told that a referral must be sent.")
    ] = None,
    language: Annotated[
        str, typer.Option(help="The language of the email and of the form; one of the profile's.")
    ] = SOURCE,
) -> None:
    """Write down a call that is to be followed in writing; what it was about is read from standard input.

    Name no child here: a command is remembered and seen by others.
    """
    settings = read_settings()
    council = load_profile(settings.profile)
    now = datetime.now(UTC)
    address = _address(email, now)
    moment = _moment(council, at, now)
    if language not in council.languages:
        raise typer.BadParameter(
            NOT_OFFERED.format(offered=", ".join(council.languages)), param_hint="--language"
        )
    taken = Taken(address, moment, clean(taken_by).strip() or None, advised, insisted, _note())
    made, code = _switchboard(settings, council).register(taken, now, language)
    due = Kept(made, None).due(council)
    typer.echo(
        REGISTERED.format(
            reference=made.reference,
            email=address,
            code=format_status_code(code),
            due=DUE.format(day=due) if due else "",
        )
    )


def calls(
    reference: Annotated[str, typer.Argument(help="Show this call, with what it was about.")] = "",
    written: Annotated[bool, typer.Option(help="List those too whose referral is here.")] = False,
) -> None:
    """List the calls whose referral is not here yet, oldest first, and so those first that are overdue."""
    settings = read_settings()
    council = load_profile(settings.profile)
    now = datetime.now(UTC)
    folder = _calls(settings, council, now)
    found = folder.all()
    if reference:
        _show(council, found, reference, now)
        return
    listed = [kept for kept in found if kept.waits or (written and kept.followed_by)]
    for kept in listed:
        typer.echo(_line(council, kept, now))
    if not listed:
        typer.echo(NONE)


def withdraw_call(
    reference: Annotated[str, typer.Argument(help="The call, by the reference that was printed for it.")],
) -> None:
    """Take back a call that should not have been written down: nobody is written to, and its link opens nothing."""
    settings = read_settings()
    council = load_profile(settings.profile)
    switchboard = _switchboard(settings, council)
    kept = _named(council, switchboard.calls.all(), reference)
    switchboard.withdraw(kept, datetime.now(UTC))
    typer.echo(TAKEN_BACK.format(reference=kept.call.reference))


def _named(council: Profile, found: list[Kept], typed: str) -> Kept:
    named = parse_reference(typed, *council.prefixes)
    kept = next((one for one in found if one.call.reference == named), None)
    if kept is None:
        raise NotFiledError("No call with this reference was written down here. Look at the reference.")
    return kept


def _show(council: Profile, found: list[Kept], typed: str, now: datetime) -> None:
    kept = _named(council, found, typed)
    typer.echo(_line(council, kept, now))
    said = {"taken_by": kept.call.taken_by or NOT_SAID, "about": kept.call.about or NOT_SAID}
    typer.echo(ABOUT.format(advised=kept.call.advised, **said))


def _line(council: Profile, kept: Kept, now: datetime) -> str:
    due = kept.due(council)
    state = OVERDUE if kept.overdue(council, now) else WRITTEN if kept.followed_by else WAITING
    state = state if kept.waits or kept.followed_by else CLOSED
    return LINE.format(
        state=state,
        reference=kept.call.reference,
        at=in_london(kept.call.at),
        due=BY.format(day=due) if due else "",
        whom=kept.followed_by or kept.call.email,
    )


def _switchboard(settings: Settings, council: Profile) -> Switchboard:
    folder = settings.hub_folder
    calls = _calls(settings, council, datetime.now(UTC))
    receipts = Receipts(folder / RECEIPTS)
    receipts.prepare()
    return Switchboard(
        council.slug,
        council.prefix,
        forms(council)[FormName.PROFESSIONAL],
        ReceiverKeys.load(settings.keys_folder / "receiver"),
        calls,
        receipts,
    )


def _calls(settings: Settings, council: Profile, now: datetime) -> Calls:
    """The folder of calls, without those that are over; where no receiver is, nobody would tell the portal."""
    require_hub(settings.hub_folder)
    folder = Calls(settings.hub_folder / CALLS)
    folder.prepare()
    folder.forget_over(council.periods, now)
    return folder


def _address(typed: str, now: datetime) -> str:
    read = ADDRESS.read({ADDRESS.id: [typed]}, ADDRESS.id, now.date())
    if not isinstance(read.value, str):
        raise typer.BadParameter(read.message or ADDRESS.missing, param_hint="--email")
    return read.value


def _moment(council: Profile, typed: datetime | None, now: datetime) -> datetime:
    if typed is None:
        return now
    local = typed.replace(tzinfo=LONDON)
    if typed.year == datetime.strptime("0:00", TODAY).year:  # noqa: DTZ007 -- the year that a time alone is given
        local = datetime.combine(in_london(now).date(), typed.time(), LONDON)
    days = council.periods.draft_days
    if local > now + CLOCKS:
        raise typer.BadParameter(LATER, param_hint="--at")
    if local + timedelta(days=days) <= now:
        raise typer.BadParameter(TOO_OLD.format(days=days), param_hint="--at")
    return local


def _note() -> str | None:
    """What the call was about, from whoever types it or from a pipe; never from the command."""
    given = typer.get_text_stream("stdin")
    if given.isatty():
        typer.echo(ASK, err=True)
    note = clean(given.read()).strip()
    if len(note) > LONGEST_NOTE:
        raise typer.BadParameter(TOO_LONG.format(most=LONGEST_NOTE))
    return note or None
