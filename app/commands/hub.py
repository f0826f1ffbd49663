"""`python -m app hub`: what people at the hub say of a contact, and what the hub has said so far."""

from datetime import UTC, datetime
from typing import Annotated, Final

import typer

from app.commands.alike import alike
from app.commands.calls import call, calls, withdraw_call
from app.commands.waiting import NAMES, waiting
from app.envelope.events import CLOSED, DECIDED, REQUESTED, SCREENING
from app.envelope.keys import ReceiverKeys
from app.errors import NoOutcomeError, UnsureError
from app.profiles.catalogues import SOURCE
from app.profiles.decided import decision_words
from app.profiles.hours import in_london
from app.profiles.loading import load_profile
from app.profiles.outcomes import Audience, Outcome
from app.receiver.filing import as_version
from app.receiver.hub.speaking import Saying, Voice
from app.receiver.hub.telling import Reader, reader
from app.receiver.papers import Filed, find
from app.receiver.receipts import RECEIPTS, Receipts, State
from app.receiver.steps import STEPS, Step, Steps, came_again, last_of, since_it_came
from app.references import parse_reference
from app.settings import Settings, read_settings

SAID: Final = "{reference}: {step}. The receiver tells the portal."
TOLD: Final = "An email about it goes to whoever sent it, once the portal has it."
NOT_TOLD: Final = "Nobody is told by email: {why}. Tell them yourselves, where that is safe."
AS_ASKED: Final = "you asked for none"
NOTHING: Final = "Nothing has been said of it."
STEP: Final = "{at:%Y-%m-%d %H:%M}  {step}{email}{portal}"
BY_EMAIL: Final = ", by email"
AT_PORTAL: Final[dict[State, str]] = {
    State.WAITING: " (the portal does not have it yet)",
    State.REFUSED: " (REFUSED by the portal: nobody is told of it; it is in .receipts/refused)",
    State.TAKEN: "",
}
UNDECIDED: Final = "Tell whoever sent it what came of it yourselves, where that is safe."
INSTEAD: Final = "It takes the place of {outcome}, which was said before."
WRONG_ONE: Final = (
    "If that was the wrong reference, let it wait again: python -m app hub screening {reference}"
)
READ_ALL: Final = (
    "It was sent again in other words, and this is said of all of them: {names}. Where one is not read yet, let it "
    "wait again, as below."
)
CAME_AGAIN: Final = "received again, in other words"
AGAIN: Final = """\
It was decided before ({outcome}). It waits for a decision again, and ‘python -m app hub waiting’ lists it. Until you
say another, or the same once more, whoever sent it goes on reading the one before."""
NO_OUTCOME: Final = """\
{what} The outcomes, and what a professional reads of each:
{outcomes}
Type: python -m app hub decide {reference} OUTCOME"""
NOT_SAID: Final = "Nothing was said yet: the outcome is missing."
UNKNOWN: Final = "Nothing was said yet: that is no outcome."
MAKE_SURE: Final = """\
Nothing was said yet: whoever sent {reference} as a professional gave an email address that anybody can have.
They read what you decide with their status code, and by email. A childminder or a foster carer may have no other
address; somebody who means harm to the family may have one too. Make sure who it is: call where they say that they
work, at a number that you find yourselves. Then say it with an email, or without:
    python -m app hub decide {reference} {outcome} --email
    python -m app hub decide {reference} {outcome} --no-email"""
ONE_OUTCOME: Final = "    {outcome}\n        {means}"
REFERENCE: Final = "REFERENCE"
cli = typer.Typer(
    help="What the hub says of a contact (docs/at-the-hub.md).", no_args_is_help=True, add_completion=False
)
cli.command()(waiting)
cli.command()(alike)
cli.command()(call)
cli.command()(calls)
cli.command()(withdraw_call)
Reference = Annotated[str, typer.Argument(help="The reference, as the contact's file is called.")]


@cli.command()
def screening(reference: Reference) -> None:
    """Say that somebody is looking at it; what was decided before waits for a decision again."""
    settings = read_settings()
    filed = _filed(settings, reference)
    before = _decided_before(settings, filed)
    _speak(settings, filed, Saying(SCREENING), Reader())
    if before:
        typer.echo(AGAIN.format(outcome=before))


@cli.command()
def request(reference: Reference) -> None:
    """Say that more information has been asked for."""
    _say(reference, Saying(REQUESTED))


