"""What a Word document does by itself once it is opened: it calls home, starts programs, or unpacks another file.

Source: ECMA-376, part 1, 17.16 (fields) and part 2, 9.3 (relationships).
"""

import re
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
BREAK: Final = "\0"
"""Stands between two fields; XML can hold none."""
FIELDS: Final = re.compile(r"\0\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|QUOTE)\b", re.IGNORECASE)
"""Fields that start a program or fetch something, by their first word; a quoted one can spell another in numbers."""
Element = etree._Element  # noqa: SLF001 -- lxml has no public name for it


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
    return kind == UNPACKED or (outside and kind != CLICKED)


def _fields(root: Element) -> str:
    """What the fields say, each after a break; one name may lie in pieces."""
    whole = (value for one in root.iter("{*}fldSimple") for value in map(str, one.attrib.values()))
    marked = root.iter("{*}instrText", "{*}fldChar")
    pieces = (one.text or "" if one.tag.endswith("instrText") else BREAK for one in marked)
    return BREAK + BREAK.join((*whole, "".join(pieces)))
