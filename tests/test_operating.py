"""The operator's guide names what there is: each cause, each figure and each command, and none that there is not."""

import re
from pathlib import Path

from prometheus_client import Counter, Gauge

from app import metrics
from app.__main__ import COMMANDS
from app.delivery.causes import Cause

GUIDE = (Path(__file__).parents[1] / "docs" / "operating.md").read_text()


def rows(section: str) -> list[str]:
    """The first cell of each row of the table in a section."""
    text = GUIDE.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]


def test_every_cause_of_an_alarm_says_what_to_do() -> None:
    assert {row.strip(" `") for row in rows("Alarms, and what to do")} == set(Cause)


def test_every_figure_is_explained() -> None:
    figures = [one for one in vars(metrics).values() if isinstance(one, (Counter, Gauge))]
    ends = {Counter: "_total", Gauge: ""}
    names = {f"{family.name}{ends[type(figure)]}" for figure in figures for family in figure.describe()}
    told = set(re.findall(r"`(mash_\w+)`", " ".join(rows("Figures"))))
    assert told == names


def test_every_command_is_one_of_ours() -> None:
    told = set(re.findall(r"python -m app ([a-z]+)", GUIDE))
    assert len(told) > 6
    assert told <= set(COMMANDS)
