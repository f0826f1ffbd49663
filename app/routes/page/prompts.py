"""Every question of a form as a sheet of paper asks it, with what it is asked after, in words where these are plain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.forms.conditions import All, Condition, Either, Has, Is, Not
from app.forms.pages import Form, Group, Page
from app.forms.questions import Offering, Question, Text
from app.routes.page.asking import said
from app.saying import Sentence, Word

Words = str | Sentence

LONG_ANSWER: Final = 2
"""Lines of a text box from which paper leaves room for a story."""


@dataclass(frozen=True)
class Clause:
    """One thing that an earlier answer must be, or must not be."""

    question: Words
    answers: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class When:
    """What must be so for a page or a question to be asked at all."""

    clauses: tuple[Clause, ...] = ()
    more: bool = False
    """Whether there is more to it than can be said plainly."""

    def __bool__(self) -> bool:
        return bool(self.clauses) or self.more


@dataclass(frozen=True)
class Prompt:
    """One question, with room for its answer."""

    id: str
    label: Words
    hint: Words
    options: tuple[str, ...]
    unknown: str
    room: str
    """'line' or 'story'; empty where there is a list to choose from."""
    when: When


@dataclass(frozen=True)
class Leaf:
    """The questions of one page."""

    title: Words
    prompts: tuple[Prompt, ...]
    when: When
    repeats: Words = ""
    """For whom it is asked again: the title of the group."""


Asked = Mapping[str, tuple[Question, Mapping[str, str]]]
"""Each question by its id, with what the placeholders of its sentences stand for."""


def sheet(form: Form) -> list[dict[str, object]]:
    """Each section's title and leaves, in the order of the form."""
    asked = {
        question.id: (question, _names(form, page, group))
        for page, group in form.pages()
        for question in page.questions
    }
    return _Sheet(form, asked).sections()


@dataclass(frozen=True)
class _Sheet:
    """A form's definition on its way to paper."""

    form: Form
    asked: Asked

    def sections(self) -> list[dict[str, object]]:
        """Each section's title and leaves, in the order of the form."""
        return [
            {"title": section.title, "leaves": [self._leaf(page, group) for page, group in section.pages()]}
            for section in self.form.sections
        ]

    def _leaf(self, page: Page, group: Group | None) -> Leaf:
        names = _names(self.form, page, group)
        prompts = tuple(self._prompt(question, names) for question in page.questions)
        over = self.form.group(page.each) if page.each else group
        repeats = said(over.title, names) if over and page is not over.own_page else ""
        conditions = [one for one in (group.when if group else None, page.when) if one]
        return Leaf(said(page.title, names), prompts, self._when(conditions), repeats)

    def _prompt(self, question: Question, names: Mapping[str, str]) -> Prompt:
        options = tuple(question.options.values()) if isinstance(question, Offering) else ()
        long = isinstance(question, Text) and question.rows >= LONG_ANSWER
        return Prompt(
            question.id,
            said(question.label, names),
            said(question.hint, names),
            options,
            question.unknown,
            "" if options else "story" if long else "line",
            self._when([question.when] if question.when else []),
        )

    def _when(self, conditions: list[Condition]) -> When:
        parts = [part for condition in conditions for part in _parts(condition)]
        clauses = [self._clause(part) for part in parts]
        return When(tuple(clause for clause in clauses if clause), None in clauses)

    def _clause(self, condition: Condition) -> Clause | None:
        """In words what one condition asks of one question; None where that is not plain."""
        negated = isinstance(condition, Not)
        inner = condition.condition if isinstance(condition, Not) else condition
        either = inner.conditions if isinstance(inner, Either) else (inner,)
        named = [one for one in either if isinstance(one, Is | Has)]
        if len(named) != len(either) or len({one.question for one in named}) != 1:
            return None
        question, names = self.asked.get(named[0].question, (None, {}))
        if not isinstance(question, Offering):
            return None
        answers = tuple(question.options[one.value] for one in named)
        return Clause(said(question.label, names), answers, negated)


def _names(form: Form, page: Page, group: Group | None) -> dict[str, str]:
    """What placeholders stand for where nobody has a name yet."""
    over = form.group(page.each) if page.each else None
    return {**form.spoken_names, **{one.item: Word(one.unnamed) for one in (group, over) if one}}


def _parts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All):
        for part in condition.conditions:
            yield from _parts(part)
    else:
        yield condition
