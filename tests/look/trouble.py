"""What people see when something is missing, too much, too often or broken: most by what truly leads to it."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx
from fastapi import FastAPI

from app.envelope.public_keys import KeyList
from app.forms.answers import EVERYTHING
from app.forms.pages import Form
from app.forms.walking.walk import walk
from app.references import reference_from, write_resume_code
from app.routes.request.failures import SENTENCES
from app.routes.request.shop import Shop
from app.services.desk import Desk
from tests.look.gathering import Reader, called, retold
from tests.look.lives import LIVES, ODD, TODAY, fileless, lived
from tests.outages import served_by

NO_DATABASE: Final = "postgresql://nobody@127.0.0.1:1/nothing"
NO_KEYS: Final = Path("/nowhere/hub.toml")
TOO_MUCH: Final = "w" * 9_000
MOST_TRIES: Final = 30
STORIES: Final = frozenset({"worry", "what-happened", "about-you", "danger", "your-name", "files"})
"""Pages that are kept while the database is away: one with each kind of question."""


async def failures(reader: Reader, app: FastAPI) -> None:
    """A page for each status that there is: asked for, or as it is written where it takes a slow network."""
    await reader.begins()
    shop: Shop = app.state.shop
    known = {
        403: await reader.client.post("/status", data={}),
        404: await reader.client.get("/nothing"),
        405: await reader.client.put("/status"),
        413: await reader.client.post("/community/files", data={"keep": TOO_MUCH}, files={"files": b""}),
        500: await _broken(reader, app),
    }
    for status, answer in known.items():
        assert answer.status_code == status, (status, answer.status_code)
    for status, (title, text) in SENTENCES.items():
        if status not in known:
            lines = shop.desk.council.telephone.all_lines
            context = {"title": title, "text": text, "lines": lines, "again": None}
            page = shop.templates[reader.language or "en"].render("pages/failure.html", **context)
            known[status] = retold(known[404], page, status)
    for status, answer in known.items():
        reader.keeps("site", f"failure {status}", "error page", "/nothing", answer)
    await _tries(reader)


async def _broken(reader: Reader, app: FastAPI) -> httpx.Response:
    """What nobody foresaw."""
    broken: Any = object()
    async with _desk(app, database=broken):
        reader.client.cookies.set("draft-professional", "A" * 43, domain=reader.client.base_url.host)
        answer = await reader.client.get("/professional/tasks")
    await reader.begins()
    return answer


@asynccontextmanager
async def _desk(app: FastAPI, **other: Any) -> AsyncIterator[Desk]:
    """The portal with something else on its desk for a while."""
    shop: Shop = app.state.shop
    app.state.shop = replace(shop, desk=replace(shop.desk, **other))
    yield app.state.shop.desk
    app.state.shop = shop


async def _tries(reader: Reader) -> None:
    """Whoever tries too often is asked to wait."""
    reference = reference_from(reader.desk.council.prefix, 1)
    for path, typed in (
        ("/status", {"reference": reference, "code": "1234 5678 9012"}),
        ("/status/number", {"reference": reference, "address": "a.okafor@larch-hill.example"}),
    ):
        page = await reader.client.get(path)
        for _ in range(MOST_TRIES):
            answer = await reader.posts(path, page, **typed)
            if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                reader.keeps("site", path.strip("/"), "too often", path, answer)
                break
        else:
            raise AssertionError(f"{path} can be tried for ever")


async def outages(reader: Reader, app: FastAPI, forms: Collection[str]) -> None:
    """The database does not answer: while a page is kept, while a form is sent, and while a code is looked up."""
    for slug in forms:
        form = reader.desk.form(slug)
        whole = fileless(form, lived(form, next(life for life in LIVES if life.form == slug)))
        await reader.begins()
        await reader.holds(form, whole)
        paths = {called(step): step.path for step in walk(form, whole, TODAY).steps}
        some = {name: path for name, path in paths.items() if name in STORIES or "/" in name}
        pages = {name: await reader.client.get(f"/{slug}/{path}") for name, path in some.items()}
        check = await reader.client.get(f"/{slug}/check")
        asked = {path: await reader.client.get(path) for path in ("/status", "/resume")}
        async with served_by(app, NO_DATABASE, 0.2):
            for name, page in pages.items():
                path = f"/{slug}/{paths[name]}"
                reader.keeps(slug, name, "outage", path, await reader.posts(path, page))
            await reader.looks(slug, "check", "outage", f"/{slug}/check")
            perhaps = await reader.posts(f"/{slug}/send", check)
            reader.keeps(slug, "perhaps sent", "outage", f"/{slug}/send", perhaps)
            for path, page in asked.items():
                code = write_resume_code(1) if path == "/resume" else "1234 5678 9012"
                answer = await reader.posts(path, page, code=code, reference="NN-7K4M-9QXR")
                reader.keeps(slug, path.strip("/"), "outage", path, answer)


async def refusals(reader: Reader, app: FastAPI, form: Form) -> None:
    """What the page of answers says instead of sending: missing answers, no key of the hub, and a doubt."""
    slug = form.slug
    whole = fileless(form, lived(form, next(life for life in LIVES if life.form == slug)))
    await reader.begins()
    await reader.holds(form, whole)
    check = await reader.client.get(f"/{slug}/check")
    doubted = await reader.posts(f"/{slug}/send", check, website="http://elsewhere.example")
    reader.keeps(slug, "check", "doubted", f"/{slug}/send", doubted)
    keyless = replace(reader.desk.keys, hub=KeyList(NO_KEYS))
    async with _desk(app, keys=keyless):
        refused = await reader.posts(f"/{slug}/send", check)
    reader.keeps(slug, "check", "refused", f"/{slug}/send", refused)
    await reader.holds(form, whole.put(EVERYTHING, {"of_another_release": "A knife by the door"}))
    await reader.looks(slug, "check", "of another release", f"/{slug}/check")


async def warnings(reader: Reader, form: Form) -> None:
    """Each page that finds something odd in what was written, and the page of answers, where it is said once more."""
    for life in (life for life in ODD if life.form == form.slug):
        await reader.begins()
        whole = lived(form, life)
        await reader.holds(form, whole)
        odd = [step for step in walk(form, whole, TODAY).steps if step.warnings]
        assert odd, life
        for step in odd:
            path = f"/{form.slug}/{step.path}"
            answer = await reader.posts(path, await reader.client.get(path), warned="")
            reader.keeps(form.slug, called(step), "odd", path, answer)
        await reader.looks(form.slug, f"check {life.name}", "odd", f"/{form.slug}/check")
