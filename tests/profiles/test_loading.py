"""A wrong profile is refused at start, in a sentence for each thing that is wrong."""

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
        ('prefix = "BN"', "", r"prefix: is missing"),
        ('prefix = "BN"', 'prefix = "BN"\nmotto = "?"', r"motto: is a key that nobody knows"),
        ('prefix = "BN"', 'prefix = "BN', r"line 7"),
        ('languages = ["en"]', "languages = []", r"languages: "),
        (
            'languages = ["en"]',
            'languages = ["en", "cy"]',
            r"words\.cy: is missing: add a table \[words\.cy\] .*\n.*labels\.cy: is missing: add a table \[labels",
        ),
        ('prefix = "BN"', "prefix = “BN”", r'line 7, column 10: .* straight: "…"'),
        ('prefix = "BN"', 'prefix = "BN"\nprefix = "BC"', r"line 8, column \d+: .* twice: keep one"),
        (
            'prefix = "BN"',
            "prefix = 01632960001",
            r'line 7, column \d+: .*Text and telephone numbers stand in "…"',
        ),
        ('cited = ["004"]\n', 'cited = ["004"', r"(line \d+, column \d+|end of document): this is no TOML"),
        ('friday = "09:00-17:00"', 'friday = "closed"', r"hours\.friday: must be left out"),
        ('friday = "09:00-17:00"', 'friday = "09:00–17:00"', r"hours\.friday: .* a hyphen, no spaces"),
        ('friday = "09:00-17:00"', 'friday = "09:00-25:00"', r"hours\.friday: must be times of a clock"),
        (
            "[look]",
            "most_an_hour = 50\n[look]",
            r"hours\.most_an_hour: is a key of the whole file, not of this",
        ),
        ("[complaints]", "[complaints]\nhours = 1", r"complaints\.hours: is a key that nobody knows"),
        ("draft_days = 14", "draft_days = 365", r"periods\.draft_days: must be 90 or less"),
        ("status_days = 90", "status_days = 3", r"periods\.status_days: must be 7 or more"),
        (
            "[hours]",
            'accessibility_reviewed = "1 Nov"\n[hours]',
            r"accessibility_reviewed: must be a day such as",
        ),
        ('number = "020 8359 4066"', 'number = "4066"', r"telephone\.main\.number: must be a telephone"),
        ('name = "the consultation line"\n', "", r"telephone\.consultation\.name: is missing"),
        ('friday = "09:00-17:00"', 'friday = "9 to 5"', r"hours\.friday: must be hours"),
        ('friday = "09:00-17:00"', 'freitag = "09:00-17:00"', r"hours\.freitag: is a key that nobody knows"),
        ('address = ["North', 'hours = "whenever"\naddress = ["North', r"line \d+"),
        ('link = "#0a5c5f"', 'link = "#8fd3d6"', r"look: link has a contrast of 1\.\d\d with #ffffff"),
        ("draft_days = 14", 'draft_days = "14"', r"periods\.draft_days: must be a whole number"),
        ("draft_days = 14", "draft_days = 0", r"periods\.draft_days: "),
        ("[look]", 'dates = { 2026-12-24 = "9-12" }\n[look]', r"hours\.dates\.2026-12-24: must be hours"),
        ("[look]", 'dates = { xmas = "closed" }\n[look]', r"hours\.dates\.xmas: must be a day such as"),
        (
            'name = "the MASH"\n',
            'name = "the MASH"\nhours = "not published"\n',
            r"telephone\.main\.hours: is a key",
        ),
        ('"N2",', '"n2",', r"postcodes\.4: must be the first half of a postcode"),
        ("partners = [", 'partners = ["probation",', r"partners: 'probation' is there twice"),
        (
            'social_care = "children’s social care"',
            'social_care = "the hub"',
            r"social_care: 'the hub' is not among the partners",
        ),
        ("partners = [", 'schools = ["A", "B", "A"]\npartners = [', r"schools: 'A' is there twice"),
        ("partners = [", 'schools = ["A", ""]\npartners = [', r"schools\.2: must not be empty"),
        ("partners = [", 'schools = "A"\npartners = [', r"schools: must be a list"),
        (
            "partners = [",
            'organisations = ["A\\nB"]\npartners = [',
            r"organisations\.1: must be a name on one",
        ),
        (
            "partners = [",
            f"schools = {[str(one) for one in range(1001)]}\npartners = [",
            r"schools: must not be so",
        ),
        ("starts = 2015-10-31", 'starts = "2015"', r"notices\.fgm\.starts: must be a day"),
        ('email = "childrens', 'email = "childrens@', r"complaints\.email: must be an email address"),
        ('button = "#0a6b3d"', 'button = "green"', r"look\.button: must be a colour such as"),
        ('slug = "school"', 'slug = "School"', r"agencies\.School\.slug: must be small letters"),
        ('source = "2A", ', "", r"agencies\.school\.source: is missing"),
        (
            'name = "guidance',
            'url = "http://a.example"\nname = "g',
            r"guidance\.url: must be an address that begins",
        ),
        ('cited = ["004"]\n\n#', 'cited = "004"\n\n#', r"cited: must be a list"),
        ('slug = "college"', 'slug = "school"', r"agencies: the slug school is there twice"),
        ('source = "2A"', 'source = "2C"', r"agencies\.school\.source: must be a DfE code"),
        ('group = "police"', 'group = "army"', r"agencies\.police\.group: must be 'education', "),
        ('about = ["fgm"]', 'about = ["flu"]', r"notices\.fgm\.about\.1: must be "),
        (
            'starts = "not yet"',
            'starts = "soon"',
            r'lawful_bases\.duty-to-share\.starts: must be a day such as 2026-11-25, or "not yet"',
        ),
        ("call {emergency}", "call {night}", r"words\.en\.urgent_call: asks for \{night\}"),
        ("call {emergency}", "call {0}", r"words\.en\.urgent_call: asks for \{0\}"),
        ("call {emergency}", "call {night", r"words\.en\.urgent_call: has a curly bracket"),
        ("@barnet.gov.uk", "", r"complaints\.email: "),
        (
            'early_help_service = "',
            'early_help_service = "{area} ',
            r"words\.en\.early_help_service: must be a name",
        ),
    ],
)
def test_the_key_that_is_wrong_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    path = tmp_path / "sandshire.toml"
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"^sandshire\.toml: .*{said}"):
        load_profile(str(path))


