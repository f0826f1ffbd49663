"""What a council has left over from the profile that it copied."""

import tomllib
from pathlib import Path

from app.profiles.copied import copied
from app.profiles.loading import SHIPPED, load_profile, shipped

OTHERS = tuple(load_profile(name) for name in shipped())
BARNET = load_profile("barnet")


def copy_of_barnet(folder: Path, *changes: tuple[str, str]) -> str:
    text = (SHIPPED / "barnet.toml").read_text(encoding="utf-8")
    for old, new in (('slug = "barnet"', 'slug = "sandshire"'), ('prefix = "BN"', 'prefix = "SN"'), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    tomllib.loads(text)
    path = folder / "sandshire.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_copy_is_asked_of_each_number_and_address_that_is_still_anothers(tmp_path: Path) -> None:
    said = "\n".join(copied(load_profile(copy_of_barnet(tmp_path)), OTHERS))
    for key, fact in (
        ("telephone.main.number", BARNET.telephone.main.number),
        ("telephone.out_of_hours.number", BARNET.telephone.out_of_hours.number),
        ("complaints.number", BARNET.complaints.number),
        ("complaints.email", BARNET.complaints.email),
    ):
        assert f"{key}: {fact} is what the profile barnet has too. Is it yours?" in said
    assert f"postcodes: {BARNET.postcodes[0]}, " in said
    for national in ("999", "101", "0800 1111", "0808 800 5000", "0808 2000 247"):
        assert f" {national} is" not in said


def test_a_copy_is_asked_of_the_names_that_are_still_anothers(tmp_path: Path) -> None:
    text = (SHIPPED / "barnet.toml").read_text(encoding="utf-8").replace('"01632', '"01633')
    path = tmp_path / "sandshire.toml"
    path.write_text(text.replace('area = "Barnet"', 'area = "Sandshire"', 1), encoding="utf-8")
    said = list(copied(load_profile(str(path)), OTHERS))
    for key, fact in (("slug", "barnet"), ("name", "Barnet Council"), ("prefix", "BN")):
        assert f"{key}: {fact} is what the profile barnet has too. Is it yours?" in said
    assert not any(one.startswith("area: ") for one in said)


def test_what_was_changed_is_asked_no_more(tmp_path: Path) -> None:
    number = BARNET.telephone.main.number
    path = copy_of_barnet(tmp_path, (f'number = "{number}"', 'number = "01632 960 001"'))
    said = list(copied(load_profile(path), OTHERS))
    assert not [line for line in said if line.startswith("telephone.main.number")]


def test_the_shipped_profiles_and_one_of_its_own_are_asked_nothing() -> None:
    sandshire = load_profile(str(Path(__file__).parent / "sandshire.toml"))
    for council in (*OTHERS, sandshire):
        assert list(copied(council, OTHERS)) == []
