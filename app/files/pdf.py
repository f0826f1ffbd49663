"""PDF without hidden details, by qpdf: what is not needed to show its pages is left out of a new file.

Source: ISO 32000-1, 7.7.2 (catalogue), 14.3 (metadata), 12.5 (annotations).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

import pikepdf

from app.files import jpeg
from app.files.flaws import Flaw, FlawedError

MOST_PAGES: Final = 2000
MOST_OBJECTS: Final = 200_000
DEEPEST: Final = 30
"""Objects inside each other."""
TELLING: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/AF")
"""What any part of a document may carry of where it comes from."""
ACTING: Final = frozenset(("/JavaScript", "/EmbeddedFiles", "/Collection"))
"""What does something when a document is opened, or holds other files."""
ACTIONS: Final = frozenset(("/JavaScript", "/Launch"))
ANYWHERE: Final = ("/AA", "/XFA", "/EF")
"""What acts when a page is shown, holds a form's scripts, or names a file that lies inside: as a paper clip, say."""
PLAYED: Final = frozenset(("/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"))
"""What is shown on a page by a program of its own."""
GOES_TO: Final = "/GoTo"
"""The one action for when a document is opened that shows a page of it, and does nothing."""
REPAIRED: Final = "Resources is missing or invalid; repairing"
"""The one thing that qpdf mends and that hides nothing: a page that needs no fonts and says so by leaving them out."""
ABOUT_A_NOTE: Final = ("/T", "/M", "/CreationDate", "/RC")
"""Who wrote a note on a page, and when; its text stays."""


def checked(content: bytes) -> bytes:
    """The same PDF.

    Raises:
        FlawedError: it is locked, damaged, or does something when it is opened; or it holds what only another program
            may be able to read.
    """
    with _opened(content, mends=False) as document:
        _refuse_acting(document)
        if any(REPAIRED not in str(one) for one in document.get_warnings()):
            raise FlawedError(Flaw.BROKEN)
    return content


def cleaned(content: bytes) -> bytes:
    """The same pages in a new file, without titles, authors, dates, programs' names, and the photos' own details.

    Raises:
        FlawedError: it is locked, does something when it is opened, or is damaged: so that what is left of it has not
            all of its pages, too.
    """
    with _opened(content) as document:
        pages = len(document.pages)
        _refuse_acting(document)
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for thing in document.objects:
            for one in _held(thing):
                _clean(one)
        out = BytesIO()
        document.save(out, encryption=False, deterministic_id=True, fix_metadata_version=False)
    with _opened(out.getvalue(), mends=False) as left:
        if len(left.pages) != pages:
            raise FlawedError(Flaw.BROKEN)
    return out.getvalue()


@contextmanager
def _opened(content: bytes, *, mends: bool = True) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=mends) as document:
            if len(document.pages) > MOST_PAGES or len(document.objects) > MOST_OBJECTS:
                raise FlawedError(Flaw.HUGE)
            if not document.pages:
                raise FlawedError(Flaw.BROKEN)
            yield document
    except pikepdf.PasswordError:
        raise FlawedError(Flaw.LOCKED) from None
    # Also a name that is no text, which may be anywhere.
    except (pikepdf.PdfError, ValueError, TypeError):
        raise FlawedError(Flaw.BROKEN) from None


def _refuse_acting(document: pikepdf.Pdf) -> None:
    names = document.Root.get("/Names", pikepdf.Dictionary())
    held = {*document.Root.keys(), *(names.keys() if isinstance(names, pikepdf.Dictionary) else ())}
    if held & ACTING:
        raise FlawedError(Flaw.UNSAFE)
    first = document.Root.get("/OpenAction")
    if isinstance(first, pikepdf.Dictionary) and first.get("/S") != GOES_TO:
        raise FlawedError(Flaw.UNSAFE)
    if any(_acts(one) for thing in document.objects for one in _held(thing)):
        raise FlawedError(Flaw.UNSAFE)


def _acts(one: pikepdf.Dictionary | pikepdf.Stream) -> bool:
    # The content of a stream with a file's name lies elsewhere, and is fetched.
    elsewhere = isinstance(one, pikepdf.Stream) and "/F" in one
    named = str(one.get("/S")) in ACTIONS or str(one.get("/Subtype")) in PLAYED
    return elsewhere or named or any(name in one for name in ANYWHERE)


def _held(thing: pikepdf.Object, depth: int = DEEPEST) -> Iterator[pikepdf.Dictionary | pikepdf.Stream]:
    """An object and those written inside it; what it refers to comes by itself."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        inside = [thing[name] for name in thing.keys() if name != "/Length"]  # noqa: SIM118 -- no mapping
    else:
        inside = list(thing) if isinstance(thing, pikepdf.Array) else []
    for one in inside:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect:
            if not depth:
                raise FlawedError(Flaw.UNSAFE)
            yield from _held(one, depth - 1)


def _clean(thing: pikepdf.Stream | pikepdf.Dictionary) -> None:
    note = thing.get("/Type") == "/Annot"
    for name in (*TELLING, *(ABOUT_A_NOTE if note and thing.get("/Subtype") != "/Widget" else ())):
        if name in thing:
            del thing[name]
    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        _clean_photo(thing)


def _clean_photo(photo: pikepdf.Stream) -> None:
    content = photo.read_raw_bytes()
    if content.startswith(jpeg.START):
        photo.write(jpeg.cleaned(content), filter=pikepdf.Name.DCTDecode)
