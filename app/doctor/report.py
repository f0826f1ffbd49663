"""What the doctor says: a line for each thing looked at, and what to do where it is not well."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Final

from app.doctor.certificates import doubt
from app.errors import PortalError

WIDTH: Final = 18
ASIDE: Final = " " * 6


@dataclass(frozen=True)
class Line:
    """One thing that was looked at."""

    about: str
    said: str
    to_do: str = ""
    """What to do; empty where all is well."""

    def __str__(self) -> str:
        state = "WRONG" if self.to_do else "well"
        first = f"{state:<{len(ASIDE)}} {self.about:<{WIDTH}} {self.said}"
        return f"{first}\n{ASIDE} {'':<{WIDTH}} {self.to_do}" if self.to_do else first


async def looked_at(
    about: str, to_do: str, look: Callable[[], Awaitable[Iterable[Line]]], setting: str = ""
) -> list[Line]:
    """The lines of a look; where it fails in a way that was foreseen, one line that says so, and what to do.

    Whose certificate is not believed, where this setting leads, is told for what it is.
    """
    try:
        return list(await look())
    except PortalError as error:
        if found := doubt(error, setting):
            return [Line(about, *found)]
        return [Line(about, f"{error}".removesuffix(".") + ".", to_do)]
