"""Counts that tell nobody about one family: small ones are not shown, and no sum gives them away."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 5
STEP: Final = 5
UNDER: Final = "under 5"


@dataclass(frozen=True)
class Mask:
    """How one report shows its counts."""

    rounded: bool
    """Whether some count of the report is small, so that all others are given to the nearest 5."""

    @classmethod
    def over(cls, counts: Collection[int]) -> "Mask":
        """The mask for a report of these counts, its sums among them."""
        return cls(any(count < FEWEST for count in counts))

    def count(self, count: int) -> str:
        """A count as it is shown.

        A small count could be had from a total less the others, of this table or of another that counts the same
        contacts; where there is one, no exact number is left to subtract.
        """
        if count < FEWEST:
            return UNDER
        return str((count + STEP // 2) // STEP * STEP if self.rounded else count)

    def share(self, count: int, of: int) -> str:
        """A share in whole per cent, of the numbers that are shown; empty where one of them is not."""
        if min(count, of) < FEWEST:
            return ""
        return f"{round(100 * min(1, int(self.count(count)) / int(self.count(of))))}%"
