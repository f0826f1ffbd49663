"""What the kernel says of processes, and how several measurements become one figure with its spread."""

import math
import os
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.programs import family

TICKS: Final = os.sysconf("SC_CLK_TCK")


class Figure(NamedTuple):
    """The median of several measurements, with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, measured: Iterable[float]) -> "Figure":
        """The figure of some measurements."""
        all_of_them = sorted(measured)
        return cls(statistics.median(all_of_them), all_of_them[0], all_of_them[-1])

    @classmethod
    def ratio(cls, ours: Sequence[float], others: Sequence[float]) -> "Figure":
        """Ours over others', pair by pair: both of a pair were measured in the same minute."""
        return cls.of(one / other for one, other in zip(ours, others, strict=True))


def percentile(measured: Iterable[float], part: float) -> float:
    """The measurement than which so large a part of all are no greater; not a number where there is none."""
    ordered = sorted(measured)
    if not ordered:
        return math.nan
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def cpu_seconds(process: int) -> float:
    """Seconds of a processor that a process and all that it started have used."""
    return sum(map(_own_seconds, family(process)))


def pss_megabytes(process: int) -> float:
    """Memory of a process and all that it started, what is shared in parts (PSS), in megabytes."""
    return sum(map(_own_pss, family(process))) / 1000


def pin(process: int, cores: set[int]) -> None:
    """Keep a process, and all that it started and will start, to these cores."""
    for one in family(process):
        os.sched_setaffinity(one, cores)


def _own_seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    # user, system, and the same of those that have ended
    return sum(map(int, fields[11:15])) / TICKS


def _own_pss(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes * 1.024
