"""Every sentence of ours that people read, gathered from where it stands: templates, forms, help pages and code."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract
from pydantic import BaseModel

from app.forms.catalogue import forms
from app.help.catalogue import SHELVES
from app.profiles.loading import load_profile, shipped
from app.profiles.model import Profile

ROOT: Final = Path(__file__).parents[1]
FOR_THE_PUBLIC: Final = ("pages", "components", "paper", "email", "layout.html")
ON_DUTY: Final = "alarm"
"""Among the templates: what the hub and the duty address read stays English."""
SPEAKING: Final = ("_", "say", "sentence")
"""What a template translates with."""
CODE: Final = (
    "forms",
    "routes",
    "services",
    *(
        "profiles/spoken.py",
        "profiles/shut.py",
        "profiles/decided.py",
        "profiles/feedback.py",
        "delivery/email.py",
    ),
)
SAYING: Final = frozenset({"Problem", "Read", "Sentence", "Word"})
"""Calls whose texts are read by people wherever they stand."""
HOLDING: Final = frozenset({"MappingProxyType", "Word"})
"""Calls that a constant may be made with."""
UNSAID: Final = frozenset(
    {
        "id",
        "slug",
        "item",
        "form",
        "kind",
        "notice",
        "autocomplete",
        "offers",
        "width",
        "alone",
        "group",
        "each",
        "over",
    }
    | {
        "called",
        "least",
        "most",
        "direction",
        "prefix",
        "sent_by",
        "in_place",
        "as_first",
        "copied",
        "function",
        "changes",
        "only",
    }
    | {"when", "where", "notice_when", "may_wait", "waived", "rules", "warnings", "derived", "values", "url"}
    | {"about", "fact", "question", "value", "condition", "conditions"}
)
"""Fields of forms and help pages that are no words."""


def sentences() -> frozenset[str]:
    """All of them, in English, placeholders and all; nothing that a profile says in its own words."""
    councils = [load_profile(name) for name in shipped()]
    own = {text for council in councils for text in _own(council)}
    said = {
        *_of_templates(ROOT / "templates"),
        *(text for council in councils for form in forms(council).values() for text in _of_data(form)),
        *_of_data(SHELVES),
        *_of_code(ROOT / "app"),
    }
    return frozenset(text for text in said - own if _is_said(text))


def template_of_a_catalogue() -> bytes:
    """A .pot file for whoever translates: each sentence once, in alphabetical order."""
    catalogue = Catalog(project="mash-portal", charset="utf-8")
    for text in sorted(sentences()):
        catalogue.add(text)
    written = BytesIO()
    write_po(written, catalogue, omit_header=False, width=100, sort_output=True)
    return written.getvalue()


def _own(council: Profile) -> Iterator[str]:
    yield from (council.name, council.area, council.hub_name, council.hub_short)
    yield from council.plain_labels()
    for words in council.spoken.values():
        yield from words.sentences.values()


def _is_said(text: str) -> bool:
    """Whether anything is left to translate once the placeholders are filled."""
    literal = "".join(plain for plain, *_ in Formatter().parse(text))
    return any(character.isalpha() for character in literal)


def _of_templates(folder: Path) -> Iterator[str]:
    for place in FOR_THE_PUBLIC:
        files = folder.glob(f"{place}/**/*.*") if (folder / place).is_dir() else (folder / place,)
        for file in sorted(file for file in files if file.stem != ON_DUTY):
            for _, _, found, _ in babel_extract(BytesIO(file.read_bytes()), SPEAKING, (), {}):
                texts = found if isinstance(found, tuple) else (found,)
                yield from (text for text in texts[:1] if text)


def _of_data(value: object) -> Iterator[str]:
    """The words in forms and help pages, whatever they are made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _of_fields({name: getattr(value, name) for name in type(value).model_fields})
    elif is_dataclass(value):
        yield from _of_fields({each.name: getattr(value, each.name) for each in fields(value)})
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _of_data(each))
    elif isinstance(value, Iterable):
        yield from (text for each in value for text in _of_data(each))


def _of_fields(held: Mapping[str, object]) -> Iterator[str]:
    yield from (text for name, each in held.items() if name not in UNSAID for text in _of_data(each))


def _of_code(folder: Path) -> Iterator[str]:
    for place in CODE:
        files = (folder / place).rglob("*.py") if (folder / place).is_dir() else (folder / place,)
        for file in sorted(files):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            yield from _constants(tree)
            yield from _calls(tree)


def _constants(tree: ast.Module) -> Iterator[str]:
    """Sentences that a module gives a name to."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            yield from (text for text in _texts(node.value) if _reads(text))


def _calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            yield from (
                text for each in node.args for text in _texts(each) if _reads(text) or node.func.id == "Word"
            )


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Tuple(elts=each) | ast.List(elts=each):
            yield from (text for one in each for text in _texts(one))
        case ast.Dict(values=each):
            yield from (text for one in each for text in _texts(one))
        case ast.Starred(value=one):
            yield from _texts(one)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))
        case ast.Call(func=ast.Name(id=name), args=each) if name in HOLDING:
            yield from (text for one in each for text in _texts(one))
        case _:
            return


def _reads(text: str) -> bool:
    """Whether it looks like words for people, where code also names things: a capital first, or a space within."""
    begins = text[:1].isupper() and not text.isupper()
    return (
        (begins or " " in text or text.startswith("{"))
        and "\\" not in text
        and "(?" not in text
        and not text.startswith("/")
    )
