"""Measure the portal beside a peer and the ceilings: `make bench`, or `python -m bench --help`."""

import asyncio
import sys
from dataclasses import replace
from typing import Annotated

import typer

from bench.estate import standing
from bench.report import document, keep, section
from bench.run import QUICK, ROUNDS, Lengths, measure

command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@command.command()
def main(
    *,
    backlog: Annotated[int, typer.Option(help="Contacts that wait, and are carried until none is left.")] = 0,
    quick: Annotated[
        bool, typer.Option(help="One short round, which is only shown: to see that it works.")
    ] = False,
    peer: Annotated[bool, typer.Option(help="Measure the peer too; PyPI gives it.")] = True,
) -> None:
    """Three rounds on two cores; the figures go to docs/performance.json and docs/performance-runs.md."""
    lengths = replace(QUICK if quick else Lengths(), backlog=backlog)
    with standing() as estate:
        measured = asyncio.run(measure(estate, lengths, 1 if quick else ROUNDS, with_peer=peer))
    run = document(measured)
    if not quick:
        keep(run)
    sys.stdout.write(section(run))


if __name__ == "__main__":
    command()
