"""The shipped profiles say what their sources say, and nothing of them is anywhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.profiles.lines import Line
from app.profiles.loading import SHIPPED, load_profile, shipped
from app.profiles.model import Profile

NORTH = load_profile("northamptonshire")
BARNET = load_profile("barnet")
COUNCILS = pytest.mark.parametrize("council", [NORTH, BARNET], ids=lambda council: council.slug)
ROOT = SHIPPED.parents[1]
NATIONAL = {"999", "101", "0800 1111", "0808 2000 247", "0808 801 0327"}
DEFAULT = 'profile: str = "northamptonshire"'
"""The file that PROFILE names by default: the one place where code may name a council."""


def test_prefixes_tell_the_hubs_apart() -> None:
    assert (NORTH.prefix, BARNET.prefix) == ("NN", "BN")


@COUNCILS
def test_a_file_is_called_by_its_slug(council: Profile) -> None:
    assert council.slug in shipped()


@COUNCILS
def test_a_number_is_written_once_and_only_named_in_the_words(council: Profile) -> None:
    words = str(council.words["en"])
    assert not [number for number in published_numbers(council) if number in words]


@COUNCILS
@pytest.mark.parametrize("way", ["letter", "telephone", "visit", "call", "text", "email"])
def test_no_council_tells_a_parent_of_a_way_that_they_may_not_have_given(council: Profile, way: str) -> None:
    assert way not in council.words["en"].next_family


@COUNCILS
def test_every_partner_can_find_itself_among_the_agencies(council: Profile) -> None:
    slugs = {agency.slug for agency in council.agencies}
    partners = {"school", "gp", "police", "probation", "adult-social-care", "early-help", "substance-misuse"}
    own = {
        "northamptonshire": {"youth-offending", "ambulance", "fire-and-rescue", "domestic-abuse"},
        "barnet": {"camhs", "housing"},
    }
    assert partners | own[council.slug] <= slugs


@COUNCILS
def test_every_source_that_the_dfe_names_for_a_professional_is_some_agency_s(council: Profile) -> None:
    named = {agency.source for agency in council.agencies}
    assert named == {
        *("1B", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4"),
        *("5A", "5B", "5C", "5D", "6", "7", "8"),
    }


def test_national_law_is_the_same_in_both() -> None:
    """A lawful basis or a duty with another day, other agencies or other words in one of them is a slip."""
    assert NORTH.notices == BARNET.notices
    ours, theirs = (
        [one.model_dump(exclude={"cited"}) for one in each.lawful_bases] for each in (NORTH, BARNET)
    )
    assert ours == theirs


GROUPS = {
    **dict.fromkeys(("2A", "2B"), "education"),
    **dict.fromkeys(("3A", "3B", "3C", "3D", "3E", "3F"), "health"),
    **dict.fromkeys(("5A", "5B", "5C", "5D"), "council"),
    "4": "housing",
    "6": "police",
    "7": "justice",
}
"""What kind of agency each of the DfE's sources is; others are of more than one kind."""


@COUNCILS
def test_an_agency_is_of_the_kind_that_its_source_is(council: Profile) -> None:
    """The kind decides the lawful basis and the duties in law."""
    odd = {one.slug: one.group for one in council.agencies if one.group != GROUPS.get(one.source, one.group)}
    assert odd == {"youth-offending": "justice"}


@COUNCILS
def test_periods_are_those_that_the_guides_name(council: Profile) -> None:
    periods = council.periods
    assert (periods.draft_days, periods.session_hours, periods.status_days) == (14, 4, 90)
    assert (periods.receipt_alarm_minutes, periods.receipt_alarm_minutes_urgent) == (60, 10)
    assert (periods.decision_working_days, periods.feedback_working_days) == (1, 1)


@COUNCILS
def test_each_fact_says_where_it_comes_from(council: Profile) -> None:
    tables = (council, *lines(council), council.complaints, council.periods, council.words["en"])
    assert not [table for table in (*tables, *council.levels, *council.localities) if not table.cited]


@COUNCILS
def test_no_council_is_named_in_code_or_templates(council: Profile) -> None:
    known = {fact.lower() for fact in (*names(council), *published_numbers(council))}
    found = {
        (str(path.relative_to(ROOT)), fact)
        for path in code_and_templates()
        for fact in known
        if fact in path.read_text(encoding="utf-8").replace(DEFAULT, "").lower()
    }
    assert not found


def lines(council: Profile) -> tuple[Line, ...]:
    return council.telephone.all_lines


def names(council: Profile) -> set[str]:
    """What people call the council, its parts and its services, where no other council would."""
    parts = {locality.label for locality in council.localities}
    services = {partner for partner in council.partners if council.area in partner}
    return {council.slug, council.area, council.name, *council.address, *parts, *services}


def published_numbers(council: Profile) -> set[str]:
    """Every number that is the council's own, as written and as it is dialled."""
    numbers = {line.number for line in council.telephone.all_lines} | {council.complaints.number}
    local = numbers - NATIONAL
    return local | {number.replace(" ", "") for number in local}


def code_and_templates() -> Iterator[Path]:
    yield from (ROOT / "app").rglob("*.py")
    for folder in ("templates", "static", "scripts", "migrations"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and is_text(path))


def is_text(path: Path) -> bool:
    return "__pycache__" not in path.parts and b"\0" not in path.read_bytes()