def test_every_fault_is_told_not_only_the_first(tmp_path: Path) -> None:
    path = tmp_path / "sandshire.toml"
    wrong = GOOD.replace('prefix = "BN"', 'prefix = "BA"').replace('"020 8359 4066"', "4066")
    path.write_text(wrong.replace('group = "police"', 'group = "army"'), encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_profile(str(path))
    told = str(raised.value).splitlines()
    assert [line.split(": ")[:2] for line in told] == [
        ["sandshire.toml", "prefix"],
        ["sandshire.toml", "telephone.main.number"],
        ["sandshire.toml", "agencies.police.group"],
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "[help.en]",
            "[help]",
            "help: each key must stand in the table of its language, such as [help.en]",
        ),
        (
            "[words.en]",
            "[words]",
            "words: each key must stand in the table of its language, such as [words.en]",
        ),
        ('["en"]', '["English"]', "languages.1: must be the code of a language, such as en"),
    ],
)
def test_one_mistake_is_one_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    path = tmp_path / "sandshire.toml"
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_profile(str(path))
    assert str(raised.value) == f"sandshire.toml: {said}"


def test_what_does_not_fit_together_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sandshire.toml"
    wrong = GOOD.replace('slug = "college"', 'slug = "school"').replace("call {emergency}", "call {night}", 1)
    path.write_text(wrong.replace("{complaints_email}", "{0}"), encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_profile(str(path))
    assert [line.split(": ")[1] for line in str(raised.value).splitlines()] == [
        "agencies",
        "words.en.urgent_call",
        "words.en.complaint_family",
    ]


def test_hours_that_are_neither_a_week_nor_unpublished_are_refused(tmp_path: Path) -> None:
    open_line = (SHIPPED / "northamptonshire.toml").read_text(encoding="utf-8")
    path = tmp_path / "sandshire.toml"
    path.write_text(open_line.replace('hours = "not published"', 'hours = "whenever"'), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"^sandshire\.toml: hours: must be 'not published'"):
        load_profile(str(path))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sandshire.toml"
    path.write_bytes('name = "Sandshire’s"'.encode("utf-16"))
    with pytest.raises(ConfigurationError, match="is not UTF-8 text"):
        load_profile(str(path))
