"""Templates compiled once in a process for all who know the same: nothing else takes as long at a start."""

import hashlib
from collections.abc import Hashable, Iterable
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

KEPT: Final = 16
"""More than the councils and languages that one process speaks for."""


class Compiled(BytecodeCache):
    """The code of templates, for environments in which the same is known while they are compiled."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is there; called by jinja, as is what follows."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key, bucket.checksum] = bucket.code


def compiled(folders: Iterable[Path], *known: Hashable) -> Compiled:
    """What was compiled where the same was known and these folders' files were as they are now."""
    files = [one for folder in folders for one in sorted(folder.glob("**/*")) if one.is_file()]
    read = hashlib.sha256()
    for one in files:
        content = one.read_bytes()
        read.update(b"%b %d %b" % (bytes(one), len(content), content))
    return _compiled(read.digest(), known)


@lru_cache(maxsize=KEPT)
def _compiled(_folder: bytes, _known: tuple[Hashable, ...]) -> Compiled:
    return Compiled()
