"""A wrong profile is refused at start, in one sentence that names what is wrong."""

from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.profiles.loading import SHIPPED, load_profile, shipped

GOOD = (SHIPPED / "barnet.toml").read_text(encoding="utf-8")


def test_a_shipped_profile_is_found_by_its_slug() -> None:
    assert [load_profile(slug).slug for slug in shipped()] == list(shipped())


def test_a_council_joins_with_one_file(tmp_path: Path) -> None:
    path = tmp_path / "sandshire.toml"
    path.write_text(GOOD.replace('slug = "barnet"', 'slug = "sandshire"'), encoding="utf-8")
    assert load_profile(str(path)).slug == "sandshire"


@pytest.mark.parametrize("name", ["nowhere", "Barnet", "", ".."])
def test_an_unknown_slug_is_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(ConfigurationError, match="choose barnet or northamptonshire"):
        load_profile(name)


@pytest.mark.parametrize("path", ["missing.toml", "folder/missing", "/"])
def test_a_file_that_cannot_be_read_is_named(path: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{path} cannot be read: "):
        load_profile(path)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('prefix = "BN"', 'prefix = "BA"', r"prefix: "),
        ('prefix = "BN"', "", r"prefix: Field required"),
        ('prefix = "BN"', 'prefix = "BN"\nmotto = "?"', r"motto: Extra inputs"),
        ('prefix = "BN"', 'prefix = "BN', r"line 7"),
        ('languages = ["en"]', "languages = []", r"languages: "),
        ('languages = ["en"]', 'languages = ["en", "cy"]', r"words\.cy: the tables must be those"),
        ('number = "020 8359 4066"', 'number = "4066"', r"telephone\.main\.number: must be a telephone"),
        ('name = "the consultation line"\n', "", r"telephone\.consultation\.name: Field required"),
        ('friday = "09:00-17:00"', 'friday = "9 to 5"', r"hours\.friday: must be hours"),
        ('friday = "09:00-17:00"', 'freitag = "09:00-17:00"', r"hours\.freitag: Extra inputs"),
        ('address = ["North', 'hours = "whenever"\naddress = ["North', r"line \d+"),
        ('link = "#0a5c5f"', 'link = "#8fd3d6"', r"look: link has a contrast of 1\.\d\d with #ffffff"),
        ("draft_days = 14", 'draft_days = "14"', r"periods\.draft_days: Input should be a valid integer"),
        ("draft_days = 14", "draft_days = 0", r"periods\.draft_days: "),
        ('slug = "college"', 'slug = "school"', r"agencies: the slug school is there twice"),
        ('source = "2A"', 'source = "2C"', r"agencies\.0\.source: "),
        ('group = "police"', 'group = "army"', r"agencies\.16\.group: "),
        ('about = ["fgm"]', 'about = ["flu"]', r"notices\.0\.about\.0: "),
        ('starts = "not yet"', 'starts = "soon"', r"lawful_bases\.5\.starts"),
        ("call {out_of_hours}", "call {night}", r"words\.en\.urgent_call asks for \{night\}"),
        ("call {out_of_hours}", "call {0}", r"words\.en\.urgent_call asks for \{0\}"),
        ("call {out_of_hours}", "call {night", r"words\.en\.urgent_call has a curly bracket"),
        ("@barnet.gov.uk", "", r"complaints\.email: "),
    ],
)
def test_the_key_that_is_wrong_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    path = tmp_path / "sandshire.toml"
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"^sandshire\.toml: .*{said}") as raised:
        load_profile(str(path))
    assert "\n" not in str(raised.value)


def test_hours_that_are_neither_a_week_nor_unpublished_are_refused(tmp_path: Path) -> None:
    open_line = (SHIPPED / "northamptonshire.toml").read_text(encoding="utf-8")
    path = tmp_path / "sandshire.toml"
    path.write_text(open_line.replace('hours = "not published"', 'hours = "whenever"'), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"^sandshire\.toml: hours: Input should be 'not published'"):
        load_profile(str(path))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sandshire.toml"
    path.write_bytes('name = "Sandshire’s"'.encode("utf-16"))
    with pytest.raises(ConfigurationError, match="is not UTF-8 text"):
        load_profile(str(path))
