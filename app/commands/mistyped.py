"""What a command that was mistyped is answered: what is wrong, and what to type."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import typer
from typer.exceptions import TyperException

TYPE: Final = "Type: {words}"
TYPE_ONE: Final = "After ‘{words}’ type one of these:"
ONE_OF_THEM: Final = "    {name:<{width}}  {help}"
MORE: Final = "This says more: {words} --help"
NO_COMMAND: Final = "There is no command"
MISSING: Final = "{name} is missing."
NOT_TAKEN: Final = "{name}: {why}"
NO_OPTION: Final = "There is no option {name} here.{instead}"
INSTEAD: Final = " There is {names}."
TOO_MANY: Final = "There are too many words. What is one word, a reference say, has no blank in it."
"""They are not said again: somebody may have typed a name."""
AS_IN: Final = "must be written as {ways}"
A_MOMENT: Final = datetime(2026, 11, 30, 14, 30, tzinfo=UTC)
"""What shows how a day or a time is written."""
FORMAT: Final = re.compile(r"'(%[^']+)'")
FOR_PROGRAMMERS: Final = (
    ("No such command", NO_COMMAND),
    ("Value error, ", ""),
    ("Got unexpected extra argument", TOO_MANY),
)


def mistyped(error: TyperException) -> str:
    """What is wrong with what was typed, and what to type instead, a line each."""
    context = getattr(error, "ctx", None)
    said = _said(error)
    if context is None:
        return said
    named = [one for one in getattr(context.command, "commands", {}).values() if not one.hidden]
    if named and said.startswith(NO_COMMAND):
        return "\n".join((said, TYPE_ONE.format(words=context.command_path), *_listed(named)))
    typed = " ".join((context.command_path, *filter(None, map(_word, context.command.params))))
    return "\n".join((said, TYPE.format(words=typed), MORE.format(words=context.command_path)))


def _said(error: Any) -> str:
    if isinstance(error, typer.BadParameter):
        name = error.param_hint or (_name(error.param) if error.param else "")
        # Of what is missing nothing else is said.
        text = NOT_TAKEN if error.message else MISSING
        return text.format(name=name, why=_plainly(error.message))
    if hasattr(error, "possibilities"):
        possible = sorted(error.possibilities or ())
        instead = INSTEAD.format(names=" and ".join(possible)) if possible else ""
        return NO_OPTION.format(name=error.option_name, instead=instead)
    return _plainly(error.message)


def _plainly(message: str) -> str:
    if formats := FORMAT.findall(message):
        return AS_IN.format(ways=" or ".join(A_MOMENT.strftime(one) for one in formats))
    for theirs, ours in FOR_PROGRAMMERS:
        if message.startswith(theirs):
            return ours if ours == TOO_MANY else message.replace(theirs, ours, 1)
    return message


def _name(param: Any) -> str:
    """What somebody would call what they type: an option by itself, and anything else in capitals."""
    return str(param.opts[0] if param.param_type_name == "option" else (param.metavar or param.name.upper()))


def _word(param: Any) -> str:
    """What is typed for it; nothing where it can be left out and has a name of its own."""
    if param.param_type_name == "option":
        return f"{param.opts[0]} {param.name.upper()}" if param.required else ""
    return _name(param) if param.required or param.metavar else f"[{_name(param)}]"


def _listed(commands: list[Any]) -> Iterator[str]:
    width = max(len(one.name) for one in commands)
    for one in commands:
        # The rest of its help is more than fits on a line.
        begins = re.split(r"[.:;(]", one.help or "", maxsplit=1)[0].rstrip()
        yield ONE_OF_THEM.format(name=one.name, width=width, help=begins)
