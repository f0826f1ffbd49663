"""What the papers for a council's officers say is so: the tests, files, figures and events that they name."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest

from app.profiles.loading import load_profile
from scripts.asvs import is_there

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / f"{one}.md" for one in ("CONTRIBUTING", "README", "SECURITY")),
]
PROVED = ("reliability.md", "security-catalogue.md")
SOURCES = sorted(
    path for part in ("app", "bench", "scripts", "tests") for path in (ROOT / part).rglob("*.py")
)
PARTS = "|".join(sorted(path.parent.name for path in (ROOT / "app").glob("*/__init__.py")))
NAMED_PART = re.compile(rf"`(?:app/)?((?:{PARTS})(?:/\w+)+)((?:\.\w+)*)`")
"""A folder or module of app, or what is in it: `routes/pages.show`."""
IN_KEY_FOLDERS = (".key", ".toml")
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
NAMED_FILE = re.compile(r"`((?:app|docs|migrations|scripts|static|templates|tests)/[\w./-]+\.\w+)(?:[:`])")
FIGURE = re.compile(r"^\| [^|]+ \| (\d+) ?([A-Za-z]*) \| `(app/[\w/]+)\.py: (\w+)` \|$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)")
CATALOGUED = re.compile(r"^\| (\d+)[^|]* \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
UNITS = {"": 1, "seconds": 1, "characters": 1, "KiB": 2**10, "MiB": 2**20}
SECURITY = (ROOT / "docs" / "security.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    named = NAMED_TEST.findall(page.read_text())

    assert page.name not in PROVED or len(named) > 1
    assert [one for one in named if not is_there(*one)] == []


def test_each_item_of_the_catalogue_has_a_test_and_says_what_was_broken() -> None:
    rows = CATALOGUED.findall((ROOT / "docs" / "security-catalogue.md").read_text())

    assert {int(item) for item, *_ in rows} == {*range(1, 8), *range(18, 34), 36, 37, 38}
    assert [item for item, tests, _ in rows if not NAMED_TEST.search(tests)] == []
    assert [item for item, _, broken in rows if not re.search(r"\w\w", broken)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    assert [name for name in NAMED_FILE.findall(page.read_text()) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_of_the_code_a_page_names_is_there(page: Path) -> None:
    assert [one for one in NAMED_PART.findall(page.read_text()) if not is_in_app(*one)] == []


def test_whatever_of_the_code_docstrings_and_comments_name_is_there() -> None:
    named = {one: path for path in SOURCES for one in NAMED_PART.findall(path.read_text())}
    assert [(path, one) for one, path in named.items() if not is_in_app(*one)] == []


def is_in_app(path: str, within: str) -> bool:
    """Whether there is such a folder or module, with what is named of it; other files are in folders of keys."""
    names = [name for name in within.split(".") if name not in {"", "py"}]
    if within in IN_KEY_FOLDERS:
        return True
    try:
        reduce(getattr, names, importlib.import_module(f"app/{path}".replace("/", ".")))
    except (ModuleNotFoundError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_to_a_page_and_its_heading(page: Path) -> None:
    astray = [
        link
        for link, heading in LINK.findall(page.read_text())
        if not (file := page.parent / link if link else page).exists()
        or (heading and heading not in headings(file))
    ]
    assert astray == []


def headings(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    told = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in told}


@pytest.mark.parametrize("council", ["northamptonshire", "barnet"])
def test_the_assessment_keeps_for_as_long_as_the_profiles(council: str) -> None:
    page = (ROOT / "docs" / "dpia.md").read_text()
    profile = load_profile(council)
    periods = profile.periods
    assert f"with a code `draft_days` | {periods.session_hours} hours; {periods.draft_days} days |" in page
    assert f"`draft_days` after the last step | {periods.draft_days} days |" in page
    assert f"`status_days` after the last event | {periods.status_days} days" in page
    articles = {
        article for base in profile.lawful_bases for article in re.findall(r"Article \S+\)", base.label)
    }
    assert len(articles) > 1
    assert [article for article in articles if article not in page] == []


def test_each_limit_is_the_one_in_the_code() -> None:
    told = FIGURE.findall(SECURITY)
    found = {
        (file, name): getattr(importlib.import_module(file.replace("/", ".")), name)
        for *_, file, name in told
    }

    assert len(told) > 20
    assert {(file, name): int(figure) * UNITS[unit] for figure, unit, file, name in told} == found


def test_each_event_of_the_log_is_explained() -> None:
    table = SECURITY.partition("\n## What is logged\n")[2].partition("\n## ")[0]
    told = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`[^|]+)\|", table, re.MULTILINE))))
    assert set(events()) - told == set()
    sources = "".join(path.read_text() for path in (ROOT / "app").rglob("*.py"))
    assert [name for name in told if f'"{name}"' not in sources] == []


def events() -> Iterator[str]:
    """The name of each event that a call of a log in app is given as it stands."""
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and re.search(r"\blog\.\w+$", ast.unparse(node.func)):
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    yield str(name.value)
