"""Live answers by scope, and the parts of a contact filled from them: a field is named for its question."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from app.contact.answered import Answered, Coded
from app.contact.factors import Codes
from app.contact.told import told
from app.forms.conditions import NOT_KNOWN, Answer
from app.forms.kinds.attached import Files, attached
from app.forms.questions import Choice, Choices, Question
from app.forms.walking.walk import Walk
from app.profiles.model import Profile

M = TypeVar("M", bound=Answered)
Said = tuple[Question, Answer]
"""A question as it is asked, and what was answered."""


@dataclass(frozen=True)
class Scopes:
    """The live answers by scope, ready to fill the parts of a contact."""

    council: Profile
    said: Mapping[str, Mapping[str, Said]]
    first: str
    """The contact id of the first child, at whom answers about others may point."""
    codes: Codes

    def fill(self, model: type[M], scope: str = "", **given: Any) -> M:
        """A model whose fields are named for questions, filled from one scope."""
        fields = _fields(model)
        filled: dict[str, Any] = {}
        unknown, blank = [], []
        for name, (question, value) in self.said.get(scope, {}).items():
            if name not in fields:
                continue
            if value is None:
                blank.append(name)
            elif value == NOT_KNOWN:
                unknown.append(name)
            else:
                filled[name] = self._value(question, value)
        return model.model_validate({**filled, "not_known": unknown, "not_answered": blank, **given})

    def any(self, model: type[M], scope: str = "") -> M | None:
        """The same, or None where nothing that it holds was asked."""
        return self.fill(model, scope) if self.asks(model, scope) else None

    def asks(self, model: type[Answered], scope: str) -> bool:
        """Whether anything that a model holds was asked in this scope."""
        return not self.said.get(scope, {}).keys().isdisjoint(_fields(model))

    def _value(self, question: Question, value: Answer) -> Any:
        if isinstance(question, Choice):
            return self._coded(question, str(value))
        if isinstance(question, Choices) and isinstance(value, list):
            return [self._coded(question, one) for one in value]
        if isinstance(question, Files):
            return [one.model_dump(exclude={"sha256"}) for one in attached(value)]
        return value

    def _coded(self, question: Choice | Choices, value: str) -> Coded:
        as_first = question.as_first if isinstance(question, Choice) else None
        of = self.first if as_first and value == as_first.option else None
        return Coded(
            code=value, label=told(question.options[value]), dfe=self._dfe(question.id, value), of=of
        )

    def _dfe(self, question: str, value: str) -> str | None:
        if question == "agency":
            agency = self.council.agency(value)
            return agency.source if agency else None
        return self.codes[question].get(value) if question in self.codes else None


@cache
def _fields(model: type[Answered]) -> frozenset[str]:
    """The names of a model's fields; pydantic takes as long to hand them over as all the rest of a small part takes."""
    return frozenset(model.model_fields)


def by_scope(walk: Walk) -> dict[str, dict[str, Said]]:
    """The questions that the walk asks and what was answered, by scope and id."""
    found: dict[str, dict[str, Said]] = {}
    for facts, asked in walk.asked:
        here = found.setdefault(facts.scope, {})
        for question, value, _ in asked:
            here[question.id] = question, value
    return found
