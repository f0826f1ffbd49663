"""Takes in a form with files as it comes: no file is ever whole in memory, and none lies on the disk in the clear."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Final

from fastapi import HTTPException, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.errors import StorageUnavailableError
from app.filekinds import LARGEST_FILE, MOST_FILES
from app.files.incoming import Incoming
from app.forms.kinds.asked import Typed

LARGEST_UPLOAD: Final = 300 * 1024 * 1024
"""Bytes of one request: what is too large is let fall as it comes, so that its sender can be told."""
LONGEST_PAUSE: Final = 30.0
"""Seconds in which nothing comes."""
GRACE: Final = 30.0
LEAST_RATE: Final = 2048
"""Bytes a second that must come, after a grace: the slowest telephone brings more."""
MOST_PARTS: Final = 50
LONGEST_FIELD: Final = 8 * 1024
LONGEST_HEADER: Final = 2048

TOO_SLOW: Final = 408
TOO_LARGE: Final = 413
UNREADABLE: Final = 400


@dataclass
class Part:
    """One part of a form as it comes in."""

    headers: dict[bytes, bytes] = field(default_factory=dict)
    name: str = ""
    filename: str | None = None
    text: bytearray = field(default_factory=bytearray)
    incoming: Incoming | None = None
    size: int = 0


@dataclass
class Form:
    """What came: fields, and files that are whole; whoever takes it in closes it."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    files: list[tuple[str, Incoming]] = field(default_factory=list)
    """Each with the name that the browser gave it. One that is too large has its size, and holds nothing more."""
    too_many: list[str] = field(default_factory=list)
    """The names of those that are more than a request may bring."""

    @property
    def fields(self) -> Typed:
        """The fields, as of any other form."""
        return self.typed


@contextmanager
def taken_in(folder: Path) -> Iterator["Taking"]:
    """Somewhere to take a form in; its files go with the end of the block."""
    taking = Taking(folder)
    try:
        yield taking
    finally:
        taking.close()


class Taking:
    """Reads one form, part by part."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._part = Part()
        self._parts = 0
        self._header = (bytearray(), bytearray())
        self.form = Form()

    async def read(self, request: Request) -> Form:
        """Take in the request's body.

        Raises:
            HTTPException: it is too large, too slow, or no form.
            ClientDisconnect: it will not come any more.
            StorageUnavailableError: the disk does not take it.
        """
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise HTTPException(UNREADABLE)
        try:
            # It refuses a boundary that is too long as it is made.
            parser = MultipartParser(boundary, self._callbacks(), max_header_size=LONGEST_HEADER)
            await self._read(request, parser)
        except FormParserError:
            raise HTTPException(UNREADABLE) from None
        except OSError:
            raise StorageUnavailableError("The disk does not take files") from None
        return self.form

    async def _read(self, request: Request, parser: MultipartParser) -> None:
        began, size = monotonic(), 0
        stream = request.stream()
        while True:
            try:
                async with asyncio.timeout(LONGEST_PAUSE):
                    chunk = await anext(stream, b"")
            except TimeoutError:
                raise HTTPException(TOO_SLOW) from None
            if not chunk:
                break
            size += len(chunk)
            waited = monotonic() - began - GRACE
            if size > LARGEST_UPLOAD:
                raise HTTPException(TOO_LARGE)
            if waited > 0 and size < waited * LEAST_RATE:
                raise HTTPException(TOO_SLOW)
            parser.write(chunk)
        parser.finalize()

    def close(self) -> None:
        """Let go of every file."""
        for incoming in (self._part.incoming, *(one for _, one in self.form.files)):
            if incoming:
                incoming.close()

    def _callbacks(self) -> Any:
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._keep_header,
            "on_headers_finished": self._open,
            "on_part_data": self._take,
            "on_part_end": self._end,
        }

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise HTTPException(TOO_LARGE)
        self._part = Part()

    def _keep_header(self) -> None:
        name, value = self._header
        self._part.headers[bytes(name).lower()] = bytes(value)
        self._header = (bytearray(), bytearray())

    def _open(self) -> None:
        part = self._part
        _, options = parse_options_header(part.headers.get(b"content-disposition", b""))
        part.name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in options:
            return
        part.filename = options[b"filename"].decode("utf-8", "replace")
        if len(self.form.files) < MOST_FILES:
            part.incoming = Incoming(self._folder)

    def _take(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        part.size += end - start
        if part.incoming:
            # One byte more than there may be says that it is too large.
            part.incoming.write(data[start : min(end, start + LARGEST_FILE + 1 - part.incoming.size)])
        elif part.filename is None:
            part.text += data[start:end]
            if len(part.text) > LONGEST_FIELD:
                raise HTTPException(TOO_LARGE)

    def _end(self) -> None:
        part, self._part = self._part, Part()
        if part.filename is None:
            self.form.typed.setdefault(part.name, []).append(part.text.decode("utf-8", "replace"))
        elif part.incoming is None:
            self.form.too_many.append(part.filename)
        elif part.filename or part.size:
            self.form.files.append((part.filename, part.incoming.finish()))
        else:
            # Nothing was chosen, and browsers send a part without a name.
            part.incoming.close()
