"""Browsers with tabs, pages as they were shown however long ago, and what somebody types into them."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

import httpx
from fastapi import FastAPI
from lxml import html

from app.forms.pages import Form
from tests.closed import closed

SITE = "http://127.0.0.1:8000"
WORD = re.compile(r"\bword\d{6}\b")
Said = dict[str, list[str]]
"""A form's fields by name, each with its values."""

SENSIBLE = {
    "email": "person@example.com",
    "phone": "01632 960001",
    "postcode": "NN1 1AA",
    "nhs-number": "999 000 0018",
    "upn": "H801200001001",
    "reference": "NN-7K4M-9QXR",
    "age": "7",
}
DATE = {"day": ("2", "28", "30"), "month": ("7", "11"), "year": ("2012", "2019", "2025")}
ODD = ("", " ", "no@", "\x00", "121", "31", "<b>{child}</b>", *["x" * 20_001] * 3)
MOSTLY_NO = ("danger", "urgent_today", "another_child", "another_adult", "another_agency")


@dataclass(frozen=True)
class Sheet:
    """A page as a browser holds it, however long ago it came."""

    path: str
    status: int
    text: str

    @cached_property
    def tree(self) -> Any:
        return html.document_fromstring(self.text)

    @cached_property
    def form(self) -> Any:
        """The form of a page of questions."""
        return next((one for one in self.tree.forms if "shown" in one.fields), None)

    @property
    def conflicts(self) -> bool:
        return 'id="conflict-title"' in self.text

    @property
    def words(self) -> set[str]:
        return set(WORD.findall(self.text))

    @cached_property
    def hidden(self) -> Said:
        kept = [one for one in self.form.iter("input") if one.get("type") == "hidden"]
        return {one.get("name"): [one.get("value")] for one in kept}

    @cached_property
    def faulty(self) -> set[str]:
        """The fields with a message beside them."""
        messages = self.tree.find_class("govuk-error-message")
        return {one.get("id").removesuffix("-error") for one in messages}

    @property
    def main(self) -> str:
        """What the page says, without its head and foot."""
        return " ".join(self.tree.get_element_by_id("main-content").text_content().split())

    @cached_property
    def token(self) -> str:
        fields: Any = self.tree.xpath("//input[@name='csrf']")
        return str(fields[0].get("value")) if fields else ""

    def links(self, beginning: str) -> list[str]:
        found = (one.get("href").partition("#")[0] for one in self.tree.iter("a") if one.get("href"))
        return [one for one in found if one.startswith(beginning)]

    def fields(self, *, all_of_them: bool = True) -> list[Any]:
        """The fields that somebody fills in; or those alone that are in sight without a script having run."""
        found = [one for one in self.form.iter("input", "textarea", "button") if one.get("name")]
        return [
            one
            for one in found
            if one.get("type") not in {"hidden", "file"} and (all_of_them or not folded_away(one))
        ]

    @cached_property
    def shown(self) -> Said:
        """What the fields that are asked now hold."""
        held: Said = {}
        for one in self.fields(all_of_them=False):
            if one.tag == "button":
                continue
            values = held.setdefault(one.get("name"), [])
            if one.get("type") in {"radio", "checkbox"}:
                values += [one.get("value")] if one.get("checked") is not None else []
            else:
                text = (one.text or "").removeprefix("\n") if one.tag == "textarea" else one.get("value")
                values += [text] if text else []
        return held


def folded_away(one: Any) -> bool:
    return any("conditional--hidden" in (above.get("class") or "") for above in one.iterancestors())


def question_of(name: str) -> str:
    """The question that a field belongs to."""
    return name.partition("-")[0]


@dataclass
class Pen:
    """What is typed: mostly sensible, sometimes odd, and every text a word that was never written before."""

    forms: Mapping[str, Form]
    written: int = 0

    def word(self) -> str:
        self.written += 1
        return f"word{self.written:06}"

    def fills_in(self, slug: str, sheet: Sheet, chance: Random, oddness: float) -> Said:
        kinds = {one.id: one.kind for page, _ in self.forms[slug].pages() for one in page.questions}
        offered: dict[str, list[Any]] = {}
        for one in sheet.fields():
            offered.setdefault(one.get("name"), []).append(one)
        typed: Said = {}
        for name, elements in offered.items():
            kind = kinds.get(question_of(name), "")
            if value := kind and self._value(name, elements, kind, chance, oddness):
                typed[name] = value
        # Where it is odd, a script is missing: every box is open.
        unseen = closed(sheet.form, typed) if chance.random() >= oddness else set()
        return {name: value for name, value in typed.items() if name not in unseen}

    def _value(self, name: str, elements: list[Any], kind: str, chance: Random, oddness: float) -> list[str]:
        first = elements[0]
        if name.endswith("-unknown"):
            return ["yes"] if chance.random() < oddness else []
        if first.tag == "button" or first.get("type") in {"radio", "checkbox"}:
            options = [one.get("value") for one in elements]
            if question_of(name) in MOSTLY_NO and "no" in options and chance.random() < 0.85:
                return ["no"]
            return [chance.choice(options)]
        if chance.random() < oddness:
            return [chance.choice(ODD)]
        part = name.rpartition("-")[2]
        if part in DATE:
            return [chance.choice(DATE[part])]
        return [SENSIBLE.get(kind) or self.word()]


@dataclass
class Browser:
    """One device: its cookies, and two tabs, each with the pages that its Back button leads to."""

    app: FastAPI
    loop: asyncio.AbstractEventLoop
    tabs: tuple[list[Sheet], list[Sheet]] = field(default_factory=lambda: ([], []))
    before_leaving: set[str] = field(default_factory=set)
    """The tokens of pages that were open when somebody left at once."""

    def __post_init__(self) -> None:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=True)
        self.client = httpx.AsyncClient(transport=transport, base_url=SITE)

    def key(self, slug: str) -> str:
        """What the cookie of a form's draft holds."""
        return self._cookie(f"draft-{slug}")

    def sent_key(self, slug: str) -> str:
        return self._cookie(f"sent-{slug}")

    def _cookie(self, name: str) -> str:
        # A browser has let go of what is over; this jar does so only when it next sends.
        self.client.cookies.jar.clear_expired_cookies()
        return self.client.cookies.get(name) or ""

    def gets(self, path: str) -> Sheet:
        return self._done(self.client.get(path, follow_redirects=True))

    def posts(self, path: str, data: Said) -> Sheet:
        """What came of it, before any page that it leads to; an address in `path` where it leads to one."""
        return self._done(self.client.post(path, data=data))

    def _done(self, asked: Any) -> Sheet:
        answer: httpx.Response = self.loop.run_until_complete(asked)
        assert answer.status_code < 500, (answer.request.method, answer.url.path, answer.status_code)
        path = answer.headers.get("location", answer.url.path)
        return Sheet(path, answer.status_code, answer.text or "<html></html>")

    def closes(self) -> None:
        self.client.cookies.clear()
        for tab in self.tabs:
            tab.clear()
