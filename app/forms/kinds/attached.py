"""Files that somebody adds: what their draft remembers of each, for the file itself is sealed to the hub at once."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final, Literal, Self

from pydantic import BaseModel, ConfigDict

from app.filekinds import FileKind
from app.forms.conditions import Answer
from app.forms.kinds.asked import Asked, Read, Typed

SIZE: Final = "{name} ({size})"
UNITS: Final = ("bytes", "KB", "MB")
UNIT: Final = 1024


class Attached(BaseModel):
    """One file, as its writer's draft knows it."""

    # As in a contact: what was written is not kept by the reader.
    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="keys")

    id: str
    """Of the attachment that travels beside the message: a UUID."""
    name: str
    """What its writer calls it, made safe to show and to file."""
    kind: FileKind
    size: int
    """Bytes of the file as the hub will open it."""
    scanned: bool
    """Whether a scanner looked at it and found nothing."""
    cleaned: bool
    """Whether hidden details were taken out of it."""
    sha256: str = ""
    """Of the sealed file, in hexadecimal: nobody who can write to the database puts another in its place.
    A draft that was written before this was there has none."""

    def __str__(self) -> str:
        return SIZE.format(name=self.name, size=self.spoken_size)

    @property
    def spoken_size(self) -> str:
        """How large it is, as people say it: 840 KB, 3.4 MB."""
        return spoken_size(self.size)

    def written(self) -> str:
        """This, as an answer holds it."""
        return self.model_dump_json()

    @classmethod
    def read(cls, text: str) -> Self:
        """What `written` wrote."""
        return cls.model_validate_json(text)


class Files(Asked):
    """Some files; they come to the portal in a way of their own, and posting their page changes nothing of them."""

    kind: Literal["files"] = "files"
    in_place: ClassVar[bool] = True
    may_keep_details: bool = False
    """Whether the writer may have hidden details left as they are; else they are always taken out."""

    def read_own(self, typed: Typed, name: str, today: date) -> Read:  # noqa: ARG002
        """Nothing: no field of a form says which files there are."""
        return Read(None)

    def say(self, value: Answer) -> tuple[str, ...]:
        """Each by its name and size."""
        return tuple(str(one) for one in attached(value))


def attached(value: Answer) -> tuple[Attached, ...]:
    """The files that an answer holds."""
    return tuple(Attached.read(one) for one in value) if isinstance(value, list) else ()


def answer(files: Iterable[Attached]) -> Answer:
    """These files as an answer; None where there are none."""
    return [one.written() for one in files] or None


def spoken_size(size: int) -> str:
    """A number of bytes as people say it: 840 KB, 3.4 MB."""
    amount, units = float(size), list(UNITS)
    while amount >= UNIT and len(units) > 1:
        amount /= UNIT
        units.pop(0)
    return f"{amount:.1f} {units[0]}" if units[0] == UNITS[-1] else f"{amount:.0f} {units[0]}"
