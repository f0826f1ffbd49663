"""Check docs/asvs.md: every requirement is there once, with a verdict that has what it needs.

Usage: python scripts/asvs.py
`met` names a test, `by design` a file, every other verdict a reason; what is named is there. Ends with 1 on a fault.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "asvs.md"
LIST: Final = ROOT / "docs" / "asvs-5.0.0.txt"
VERDICTS: Final = ("met", "by design", "operator", "not applicable", "not met")
ROW: Final = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]*)\|$", re.MULTILINE)
NAMED: Final = re.compile(r"`([\w./-]+/[\w.-]+\.\w+|pyproject\.toml)(?:::(\w+))?`")
SHORTEST: Final = 5
"""Characters of a reason."""


class Row(NamedTuple):
    """What the page says of a requirement."""

    number: str
    level: str
    asks: str
    verdict: str
    why: str


def main() -> int:
    """Print the count, or each fault."""
    rows = [Row(*(cell.strip() for cell in found)) for found in ROW.findall(PAGE.read_text())]
    required = dict(line.split() for line in LIST.read_text().splitlines())
    faults = [*listing(rows, required), *(fault for row in rows for fault in wanting(row))]
    counted = Counter(row.verdict for row in rows)
    counts = ", ".join(f"{verdict} {counted[verdict]}" for verdict in VERDICTS)
    print("\n".join(faults) or f"OWASP ASVS 5.0.0, levels 1 and 2: {len(rows)} requirements: {counts}.")
    return 1 if faults else 0


def listing(rows: list[Row], required: dict[str, str]) -> Iterator[str]:
    """Requirements that are missing, there twice, of no such number, or of another level."""
    told = Counter(row.number for row in rows)
    yield from (f"{number} is missing." for number in required if number not in told)
    yield from (f"{number} is there {times} times." for number, times in told.items() if times > 1)
    for row in rows:
        if required.get(row.number) != row.level:
            yield f"{row.number} is no requirement of level {row.level}."


def wanting(row: Row) -> Iterator[str]:
    """What a row lacks, or names and is not there."""
    named = NAMED.findall(row.why)
    if row.verdict not in VERDICTS:
        yield f"{row.number}: '{row.verdict}' is no verdict."
    if row.verdict == "met" and not any(file.startswith("tests/") for file, _ in named):
        yield f"{row.number} is met, and names no test."
    if row.verdict == "by design" and not named:
        yield f"{row.number} is by design, and names no place."
    if len(row.why) < SHORTEST:
        yield f"{row.number} has no reason."
    yield from (
        f"{row.number}: {file} {test} is not there." for file, test in named if not is_there(file, test)
    )


def is_there(file: str, test: str) -> bool:
    """Whether there is such a file, with such a test if one is named."""
    path = ROOT / file
    defined = rf"^(async )?def {test}\("
    return path.is_file() and (not test or re.search(defined, path.read_text(), re.MULTILINE) is not None)


if __name__ == "__main__":
    sys.exit(main())
