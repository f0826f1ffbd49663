"""What is around the forms: starts, leaving, saving, giving on, files, sending, and the pages of no form."""

import re
from typing import Final

import httpx

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.walk import walk
from app.help.catalogue import ARTICLES
from app.references import write_resume_code
from tests.look.gathering import Reader, retold, without
from tests.look.lives import LIVES, TODAY, Life, fileless, lived

GROUP: Final = re.compile(r'groups__text">(\w{6})<')
"""A part of a resume code."""
REFUSED: Final = (
    ("Nothing.txt", b""),
    ("A program with a very long name that somebody found on a telephone.exe", b"MZ" + b"\0" * 200),
    ("Half a letter.pdf", b"%PDF-1.7\nand no more"),
)


async def site(reader: Reader) -> None:
    """The pages of no form, before anybody has written anything."""
    await reader.begins()
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


async def around(reader: Reader, form: Form) -> None:
    """What is around one form, from its start to what is said after it was sent."""
    await reader.begins()
    slug, whole = form.slug, lived(form, next(life for life in LIVES if life.form == form.slug))
    await reader.looks(slug, "start", "empty", f"/{slug}")
    await reader.looks(slug, "questions", "empty", f"/{slug}/questions")
    if form.private:
        await reader.looks(slug, "leaving", "empty", f"/{slug}/leaving")
    else:
        await reader.looks(slug, "tasks", "not here", f"/{slug}/tasks")
    await reader.holds(form, _begun(form, whole))
    for page in ("tasks", "check") if form.task_list else ("check",):
        await reader.looks(slug, page, "begun", f"/{slug}/{page}")
    await reader.holds(form, whole)
    for page in ("tasks", "check") if form.task_list else ("check",):
        await reader.looks(slug, page, "filled", f"/{slug}/{page}")
    await reader.looks(slug, "start", "begun", f"/{slug}")
    seen = walk(form, whole, TODAY).facts
    for group, items in whole.groups.items():
        if items[-1] in seen.members(group) and len(items) > (form.group(group) or form).least:  # type: ignore[union-attr]
            await reader.looks(slug, f"remove {group}", "empty", f"/{slug}/{group}/{items[-1]}/remove")
    await _saving(reader, form)
    await _tabs(reader, form)
    await _told(reader, form)
    await reader.holds(form, lived(form, Life(slug, "long"), like=whole))
    await reader.looks(slug, "check", "long", f"/{slug}/check")
    await _files(reader, form, fileless(form, whole))
    await reader.holds(form, fileless(form, whole))
    await _sending(reader, form)


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
    code = await reader.looks(slug, "code", "filled", f"/{slug}/code")
    await reader.looks(slug, "save", "filled", f"/{slug}/save")
    await _coming_back(reader, form, "-".join(GROUP.findall(code.text)))
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


async def _coming_back(reader: Reader, form: Form, code: str) -> None:
    """With a code of which a group is wrong, one that opens nothing, and a right one where another form is held."""
    slug, kept = form.slug, httpx.Cookies(reader.client.cookies)
    page = await reader.client.get("/resume")
    for state, typed in (("slip", code[:-1] + "?"), ("opens nothing", write_resume_code(1))):
        reader.keeps(slug, "resume", state, "/resume", await reader.posts("/resume", page, code=typed))
    reader.client.cookies.delete(f"draft-{slug}")
    await reader.holds(form, lived(form, next(life for life in LIVES if life.form == slug)))
    reader.keeps(slug, "resume", "another here", "/resume", await reader.posts("/resume", page, code=code))
    reader.client.cookies = kept


async def _files(reader: Reader, form: Form, whole: Answers) -> None:
    """Files that are taken, files that are refused, and none at all."""
    slug, path = form.slug, f"/{form.slug}/files"
    await reader.holds(form, whole)
    await reader.uploads(path, ("Letter from school.txt", b"He came in wet clothes again."))
    await reader.looks(slug, "files", "one added", path)
    refused = await reader.uploads(path, *REFUSED)
    reader.keeps(slug, "files", "refused", path, refused)
    reader.keeps(slug, "files", "none chosen", path, await reader.uploads(path))
    many = await reader.uploads(path, *((f"Photo {number}.txt", b"A photo") for number in range(6)))
    reader.keeps(slug, "files", "too many", path, many)


async def _told(reader: Reader, form: Form) -> None:
    """What the script says in time, as where it has been said."""
    path = f"/{form.slug}/{'tasks' if form.task_list else 'urgent'}"
    page = await reader.client.get(path)
    for said in ("changed", "gone", "ending", "over"):
        shown = page.text.replace('role="alert" hidden', 'role="alert"', 1)
        shown = shown.replace(f'<div data-says="{said}" hidden>', f'<div data-says="{said}">', 1)
        assert shown != page.text, (form.slug, path)
        reader.keeps(form.slug, "told", said, path, retold(page, shown))


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
    again = await reader.posts(f"/{slug}/send", check)
    reader.keeps(slug, "send", "not here", f"/{slug}/send", again)
