"""What a file may be that somebody adds, and what it may be called."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from app.unseen import seen


class FileKind(StrEnum):
    """By its content, never by its name; the value ends its name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    HEIC = "heic"
    DOCX = "docx"
    TXT = "txt"


LARGEST_FILE: Final = 10 * 1024 * 1024
"""Bytes of one."""
MOST_FILES: Final = 5
"""Files that one referral takes."""

LONGEST_NAME: Final = 100
"""Characters of a file's name."""
LONGEST_STEM: Final = 200
"""Bytes of a name without its ending: disks such as ext4 and XFS take 255, and the hub adds some."""
NAMELESS: Final = "file"
NO_NAME: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that are not of a line of text."""
OF_PATHS: Final = re.compile(r'[<>:"|?*%]+')


def safe_name(given: str, kind: FileKind) -> str:
    """What a file may be called on a page and on any disk: no path, nothing unseen, and the ending of its kind."""
    last = OF_PATHS.sub("_", shown_name(given))
    stem = last.rpartition(".")[0] or last
    words = _short(" ".join(stem.split()).strip(". ")[:LONGEST_NAME]).strip(". ")
    return f"{words or NAMELESS}.{kind.value}"


def shown_name(given: str) -> str:
    """What a file is called that may not be taken: its writer knows it by that."""
    plain = NO_NAME.sub("", seen(unicodedata.normalize("NFC", given)))
    return re.split(r"[/\\]", plain)[-1][:LONGEST_NAME]


def _short(name: str) -> str:
    """As much of a name as a disk takes: most scripts need two to four bytes a letter."""
    return name.encode()[:LONGEST_STEM].decode(errors="ignore")
