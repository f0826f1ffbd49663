"""`python -m app report`: what the contacts in the hub's folder come to, for a period."""

import csv
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from app.commands.unread import say_not_whole
from app.profiles.hours import in_london
from app.profiles.loading import load_profile
from app.receiver.hub.masking import TOGETHER, UNDER
from app.receiver.hub.report import Line, cases, report
from app.receiver.papers import Contacts, the_first
from app.receiver.steps import STEPS, Steps
from app.settings import read_settings

HEAD: Final = ("section", "item", "count", "share")
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes a cell's first character for (OWASP, CSV injection)."""
NOTE: Final = (
    f"A count of 0 to 4 is not shown: ‘{TOGETHER}’ are those that would give one away, ‘{UNDER}’ is such a total. "
    "Where a count is so small, all others are to the nearest 5."
)
WRITTEN: Final = "Written to {file}"
BACKWARDS: Final = "the last day, {last}, is before the first, {first}"
DAY: Final = ["%Y-%m-%d"]

cli = typer.Typer(add_completion=False)


@cli.command("report")
def make_report(
    since: Annotated[
        datetime | None, typer.Option("--from", formats=DAY, help="First day; by default this month's first.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=DAY, help="Last day; by default today.")
    ] = None,
    table: Annotated[Path | None, typer.Option("--csv", help="Write a CSV file too.")] = None,
) -> None:
    """Count the contacts in the hub's folder and what was decided; no count under 5 is shown."""
    settings = read_settings()
    council = load_profile(settings.profile)
    today = in_london(datetime.now(UTC)).date()
    first, last = since.date() if since else today.replace(day=1), until.date() if until else today
    if last < first:
        raise typer.BadParameter(BACKWARDS.format(first=first, last=last), param_hint="--to")
    steps, filed = Steps(settings.hub_folder / STEPS), Contacts(settings.hub_folder, the_first)
    lines = report(council, cases(filed, steps.all(), first, last))
    typer.echo(f"{first} – {last}\n")
    typer.echo("\n".join(_in_columns(lines)))
    typer.echo(f"\n{NOTE}")
    if table:
        _write(table, lines)
        typer.echo(WRITTEN.format(file=table))
    say_not_whole("counted", filed.unread, sorted(steps.unread))


def _in_columns(lines: Sequence[Line]) -> list[str]:
    """One row a line, the section named once."""
    width = max(len(line.item) for line in lines)
    rows, last = [], ""
    for line in lines:
        rows += [line.section] if line.section != last else []
        rows.append(f"  {line.item:<{width}}  {line.count:>7}  {line.share:>4}".rstrip())
        last = line.section
    return rows


def _write(file: Path, lines: Sequence[Line]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEAD)
        writer.writerows([as_a_cell(cell) for cell in _cells(line)] for line in lines)


def _cells(line: Line) -> tuple[str, ...]:
    return line.section, line.item, line.count, line.share


def as_a_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    # Some spreadsheets take the wide forms of East Asia for the same.
    return f"'{cell}" if unicodedata.normalize("NFKC", cell[:1]).startswith(FORMULAS) else cell
