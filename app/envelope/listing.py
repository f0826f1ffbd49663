"""Keys added to a list and taken out of it, one by one; what else is written there stays as it is."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.durable import replace
from app.envelope.public_keys import KeyList, PublicKey
from app.errors import ConfigurationError

ENTRY: Final = re.compile(r"^(?=\[\[key\]\])", re.MULTILINE)
NO_USE: Final = "{listed} lists no key for {use}: it has {uses}. Nothing was changed."


def add_keys(listed: Path, fresh: Path, uses: Sequence[str]) -> Sequence[PublicKey]:
    """Copy the keys of these uses from one list to the end of another, in one step; the keys.

    Raises:
        ConfigurationError: a list is missing, there is no key of a use, or one is in the list already.
    """
    text, known = _text(listed), {key.public for key in KeyList(listed).keys}
    _text(fresh)  # a list that is not there lists no key, and that would be said of the use
    there = KeyList(fresh).keys
    keys = [key for key in there if key.use in uses]
    missing = [use for use in uses if use not in {key.use for key in keys}]
    if missing:
        raise ConfigurationError(
            NO_USE.format(
                listed=fresh,
                use=missing[0],
                uses=", ".join(dict.fromkeys(key.use for key in there)) or "nothing",
            )
        )
    if known & {key.public for key in keys}:
        raise ConfigurationError(f"{listed} has such a key already; nothing was changed.")
    replace(listed, "\n".join((text.rstrip("\n") + "\n", *(key.toml() for key in keys))).encode())
    return keys


def remove_key(listed: Path, name: str) -> None:
    """Take the key with this id out of a list, in one step.

    Raises:
        ConfigurationError: the list is missing, cannot be read, or has no such key.
    """
    first, *entries = ENTRY.split(_text(listed))
    try:
        left = [entry for entry in entries if tomllib.loads(entry)["key"][0].get("id") != name]
    except tomllib.TOMLDecodeError:
        raise ConfigurationError(f"{listed} cannot be read; nothing was changed.") from None
    if len(left) == len(entries):
        raise ConfigurationError(f"{listed} has no key {name}; nothing was changed.")
    replace(listed, "".join((first, *left)).encode())


def _text(listed: Path) -> str:
    try:
        return listed.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(f"{listed} cannot be read.") from None
