"""A process of its own that looks at one file and cleans it: `python -m app.files.cleaning clean|keep SIZE`.

It reads the file, of so many bytes, from its standard input and writes to its standard output one line of JSON, which
gives its kind and size or its flaw, then the file as it may be sent. It can open no file, port or process, leaves no
core, and has bounds on its memory and its time: whatever a file does to the libraries that read it, it does here.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final
from zipfile import is_zipfile

from app.filekinds import FileKind
from app.files import docx, heic, jpeg, pdf, png, text
from app.files.confinement import confine
from app.files.flaws import Flaw, FlawedError

MOST_MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space, most of which is never touched."""
MOST_SECONDS: Final = 20
"""Seconds of a CPU."""
BEGINNING: Final = 1024
"""Bytes in which programs look for what a file is."""
OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")

Work = Callable[[bytes], bytes]


def _same(cleaned: Work) -> Work:
    """A file that `cleaned` can read, as it came."""

    def checked(content: bytes) -> bytes:
        cleaned(content)
        return content

    return checked


def _text(content: bytes) -> bytes:
    text.read(content)
    return content


CLEANED: Final[Mapping[FileKind, Work]] = {
    FileKind.PDF: pdf.cleaned,
    FileKind.JPEG: jpeg.cleaned,
    FileKind.PNG: png.cleaned,
    FileKind.HEIC: heic.cleaned,
    FileKind.DOCX: docx.cleaned,
    FileKind.TXT: _text,
}
KEPT: Final[Mapping[FileKind, Work]] = {
    FileKind.PDF: pdf.checked,
    FileKind.JPEG: _same(jpeg.cleaned),
    FileKind.PNG: _same(png.cleaned),
    FileKind.HEIC: _same(heic.cleaned),
    FileKind.DOCX: docx.checked,
    FileKind.TXT: _text,
}


def examined(content: bytes, *, keep: bool) -> tuple[FileKind, bytes]:
    """What a file is, and the file as it may be sent.

    Raises:
        FlawedError: it may not be sent.
    """
    if not content:
        raise FlawedError(Flaw.EMPTY)
    kind = _kind(content)
    if _is_two_at_once(kind, content):
        raise FlawedError(Flaw.UNSAFE)
    return kind, (KEPT if keep else CLEANED)[kind](content)


def _kind(content: bytes) -> FileKind:
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(jpeg.START + b"\xff"):
        return FileKind.JPEG
    if content.startswith(png.SIGNATURE):
        return FileKind.PNG
    if heic.brand_fits(content):
        return FileKind.HEIC
    if docx.looks_like_one(content):
        return FileKind.DOCX
    if content.startswith(OLD_OFFICE):
        raise FlawedError(Flaw.LOCKED if ENCRYPTED_OFFICE in content else Flaw.KIND)
    if is_zipfile(BytesIO(content)):
        raise FlawedError(Flaw.KIND)
    text.read(content)
    return FileKind.TXT


def _is_two_at_once(kind: FileKind, content: bytes) -> bool:
    """Whether another program would take it for something else."""
    beginning = content[:BEGINNING].lower()
    if kind not in {FileKind.DOCX, FileKind.TXT} and text.PAGE.search(beginning.decode("latin-1")):
        return True
    if kind is not FileKind.PDF and b"%pdf-" in beginning:
        return True
    return kind is not FileKind.DOCX and is_zipfile(BytesIO(content))


def _whole(size: int) -> bytes:
    content = sys.stdin.buffer.read()
    if len(content) != size:
        raise FlawedError(Flaw.BROKEN)
    return content


def _bound() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    confine()


def main() -> None:
    """Do the work of one file."""
    _bound()
    how, size = sys.argv[1:]
    said: dict[str, str | int]
    body = b""
    try:
        kind, body = examined(_whole(int(size)), keep=how == "keep")
        said = {"kind": kind.value, "size": len(body)}
    except FlawedError as error:
        said = {"flaw": error.flaw.value}
    except (MemoryError, RecursionError):
        said = {"flaw": Flaw.HUGE.value}
    except Exception:  # noqa: BLE001 -- a library fell over this file; its words could hold some of it
        said = {"flaw": Flaw.BROKEN.value}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
