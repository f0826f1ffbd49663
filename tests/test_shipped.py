"""What we ship: known flaws of it are asked for, and a bill of materials names all of it with its licence."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from scripts import inventory

ROOT = Path(__file__).parents[1]
LOCK = f"sound==1.0 --hash=sha256:{'0' * 64}\nflawed==2.0 --hash=sha256:{'1' * 64}\n"
FLAW = {
    "schema_version": "1.4.0",
    "id": "PYSEC-0000-1",
    "summary": "It gives everything away.",
    "affected": [
        {
            "package": {"name": "flawed", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.1"}]}],
        }
    ],
}
ACCEPTED = (
    '[[flaw]]\nid = "PYSEC-0000-1"\nreason = "What is flawed in it is never called."\nuntil = {until}\n'
)


@contextmanager
def advisories(known: dict[str, Any], status: int = 200) -> Iterator[str]:
    """A stand-in for the database of flaws; its address."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            found = known.get(asked["package"]["name"])
            said = json.dumps({"vulns": [found]} if found else {}).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def audit(folder: Path, address: str, lock: str = LOCK, accepted: str = "") -> tuple[int, str]:
    """What the script ends with, and what it says."""
    (folder / "lock.txt").write_text(lock)
    (folder / "accepted.toml").write_text(accepted)
    given = ("--lock", folder / "lock.txt", "--accepted", folder / "accepted.toml", "--advisories", address)
    done = subprocess.run(
        [sys.executable, "scripts/audit.py", *map(str, given)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_known_flaw_fails_and_is_named(tmp_path: Path) -> None:
    with advisories({"flawed": FLAW}) as address:
        assert audit(tmp_path, address) == (
            1,
            "flawed 2.0 has a known flaw: PYSEC-0000-1, mended in 2.1.\n",
        )


def test_where_none_is_known_it_says_of_how_many(tmp_path: Path) -> None:
    with advisories({}) as address:
        assert audit(tmp_path, address) == (0, "Known flaws of libraries: none in 2.\n")


@pytest.mark.parametrize(("until", "ends_with"), [("2999-01-01", 0), ("2020-01-01", 1)])
def test_a_flaw_is_accepted_with_a_reason_until_a_day(tmp_path: Path, until: str, ends_with: int) -> None:
    with advisories({"flawed": FLAW}) as address:
        assert audit(tmp_path, address, accepted=ACCEPTED.format(until=until))[0] == ends_with


def test_advisories_that_nobody_reaches_are_said_and_fail_nothing(tmp_path: Path) -> None:
    with advisories({}) as address:
        pass
    ended, said = audit(tmp_path, address)
    assert ended == 0
    assert "NOT LOOKED FOR" in said


def test_a_proxy_that_refuses_is_said_and_fails_nothing(tmp_path: Path) -> None:
    with advisories({}, status=403) as address:
        ended, said = audit(tmp_path, address)
    assert ended == 0
    assert "NOT LOOKED FOR" in said


def test_a_lock_without_hashes_is_no_lock(tmp_path: Path) -> None:
    with advisories({}) as address:
        assert audit(tmp_path, address, lock="sound==1.0\n") == (2, "")


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("build") / "below" / "bom.json"
    done = subprocess.run(
        [sys.executable, "scripts/inventory.py", str(file)], cwd=ROOT, check=True, capture_output=True
    )
    assert b"each with its licence" in done.stdout
    written: dict[str, Any] = json.loads(file.read_text())
    return written


def test_the_bill_names_what_is_served_and_none_of_our_tools(bill: dict[str, Any]) -> None:
    there = {one["name"].lower(): one for one in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX"
    assert {"fastapi", "cryptography", "govuk-frontend-jinja"} <= set(there)
    assert not {"pytest", "mypy", "pip", "hypothesis"} & set(there)
    assert len(there) > 70
    assert all(one["version"] and one["purl"] and one["licenses"] for one in there.values())


def test_it_says_what_depends_on_what(bill: dict[str, Any]) -> None:
    refs = {one["bom-ref"] for one in [bill["metadata"]["component"], *bill["components"]]}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    depended = {ref for one in bill["dependencies"] for ref in one["dependsOn"]}
    assert depended <= refs
    (root,) = [one for one in bill["dependencies"] if one["ref"] == bill["metadata"]["component"]["bom-ref"]]
    assert len(root["dependsOn"]) > 25


def test_it_says_what_is_compiled_into_a_wheel(bill: dict[str, Any]) -> None:
    (found,) = [one for one in bill["components"] if one["name"] == "cryptography"]
    assert "openssl" in {part["name"] for part in found["components"]}


def test_a_licence_that_nobody_accepted_is_named() -> None:
    given = {
        "components": [
            {"name": "free", "licenses": [{"expression": "MIT AND (Apache-2.0 OR BSD-3-Clause)"}]},
            {"name": "pyphen", "licenses": [{"license": {"id": "GPL-2.0-or-later"}}]},
            {"name": "other", "licenses": [{"expression": "MIT AND AGPL-3.0-only"}]},
            {"name": "none"},
        ]
    }
    assert inventory.forbidden(given) == [
        "other: AGPL-3.0-only, MIT is not accepted: see docs/licences.md.",
        "none: no licence is not accepted: see docs/licences.md.",
    ]


def test_what_the_lock_names_and_nobody_installed_is_named() -> None:
    given = {"components": [{"name": "Here", "version": "1"}, {"name": "old", "version": "1"}]}
    lock = "here==1 \\\n    --hash=sha256:00\nold==2\nwin==1 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    assert inventory.missing(given, inventory.locked(lock)) == [
        "old 2 is in the lock and not installed: make test installs it."
    ]


def test_the_record_of_licences_says_all_that_was_settled() -> None:
    record = (ROOT / "docs" / "licences.md").read_text()
    assert [name for name in inventory.SETTLED if f"`{name}`" not in record] == []
    assert [name for name in inventory.ACCEPTED if name not in record] == []
