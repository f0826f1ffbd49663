"""Keeps what this release writes for the tests of later ones: drafts, messages, what the hub says, of made-up people.

`python -m tests.releases.kept FOLDER` writes it as FOLDER/COMMIT.json: portal, relay and receiver of this folder's code
write it, each in a process of its own. To keep what an older release wrote, put this file into a clone of it.
Its keys are made for it, and open nothing else.
"""

import asyncio
import base64
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import orjson
from sqlalchemy import insert

from app.envelope.drafts import DraftKey
from app.forms.answers import Answers
from app.forms.pages import Form
from app.storage.database import Database
from app.storage.tables import drafts
from tests.contact.conftest import FORMS, fill
from tests.town import free_port, until, wait_until_ready

WRITERS: Mapping[str, Mapping[str, Any]] = {
    "whole": {"anonymity": "named", "social_worker": "yes", "spoke": "yes"},
    "several": {"anonymity": "family-unaware", "keep_name_from_family": "yes", "children": 2, "adults": 2},
}
"""What is special about each draft of a form; every question is answered."""
CODE = re.compile(r"\b\d{4} \d{4} \d{4}\b")


class Machine:
    """One machine with every process of a release, which keeps what it writes in a folder."""

    def __init__(self, var: Path) -> None:
        self.var, port = var, free_port()
        self.site, self.database = f"http://127.0.0.1:{port}", f"sqlite:///{var}/portal.db"
        # Receipts and decisions stay where they are written: nobody listens where they would go.
        nobody = f"http://127.0.0.1:{free_port()}/api/events"
        self.given = {"PATH": os.environ["PATH"], "PORT": str(port), "VAR": str(var), "EVENTS_URL": nobody}

    def told(self, *command: str, typed: str = "") -> str:
        """What a command prints."""
        whole = [sys.executable, "-m", "app", *command]
        return subprocess.run(
            whole, env=self.given, input=typed, check=True, capture_output=True, text=True
        ).stdout

    @contextmanager
    def at_work(self, part: str) -> Iterator[None]:
        """A process, until the end of the block."""
        process = subprocess.Popen([sys.executable, "-m", "app", part], env=self.given)
        try:
            if part == "serve":
                wait_until_ready(self.site)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)

    def found(self, *patterns: str) -> list[Path]:
        """The files of these names, below the folder."""
        return sorted(path for pattern in patterns for path in self.var.glob(pattern))


async def kept(machine: Machine) -> dict[str, Any]:
    """Every form written in each way, one draft to be gone on with and the same sent; decided, and a call taken."""
    machine.told("keys", "new", str(machine.var / "keys"))
    machine.told("migrate")
    with machine.at_work("serve"):
        written = [
            await _sent(machine, form, way, fill(form, files=[], more=None, keep="yes", **said))
            for form in FORMS
            for way, said in WRITERS.items()
        ]
    with machine.at_work("relay"):
        await until(lambda: len(machine.found("spool/*/*.json", "spool/*.json")) >= len(written))
    messages = [path.read_text() for path in machine.found("spool/*/*.json", "spool/*.json")]
    with machine.at_work("receive"):
        await until(lambda: len(machine.found("hub/*.json")) >= len(written))
    for one in written:
        machine.told("hub", "decide", one["reference"], "early-help")
    called = machine.told("hub", "call", "--email", "t.adeyemi@larch-hill.example", typed="canary-call")
    code = CODE.search(called)
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "keys": {str(one.relative_to(machine.var)): one.read_text() for one in machine.found("keys/*/*")},
        "written": [one | {"words": _words(machine, one["reference"])} for one in written],
        "messages": messages,
        "events": [orjson.loads(one.read_bytes()) for one in machine.found("hub/.receipts/*.json")],
        "call": code[0] if code else "",
        "asked": {form.slug: _asked(form) for form in FORMS.values()},
    }


def _asked(form: Form) -> dict[str, list[str]]:
    """The name of every question that the form may ask, and of every answer that it offers."""
    found: dict[str, set[str]] = {}
    for page, _ in form.pages():
        for question in page.questions:
            found.setdefault(question.id, set()).update(getattr(question, "options", ()))
    return {name: sorted(options) for name, options in found.items()}


async def _sent(machine: Machine, form: str, way: str, answers: Answers) -> dict[str, Any]:
    """A draft with these answers, which are then sent; its key, and how it was stored."""
    key = DraftKey.new()
    body = key.seal(1, answers.document())
    row = {"id": key.row_id, "form": form, "version": 1, "body": body}
    database = Database(machine.database)
    async with database.single() as connection:
        await connection.execute(
            insert(drafts).values(**row, expires_at=datetime.now(UTC) + timedelta(days=1))
        )
    await database.close()
    async with httpx.AsyncClient(base_url=machine.site, cookies={f"draft-{form}": key.cookie}) as client:
        page = (await client.get(f"/{form}/check")).text
        token = re.search(r'name="csrf" value="([^"]+)"', page)
        answer = await client.post(f"/{form}/send", data={"csrf": token[1] if token else ""})
        assert answer.status_code == 303, (form, way, answer.status_code)
        told = await client.get(f"/{form}/sent")
    reference, code = re.search(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}", told.text), CODE.search(told.text)
    assert reference, (form, way)
    assert code, (form, way)
    about = {"form": form, "way": way, "reference": reference[0], "code": code[0]}
    return about | {"cookie": key.cookie, "body": base64.b64encode(body).decode()}


def _words(machine: Machine, reference: str) -> dict[str, list[str]]:
    """The words of the writer's own that the hub read, by the part in which they travelled."""
    parts = {"contact": machine.found(f"hub/{reference}.json")}
    parts |= {part: machine.found(f"hub/{part}/{reference}*.json") for part in ("restricted", "identity")}
    read = {part: " ".join(path.read_text() for path in paths) for part, paths in parts.items()}
    return {part: sorted(set(re.findall(r"canary-\d+-", text))) for part, text in read.items()}


def main(folder: Path) -> None:
    """Write what is kept, named after the commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    with tempfile.TemporaryDirectory() as var:
        whole = {"commit": commit} | asyncio.run(kept(Machine(Path(var))))
    (folder / f"{commit}.json").write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
