"""In which language an email is to speak: a remark after its address, sealed with it.

Which language somebody reads says something of them, so that it is nowhere in the clear. The remark is a comment, as
any address may have (RFC 5322, 3.2.2): whoever does not know of it reads the same address, and writes in English.
"""

import re
from typing import Final

from app.profiles.catalogues import SOURCE

_REMARKED: Final = re.compile(r"([^\n]*) \(([a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?)\)")


def in_language(language: str, text: str) -> str:
    """An address, and the lines that go with it, for an email in a language; as they are where it is English."""
    if language == SOURCE:
        return text
    address, newline, brought = text.partition("\n")
    return f"{address} ({language}){newline}{brought}"


def language_of(text: str) -> tuple[str, str]:
    """The language that `in_language` remarked, English where it remarked none; and the text without it."""
    address, newline, brought = text.partition("\n")
    remarked = _REMARKED.fullmatch(address)
    if remarked is None:
        return SOURCE, text
    return remarked[2], f"{remarked[1]}{newline}{brought}"
