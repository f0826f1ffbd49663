"""Plain text: words that a person wrote, in an encoding that can be told."""

import re
from typing import Final

from app.files.flaws import Flaw, FlawedError

MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""
NO_WORDS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
PAGE: Final = re.compile(
    r"<(?:\?xml|\?php|!doctype|!entity|html|head|body|svg|script|iframe)\b", re.IGNORECASE
)
"""What a browser, or a server, would do something with, and what no picture holds by chance."""
MARKUP: Final = re.compile(rf"{PAGE.pattern}|<%", re.IGNORECASE)
"""The same, and what opens a template: two bytes, which mean it among words alone."""


def read(content: bytes) -> str:
    """The text.

    Raises:
        FlawedError: it is none, or it is markup that can do something.
    """
    text = _decoded(content)
    if NO_WORDS.search(text):
        raise FlawedError(Flaw.KIND)
    if MARKUP.search(text):
        # A whole page or drawing is another kind of file; words that hold some are not what they seem.
        raise FlawedError(Flaw.KIND if text.lstrip().startswith("<") else Flaw.UNSAFE)
    return text


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(MARKS) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FlawedError(Flaw.KIND)
