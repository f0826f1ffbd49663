"""How one page's questions are shown: labels with names in them, what was typed, and what is wrong with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from app.filekinds import MOST_FILES
from app.forms.answers import EVERYTHING
from app.forms.conditions import NOT_KNOWN, Answer, Facts
from app.forms.kinds.asked import UNKNOWN, Typed
from app.forms.kinds.attached import Files, attached
from app.forms.pages import Page
from app.forms.questions import LONGEST_ANSWER, Choice, Choices, Offering, Question
from app.forms.walking.alike import KEPT_PAGES, asks_all_alike
from app.forms.walking.copying import offers
from app.forms.walking.revealing import openers, others_hold, revealed_by
from app.forms.walking.steps import Fault, Spot, Step
from app.routes.page.views import NOTHING, Option, QuestionView
from app.saying import Sentence, Word

OR: Final = Word("or")
AT: Final = "At {address}"
OPTIONAL: Final = " (optional)"
"""Ends the label of a question that may be left blank. The page is named without it."""
WIDTHS = {"20": "govuk-input--width-20", "10": "govuk-input--width-10", "5": "govuk-input--width-5"}

_OF_EVERYBODY: Final[dict[Page, Sequence[QuestionView]]] = {}
"""What a page asks of whoever has answered nothing on it, where that is the same for everybody."""


class FilledIn(NamedTuple):
    """What is in fields that nobody has answered, by their names, and what is said of it."""

    values: Mapping[str, Answer] = NOTHING
    hints: Mapping[str, str] = NOTHING
    """In place of a question's own."""
    says: tuple[str, ...] = ()
    """Above the questions."""


