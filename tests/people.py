"""People at the portal, in English: over plain HTTP, and in a real browser, by the same words."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
from lxml import html
from playwright.async_api import FilePayload, Page

from tests.town import PATIENCE

Said = str | list[str] | tuple[int, int, int]
"""A text or a value, several values, or a date's day, month and year."""


File = tuple[str, bytes]
"""What a file is called, and what is in it."""


def fields(said: Mapping[str, Said]) -> dict[str, str | list[str]]:
    """What somebody says, as a form's fields."""
    typed: dict[str, str | list[str]] = {}
    for question, answer in said.items():
        if isinstance(answer, tuple):
            parts = zip(("day", "month", "year"), answer, strict=True)
            typed |= {f"{question}-{part}": str(number) for part, number in parts}
        else:
            typed[question] = answer
    return typed


class Person(Protocol):
    """Somebody at the portal."""

    async def goes_to(self, path: str) -> None: ...
    async def says(self, **answers: Said) -> None: ...
    async def adds(self, *files: File) -> None: ...
    async def chooses(self, words: str) -> None: ...
    async def reads(self) -> str: ...
    async def path(self) -> str: ...
    async def field_beginning(self, name: str) -> str: ...
    async def asks(self) -> list[str]: ...


@dataclass
class ByHttp:
    """Somebody whose browser runs no script: forms are read from the page and posted as they stand."""

    site: str
    client: httpx.AsyncClient
    page: httpx.Response | None = None

    async def goes_to(self, path: str) -> None:
        self.page = await self.client.get(f"{self.site}{path}", follow_redirects=True)
        assert self.page.status_code == 200, (path, self.page.status_code)

    async def says(self, **answers: Said) -> None:
        typed = fields(answers)
        form = self._form()
        offered = {element.get("name") for element in form.iter("input", "textarea", "button", "select")}
        unasked = [name for name in typed if name not in offered]
        assert not unasked, (unasked, await self.path(), sorted(filter(None, offered)))
        await self._post(form, typed)

    async def adds(self, *files: File) -> None:
        """Chooses files, and adds them."""
        form = self._form()
        chosen = [("files", one) for one in files] or [("files", ("", b""))]
        self.page = await self.client.post(
            f"{self.site}{form.action}",
            data={**dict(form.form_values()), "add": "yes"},
            files=chosen,
            follow_redirects=True,
            timeout=PATIENCE,
        )

    async def chooses(self, words: str) -> None:
        tree = self.tree()
        for element in tree.iter("a"):
            if " ".join(element.text_content().split()).startswith(words):
                await self.goes_to(element.get("href"))
                return
        for button in tree.iter("button"):
            if " ".join(button.text_content().split()) == words:
                pressed = {button.get("name"): button.get("value")} if button.get("name") else {}
                await self._post(self._form(), pressed)
                return
        raise AssertionError(f"nothing says {words!r} on {await self.path()}: {await self.reads()}")

    async def reads(self) -> str:
        return " ".join(self.tree().get_element_by_id("main-content").text_content().split())

    async def path(self) -> str:
        assert self.page
        return self.page.url.path

    async def field_beginning(self, name: str) -> str:
        names = (element.get("name") or "" for element in self._form().iter("input", "textarea"))
        return next(one for one in names if one.startswith(name))

    async def asks(self) -> list[str]:
        """The fields of the page, without the hidden ones."""
        elements = self._form().iter("input", "textarea", "button")
        return [one.get("name") for one in elements if one.get("name") and one.get("type") != "hidden"]

    def token(self) -> str:
        """The hidden token of the form on this page."""
        token: str = self._form().fields["csrf"]
        return token

    def tree(self) -> Any:
        """The page as its elements."""
        assert self.page
        return html.document_fromstring(self.page.text)

    def _form(self) -> Any:
        return self.tree().forms[0]

    async def _post(self, form: Any, typed: Mapping[str, str | list[str]]) -> None:
        kept = {name: value for name, value in form.form_values() if name not in typed}
        self.page = await self.client.post(
            f"{self.site}{form.action or await self.path()}", data={**kept, **typed}, follow_redirects=True
        )


