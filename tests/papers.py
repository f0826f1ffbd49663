"""PDFs as a test reads them: their words, and their parts as a screen reader walks them."""

import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

UNSEEN = "Cf"
"""Unicode's class of marks that nobody sees, such as those for the direction of a line."""


def closed_up(text: str) -> str:
    """Text without spaces, ends of lines and marks that nobody sees: a PDF breaks lines where it likes."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(one for one in plain if not one.isspace() and unicodedata.category(one) != UNSEEN)


def words_of(pdf: bytes) -> str:
    """Every word of a PDF, closed up, as poppler reads it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return closed_up(done.stdout.decode())


@dataclass(frozen=True)
class Tag:
    """An element of a PDF's structure."""

    kind: str
    scope: str
    inside: tuple["Tag", ...]

    def all(self) -> Iterator["Tag"]:
        yield self
        for one in self.inside:
            yield from one.all()

    def kinds(self) -> list[str]:
        return [one.kind for one in self.all()]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def structure(document: pikepdf.Pdf) -> Tag:
    """The structure of a tagged PDF from its root."""
    return Tag("Root", "", tuple(_tags(document.Root.StructTreeRoot.K)))


def _tags(kids: Any) -> Iterator[Tag]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            scope = str(kid["/A"].get("/Scope", "")) if "/A" in kid else ""
            yield Tag(str(kid["/S"])[1:], scope[1:], tuple(_tags(kid.get("/K", []))))