@cli.command()
def decide(
    reference: Reference,
    outcome: Annotated[
        str, typer.Argument(metavar="OUTCOME", help="What was decided; leave it out to read which there are.")
    ] = "",
    *,
    email: Annotated[
        bool | None,
        typer.Option(
            help="Tell whoever sent it by email, where they said that this is safe (so where neither is said); "
            "one of the two must be said where anybody can have the address of a professional."
        ),
    ] = None,
) -> None:
    """Say what was decided, and have whoever sent it told of it."""
    settings = read_settings()
    decided = _outcome(settings, reference, outcome)
    filed = _filed(settings, reference)
    whom = reader(filed)
    if email is None and whom.may_pose:
        raise UnsureError(MAKE_SURE.format(reference=filed.reference, outcome=decided))
    if email is False:
        whom = Reader(why_not=AS_ASKED)
    before = _decided_before(settings, filed)
    heard = _speak(settings, filed, Saying(DECIDED, decided), whom)
    if before and before != decided:
        typer.echo(INSTEAD.format(outcome=before))
    typer.echo(TOLD if heard.address else NOT_TOLD.format(why=heard.why_not))
    if filed.version > 1:
        names = [f"{as_version(filed.reference, one)}.html" for one in range(1, filed.version + 1)]
        typer.echo(READ_ALL.format(names=", ".join(names)))
    typer.echo(WRONG_ONE.format(reference=filed.reference))


@cli.command()
def close(
    reference: Reference,
    *,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="Close it though no decision was said; none can be said then.")
    ] = False,
) -> None:
    """Say that the hub has done with it; a decision is said before."""
    settings = read_settings()
    filed = _filed(settings, reference)
    _speak(settings, filed, Saying(CLOSED, undecided=undecided), Reader())
    if all(step.type != DECIDED for step in since_it_came(_steps(settings, filed))):
        typer.echo(UNDECIDED)


@cli.command()
def show(reference: Reference) -> None:
    """Print what has been said of it so far, oldest first, in London's time; what the portal has not is marked."""
    settings = read_settings()
    steps = _steps(settings, _filed(settings, reference))
    receipts = Receipts(settings.hub_folder / RECEIPTS)
    for step in steps:
        typer.echo(
            STEP.format(
                at=in_london(step.at),
                step=CAME_AGAIN if came_again(step) else _named(Saying(step.type, step.outcome)),
                email=BY_EMAIL * step.told,
                portal=AT_PORTAL[receipts.state_of(step.id)],
            )
        )
    if not steps:
        typer.echo(NOTHING)


def _outcome(settings: Settings, reference: str, typed: str) -> Outcome:
    """The outcome that was typed.

    Raises:
        NoOutcomeError: it is none; the text says which there are, in the words of the council.
    """
    if typed in set(Outcome):
        return Outcome(typed)
    council = load_profile(settings.profile)
    means = {one: decision_words(council, Audience.PROFESSIONAL, one, SOURCE)[0] for one in Outcome}
    raise NoOutcomeError(
        NO_OUTCOME.format(
            what=UNKNOWN if typed else NOT_SAID,
            outcomes="\n".join(ONE_OUTCOME.format(outcome=one, means=said) for one, said in means.items()),
            reference=parse_reference(reference, *council.prefixes) or REFERENCE,
        )
    )


def _steps(settings: Settings, filed: Filed) -> list[Step]:
    return Steps(settings.hub_folder / STEPS).of(filed.reference)


def _decided_before(settings: Settings, filed: Filed) -> Outcome | None:
    decided = last_of(_steps(settings, filed), (DECIDED,))
    return decided.outcome if decided else None


def _say(reference: str, saying: Saying) -> None:
    settings = read_settings()
    _speak(settings, _filed(settings, reference), saying, Reader())


def _filed(settings: Settings, reference: str) -> Filed:
    council = load_profile(settings.profile)
    return find(settings.hub_folder, council, reference)


def _speak(settings: Settings, filed: Filed, saying: Saying, whom: Reader) -> Reader:
    folder = settings.hub_folder
    voice = Voice(
        ReceiverKeys.load(settings.keys_folder / "receiver"),
        folder,
        Receipts(folder / RECEIPTS),
        Steps(folder / STEPS),
    )
    heard = voice.say(filed, saying, whom, datetime.now(UTC))
    typer.echo(SAID.format(reference=filed.reference, step=_named(saying)))
    return heard


def _named(saying: Saying) -> str:
    name = NAMES[saying.type]
    return f"{name}, {saying.outcome}" if saying.outcome else name
