"""Counts that tell nobody about one family: small ones are not shown, and no sum gives them away."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 5
STEP: Final = 5
UNDER: Final = "under 5"
TOGETHER: Final = "not told apart"
"""The line of all that would give a small count away if it stood alone."""


@dataclass(frozen=True)
class Mask:
    """How one report shows its counts."""

    rounded: bool
    """Whether some count of the report is small, so that all others are given to the nearest 5."""

    @classmethod
    def over(cls, counts: Collection[int]) -> "Mask":
        """The mask for a report of these counts, its sums among them."""
        return cls(any(count < FEWEST for count in counts))

    def number(self, count: int) -> int:
        """A count that is not small, as it is shown.

        A small one could be had from another table that counts the same contacts; where there is one, no exact number
        is left to subtract.
        """
        return (count + STEP // 2) // STEP * STEP if self.rounded else count

    def count(self, count: int) -> str:
        """A count as it is shown."""
        return UNDER if count < FEWEST else str(self.number(count))

    def share(self, count: int, of: int) -> str:
        """A share in whole per cent, of the numbers that are shown; empty where one of them is not."""
        if min(count, of) < FEWEST:
            return ""
        return f"{round(100 * min(1, self.number(count) / self.number(of)))}%"


def told_apart(table: Mapping[str, int]) -> Counter[str]:
    """A table's lines: none is small unless all of the table is, and what cannot be told apart is one line.

    To round the others is not enough: 4, 12 and 12 would be twice 10, and 30 in all. 30 is at least 28, and 10 at most
    12, so that the one that is not shown is 4.
    """
    lines: Counter[str] = Counter()
    for group in groups(sorted(table.items())):
        count = _sum(group)
        lines[group[0][0] if len(group) == 1 and count >= FEWEST else TOGETHER] += count
    return lines


def groups(items: Sequence[tuple[str, int]]) -> Iterator[Sequence[tuple[str, int]]]:
    """Halve the items, and each half again, for as long as both halves come to 5.

    Of a group a reader knows no more than its sum, and that one of its halves is small, whichever. Each of its items
    can then be anything from 0 to 4: alone in its half, with the rest in the other. The order may not be that of the
    counts, which would tell more.
    """
    half = len(items) // 2
    if min(_sum(items[:half]), _sum(items[half:])) < FEWEST:
        yield items
    else:
        yield from groups(items[:half])
        yield from groups(items[half:])


def _sum(items: Sequence[tuple[str, int]]) -> int:
    return sum(count for _, count in items)
