"""A council without our receiver: the one script of docs/hub.md verifies, opens, fetches the file and receipts."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.machines import at_work
from tests.people import ByHttp, comes_to_the_files, sees_progress, sends, tells_of_a_worry
from tests.town import until

GUIDE = Path(__file__).parents[2] / "docs" / "hub.md"


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A portal and its relay, and nobody who receives: where it is, and what it has written."""
    with at_work(tmp_path / "var", "serve", "relay") as town:
        yield town.site, town.var


def by_script(site: str, var: Path, message: Path, folder: Path) -> str:
    """What the script in the guide prints."""
    (script,) = re.findall(r"```python\n(\"\"\"Verify, open.*?)```", GUIDE.read_text(), re.DOTALL)
    saved = folder / "hub.py"
    saved.write_text(script)
    ran = subprocess.run(
        [sys.executable, str(saved), str(message), str(var / "keys" / "receiver"), site],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


async def test_the_script_of_the_guide_opens_what_was_sent_and_says_so(
    portal: tuple[str, Path], tmp_path: Path
) -> None:
    site, var = portal
    async with httpx.AsyncClient() as client:
        person = ByHttp(site, client)
        await tells_of_a_worry(person, "He is alone at night.")
        await comes_to_the_files(person)
        await person.adds(("times.txt", b"Monday, 9pm to 1am"))
        await person.chooses("Continue")
        told = await sends(person)
        await until(lambda: any((var / "spool").rglob("*.json")))
        (message,) = (var / "spool").rglob("*.json")
        printed = by_script(site, var, message, tmp_path)
        assert "He is alone at night." in printed
        assert "Monday, 9pm to 1am" in printed
        assert f"{told.reference} " in printed
        assert '{"new":1,"unknown":0}' in printed
        await sees_progress(person, told, "With our team at")