@dataclass
class InChromium:
    """Somebody with an ordinary browser."""

    site: str
    page: Page

    async def goes_to(self, path: str) -> None:
        answer = await self.page.goto(f"{self.site}{path}")
        assert answer
        assert answer.ok, (path, answer.status)

    async def says(self, **answers: Said) -> None:
        for name, value in fields(answers).items():
            for one in [value] if isinstance(value, str) else value:
                await self._give(name, one)
        await self.chooses("Continue")

    async def adds(self, *files: File) -> None:
        """Chooses files, adds them, and waits until they have been looked at."""
        chosen: list[FilePayload] = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            for name, content in files
        ]
        await self.page.set_input_files('[type="file"]', chosen)
        await self.page.get_by_role("button", name="Add what you chose").click()
        await self.page.locator(".portal-upload__progress").wait_for(state="detached")
        await self.page.wait_for_load_state()

    async def chooses(self, words: str) -> None:
        named = re.compile(rf"^\s*{re.escape(words)}")
        role = self.page.get_by_role("button", name=named).or_(self.page.get_by_role("link", name=named))
        await role.first.click()
        await self.page.wait_for_load_state()

    async def reads(self) -> str:
        return " ".join((await self.page.inner_text("main")).split())

    async def path(self) -> str:
        return re.sub(r"^https?://[^/]+|[?#].*$", "", self.page.url)

    async def field_beginning(self, name: str) -> str:
        first = await self.page.locator(f'[name^="{name}"]').first.get_attribute("name")
        assert first
        return first

    async def asks(self) -> list[str]:
        """The fields of the page, without the hidden ones."""
        fields = self.page.locator("main form :is(input:not([type=hidden]), textarea, button)[name]")
        names: list[str] = await fields.evaluate_all("all => all.map(one => one.name)")
        return names

    async def _give(self, name: str, value: str) -> None:
        chosen = self.page.locator(f'[name="{name}"][value="{value}"]:is([type=radio], [type=checkbox])')
        if await chosen.count():
            await chosen.check()
        else:
            await self.page.fill(f'[name="{name}"]', value)


@dataclass
class Told:
    """What the confirmation page says."""

    reference: str
    code: str
    words: str


async def sends(person: Person, button: str = "Send") -> Told:
    """Sends what was checked, and reads the confirmation."""
    await person.chooses(button)
    return await is_told(person)


async def is_told(person: Person) -> Told:
    """Reads the confirmation."""
    words = await person.reads()
    reference = re.search(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}", words)
    code = re.search(r"\b\d{4} \d{4} \d{4}\b", words)
    assert reference, words
    assert code, words
    return Told(reference[0], code[0], words)


async def sees_progress(person: Person, told: Told, words: str) -> str:
    """Looks the referral up until its status says these words."""
    async with asyncio.timeout(PATIENCE):
        while True:
            await person.goes_to("/status")
            await person.says(reference=told.reference, code=told.code)
            seen = await person.reads()
            if words in seen:
                return seen
            await asyncio.sleep(0.2)


async def asks_for_a_code(person: Person) -> str:
    """Leaves the form for now, and writes down the code."""
    await person.chooses("Save and come back later")
    await person.chooses("Show me a code")
    return code_in(await person.reads())


def code_in(words: str) -> str:
    """The resume code that a page shows: its five groups, without how they are read out."""
    groups = re.findall(r"\b[2-9C-X]{6}\b", words)
    assert len(groups) == 5, words
    return " ".join(groups)


async def comes_back(person: Person, code: str, link: str = "/resume") -> None:
    """Enters a code where it is asked for."""
    await person.goes_to(link)
    await person.says(code=code)


async def opens_the_form(person: Person, form: str = "community") -> None:
    """Opens a form: nobody is in danger, and nothing must be done today."""
    await person.goes_to(f"/{form}/danger")
    await person.says(danger="no")
    await person.says(urgent_today="no")


async def tells_of_a_worry(person: Person, worry: str = "A small child is alone at night.") -> None:
    """Fills the community form with nothing but a worry, up to checking it."""
    await opens_the_form(person)
    await person.says(worry=worry)
    await person.says()
    await person.says(another_child="no")
    await person.says()
    await person.says()
    await person.says(anonymity="anonymous")
    await person.says()
    await person.says()
    await person.says()
    assert await person.path() == "/community/check"


async def comes_to_the_files(person: Person) -> None:
    """Chooses to add files, on a form whose check was come to, and is asked for them."""
    await person.goes_to("/community/more")
    await person.says(more=["files"])
    assert await person.path() == "/community/files"


async def tells_of_a_coach(person: Person, at_risk: str = "yes") -> None:
    """Fills the form about an adult as a member of the public who stays unknown, up to checking it."""
    await person.goes_to("/allegation/danger")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(at_work="no")
    await person.says(still_at_risk=at_risk)
    await person.says(
        **{"accused_name-unknown": "yes"},
        accused_role="Football coach",
        accused_employer="Larch Rovers, under-nines",
        accused_details="Red hair, about 40, drives a van",
    )
    await person.says(suspended="not-known", accused_knows="not-known")
    await person.says(next_contact="Training, on Tuesday at 6pm")
    await person.says(criteria=["risk"])
    await person.says(worry="He asks the boys to stay behind alone, and takes photographs of them.")
    await person.says(alleged_where="The changing room")
    await person.says(**{"first_name-unknown": "yes", "last_name-unknown": "yes"})
    await person.says(birth="estimated-age", estimated_age="8")
    await person.says(another_child="no")
    await person.says(**{"learned_on-unknown": "yes"})
    await person.says(anonymity="anonymous")
    await person.says(writer="relative")
    await person.says()
    await person.says(keep="no")
    await person.says(declaration=["yes"])
    assert await person.path() == "/allegation/check"
