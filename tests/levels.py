"""Unicode's rules for explicit levels (UAX 9, X1 to X8), written from the rules and from nothing of ours."""

from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import bidirectional

DEEPEST: Final = 125
ISOLATES: Final = ("LRI", "RLI", "FSI")
OPENING: Final = {"LRE": (0, None), "LRO": (0, "L"), "RLE": (1, None), "RLO": (1, "R")}
"""Of an embedding or an override: its direction, and what it makes of each character."""


@dataclass(frozen=True)
class Entry:
    """What the rules keep on their stack."""

    level: int
    override: Literal["L", "R"] | None
    isolate: bool


def levels(text: str, paragraph: int = 0) -> list[tuple[int, str]]:
    """Of each character its level and its kind, as rules X1 to X8 leave them; each paragraph begins anew."""
    kinds = [bidirectional(one) or "L" for one in text]
    found: list[tuple[int, str]] = []
    while kinds:
        end = kinds.index("B") + 1 if "B" in kinds else len(kinds)
        found += Paragraph(kinds[:end], paragraph).levels()
        kinds = kinds[end:]
    return found


class Paragraph:
    """One paragraph's stack and counters (X1)."""

    def __init__(self, kinds: list[str], level: int) -> None:
        self.kinds, self.base = kinds, level
        self.stack = [Entry(level, None, isolate=False)]
        self.isolates_over = self.embeddings_over = self.isolates_valid = 0

    def levels(self) -> list[tuple[int, str]]:
        """Each character in turn."""
        return [self._one(kind, place) for place, kind in enumerate(self.kinds)]

    def _one(self, kind: str, place: int) -> tuple[int, str]:
        if kind == "B":
            return self.base, kind
        if kind == "PDI":
            self._end_isolate()
        shown = self.stack[-1].level, self.stack[-1].override or kind
        if kind in OPENING:
            self._open(*OPENING[kind])
        elif kind in ISOLATES:
            self._isolate(self._first_strong(place) if kind == "FSI" else int(kind == "RLI"))
        elif kind == "PDF":
            self._end_embedding()
        return shown

    def _next(self, odd: int) -> int:
        level = self.stack[-1].level + 1
        return level if level % 2 == odd else level + 1

    def _open(self, odd: int, override: Literal["L", "R"] | None) -> None:
        """Rules X2 to X5."""
        level = self._next(odd)
        if level <= DEEPEST and not self.isolates_over and not self.embeddings_over:
            self.stack.append(Entry(level, override, isolate=False))
        elif not self.isolates_over:
            self.embeddings_over += 1

    def _isolate(self, odd: int) -> None:
        """Rules X5a to X5c."""
        level = self._next(odd)
        if level <= DEEPEST and not self.isolates_over and not self.embeddings_over:
            self.isolates_valid += 1
            self.stack.append(Entry(level, None, isolate=True))
        else:
            self.isolates_over += 1

    def _end_isolate(self) -> None:
        """Rule X6a."""
        if self.isolates_over:
            self.isolates_over -= 1
        elif self.isolates_valid:
            self.embeddings_over = 0
            while not self.stack[-1].isolate:
                self.stack.pop()
            self.stack.pop()
            self.isolates_valid -= 1

    def _end_embedding(self) -> None:
        """Rule X7."""
        if self.isolates_over:
            return
        if self.embeddings_over:
            self.embeddings_over -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()

    def _first_strong(self, place: int) -> int:
        """Rules P2 and P3, up to the end of this isolate."""
        inner = 0
        for kind in self.kinds[place + 1 :]:
            if kind == "PDI" and not inner:
                return 0
            inner += (kind in ISOLATES) - (kind == "PDI")
            if not inner and kind in {"L", "R", "AL"}:
                return int(kind != "L")
        return 0
