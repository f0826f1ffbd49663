"""Word documents without hidden details: who wrote them, who commented and with which program; none that acts.

Source: ECMA-376, parts 1 and 2. A document is a zip of XML parts; it is written anew, part by part.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from posixpath import basename
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from app.files import acting, jpeg, png
from app.files.flaws import Flaw, FlawedError

UNREADABLE: Final = (BadZipFile, ValueError, OSError, NotImplementedError)
"""What a zip raises that is damaged, or of a newer version than Python knows."""
START: Final = b"PK\x03\x04"
MAIN: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES: Final = "[Content_Types].xml"
MOST_PARTS: Final = 2000
MOST_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes of all parts together."""
ENCRYPTED: Final = 0x1
XML: Final = frozenset({".xml", ".rels"})
ACTING: Final = ("vbaproject", "vbadata", "activex", "macrosheets")
OF_THE_FILE: Final = ("docProps/", "docMetadata/", "word/people.xml", "word/commentsExtensible.xml")
"""Parts that only say where a document comes from."""
ABOUT_PEOPLE: Final = frozenset(
    ("author", "initials", "date", "userId", "providerId", "dateUtc", "lastEdited")
)
TELLING: Final = frozenset(
    (
        *("thumbnail", "core-properties", "extended-properties", "custom-properties"),
        *("people", "commentsExtensible", "classificationlabels", "attachedTemplate"),
    )
)
"""How relations to such parts are called, and to the template that a document was made from."""
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
Element = etree._Element  # noqa: SLF001 -- lxml has no public name for it
PHOTOS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    ".jpg": jpeg.cleaned,
    ".jpeg": jpeg.cleaned,
    ".png": png.cleaned,
}


def looks_like_one(content: bytes) -> bool:
    """Whether it is a zip that says of itself that it is a Word document, of this or of a kind with macros."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            return content.startswith(START) and "word/document.xml" in packed.namelist()
    except UNREADABLE:
        return False


def checked(content: bytes) -> bytes:
    """The same document.

    Raises:
        FlawedError: it is locked, damaged, acts, or unpacks to too much.
    """
    with _opened(content) as packed:
        for name, body in _parts(packed):
            if _kind(name) in XML:
                acting.refuse(_read(body))
    return content


def cleaned(content: bytes) -> bytes:
    """The same words and pictures in a new file.

    Raises:
        FlawedError: it is locked, damaged, acts, or unpacks to too much.
    """
    out = BytesIO()
    with _opened(content) as packed, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name, body in _parts(packed):
            if not name.startswith(OF_THE_FILE):
                written.writestr(ZipInfo(name, EPOCH), _clean(name, body), ZIP_DEFLATED)
    return out.getvalue()


def _opened(content: bytes) -> ZipFile:
    try:
        packed = ZipFile(BytesIO(content))
    except UNREADABLE:
        raise FlawedError(Flaw.BROKEN) from None
    entries = packed.infolist()
    if any(one.flag_bits & ENCRYPTED for one in entries):
        raise FlawedError(Flaw.LOCKED)
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise FlawedError(Flaw.HUGE)
    names = [one.filename for one in entries]
    if not all(names):
        raise FlawedError(Flaw.BROKEN)
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise FlawedError(Flaw.UNSAFE)
    if any(word in name.lower() for name in names for word in ACTING):
        raise FlawedError(Flaw.UNSAFE)
    return packed


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _parts(packed: ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every part, unpacked; `zipfile` reads no more than a part says it holds, which was counted before."""
    for entry in packed.infolist():
        if entry.is_dir():
            continue
        try:
            body = packed.read(entry)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
            raise FlawedError(Flaw.BROKEN) from None
        if entry.filename == TYPES and MAIN not in body:
            # With macros, or a template, it says so here.
            raise FlawedError(Flaw.UNSAFE)
        if body.startswith(acting.PROGRAMS):
            raise FlawedError(Flaw.UNSAFE)
        yield entry.filename, body


def _clean(name: str, body: bytes) -> bytes:
    kind = _kind(name)
    if kind in PHOTOS:
        return PHOTOS[kind](body)
    if kind not in XML:
        return body
    root = _read(body)
    if name == TYPES:
        _drop(root, lambda one: one.get("PartName", "").lstrip("/").startswith(OF_THE_FILE))
    elif kind == ".rels":
        _drop(root, lambda one: basename(one.get("Type", "")) in TELLING or _of_the_file(one))
    elif name.startswith("word/"):
        _forget_people(root)
    acting.leave_pictures(root)
    acting.refuse(root)
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)


def _kind(name: str) -> str:
    return f".{name.rpartition('.')[2].lower()}"


def _of_the_file(relation: Element) -> bool:
    target = relation.get("Target", "").lstrip("/")
    return target.startswith(OF_THE_FILE) or f"word/{target}".startswith(OF_THE_FILE)


def _read(body: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise FlawedError(Flaw.BROKEN) from None
    # What it declares is nothing that Word writes; it is asked of the tree, for it may be in any encoding.
    if root.getroottree().docinfo.internalDTD is not None:
        raise FlawedError(Flaw.UNSAFE)
    return root


def _drop(root: Element, telling: Callable[[Element], bool]) -> None:
    for one in [one for one in root.iterchildren(etree.Element) if telling(one)]:
        root.remove(one)


def _forget_people(root: Element) -> None:
    for one in [*root.iter(etree.Element)]:
        for name in [name for name in one.attrib if etree.QName(name).localname in ABOUT_PEOPLE]:
            if etree.QName(name).localname == "author":
                one.set(name, "")
            else:
                del one.attrib[name]
        if etree.QName(one.tag).localname == "attachedTemplate":
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)
