"""Every sentence of the help pages and the forms, as it is written, placeholders and all."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from types import ModuleType

from app.forms.pages import Form, Group, Page
from app.forms.questions import Offering, Question
from app.help.catalogue import ARTICLES
from app.help.model import Article, Link, Part, Rows
from app.profiles.model import Profile
from app.templating.rendering import ROOT

TRANSLATED = re.compile(r'(?:_|sentence)\(\s*"((?:[^"\\]|\\.)+)"')
"""A sentence in a template."""


READ_BY_ALL = (
    *("who_reads", "recorded_and_shared", "privacy", "anonymous", "interpreting", "already_known"),
    *("next_family", "next_community", "next_young_person", "complaint_family"),
)
"""Of a council's words, those that are not for professionals alone."""


def of_articles(*articles: Article) -> Iterator[str]:
    """Titles, headings and sentences of these help pages, or of all."""
    for article in articles or ARTICLES.values():
        yield article.title
        for part in article.parts:
            yield from (text for text in _of_part(part) if text)


def of_words(council: Profile) -> Iterator[str]:
    """What a council says in its own words to families, neighbours and young people."""
    words, told = council.words[council.languages[0]], council.help.get(council.languages[0])
    yield from (words.sentences[key] for key in READ_BY_ALL)
    yield from told.sentences.values() if told else ()


def of_templates(*names: str) -> Iterator[str]:
    """The sentences in these templates, by their paths without `.html`."""
    for name in names:
        yield from TRANSLATED.findall((ROOT / f"templates/{name}.html").read_text(encoding="utf-8"))


def of_form(form: Form) -> Iterator[str]:
    """Everything that a form says to whoever fills it in."""
    said = [form.title, form.lede, form.readers, form.statement, *form.needed]
    notices = {form.notice, *(page.notice for page, _ in form.pages())} - {""}
    said += of_templates(*(f"components/notices/{notice}" for notice in sorted(notices)))
    for section in form.sections:
        said.append(section.title)
        for page, group in section.pages():
            said += [*_of_group(group), *_of_page(page)]
    yield from dict.fromkeys(text for text in said if text)


def _of_group(group: Group | None) -> Iterable[str]:
    return (
        (group.title, group.unnamed, group.numbered, group.otherwise.words if group.otherwise else "")
        if group
        else ()
    )


def _of_page(page: Page) -> Iterator[str]:
    yield from (page.title, page.lede, *(inset.text for inset in page.insets))
    for question in page.questions:
        yield from _of_question(question)


def _of_question(question: Question) -> Iterator[str]:
    yield from (question.label, question.hint, question.missing, question.unknown)
    if isinstance(question, Offering):
        yield from (*question.options.values(), *question.hints.values())


def _of_part(part: Part) -> Iterator[str]:
    yield part.title
    for block in part.blocks:
        match block:
            case str():
                yield block
            case Rows(rows):
                yield from (text for row in rows for text in row)
            case Link(_, text):
                yield text
            case _:
                yield from getattr(block, "texts", ())


def of_messages(*modules: ModuleType) -> Iterator[str]:
    """The sentences in these modules of rules: whatever begins with a capital letter, goes on and is no docstring."""
    for module in modules:
        tree = ast.parse(inspect.getsource(module))
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield from re.findall(r"^(?:[A-Z]|{adult}).* .*$", node.value)
