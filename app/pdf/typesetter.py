"""A program of its own: a page of HTML comes in, a tagged PDF (PDF/UA-1) goes out; `press` starts it, and it ends."""

import os
import resource
import sys
from typing import Final, NoReturn

import pydyf
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.urls import FatalURLFetchingError

MEMORY: Final = 2**30
"""Bytes of address space; the longest referral takes a third of it."""
SECONDS: Final = 40
"""Of the processor."""
POLITENESS: Final = 10
"""How far behind those who send (nice)."""


def fetch_nothing(url: str, *_: object, **__: object) -> NoReturn:  # noqa: ARG001 -- WeasyPrint's signature
    """Refuse: the page brings all that it needs, and what somebody wrote must reach no network and no file.

    Raises:
        FatalURLFetchingError: always, so that nothing is set.
    """
    raise FatalURLFetchingError("Nothing is fetched")


def typeset(page: str) -> bytes:
    """The PDF of a page.

    Raises:
        FatalURLFetchingError: the page names something outside itself.
    """
    pdf: bytes = HTML(string=page, url_fetcher=fetch_nothing).write_pdf(
        pdf_variant="pdf/ua-1", finisher=_mark_rows
    )
    return pdf


def _mark_rows(_: Document, pdf: pydyf.PDF) -> None:
    """Say that each header cell heads its row (ISO 14289-1, 7.5).

    The ids that WeasyPrint gives instead begin anew in the part of a table that is on the next page.
    """
    for cell in (one for one in pdf.objects if isinstance(one, pydyf.Dictionary)):
        if cell.get("S") == "/TH":
            cell.pop("ID", None)
            cell["A"]["Scope"] = "/Row"
        elif cell.get("S") == "/TD":
            cell["A"].pop("Headers", None)


def hold_back() -> None:
    """Stay behind everybody else, and within the limits."""
    os.nice(POLITENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # A core file would hold the page.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """From standard input to standard output."""
    hold_back()
    page = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(typeset(page))


if __name__ == "__main__":
    main()
