"""A command loads what it needs, and none of what only other commands need: that would be in memory for good."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import app.commands
from app.__main__ import COMMANDS, command
from app.needless import NEEDLESS
from tests.people import ByHttp, sends, tells_of_a_worry
from tests.programs import Program, running
from tests.town import free_port, wait_until_ready

NOBODY = {"alembic", "holidays", "lxml", "PIL", "pikepdf", "weasyprint"}
DRAWING = {"pygments", "rich"}
WEB = {"fastapi", "starlette", "uvicorn"}
ORM = {"sqlalchemy.orm"}
OLD_MODELS = {"pydantic.v1"}
DATABASE = {"aiosqlite", "asyncpg", "sqlalchemy"}
LEFT_OUT = {*NEEDLESS, "click", "multiprocessing"}
CARRIERS = {"aio_pika", "aiosmtplib", "httpx", "notifications_python_client", "requests"}


def loaded(name: str) -> set[str]:
    """The packages that a new process has loaded once it has this command."""
    listed = "print(*(name for name, module in sys.modules.items() if module))"
    asked = f"import sys, app.__main__ as main; {name}; {listed}"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    return {part for module in said.split() for part in (module, module.partition(".")[0])}


@pytest.mark.parametrize(
    ("name", "needed", "needless"),
    [
        (
            "serve",
            {"fastapi", "sqlalchemy", "jinja2"},
            NOBODY | CARRIERS | DRAWING | ORM | OLD_MODELS | LEFT_OUT,
        ),
        ("relay", {"aio_pika", "sqlalchemy", "jinja2"}, NOBODY | WEB | DRAWING | ORM),
        ("receive", {"aio_pika", "httpx", "jinja2"}, NOBODY | WEB | DATABASE),
    ],
)
def test_what_runs_for_ever_holds_nothing_that_others_need(
    name: str, needed: set[str], needless: set[str]
) -> None:
    found = loaded(f"main.command('{name}')")
    assert needed <= found
    assert found & needless == set()


async def test_a_portal_loads_no_more_of_it_while_it_serves(
    tmp_path: Path, key_set: Path, sqlite_url: str
) -> None:
    port, log = free_port(), tmp_path / "serve.log"
    surroundings = {
        "PORT": str(port),
        "VAR": str(tmp_path),
        "KEYS": str(key_set),
        "DATABASE_URL": sqlite_url,
        "PYTHONPROFILEIMPORTTIME": "1",
    }
    with running(Program("serve", (sys.executable, "-m", "app", "serve"), surroundings, log)):
        wait_until_ready(f"http://127.0.0.1:{port}")
        async with httpx.AsyncClient() as client:
            person = ByHttp(f"http://127.0.0.1:{port}", client)
            await tells_of_a_worry(person)
            assert (await sends(person)).reference
    imported = {line.rpartition("|")[2].strip() for line in log.read_text().splitlines()}
    assert "uvicorn.server" in imported
    assert imported & LEFT_OUT == set()


def test_the_list_of_commands_loads_none_of_them() -> None:
    assert (
        loaded("main.cli(['--help'], standalone_mode=False)") & {"sqlalchemy", "pydantic", "jinja2"} == set()
    )


def test_the_list_has_every_command_in_the_words_of_its_own_help() -> None:
    assert {name: command(name).help for name in COMMANDS} == dict(COMMANDS)


def test_every_command_is_on_the_list() -> None:
    homes = Path(app.commands.__path__[0]).glob("*.py")
    assert {path.stem for path in homes if "\ncli = typer.Typer(" in path.read_text()} == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_loads_in_a_process_that_has_loaded_no_other(name: str) -> None:
    assert f"app.commands.{name}" in loaded(f"main.command('{name}')")
