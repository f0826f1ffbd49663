"""A program, bounded in its time, that reads what a form may bring at length, as every kind of question and code."""

import itertools
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from app.forms.kinds.asked import Asked
from app.forms.traces import about_writer
from app.profiles.places import postcode_in
from app.references import parse_reference, parse_resume_code, parse_status_code
from tests.contact.conftest import FORMS

LENGTH = 30_000
SECONDS = 60
"""Of the processor: all of it takes a sixth of that; one text that takes as long as its square, alone more than all."""
DAY = date(2026, 11, 27)
BEFORE = ("", "1", "0", "‘", "my code is ")
AGAIN = (
    *(" ", "\t", "\n", "\N{NO-BREAK SPACE}", "\u200b", "a", "1", "0 ", "1 ", "a ", "-", "(", "+", "@", "."),
    *("‘", "“", "’", '"', "‘a’b", "½", "and ", "my ", "said ", "a@", "a.", "a, ", "st ", "\r\n", "é"),
)
AFTER = ("", "!", "x")


def readings() -> Iterator[tuple[str, Callable[[str], object]]]:
    """One question of every kind that a form asks, and whatever else reads what was typed."""
    kinds: dict[str, Asked] = {}
    for form in FORMS.values():
        for page, _ in form.pages():
            kinds |= {one.kind: one for one in page.questions}
    for kind, question in kinds.items():
        yield kind, partial(read, question)
    yield "traces", about_writer
    yield "postcode among words", postcode_in
    yield "reference", lambda said: parse_reference(said, "NN")
    yield "resume code", parse_resume_code
    yield "status code", parse_status_code


def read(question: Asked, said: str) -> None:
    fields = ("", "-day", "-month", "-year", "-unknown")
    answer = question.read({f"{question.id}{field}": [said] for field in fields}, question.id, DAY)
    question.empty(answer.value)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for name, reading in readings():
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        for before, again, after in itertools.product(BEFORE, AGAIN, AFTER):
            reading(before + again * (LENGTH // len(again)) + after)


if __name__ == "__main__":
    main()
