"""Every leaf of every part is to be read in that part's own copy, and in no other; what tells who wrote, apart."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import compress
from random import Random
from typing import Any

import html5lib
import orjson
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.contact.assemble import Parts
from app.contact.model import Contact
from app.contact.people import Adult, Child, Relationship
from app.contact.told import unknown_told
from app.profiles.loading import load_profile
from app.receiver.copies.beside import FOLLOWED
from app.receiver.copies.glance import GLANCE
from app.receiver.copies.readable import readable, readable_apart
from app.receiver.copies.withheld import TELLING, withheld
from app.templating.rendering import Templates
from tests.contact.conftest import FORMS, fill, sent, turned

TEMPLATES = Templates(load_profile("northamptonshire"))
SHOWN_OTHERWISE = {"received_at", "child", "page", "question"}
"""A moment in words, who an answer is about as a column, an address in the portal, a question by its title."""


def text_of(html: str, *, glance: bool = True) -> str:
    """What can be read, a line for each piece of text; with or without what is said twice at its head."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    main = tree.find(".//main")
    for section in [] if glance else main.findall("section"):
        if section.findtext("h2") == GLANCE:
            main.remove(section)
    return "\n".join(tree.find("body").itertext())


def of_contact(parts: Parts) -> str:
    apart, named = parts.restricted.says_something, parts.identity.says_something
    return readable(TEMPLATES, parts.contact, apart=apart, named=named)


def leaves(part: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each answer of a document, with its field's name; a chosen answer is its label and its DfE code."""
    if isinstance(part, list):
        for one in part:
            yield from leaves(one, name)
    elif isinstance(part, dict) and "code" in part:
        yield from ((name, part[key]) for key in ("label", "dfe") if key in part)
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from leaves(inner, key)
    else:
        yield name, part


def as_read(value: Any) -> list[str]:
    """The words in which a leaf is to be found."""
    if isinstance(value, bool):
        return ["Yes" if value else "No"]
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    return [f"{day.day} {day:%B %Y}"] if day else str(value).splitlines()


def unread(document: dict[str, Any], text: str) -> list[str]:
    """The leaves that are not there, or not as often as they should be."""
    listed = ("not_known", "not_answered")
    found = [(name, value) for name, value in leaves(document) if name not in SHOWN_OTHERWISE]
    words = Counter(line for name, value in found if name not in listed for line in as_read(value))
    words.update(unknown_told(value) for name, value in found if name == "not_known")
    missing = [line for line, times in words.items() if text.count(line) < times]
    lists = [line for line in text.splitlines() if re.match("Not answered: (?!urgent)", line)]
    blank = sum(line.count("; ") + 1 for line in lists) + len(re.findall(r":\s+Not answered\n", text))
    asked = sum(name == "not_answered" for name, _ in found)
    return missing + ([f"{asked} blanks"] if blank != asked else [])


def contact_leaves(contact: Contact) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads(contact.document())
    # What is said of a file stands there in words: tests/receiver/test_files.py.
    document.get("enclosures", {}).pop("files", None)
    # Of whom nothing was said there is one line: tests/receiver/test_begun.py.
    for name in ("adults", "agencies"):
        says = [one.says_something for one in getattr(contact, name)]
        document[name] = list(compress(document.get(name, []), says))
    leave_what_is_said_beside(document)
    for name, _ in withheld_leaves(contact):
        document[name] = {key: said for key, said in document[name].items() if key not in TELLING[name]}
    return document


def leave_what_is_said_beside(part: Any) -> None:
    """That something is known is read in what it is: tests/receiver/copies/test_beside.py."""
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        leave_what_is_said_beside(inner)
    if isinstance(part, dict):
        for name, options in FOLLOWED.items():
            if name in part and options.get(part[name]["code"]) in part:
                del part[name]


def withheld_leaves(contact: Contact) -> list[tuple[str, dict[str, Any]]]:
    """What would tell an adult who wrote of them, by part: it is to be read in the copies that are kept apart."""
    document: dict[str, Any] = orjson.loads(contact.document())
    kept = [(name, document.get(name, {}), withheld(contact, name)) for name in TELLING]
    return [(name, {key: part[key] for key in names if key in part}) for name, part, names in kept if names]


@given(
    st.sampled_from(tuple(FORMS)),
    st.integers(1, 3),
    st.integers(0, 2),
    st.integers(0, 12),
    st.sampled_from(
        (
            *({}, {"danger": "yes"}, {"informed": "risk"}, {"keep_name_from_family": "yes"}),
            *({"at_work": "no", "anonymity": "keep-from-adult"}, {"keep_name_from_adult": "yes"}),
        )
    ),
    st.randoms(use_true_random=True),
)
@settings(max_examples=30, deadline=None)
def test_every_leaf_of_every_part_is_in_its_own_copy_and_no_other(
    form: str, children: int, adults: int, turns: int, said: dict[str, Any], chance: Random
) -> None:
    answers = fill(form, children=children, adults=adults, **{"keep": "yes", "anonymity": "named", **said})
    for _ in range(turns):
        answers = turned(form, answers, chance)
    parts = sent(form, answers)
    page = text_of(of_contact(parts))
    assert unread(contact_leaves(parts.contact), text_of(of_contact(parts), glance=False)) == []
    for part in (parts.restricted, parts.identity):
        own = orjson.loads(part.document())
        # Of whom nothing must be kept nothing is said: tests/receiver/test_apart.py.
        says = [one.says_something for one in getattr(part, "kept", ())]
        own["kept"] = list(compress(own.get("kept", []), says))
        own["withheld"] = [said for _, said in withheld_leaves(parts.contact)]
        assert unread(own, text_of(readable_apart(TEMPLATES, parts.contact, part))) == []
        # A part calls an adult by the name that stands in the contact.
        told = [value for name, value in leaves(own) if name != "person"]
        secrets = [value for value in told if isinstance(value, str) and "canary" in value]
        assert [secret for secret in secrets if secret in page] == []


COMMUNITY = fill("community")
NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=200
)


@given(NAMES, NAMES, NAMES)
@example("王小明", "فاطمہ", "O’Neill-Ó Súilleabháin")
@example("<script>alert('Ana & Ben')</script>", "{{ 7 * 7 }}", "\u202eanA")
@example("A" * 200, "\u200f", "&lt;b&gt;")
@settings(max_examples=60, deadline=None)
def test_names_in_any_script_are_read_as_they_were_written(first: str, last: str, adult: str) -> None:
    parts = sent("community", COMMUNITY)
    child = Child(contact_id="NN-7K4M-9QXR/1", first_name=first, last_name=last)
    relations = (Relationship(child=child.contact_id, not_known=("relation",)),)
    family = {"children": (child,), "adults": (Adult(adult_first_name=adult, relations=relations),)}
    page = text_of(readable(TEMPLATES, parts.contact.model_copy(update=family), apart=False, named=False))
    assert page.count(f"{first} {last}") >= 2
    assert adult in page


def test_a_part_apart_says_whose_and_what_it_is() -> None:
    said: dict[str, Any] = {
        "first_name": "Ana",
        "last_name": "Nowak",
        "lives": "kept",
        "kept_address": "A refuge",
    }
    parts = sent("professional", fill("professional", **said))
    for part, banner in ((parts.restricted, "RESTRICTED"), (parts.identity, "WHO WROTE THIS")):
        page = text_of(readable_apart(TEMPLATES, parts.contact, part))
        assert "Reference NN-7K4M-9QXR" in page
        assert banner in page
    assert "NN-7K4M-9QXR/1 Ana Nowak" in text_of(readable_apart(TEMPLATES, parts.contact, parts.restricted))
