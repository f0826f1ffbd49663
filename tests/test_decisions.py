"""The decisions under docs/adr: each has a number of its own, and says it at its head."""

from pathlib import Path

DECISIONS = sorted((Path(__file__).parents[1] / "docs" / "adr").glob("*.md"))


def test_each_has_a_number_of_its_own() -> None:
    numbers = [path.name.partition("-")[0] for path in DECISIONS]
    assert numbers == sorted(set(numbers))


def test_each_says_its_number_and_what_was_decided() -> None:
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert "## Decision" in text, path.name
