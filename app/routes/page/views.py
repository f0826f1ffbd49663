"""What a template is given of a question, and by what it is known again."""

from collections.abc import Hashable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from app.forms.kinds.asked import Shown
from app.forms.kinds.attached import Attached
from app.saying import Sentence

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Option(NamedTuple):
    """One answer that is offered."""

    value: str
    label: str | Sentence
    hint: str
    exclusive: bool
    divider: str


class QuestionView(NamedTuple):
    """One question as the template shows it."""

    id: str
    kind: str
    label: str | Sentence
    hint: str | Sentence
    error: str | Sentence | None
    value: Shown
    unknown_label: str
    unknown: bool
    options: tuple[Option, ...] = ()
    rows: int = 1
    limit: int = 0
    """Characters that the answer may have, where it is one of several lines."""
    offers: Sequence[str] = ()
    """Names to choose from while typing, in a field of one line."""
    usual: Sequence[str] = ()
    """Words of ours to choose from in the same way."""
    autocomplete: str = ""
    inputmode: str = ""
    width_class: str = ""
    is_heading: bool = False
    buttons: bool = False
    aside: bool = False
    copies: tuple[Option, ...] = ()
    """What was written about somebody else, and can be taken over."""
    reveals: Mapping[str, Sequence["QuestionView"]] = NOTHING
    files: Sequence[Attached] = ()
    takes_more: bool = True
    may_keep_details: bool = False
    more_errors: tuple[str | Sentence, ...] = ()
    """What is wrong besides: of several files each may be refused."""
    token: Hashable | None = None
    """Stands for all that it shows, where it was made once for everybody."""

    @property
    def key(self) -> Hashable | None:
        """All that it shows, where that is only ours; None where there is an answer, a name or something wrong."""
        if self.token:
            return self.token
        said = any(self.value.values()) if isinstance(self.value, dict) else bool(self.value)
        ours = isinstance(self.label, str) and isinstance(self.hint, str)
        if said or self.unknown or self.error or self.files or self.copies or not ours:
            return None
        revealed = tuple((value, *(one.key for one in shown)) for value, shown in self.reveals.items())
        return None if any(None in one for one in revealed) else (BESIDES(self), revealed)


BESIDES: Final = attrgetter(
    *(name for name in QuestionView._fields if name not in {"value", "reveals", "token"})
)
"""Whatever a view says besides the answer and what answers reveal."""
