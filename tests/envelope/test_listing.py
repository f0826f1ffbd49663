"""Keys are added to a list and taken out of it whole, and nothing else in it changes."""

from datetime import date
from pathlib import Path

import pytest

from app.envelope.keys import new_keys
from app.envelope.listing import add_keys, remove_key
from app.envelope.public_keys import KeyList
from app.errors import ConfigurationError


@pytest.fixture
def listed(own_set: Path) -> Path:
    return own_set / "portal" / "hub.toml"


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory, today: date) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    new_keys(folder, today)
    return folder / "portal" / "hub.toml"


def test_a_key_is_added_beside_the_others_and_taken_out_again(listed: Path, fresh: Path) -> None:
    before, text = KeyList(listed).keys, listed.read_text()
    (added,) = add_keys(listed, fresh, ["contact"])
    assert KeyList(listed).keys == (*before, added)
    assert listed.read_text().startswith(text)
    assert listed.stat().st_mode & 0o077 == 0
    remove_key(listed, added.id)
    assert KeyList(listed).keys == before
    assert listed.read_text().startswith("# The public keys of the hub.")


@pytest.mark.parametrize("name", ["contact", "receipts"])
def test_the_first_and_the_last_key_can_be_taken_out(listed: Path, name: str) -> None:
    before = KeyList(listed).keys
    (one,) = [key for key in before if key.use == name]
    remove_key(listed, one.id)
    assert KeyList(listed).keys == tuple(key for key in before if key != one)


@pytest.mark.parametrize("uses", [["contact", "nosuch"], ["portal"], [""]])
def test_what_is_not_there_is_not_added_in_part(listed: Path, fresh: Path, uses: list[str]) -> None:
    text = listed.read_text()
    with pytest.raises(
        ConfigurationError, match=r"lists no key for .*: it has .*contact, .*\. Nothing was changed"
    ):
        add_keys(listed, fresh, uses)
    assert listed.read_text() == text


def test_a_key_is_not_added_twice(listed: Path, fresh: Path) -> None:
    add_keys(listed, fresh, ["contact"])
    text = listed.read_text()
    with pytest.raises(ConfigurationError, match="already"):
        add_keys(listed, fresh, ["contact", "mail"])
    assert listed.read_text() == text


def test_a_list_that_is_missing_or_unreadable_is_left_alone(
    listed: Path, fresh: Path, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        add_keys(tmp_path / "nowhere.toml", fresh, ["contact"])
    with pytest.raises(ConfigurationError, match=r"nowhere\.toml cannot be read"):
        add_keys(listed, tmp_path / "nowhere.toml", ["contact"])
    with pytest.raises(ConfigurationError, match="has no key 00000000"):
        remove_key(listed, "00000000")
    listed.write_text("[[key]]\nid = broken")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        remove_key(listed, "00000000")
    assert listed.read_text() == "[[key]]\nid = broken"
