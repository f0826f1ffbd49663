"""What the receiver filed, read again: for the hub's own commands, where the hub has not taken it away."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from pydantic import ValidationError

from app.contact.answered import Part
from app.contact.model import Contact
from app.contact.sealed import Identity, Restricted
from app.errors import NotFiledError
from app.profiles.model import Profile
from app.receiver.filing import CLAIMS, IDENTITY, RESTRICTED, WHOLE, as_version
from app.references import is_reference, parse_reference

NOT_HERE: Final = (
    "No contact with this reference was filed here. Look at the reference: "
    "‘python -m app hub waiting’ lists those that wait for a decision."
)
NO_HUB: Final = "{folder} is no folder of a receiver’s, or not this user’s to read. Look at VAR."
OTHERS: Final = (
    "The references in this folder begin with {theirs}, and those of PROFILE, which is {hub}, with {prefix}: "
    "look at PROFILE and VAR."
)
VERSION: Final = re.compile(r"([^.]+)(?:\.([2-9]|[1-9][0-9]+))?")
"""What a contact's files are called: its reference, and from the second version on the version."""

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Filed:
    """A contact that was filed, and as much of it as can still be read here: of what was sent again, the last words."""

    reference: str
    message_id: UUID
    hub: str
    """The hub's slug."""
    contact: Contact | None
    restricted: Restricted | None
    identity: Identity | None
    version: int = 1
    """How often it was sent in other words."""


def find(folder: Path, council: Profile, typed: str) -> Filed:
    """The contact of the reference that somebody typed.

    Raises:
        NotFiledError: it is no reference, or nothing of it was ever filed here.
    """
    reference = parse_reference(typed, *council.prefixes) or ""
    message_id = _message_id(folder / CLAIMS, reference)
    if message_id is None:
        raise NotFiledError(_of_others(folder / CLAIMS, council) or NOT_HERE)
    version = _newest(folder / CLAIMS, message_id)
    name = as_version(reference, version)
    return Filed(
        reference,
        message_id,
        council.slug,
        _read(folder / f"{name}.json", Contact),
        _read(folder / RESTRICTED / f"{name}.{RESTRICTED}.json", Restricted),
        _read(folder / IDENTITY / f"{name}.{IDENTITY}.json", Identity),
        version,
    )


def any_version(_reference: str, _version: int) -> bool:
    """What was sent again in other words too."""
    return True


def the_first(_reference: str, version: int) -> bool:
    """Each contact once, however often it was sent."""
    return version == 1


class Contacts:
    """Every version of a contact that can be read in the hub's folder, in the order in which they were filed.

    Raises:
        NotFiledError: no receiver files there, so that nobody may read 'nothing waits' where all of it does elsewhere.
    """

    def __init__(self, folder: Path, which: Callable[[str, int], bool] = any_version) -> None:
        require_hub(folder)
        self._folder, self._which = folder, which
        self.unread: list[str] = []
        """The names of those that are there and cannot be read."""

    def __iter__(self) -> Iterator[Contact]:
        return (contact for contact, _ in self.versions())

    def versions(self) -> Iterator[tuple[Contact, int]]:
        """Each with its place among those of one reference."""
        named = ((path, _version(path.stem)) for path in self._folder.glob("*.json"))
        found = {path: known[1] for path, known in named if known and self._which(*known)}
        for path in sorted(found, key=_filed_at):
            contact = _read(path, Contact)
            if contact is not None:
                yield contact, found[path]
            elif path.exists():
                # Where it does not, the hub has just taken it away.
                self.unread.append(path.stem)


def require_hub(folder: Path) -> None:
    """Refuse a folder in which no receiver has ever begun, or that this user cannot read.

    Raises:
        NotFiledError: it is one.
    """
    if not os.access(folder / CLAIMS, os.R_OK | os.X_OK):
        raise NotFiledError(NO_HUB.format(folder=folder))


def _version(name: str) -> tuple[str, int] | None:
    """The reference and the version that a file is named for; None where it is another file."""
    found = VERSION.fullmatch(name)
    return (found[1], int(found[2] or 1)) if found and is_reference(found[1]) else None


def _filed_at(path: Path) -> tuple[int, str]:
    """What sorts files by when they were written; a copy of the folder may have lost that, and goes by name."""
    try:
        return path.stat().st_mtime_ns, path.name
    except FileNotFoundError:
        # The hub has just taken it away.
        return 0, path.name


def _of_others(claims: Path, council: Profile) -> str | None:
    """What to say where the folder is another council's, or PROFILE is."""
    names = (path.name for path in claims.glob("*") if is_reference(path.name))
    begun = sorted({name.partition("-")[0] for name in names})
    if not begun or not set(begun).isdisjoint(council.prefixes):
        return None
    return OTHERS.format(theirs=" or ".join(begun), hub=council.slug, prefix=council.prefix)


def _message_id(claims: Path, reference: str) -> UUID | None:
    """The message id of a reference, once all of it was on the disk."""
    try:
        message_id = UUID((claims / reference).read_text()) if reference else None
    except FileNotFoundError:
        return None
    return message_id if message_id and (claims / f"{message_id}{WHOLE}").exists() else None


def _newest(claims: Path, message_id: UUID) -> int:
    """The last version of which all was on the disk, whatever the hub has taken away."""
    marks = ((claims / f"{as_version(str(message_id), version)}{WHOLE}") for version in count(1))
    return sum(1 for _ in takewhile(Path.exists, marks))


def _read(path: Path, part: type[P]) -> P | None:
    """A part; None where it is not there, not ours to read, or of a version that we do not know."""
    try:
        return part.model_validate_json(path.read_bytes())
    except (FileNotFoundError, PermissionError, ValidationError):
        return None
