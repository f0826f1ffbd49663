"""What we say: constants with named placeholders, and what fills them; translated only when rendered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


class Word(str):
    """Words of ours as a value among what people wrote: these are translated, and what people wrote never is.

    The text is the English one, filled; `constant` and `values` are what a translation is made from.
    """

    __slots__ = ("constant", "values")

    constant: str
    values: Mapping[str, str]

    def __new__(cls, constant: str, **values: str) -> Self:
        """A constant, with what fills its placeholders."""
        word = super().__new__(cls, constant.format_map(values) if values else constant)
        word.constant, word.values = constant, values
        return word


@dataclass(frozen=True)
class Sentence:
    """A constant with named placeholders and their values, some of which may be words of ours."""

    text: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        return self.text.format_map(self.values)


def names(said: str | Sentence, whom: str) -> bool:
    """Whether something that we say names somebody itself, so that nobody hears a name twice."""
    if not isinstance(said, Sentence):
        return False
    return any(value == whom and f"{{{name}}}" in said.text for name, value in said.values.items())
