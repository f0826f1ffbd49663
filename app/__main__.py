"""The command line: `python -m app --help`."""

import os
import resource
import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from app.commands.mistyped import mistyped
from app.errors import PortalError
from app.needless import left_out
from app.telemetry import configure_logging

PRIVATE: Final = 0o077
"""Whatever is written, its owner alone can read."""
AS_TYPED: Final = "python -m app"
COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dev": "Make keys and a database if there are none, then run portal, relay and receiver together.",
        "serve": "Run the public portal.",
        "relay": "Run the relay, which delivers what the portal has taken.",
        "receive": "Run the hub's receiver, where the private keys live.",
        "watch": "Look at the database and the queue, and tell the duty address what is wrong; "
        "run it by a timer.",
        "doctor": "Say in plain words what is wrong on this machine now, and what to do; "
        "ends with 0 only if all is well.",
        "migrate": "Bring the database's tables up to date.",
        "purge": "Delete what has outlived its period; the relay does the same each minute.",
        "form": "Print a form's definition as JSON: sections, pages, questions, options, conditions and groups.",
        "schema": "Write the published schemas: JSON Schema of a contact's parts and the hub's events, "
        "and AsyncAPI.",
        "keys": "The keys of the portal, the relay and the hub.",
        "queue": "Where messages wait for the hub (docs/operating.md).",
        "check": "Look for faults before anything starts.",
        "words": "What there is to translate (docs/translating.md).",
        "report": "Count the contacts in the hub's folder and what was decided; no count under 5 is shown.",
        "hub": "What the hub says of a contact (docs/at-the-hub.md).",
    }
)
"""What there is in `app/commands`, a module each, in the words of its own help."""


class OnDemand(TyperGroup):
    """Loads a command once it is called: the portal would hold 40 MB of what only the others need."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that these words call."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, command(name) if name else listed, rest


cli = typer.Typer(cls=OnDemand, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


def command(name: str) -> Any:
    """A command with all that it needs: the one place where a module is loaded by its name."""
    with left_out():
        return get_command(import_module(f"app.commands.{name}").cli)


def _listed() -> None:
    """Stands for a command that is not loaded."""


for _name, _line in COMMANDS.items():
    cli.command(_name, help=_line)(_listed)


def main() -> None:
    """Run a command; a foreseen failure is one sentence."""
    configure_logging()
    os.umask(PRIVATE)
    # What people write is in memory; a core dump would put it on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sys.exit(cli(prog_name=AS_TYPED, standalone_mode=False))
    except TyperException as error:
        _refuse(error)
    except PortalError as error:
        _give_up(str(error))
    except OSError as error:
        _give_up(f"{error.strerror}: {error.filename}")


def _refuse(error: TyperException) -> NoReturn:
    if type(error).__name__ == "NoArgsIsHelpError":
        # What was called has several commands, and has printed which they are.
        sys.exit(error.exit_code)
    _give_up(mistyped(error))


def _give_up(sentence: str) -> NoReturn:
    # Several faults are a line each, below one another.
    between = "\n" if "\n" in sentence else " "
    typer.echo(f"Cannot go on:{between}{sentence}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