class Asking(NamedTuple):
    """A page's questions for one request: over what was typed where it was sent, else over what is kept."""

    step: Step
    typed: Typed | None = None
    faults: Sequence[Fault] = ()
    filled_in: FilledIn = FilledIn()

    def questions(self) -> Sequence[QuestionView]:
        """The questions at the top of the page, each holding those that its answers reveal."""
        if not self._has_begun() and asks_all_alike(self.step.page):
            return self._of_everybody(self.step.page)
        return [view for spot in self.step.spots for view in self._of_spot(spot)]

    def _has_begun(self) -> bool:
        """Whether there is anything in a field, or wrong with it."""
        shown = self.typed is not None or self.faults or self.filled_in.values
        return bool(shown) or any(slot.recorded or slot.value for slot in self.step.slots)

    def _of_everybody(self, page: Page) -> Sequence[QuestionView]:
        """Made once, of nobody's facts, so that nothing of one person can be shown to another."""
        if page not in _OF_EVERYBODY:
            if len(_OF_EVERYBODY) == KEPT_PAGES:
                _OF_EVERYBODY.clear()
            views = self._of_spot(Spot(EVERYTHING, Facts({}, date.min), NOTHING))
            _OF_EVERYBODY[page] = tuple(view._replace(token=object()) for view in views)
        return _OF_EVERYBODY[page]

    def errors(self) -> list[dict[str, object]]:
        """The error summary's entries, in the order of the page."""
        return self._entries(self.faults)

    def warnings(self, where: Callable[[str], str]) -> list[dict[str, object]]:
        """What looks odd and may be right, in the order of the page; whom it is about, the page says.

        `where` gives the address of the page that asks for a field, for what was written on another one.
        """
        here = set(self._field_names()) if (odd := self.step.warnings) else set()
        pages = {warning.field: where(warning.field) for warning in odd if warning.field not in here}
        return [entry | {"about": ""} for entry in self._entries(odd, pages)]

    def _entries(
        self, faults: Sequence[Fault], pages: Mapping[str, str] = NOTHING
    ) -> list[dict[str, object]]:
        if not faults:
            return []
        order = {name: place for place, name in enumerate(self._field_names())}
        found = sorted(faults, key=lambda fault: order.get(fault.field, len(order)))
        return [
            {
                "text": said(fault.message, fault.values),
                "href": f"{pages.get(fault.field, '')}#{self._target(fault)}",
                "calls": fault.calls,
            }
            for fault in found
        ]

    def _of_spot(self, spot: Spot) -> Iterator[QuestionView]:
        page = self.step.page
        choices = openers(page, spot.facts) if any(one.when for one in page.questions) else set()
        revealed: dict[tuple[str, str], list[Question]] = {}
        for question in page.questions:
            opener = revealed_by(question, choices)
            if opener and others_hold(question.when, opener, spot.facts):
                revealed.setdefault(opener, []).append(question)
        for question in page.questions:
            asked = question.when is None or question.when.holds(spot.facts)
            if asked and not revealed_by(question, choices):
                yield self._view(question, spot, revealed)

    def _view(
        self, question: Question, spot: Spot, revealed: Mapping[tuple[str, str], Sequence[Question]]
    ) -> QuestionView:
        reveals = {
            value: [self._view(one, spot, revealed) for one in shown]
            for (choice, value), shown in revealed.items()
            if choice == question.id
        }
        name = spot.field(question.id)
        kept = self.filled_in.values.get(name, spot.facts.own.get(question.id))
        wrong = [said(fault.message, fault.values) for fault in self.faults if fault.field == name]
        files = attached(spot.facts.own.get(question.id)) if isinstance(question, Files) else ()
        # To ask a question for what its kind does not have takes longer than all the rest of its view.
        has = vars(question)
        return QuestionView(
            id=name,
            kind=question.kind,
            label=said(question.label, spot.names),
            hint=said(self.filled_in.hints.get(name, question.hint), spot.names),
            error=wrong[0] if wrong else None,
            more_errors=tuple(wrong[1:]),
            value=question.shown(kept) if self.typed is None else question.typed(self.typed, name),
            unknown_label=question.unknown,
            unknown=kept == NOT_KNOWN if self.typed is None else f"{name}{UNKNOWN}" in self.typed,
            options=_options(question.narrowed(spot.facts)),
            copies=_copies(question, spot) if has.get("copied") else (),
            rows=has.get("rows", 1),
            limit=LONGEST_ANSWER if has.get("rows", 1) > 1 else 0,
            offers=has.get("offers", ()),
            usual=has.get("usual", ()),
            autocomplete=has.get("autocomplete", ""),
            width_class=WIDTHS.get(has.get("width", ""), ""),
            is_heading=question.label.removesuffix(OPTIONAL) == self.step.page.title,
            buttons=isinstance(question, Choice) and question.buttons,
            aside=isinstance(question, Choice) and question.aside,
            reveals=reveals,
            files=files,
            takes_more=len(files) < MOST_FILES,
            may_keep_details=isinstance(question, Files) and question.may_keep_details,
        )

    def _field_names(self) -> list[str]:
        return [spot.field(question.id) for spot in self.step.spots for question in self.step.page.questions]

    def _target(self, fault: Fault) -> str:
        """The id of the field that the summary's link focuses; a date's first part."""
        dates = {
            spot.field(question.id)
            for spot in self.step.spots
            for question in self.step.page.questions
            if question.kind == "date"
        }
        return f"{fault.field}-day" if fault.field in dates else fault.field


def said(text: str, values: Mapping[str, str]) -> str | Sentence:
    """A constant, with its values where it has places for them."""
    return Sentence(text, values) if "{" in text and values else text


def _copies(question: Question, spot: Spot) -> tuple[Option, ...]:
    return tuple(
        Option(
            value,
            Sentence(AT, {"address": ", ".join(text.splitlines())}),
            "",
            exclusive=False,
            divider="",
        )
        for value, text in offers(question, spot.facts).items()
    )


def _options(question: Question) -> tuple[Option, ...]:
    if not isinstance(question, Offering):
        return ()
    alone, hints = question.alone if isinstance(question, Choices) else "", question.hints
    return tuple(
        Option(value, label, hints.get(value, ""), exclusive=True, divider=OR)
        if alone and value == alone
        else Option(value, label, hints.get(value, ""), exclusive=False, divider="")
        for value, label in question.options.items()
    )
