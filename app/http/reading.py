"""How a connection is read: one request at a time, and nothing that two readers could take for two things."""

import re
from typing import Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app.errors import UnreadableError
from app.http.answering import Answer
from app.security import HEADERS

LARGEST_HEAD: Final = 32 * 1024
"""Bytes of a request's line and headers; and of what may stand between two pieces of a body."""
NO_HTTP: Final = "Invalid HTTP request received."

_LINE: Final = re.compile(rb"[A-Z]+ (?:/[!\"$-~]*|\*) HTTP/1\.[01]\r\n")
_LINE_BEGUN: Final = re.compile(rb"[A-Z][^\n]*\Z")
_BARE_END: Final = re.compile(rb"\n\r?\n")
"""The parser refuses what ends so."""
_FRAMING: Final = frozenset({b"content-length", b"transfer-encoding"})
_REFUSAL: Final = b"".join(
    (
        STATUS_LINE[400],
        *(f"{name}: {value}\r\n".encode() for name, value in HEADERS.items()),
        b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n",
        b"content-length: %d\r\n\r\n%b" % (len(NO_HTTP), NO_HTTP.encode()),
    )
)


class StrictProtocol(HttpToolsProtocol):
    """Gives uvicorn's parser whole heads, each after the last answer, and refuses what it alone would let pass."""

    _held = b""
    """The beginning of a head."""
    _expected = False
    """Whether a request may begin."""
    _coming = False
    """Whether a request's body is still to come."""
    _between = 0
    """Bytes since the last piece of the body."""
    _answer: Answer
    """To the request that was read last."""
    _deaf = False
    """Whether nothing more is looked at."""

    def data_received(self, data: bytes) -> None:
        """Read on; who does not wait for the answer gets no other."""
        if self._deaf:
            return
        if self._coming:
            self._between += len(data)
            super().data_received(data)
            if self._coming and self._between > LARGEST_HEAD:
                self.send_400_response(NO_HTTP)
        elif self._at_work():
            self._hear_no_more()
        else:
            self._read_head(self._held + data, len(self._held))

    def on_message_begin(self) -> None:
        """Begin a request, where one is expected."""
        if not self._expected:
            raise UnreadableError("A request came before the answer to another")
        self._expected = False
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header without the blanks around it."""
        if self._coming:
            raise UnreadableError("A header came after the body")
        super().on_header(name, value.rstrip(b" \t"))

    def on_headers_complete(self) -> None:
        """Begin to work on what says plainly which host it is for, and where it ends."""
        version, names = self.parser.get_http_version(), [name for name, _ in self.headers]
        hosts, codings = (
            names.count(b"host"),
            [v.lower() for n, v in self.headers if n == b"transfer-encoding"],
        )
        upgrades = self.parser.should_upgrade()
        if hosts > 1 or (not hosts and version == "1.1"):
            raise UnreadableError("It is for no host, or for several")
        if codings and (codings != [b"chunked"] or version != "1.1"):
            raise UnreadableError("Its coding is not known here")
        if upgrades and not _FRAMING.isdisjoint(names):
            raise UnreadableError("It would become another protocol, and has a body in this one")
        super().on_headers_complete()
        self._answer = Answer(self.cycle, self.transport)
        self.cycle.send = self._answer.send  # type: ignore[method-assign, assignment]
        self._coming = True
        if upgrades:
            self._hear_no_more()

    def on_body(self, body: bytes) -> None:
        """Take in a piece of the body."""
        self._between = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for no more of a request."""
        self._coming = False
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 -- ours has its length and headers
        """Refuse what is no HTTP, under the headers of every answer; of what came whole before it, nothing is lost."""
        if self._at_work() and not self._coming:
            self._hear_no_more()
            return
        self._deaf = True
        if self._at_work() and self.cycle.response_started:
            self._answer.flush()
        else:
            self.transport.write(_REFUSAL)
        self.transport.close()

    def _read_head(self, data: bytes, known: int) -> None:
        end = data.find(b"\r\n\r\n", max(0, known - 3))
        whole = end >= 0 or _BARE_END.search(data, max(0, known - 2))
        begun = _LINE.match(data) or _LINE_BEGUN.match(data)
        if not begun or (end if end >= 0 else len(data)) > LARGEST_HEAD:
            self.logger.warning(NO_HTTP)
            self.send_400_response(NO_HTTP)
        elif whole:
            self._held, self._expected, self._between = b"", True, 0
            super().data_received(data)
        else:
            self._held = data

    def _at_work(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _hear_no_more(self) -> None:
        """End the connection after the answer that is being made."""
        self._deaf = True
        self.cycle.keep_alive = False
