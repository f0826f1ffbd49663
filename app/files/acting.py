"""What a Word document does by itself once it is opened: it calls home, starts programs, or unpacks another file.

Source: ECMA-376, part 1, 17.16 (fields) and part 2, 9.3 (relationships).
"""

import re
from collections.abc import Iterator
from posixpath import basename
from typing import Final

from lxml import etree

from app.files.flaws import Flaw, FlawedError

PROGRAMS: Final = (b"MZ", b"\x7fELF", bytes.fromhex("d0cf11e0a1b11ae1"))
"""How programs begin, and what wraps macros and whatever file somebody put into a document."""
CLICKED: Final = "hyperlink"
"""The one relation to something outside that waits for somebody to follow it."""
UNPACKED: Final = "aFChunk"
"""Relates to a page or a document that is read as part of this one."""
OUTSIDE: Final = "external"
PICTURE: Final = "image"
NOWHERE: Final = "NULL"
"""What Word itself writes in place of a picture that it does not find."""
BREAK: Final = "\0"
"""Stands between two fields; XML can hold none."""
FIELDS: Final = re.compile(r"\0\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|QUOTE)\b", re.IGNORECASE)
"""Fields that start a program or fetch something, by their first word; a quoted one can spell another in numbers."""
FETCHES_A_PICTURE: Final = re.compile(r"\s*INCLUDEPICTURE\b", re.IGNORECASE)
Element = etree._Element  # noqa: SLF001 -- lxml has no public name for it


def leave_pictures(root: Element) -> None:
    """Have a part fetch no picture: what was copied from a web page or an email does, and is meant to do no harm."""
    for one in filter(_reaches_out, root.iter("{*}Relationship")):
        if basename(one.get("Type", "")) == PICTURE:
            one.set("Target", NOWHERE)
    for one in root.iter("{*}fldSimple"):
        for name in [name for name, value in one.attrib.items() if FETCHES_A_PICTURE.match(str(value))]:
            one.set(name, "")
    for pieces in _instructions(root):
        if FETCHES_A_PICTURE.match("".join(one.text or "" for one in pieces)):
            for one in pieces:
                one.text = ""


def refuse(root: Element) -> None:
    """Refuse a part of a document that acts.

    Raises:
        FlawedError: it does.
    """
    if any(map(_reaches_out, root.iter("{*}Relationship"))) or FIELDS.search(_fields(root)):
        raise FlawedError(Flaw.UNSAFE)


def _reaches_out(relation: Element) -> bool:
    kind = basename(relation.get("Type", ""))
    outside = relation.get("TargetMode", "").strip().lower() == OUTSIDE
    if kind == PICTURE and relation.get("Target") == NOWHERE:
        return False
    return kind == UNPACKED or (outside and kind != CLICKED)


def _fields(root: Element) -> str:
    """What the fields say, each after a break; one name may lie in pieces."""
    whole = (value for one in root.iter("{*}fldSimple") for value in map(str, one.attrib.values()))
    pieces = ("".join(one.text or "" for one in pieces) for pieces in _instructions(root))
    return BREAK + BREAK.join((*whole, *pieces))


def _instructions(root: Element) -> Iterator[list[Element]]:
    """The pieces in which each field that is more than one element says what it does."""
    pieces: list[Element] = []
    for one in root.iter("{*}instrText", "{*}fldChar"):
        if etree.QName(one).localname == "instrText":
            pieces.append(one)
        else:
            yield pieces
            pieces = []
    yield pieces
