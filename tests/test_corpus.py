"""Catalogue 30 to 32: harmful words in every field come out of every output as the words that they are."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import html5lib
import orjson
import pytest

from app.contact.assemble import Parts
from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.questions import Text
from app.forms.walking.walk import Walk
from app.pdf.typesetter import typeset
from app.profiles.loading import load_profile, shipped
from app.receiver.copies.answers import beginning
from app.receiver.copies.glance import LONGEST_CALL
from app.receiver.copies.readable import readable, readable_apart
from app.routes.page.overview import answers_by_section
from app.templating.rendering import Templates
from tests.contact.conftest import COUNCIL, DAY, FORMS, fill, over, sent
from tests.corpus import CHARACTERS, EVERYTHING, LINES, MARKUP, TEMPLATES, cleaned, everywhere
from tests.papers import closed_up, opened, structure, words_of

NAMES = ("professional", "family", "community", "young-person", "allegation")
PAGES = Templates(COUNCIL)
HARMFUL = "\n".join(EVERYTHING)
HARMLESS = re.sub(r"\S", "x", HARMFUL.replace("\r\n", "\n").replace("\r", "\n"))
"""As many lines, and no character that means anything."""


def walked(form: str, words: str) -> Walk:
    return over(form, answered(form, words))


@cache
def answered(form: str, words: str) -> Answers:
    said = everywhere(FORMS[form], words) | {"keep": "yes"}
    return fill(form, children=2, adults=1, **said)


def copied(template: str) -> Callable[[str, str], str]:
    def shown(form: str, words: str) -> str:
        walk = walked(form, words)
        return PAGES.render(
            template,
            form=walk.form,
            sections=answers_by_section(walk.form, walk),
            whole=False,
            lines=(),
            **dict.fromkeys(
                ("statement", "send_url", "csrf", "shown", "unmet", "unseen", "urgent", "refusal"), ""
            ),
            **dict.fromkeys(("until", "left_out", "other_url", "pdf_url", "remove_url"), ""),
            reference="NN-7K4M-9QXR",
            code="1234 5678 9012",
            sent="9am",
            after_call=None,
            waits=None,
        )

    return shown


@cache
def parts(form: str, words: str) -> Parts:
    return sent(form, answered(form, words))


def at_the_hub(form: str, words: str) -> str:
    return readable(PAGES, parts(form, words).contact, apart=True, named=True)


def kept_apart(form: str, words: str) -> str:
    all_of_it = parts(form, words)
    return "".join(
        readable_apart(PAGES, all_of_it.contact, one) for one in (all_of_it.restricted, all_of_it.identity)
    )


OUTPUTS = {
    "check your answers": copied("pages/check.html"),
    "the copy": copied("pages/copy.html"),
    "the paper": copied("paper/copy.html"),
    "the hub's page": at_the_hub,
    "the hub's parts apart": kept_apart,
}


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element of a page with the names of its attributes, in order."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [(str(one.tag), tuple(sorted(map(str, one.attrib)))) for one in tree.iter()]


def whole_answers(read: str, form: str) -> str:
    """What is read, without the beginnings of a court's orders at a glance: some of the words come after them."""
    orders = [one.court_orders for one in parts(form, HARMFUL).contact.children if one.court_orders]
    for said in orders:
        read = read.replace(beginning(" ".join(said.split()), LONGEST_CALL), "")
    return read


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("output", OUTPUTS)
def test_harmful_words_are_words_and_nothing_else(output: str, form: str) -> None:
    harmful, harmless = OUTPUTS[output](form, HARMFUL), OUTPUTS[output](form, HARMLESS)
    assert skeleton(harmful) == skeleton(harmless)
    read = whole_answers("".join(html5lib.parse(harmful, namespaceHTMLElements=False).itertext()), form)
    times = {read.count(written) for written in (*MARKUP, *TEMPLATES[:2])}
    assert len(times) == 1
    # Not every form has something to keep apart in words.
    assert times != {0} or output == "the hub's parts apart"


def on_paper(words: tuple[str, ...]) -> bytes:
    """A short copy, with each of these as a heading, a label, an answer and one of several."""
    rows = [
        {"label": one, "value": (one, one), "listed": listed} for one in words for listed in (False, True)
    ]
    cards = [{"title": one, "rows": rows[:1]} for one in words]
    shown = {"reference": "NN-7K4M-9QXR", "code": "1234 5678 9012", "sent": "9am", "whole": False}
    sections = [{"title": words[0], "cards": [*cards, {"title": None, "rows": rows}]}]
    return typeset(PAGES.render("paper/copy.html", form=FORMS["community"], sections=sections, **shown))


@pytest.mark.pdf
def test_harmful_words_are_set_in_the_pdf_as_they_are() -> None:
    kept = tuple(str(cleaned(Text(id="story", label="A story"), one)) for one in EVERYTHING)
    harmful, harmless = on_paper(kept), on_paper(tuple(re.sub(r"\S", "x", one) for one in kept))
    words = words_of(harmful)
    for written in (*MARKUP, *TEMPLATES):
        assert closed_up(written) in words
    with opened(harmful) as document, opened(harmless) as plain:
        assert "/Names" not in document.Root
        assert not any("/Annots" in page for page in document.pages)
        assert set(structure(document).kinds()) == set(structure(plain).kinds())


ASKED = [
    pytest.param(form, id=f"{slug}-{form.slug}")
    for slug in shipped()
    for form in forms(load_profile(slug)).values()
]


@pytest.mark.parametrize("form", ASKED)
def test_every_field_keeps_words_and_no_character_that_means_nothing(form: Form) -> None:
    for page, _ in form.pages():
        for question in page.questions:
            for raw in EVERYTHING:
                kept = str(question.read({question.id: [raw]}, question.id, DAY).value)
                wrong = {one for one in kept if unicodedata.category(one) in {"Cc", "Cs"}} - {"\n", "\t"}
                assert not wrong, question.id


def test_what_is_kept_is_what_was_written_to_the_character() -> None:
    text = Text(id="story", label="What happened?", rows=5)
    for raw in (*MARKUP, *TEMPLATES[:2], *CHARACTERS[2:]):
        assert cleaned(text, raw) == raw
    assert cleaned(text, LINES[1]) == "Ana\nX-Header: 1"
    assert cleaned(text, LINES[0]) == "Ana\nBcc: somebody@elsewhere.example\n\nand a body"


@pytest.mark.parametrize("form", NAMES)
def test_what_travels_is_json_that_says_the_same(form: str) -> None:
    story = everywhere(FORMS[form], HARMFUL)
    contact = orjson.loads(parts(form, HARMFUL).contact.document())
    assert contact["story"]["worry"] == story["worry"]


@pytest.mark.parametrize("kind", ["email", "phone", "postcode", "nhs-number", "upn", "date", "age"])
def test_a_field_with_a_form_of_its_own_takes_none_of_it(kind: str) -> None:
    asked = [
        q for form in FORMS.values() for page, _ in form.pages() for q in page.questions if q.kind == kind
    ]
    assert asked
    for question in asked:
        for raw in EVERYTHING:
            typed = {f"q{part}": [raw] for part in ("", "-day", "-month", "-year")}
            read = question.read(typed, "q", DAY)
            assert read.value is None, (question.id, raw)
            assert read.message
            assert "elsewhere" not in read.message
