"""What is around the forms: starts, leaving, saving, sending, the status, help, and what is said when all fails."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.events import (
    BATCH_CONTENT_TYPE,
    DECIDED,
    RECEIVED,
    EventType,
    event_about,
    sign_event,
    write_batch,
)
from app.envelope.keys import ReceiverKeys
from app.envelope.message import open_submitted
from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walk import walk
from app.help.catalogue import ARTICLES
from app.profiles.outcomes import Outcome
from app.routes.failures import SENTENCES
from app.routes.shop import Shop
from app.storage.outbox import HUB
from app.storage.tables import outbox
from tests.look.gathering import Reader, without
from tests.look.lives import LIVES, TODAY, Life, lived


async def site(reader: Reader) -> None:
    """The pages of no form, before anybody has written anything."""
    reader.client.cookies.clear()
    for path in ("/", "/help", *(f"/help/{topic}" for topic in ARTICLES)):
        await reader.looks("site", path.strip("/") or "home", "empty", path)
    for path, fields in (
        ("/status", {"reference": "NN-7K4M-9QXR", "code": "1234 5678 9012"}),
        ("/status/number", {"reference": "NN-7K4M-9QXR", "address": "a.okafor@larch-hill.example"}),
        ("/resume", {"code": "nonsense"}),
    ):
        empty = await reader.looks("site", path.strip("/"), "empty", path)
        blank = dict.fromkeys(fields, "")
        reader.keeps("site", path.strip("/"), "error", path, await reader.posts(path, empty, **blank))
        reader.keeps("site", path.strip("/"), "filled", path, await reader.posts(path, empty, **fields))


async def failures(reader: Reader, app: FastAPI) -> None:
    """What people see when something is not there or goes wrong."""
    await reader.looks("site", "failure 404", "error page", "/nothing")
    answer = await reader.client.post("/status", data={})
    reader.keeps("site", "failure 403", "error page", "/status", answer)
    shop: Shop = app.state.shop
    for status, (title, text) in SENTENCES.items():
        page = shop.templates["en"].render(
            "pages/failure.html",
            title=title,
            text=text,
            lines=shop.desk.council.telephone.all_lines,
            again=None,
        )
        known = httpx.Response(status, headers=answer.headers, html=page)
        reader.keeps("site", f"failure {status}", "error page", "/nothing", known)


async def around(reader: Reader, form: Form) -> None:
    """What is around one form, from its start to what is said after it was sent."""
    reader.client.cookies.clear()
    slug, whole = form.slug, lived(form, next(life for life in LIVES if life.form == form.slug))
    await reader.looks(slug, "start", "empty", f"/{slug}")
    await reader.looks(slug, "questions", "empty", f"/{slug}/questions")
    if form.private:
        await reader.looks(slug, "leaving", "empty", f"/{slug}/leaving")
    await reader.holds(form, _begun(form, whole))
    for page in ("tasks", "check") if form.task_list else ("check",):
        await reader.looks(slug, page, "begun", f"/{slug}/{page}")
    await reader.holds(form, whole)
    for page in ("tasks", "check") if form.task_list else ("check",):
        await reader.looks(slug, page, "filled", f"/{slug}/{page}")
    await reader.looks(slug, "start", "begun", f"/{slug}")
    for group, items in whole.groups.items():
        if len(items) > (form.group(group) or form).least:  # type: ignore[union-attr]
            await reader.looks(slug, f"remove {group}", "empty", f"/{slug}/{group}/{items[-1]}/remove")
    await _saving(reader, form)
    await _tabs(reader, form)
    await reader.holds(form, lived(form, Life(slug, "long"), like=whole))
    await reader.looks(slug, "check", "long", f"/{slug}/check")
    await reader.holds(form, _without_files(form, whole))
    await _sending(reader, form)


def _without_files(form: Form, whole: Answers) -> Answers:
    """The same with no file, for those that are shown were never added."""
    (step,) = [step for step in walk(form, whole, TODAY).steps if step.path == "files"]
    return whole.put("", {slot.question.id: None for slot in step.slots})


def _begun(form: Form, whole: Answers) -> Answers:
    """A draft that somebody left after the first third of its pages."""
    steps = walk(form, whole, TODAY).steps
    for step in steps[len(steps) // 3 :]:
        whole = without(whole, step)
    return whole


async def _saving(reader: Reader, form: Form) -> None:
    slug = form.slug
    save = await reader.looks(slug, "save", "empty", f"/{slug}/save")
    await reader.posts(f"/{slug}/code", save)
    await reader.looks(slug, "code", "filled", f"/{slug}/code")
    await reader.looks(slug, "save", "filled", f"/{slug}/save")
    for page in ("afresh", "delete", "deleted", "left"):
        await reader.looks(slug, page, "empty", f"/{slug}/{page}")
    if form.private:
        return
    give = await reader.looks(slug, "hand-over", "empty", f"/{slug}/hand-over")
    await reader.posts(f"/{slug}/hand-over", give)
    await reader.looks(slug, "handed", "filled", f"/{slug}/handed")
    path = f"/{slug}/work-email"
    ask = await reader.looks(slug, "work-email", "empty", path)
    reader.keeps(
        slug,
        "work-email",
        "error",
        path,
        await reader.posts(path, ask, work_email="nobody", address="nobody"),
    )
    number = await reader.posts(path, ask, address="a.okafor@larch-hill.example")
    reader.keeps(slug, "work-email number", "empty", path, number)
    wrong = await reader.posts(f"{path}/number", number, number="")
    reader.keeps(slug, "work-email number", "error", f"{path}/number", wrong)
    await reader.looks(slug, "work-email sent", "filled", f"{path}/sent")


async def _tabs(reader: Reader, form: Form) -> None:
    """A page that was open for too long, that another tab has changed, and whose draft is gone."""
    slug, path = form.slug, f"/{form.slug}/urgent"
    page = await reader.client.get(path)
    stale = await reader.posts(path, page, csrf="", urgent_today="no")
    reader.keeps(slug, "urgent", "too old", path, stale)
    conflict = await reader.posts(path, page, shown="0" * 16, urgent_today="yes")
    if conflict.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
        reader.keeps(slug, "urgent", "conflict", path, conflict)
    kept = httpx.Cookies(reader.client.cookies)
    reader.client.cookies.delete(f"draft-{slug}")
    reader.keeps(slug, "urgent", "gone", path, await reader.posts(path, page, urgent_today="no"))
    reader.client.cookies = kept


async def _sending(reader: Reader, form: Form) -> None:
    slug = form.slug
    check = await reader.client.get(f"/{slug}/check")
    answer = await reader.posts(f"/{slug}/send", check)
    assert answer.status_code == httpx.codes.SEE_OTHER, (slug, answer.text)
    sent = await reader.looks(slug, "sent", "filled", f"/{slug}/sent")
    copy = await reader.looks(slug, "copy", "filled", f"/{slug}/copy")
    await reader.looks(slug, "whole-copy", "filled", f"/{slug}/whole-copy")
    told = re.findall(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}|\b\d{4} \d{4} \d{4}\b", sent.text)
    reader.told[slug] = (told[0], told[1])
    await reader.posts(f"/{slug}/copy/remove", copy)
    await reader.looks(slug, "copy removed", "empty", f"/{slug}/copy-removed")


async def status(reader: Reader, receiver: ReceiverKeys) -> None:
    """What is told of what was sent: before the hub has it, once it has it, and once it has decided."""
    async with reader.desk.database.single() as connection:
        rows = (await connection.execute(select(outbox).where(outbox.c.channel == HUB))).all()
    opened = [open_submitted(row.body, receiver, reader.desk.council.slug) for row in rows]
    kinds: tuple[EventType | None, ...] = (None, RECEIVED, DECIDED)
    for kind in kinds:
        for contact in opened:
            if kind is None:
                break
            said = event_about(contact, kind, uuid4(), datetime.now(UTC))
            said |= {"outcome": Outcome.EARLY_HELP} if kind == DECIDED else {}
            batch = write_batch([sign_event(said, receiver.signing_key)])
            headers = {"content-type": BATCH_CONTENT_TYPE}
            answer = await reader.client.post("/api/events", content=batch, headers=headers)
            assert answer.status_code == httpx.codes.OK, answer.text
        for slug, (reference, code) in reader.told.items():
            ask = await reader.client.get("/status")
            shown = await reader.posts("/status", ask, reference=reference, code=code)
            reader.keeps(slug, "progress", kind or "sent", "/status", shown)


async def everything_else(reader: Reader, app: FastAPI, receiver: ReceiverKeys) -> None:
    """All of it."""
    await site(reader)
    for form in reader.desk.forms.values():
        await around(reader, form)
    await status(reader, receiver)
    await failures(reader, app)
