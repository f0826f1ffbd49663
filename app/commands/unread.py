"""What is said below a list that is not whole, so that nobody takes it for one."""

from collections.abc import Collection, Mapping
from typing import Final

import typer

MOST_NAMED: Final = 50
OTHERS: Final = "{count} more"
TELL: Final = "Tell whoever looks after this machine."
UNREAD: Final = (
    "CANNOT BE READ, so that it is not {done}: {references}. The file REFERENCE.json is harmed, of a newer version "
    "than this receiver, or not this user’s to read; REFERENCE.html may still say it. " + TELL
)
NO_STEP: Final = (
    "A STEP CANNOT BE READ of {references}, which may be decided. It is in .steps in the hub’s folder. "
    + TELL
)
UNCOMPARED: Final = (
    "COULD NOT BE COMPARED ({failures}): {references}. What others may be about the same family is not said of it. "
    + TELL
)


def say_not_whole(
    done: str,
    contacts: Collection[str] = (),
    steps: Collection[str] = (),
    uncompared: Mapping[str, str] | None = None,
) -> None:
    """Name what could not be read or compared, by reference, and end the command so that a script sees it.

    `done` is what would have been done with a contact; `uncompared` has the type of each failure.
    """
    failed = uncompared or {}
    failures = ", ".join(sorted(set(failed.values())))
    said = (
        (contacts, UNREAD.format(done=done, references=named(contacts, MOST_NAMED))),
        (steps, NO_STEP.format(references=named(steps, MOST_NAMED))),
        (failed, UNCOMPARED.format(failures=failures, references=named(failed, MOST_NAMED))),
    )
    sentences = [sentence for some, sentence in said if some]
    for sentence in sentences:
        typer.echo(f"\n{sentence}")
    if sentences:
        raise typer.Exit(1)


def named(references: Collection[str], most: int) -> str:
    """The first of them, and how many more."""
    more = len(references) - most
    words = [*[*references][:most], *([OTHERS.format(count=more)] if more > 0 else [])]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
