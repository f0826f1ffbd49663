"""What every part of a contact is made of: closed data, and answers with their codes."""

from typing import ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field

MOST_PEOPLE: Final = 100
"""Of each kind in one contact, several times what a form can add: the hub's copy has a table of some by others."""


class Part(BaseModel):
    """Strict, closed data."""

    # By itself the reader of JSON keeps some 16,000 short strings, names among them, for as long as the process lives.
    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="keys")


class Coded(Part):
    """A chosen answer: our code, what it says in the hub's voice, and the DfE's code where there is one."""

    code: str
    label: str
    dfe: str | None = None
    of: str | None = Field(
        None,
        description="Contact id of the child who is meant, where the answer is that it is as of the first child.",
    )


def chose(answer: Coded | None, code: str) -> bool:
    """Whether this was answered."""
    return answer is not None and answer.code == code


class Answered(Part):
    """Answers to questions. Both lists name questions that have no answer here; any other such was not asked."""

    not_known: tuple[str, ...] = Field((), title="Not known")
    not_answered: tuple[str, ...] = Field((), title="Not answered")

    unsaid: ClassVar[frozenset[str]] = frozenset({"not_answered"})
    """Fields that say nothing: no answer fills them."""

    @property
    def says_something(self) -> bool:
        """Whether anything was answered, 'not known' included, in this or in what it holds."""
        # What nobody filled has its default, and says nothing.
        return any(_says(getattr(self, name)) for name in self.model_fields_set - self.unsaid)


def _says(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_says, value))
    return value.says_something if isinstance(value, Answered) else bool(value)
