"""The figures of a run as JSON, and the table that is made from them."""

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from bench.carrying import Carried
from bench.estate import ROOT
from bench.figures import Figure
from bench.run import Measured

JSON: Final = ROOT / "docs" / "performance.json"
PAGE: Final = ROOT / "docs" / "performance-runs.md"
TABLE: Final = "| figure | median | from | to |\n| --- | ---: | ---: | ---: |\n"
RATIOS: Final = {
    "ours over the peer, journeys/s": ("equal: journeys/s", "peer: journeys/s"),
    "the peer over ours, CPU a request": ("peer: CPU ms a request", "equal: CPU ms a request"),
    "the fixed page over ours, requests/s": ("fixed page: requests/s", "equal: requests/s"),
    "raw inserts (small) over sending alone": ("raw inserts, small: rows/s", "sending alone: referrals/s"),
    "raw inserts (as large as a message) over sending alone": (
        "raw inserts, as large as a message: rows/s",
        "sending alone: referrals/s",
    ),
    "the peer over ours, memory": ("peer: PSS MB", "equal: PSS MB"),
    "the peer over ours, GET p99 at 5 journeys/s": (
        "peer, 5 journeys/s: GET p99 ms",
        "equal, 5 journeys/s: GET p99 ms",
    ),
    "the peer over ours, POST p99 at 5 journeys/s": (
        "peer, 5 journeys/s: POST p99 ms",
        "equal, 5 journeys/s: POST p99 ms",
    ),
    "the peer over ours, submit p99 at 5 journeys/s": (
        "peer, 5 journeys/s: submit p99 ms",
        "equal, 5 journeys/s: submit p99 ms",
    ),
}


def document(measured: Measured) -> dict[str, Any]:
    """Everything that a run measured: where and on what, each round's figures, and their ratios."""
    rounds = measured.rounds
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        "commit": _said("git", "rev-parse", "--short", "HEAD"),
        "machine": f"{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, "
        f"{_said('postgres', '--version') or 'PostgreSQL'}",
        "requests of a journey": measured.requests,
        "references shown and found": measured.shown,
        "figures": {name: list(Figure.of(values)) for name, values in rounds.items()},
        "ratios": {
            name: list(Figure.ratio(rounds[above], rounds[below]))
            for name, (above, below) in RATIOS.items()
            if above in rounds and below in rounds
        },
        "relay and receiver": _carried(measured.carried) if measured.carried else {},
    }


def _carried(carried: Carried) -> dict[str, Any]:
    return {
        "contacts": carried.contacts,
        "contacts/s": carried.contacts_a_second,
        "left": carried.left,
        "CPU ms a contact": carried.cpu_milliseconds(),
        "PSS MB, first and last tenth": {
            name: [_mean(seen[: len(seen) // 10 + 1]), _mean(seen[-(len(seen) // 10 + 1) :])]
            for name, seen in carried.memory.items()
        },
    }


def section(run: Mapping[str, Any]) -> str:
    """A run's part of docs/performance-runs.md."""
    requests = ", ".join(f"{name} {count}" for name, count in run["requests of a journey"].items())
    parts = [
        f"\n## {run['date']}, commit {run['commit']}\n\n{run['machine']}. Requests of a journey: {requests}. ",
        f"{run['references shown and found']} references were shown, and each was found in the database.\n\n",
        TABLE,
        *(_row(f"**{name}**", *figure) for name, figure in run["ratios"].items()),
        *(_row(name, *figure) for name, figure in run["figures"].items()),
    ]
    if carried := run["relay and receiver"]:
        parts.append(_carried_lines(carried))
    return "".join(parts)


def keep(run: Mapping[str, Any], json: Path = JSON, page: Path = PAGE) -> None:
    """Write the run down: the newest as JSON, every one on the page."""
    json.write_bytes(orjson.dumps(run, option=orjson.OPT_INDENT_2) + b"\n")
    page.write_text(page.read_text() + section(run))


def _carried_lines(carried: Mapping[str, Any]) -> str:
    spent = ", ".join(f"{name} {ms:.2f}" for name, ms in carried["CPU ms a contact"].items())
    held = ", ".join(
        f"{name} {first:.0f} then {last:.0f}"
        for name, (first, last) in carried["PSS MB, first and last tenth"].items()
    )
    return (
        f"\nRelay and receiver, through RabbitMQ on two cores: {carried['contacts']} contacts at "
        f"{carried['contacts/s']:.1f} a second, {carried['left']} left. CPU ms a contact: {spent}. "
        f"PSS MB at first and at last: {held}.\n"
    )


def _row(name: str, *figures: float) -> str:
    return f"| {name} | {' | '.join(map(_short, figures))} |\n"


def _short(value: float) -> str:
    """Three figures that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "unknown")


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout.strip()
    except FileNotFoundError:
        return ""
