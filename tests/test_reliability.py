"""docs/reliability.md names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_test_that_the_page_names_is_there() -> None:
    named = NAMED.findall((ROOT / "docs" / "reliability.md").read_text())

    assert len(named) > 1
    assert [one for one in named if not is_there(*one)] == []


def is_there(file: str, function: str) -> bool:
    path = ROOT / file
    return path.exists() and (
        not function or re.search(rf"^(async )?def {function}\(", path.read_text(), re.MULTILINE) is not None
    )
