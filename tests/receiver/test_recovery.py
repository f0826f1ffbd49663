"""Catalogue 6: with the escrow key alone everything opens, files too; what does not is named."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import httpx
import orjson
import pytest
from typer.testing import CliRunner, Result

from app.__main__ import cli
from app.envelope.attachments import seal_file
from app.envelope.keys import new_keys
from app.envelope.sealing import Identity
from app.portal import portal
from app.settings import Settings
from app.storage.sealed import Copied, copy_sealed
from tests.people import ByHttp, comes_to_the_files, sends, tells_of_a_worry

SITE = "http://127.0.0.1:8000"
WORRY = "He is alone at night."
LETTER = b"Monday, 9pm to 1am"
Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, key_set: Path, tmp_path: Path) -> Run:
    """One of the commands, with copies of the lists and the escrow key, and no other key."""
    safe = tmp_path / "safe"
    safe.mkdir()
    for name in ("offline/escrow.key", "receiver/portal.toml", "portal/hub.toml"):
        shutil.copy(key_set / name, safe)

    def ran(*words: str, key: Path = safe / "escrow.key", portals: bool = True) -> Result:
        vouched = ("--portals", str(safe / "portal.toml")) if portals else ()
        command, *others = words
        given = {"VAR": str(settings.var), "KEYS": str(tmp_path / "none"), "PROFILE": settings.profile}
        return CliRunner().invoke(cli, ("keys", command, str(key), *others, *vouched), env=given)

    return ran


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, key_set: Path, sqlite_template: Path) -> Path:
    """A folder with two messages, one of which has a file, out of the database of a portal."""
    folder = tmp_path_factory.mktemp("portal")
    shutil.copy(sqlite_template, folder / "portal.db")
    settings = Settings(var=folder, keys=key_set)
    asyncio.run(send_two(settings, folder / "sealed"))
    return folder / "sealed"


async def send_two(settings: Settings, folder: Path) -> None:
    built = portal(settings)
    async with (
        built.router.lifespan_context(built),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=built), base_url=SITE) as client,
    ):
        person = ByHttp(SITE, client)
        await tells_of_a_worry(person, WORRY)
        await comes_to_the_files(person)
        await person.adds(("times.txt", LETTER))
        await person.chooses("Continue")
        await sends(person)
        await tells_of_a_worry(person, WORRY)
        await sends(person)
        assert await copy_sealed(built.state.shop.desk.database, folder) == Copied(messages=2, files=1)


@pytest.fixture
def sealed(copied: Path, tmp_path: Path) -> Path:
    """That folder, for the test to spoil."""
    shutil.copytree(copied, tmp_path / "sealed")
    return tmp_path / "sealed"


def nothing_written(folder: Path) -> bool:
    return not any(WORRY.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_drill_says_what_it_proved_and_keeps_nothing(run: Run, sealed: Path, tmp_path: Path) -> None:
    listed = str(tmp_path / "safe" / "hub.toml")
    done = run("drill", str(sealed), "--list", listed)
    assert done.exit_code == 0, done.output
    assert "seals today opens with this key: all three parts, and a file" in done.output
    assert "There are 2 messages; tried were 2." in done.output
    assert "2 messages, all parts of each, and 1 files." in done.output
    assert "tried were 1." in run("drill", str(sealed), "--sample", "1").output
    assert "Who signed them was not looked at" in run("drill", str(sealed), portals=False).output
    assert nothing_written(tmp_path)


def test_everything_is_filed_as_a_receiver_files_it_and_once(run: Run, sealed: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("restore", str(sealed), str(tmp_path / "opened"))
        assert done.exit_code == 0, done.output
        contacts = [orjson.loads(path.read_bytes()) for path in (tmp_path / "opened").glob("*.json")]
        assert [contact["story"]["worry"] for contact in contacts] == [WORRY, WORRY]
        (letter,) = (tmp_path / "opened" / "files").rglob("*.txt")
        assert letter.read_bytes() == LETTER
        pages = [path.read_text() for path in (tmp_path / "opened").glob("*.html")]
        assert [page.count("A FILE IS MISSING") for page in pages] == [0, 0]


def with_file(sealed: Path) -> Path:
    """The message that has a file."""
    (path,) = [
        path for path in sealed.glob("*.json") if orjson.loads(path.read_bytes())["data"]["attachments"]
    ]
    return path


def without_its_file(sealed: Path) -> Path:
    next(sealed.glob("*.age")).unlink()
    return with_file(sealed)


def with_an_altered_file(sealed: Path) -> Path:
    (file,) = sealed.glob("*.age")
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    return with_file(sealed)


def with_a_forged_signature(sealed: Path) -> Path:
    path = with_file(sealed)
    path.write_bytes(orjson.dumps({**orjson.loads(path.read_bytes()), "signature": "A" * 86 + "=="}))
    return path


def with_a_part_of_another(sealed: Path) -> Path:
    one, other = sealed.glob("*.json")
    mine, theirs = (orjson.loads(path.read_bytes()) for path in (one, other))
    mine["data"]["contact"] = theirs["data"]["contact"]
    one.write_bytes(orjson.dumps(mine))
    return one


def that_is_none(sealed: Path) -> Path:
    (sealed / "none.json").write_bytes(b"{}")
    return sealed / "none.json"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (without_its_file, "A file is NOT there, or does not open: {path}"),
        (with_an_altered_file, "A file is NOT there, or does not open: {path}"),
        (with_a_forged_signature, "NOT signed by a portal that is listed: {path}"),
        (with_a_part_of_another, "NOT opened: {path}"),
        (that_is_none, "NOT opened: {path}"),
    ],
)
def test_what_does_not_open_is_named_and_the_rest_is_filed(
    run: Run, sealed: Path, tmp_path: Path, spoil: Callable[[Path], Path], said: str
) -> None:
    path = spoil(sealed)
    for command in (("drill", str(sealed)), ("restore", str(sealed), str(tmp_path / "opened"))):
        done = run(*command)
        assert done.exit_code == 1
        assert said.format(path=path) in done.output
    assert len([*(tmp_path / "opened").glob("*.json")]) >= 1


def test_another_key_opens_nothing_and_the_drill_says_so(run: Run, sealed: Path, tmp_path: Path) -> None:
    new_keys(tmp_path / "other", date(2026, 11, 25))
    listed = str(tmp_path / "safe" / "hub.toml")
    done = run("drill", str(sealed), "--list", listed, key=tmp_path / "other" / "offline" / "escrow.key")
    assert done.exit_code == 1
    assert "seals today does NOT open with this key" in done.output
    assert "Opened with this key alone: 0 messages" in done.output
    assert done.output.count("NOT opened") == 2


def test_an_empty_folder_proves_nothing_and_the_drill_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for command in (
        ("drill", str(tmp_path / "empty")),
        ("restore", str(tmp_path / "empty"), str(tmp_path / "to")),
    ):
        done = run(*command)
        assert done.exit_code == 1
        assert "Nothing was tried: there is no message in that folder." in done.output
        assert "signed" not in done.output


def test_a_drill_that_would_try_nothing_is_refused(run: Run) -> None:
    assert "Say what to try" in str(run("drill").exception)


def test_a_list_that_is_not_there_says_nothing_of_the_key(run: Run, sealed: Path, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere.toml")
    for words in (
        ("drill", str(sealed), "--list", nowhere),
        ("drill", str(sealed), "--portals", nowhere),
        ("restore", str(sealed), str(tmp_path / "opened"), "--portals", nowhere),
    ):
        done = run(*words, portals=False)
        assert str(done.exception) == f"{nowhere}: there is no such file."
        assert not done.output


def test_a_file_that_was_sealed_to_another_key_is_named(run: Run, sealed: Path) -> None:
    path, (file,) = with_file(sealed), sealed.glob("*.age")
    strangers = BytesIO()
    size, sealed_size, digest = seal_file(BytesIO(LETTER), strangers, [Identity.generate().public])
    file.write_bytes(strangers.getvalue())
    message = orjson.loads(path.read_bytes())
    message["data"]["attachments"][0] |= {"sha256": digest, "size": sealed_size}
    path.write_bytes(orjson.dumps(message))
    done = run("drill", str(sealed), portals=False)
    assert (size, done.exit_code) == (len(LETTER), 1)
    assert f"A file is NOT there, or does not open: {path}" in done.output
