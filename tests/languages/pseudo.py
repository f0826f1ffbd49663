"""A made-up language in which every sentence of ours stands in brackets, and a council that offers it."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from lxml import html

from app.profiles.loading import file_of, load_profile
from app.profiles.model import Profile
from app.sentences import sentences

PSEUDO: Final = "qq"
"""A code that ISO 639 gives to no language."""
MARKED: Final = re.compile("⟦[^⟦⟧]*⟧")


MIRRORED: Final = "he"
"""A language that is written from right to left, of which we speak only the letters."""
TO_THE_LEFT: Final = str.maketrans(
    {letter: chr(0x05D0 + number % 27) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
)


def pseudo(text: str) -> str:
    return f"⟦{text}⟧"


def mirrored(text: str) -> str:
    """A sentence in letters that run from right to left, its placeholders as they are."""
    parts = re.split(r"(\{\w*\}|https?://\S+|\S+@\S+)", text)
    return "".join(
        one if number % 2 else one.lower().translate(TO_THE_LEFT) for number, one in enumerate(parts)
    )


def council_in_two_languages(
    folder: Path, name: str = "barnet", language: str = PSEUDO, say: Callable[[str], str] = pseudo
) -> Path:
    """A copy of a shipped profile that offers a pseudo-language too, with its catalogue beside it."""
    council = load_profile(name)
    profile = folder / "council.toml"
    written = file_of(name).read_text(encoding="utf-8").replace('["en"]', f'["en", "{language}"]')
    profile.write_text(written + "\n".join(_tables(council, language, say)), encoding="utf-8")
    catalogue = Catalog(locale=None, charset="utf-8")
    for text in sentences():
        catalogue.add(text, say(text))
    with profile.with_suffix(f".{language}.po").open("wb") as file:
        write_po(file, catalogue)
    return profile


def _tables(council: Profile, language: str, say: Callable[[str], str]) -> list[str]:
    tables = {
        f"words.{language}": council.words["en"].sentences,
        f"labels.{language}": {label: label for label in council.plain_labels()},
    }
    if "en" in council.help:
        tables[f"help.{language}"] = council.help["en"].sentences
    if "en" in council.feedback:
        own = council.feedback["en"].sentences
        tables[f"feedback.{language}"] = {key: own[key] for key in ("family", "community", "allegation")}
        tables[f"feedback.{language}.professional"] = {
            str(one): text for one, text in council.feedback["en"].professional.items()
        }
    lines = [""]
    for table, said in tables.items():
        lines.append(f"[{table}]")
        lines += [
            f"{json.dumps(str(key), ensure_ascii=False)} = {json.dumps(say(text), ensure_ascii=False)}"
            for key, text in said.items()
            if text
        ]
    return lines


def left_in_english(page: str, council: Profile, written: Iterable[str]) -> list[str]:
    """What can be read or heard of a page and stands in no bracket, apart from what was `written` there, names and
    addresses."""
    tree: Any = html.document_fromstring(page)
    for unread in tree.xpath("//script|//style|//bdi[@lang]|//nav[.//a[starts-with(@href, '/language/')]]"):
        unread.drop_tree()
    return left_of_text(" ".join([*tree.itertext(), *_attributes(tree)]), council, written)


def left_of_text(whole: str, council: Profile, written: Iterable[str] = ()) -> list[str]:
    """The same of what has no tags."""
    while MARKED.search(whole):
        whole = MARKED.sub(" ", whole)
    names = (council.hub_name, council.name, council.area, council.hub_short, *written)
    for name in sorted(names, key=len, reverse=True):
        whole = whole.replace(name, " ")
    whole = re.sub(r"https?://\S+|\S+@\S+|[A-Z]{2}-[\dA-Z]{4}-[\dA-Z]{4}", " ", whole)
    return re.findall(r"[A-Za-z]{2,}", whole)


def _attributes(tree: Any) -> list[str]:
    spoken = ["aria-label", "placeholder", "alt", "title", "data-sending", "data-looking", "data-failed"]
    spoken += ["data-left", "data-over", "data-print"]
    return [one.get(name) for one in tree.iter() for name in spoken if one.get(name)]
