"""A postcode sorts work where it can, says so where it cannot, and refuses nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.profiles.loading import load_profile
from app.profiles.places import in_area, locality_of, outward, postcode_in

NORTH = load_profile("northamptonshire")
BARNET = load_profile("barnet")
NOWHERE_SAID = BARNET.model_copy(update={"postcodes": ()})


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("NN1 2AB", "NN1"),
        ("nn12ab", "NN1"),
        (" NN 12 2 ab ", "NN12"),
        ("N2 9QQ", "N2"),
        ("EC1A 1BB", "EC1A"),
        ("EC1A", "EC1A"),
        ("NN17", "NN17"),
        ("", ""),
    ],
)
def test_the_outward_code_is_read_in_any_spacing_and_case(postcode: str, code: str) -> None:
    assert outward(postcode) == code


@pytest.mark.parametrize(
    ("postcode", "slug"),
    [
        ("NN1 1AA", "northampton"),
        ("nn5 4zz", "northampton"),
        ("NN8 1AA", "wellingborough"),
        ("NN29 7AA", "wellingborough"),
        ("NN10 0AA", "east-northants"),
        ("PE8 4AA", "east-northants"),
        ("NN11 4AA", "daventry"),
        ("NN12 6AA", "towcester"),
        ("NN13 6AA", "brackley"),
        ("NN15 7AA", "kettering"),
        ("NN18 0AA", "corby"),
    ],
)
def test_a_postcode_finds_its_locality(postcode: str, slug: str) -> None:
    locality = locality_of(NORTH, postcode)
    assert locality is not None
    assert locality.slug == slug


@pytest.mark.parametrize(
    "postcode",
    ["NN6 8AA", "NN7 1AA", "NN9 5AA", "NN14 4AA", "NN17 1AA", "OX17 2AA", "EN5 1AA", "ZZ99 3VZ", ""],
)
def test_a_postcode_of_several_localities_or_of_none_decides_nothing(postcode: str) -> None:
    assert locality_of(NORTH, postcode) is None
    assert locality_of(BARNET, postcode) is None


@pytest.mark.parametrize(
    ("postcode", "in_north", "in_barnet"),
    [
        ("NN1 1AA", True, False),
        ("nn299aa", True, False),
        ("PE8 4AA", True, False),
        ("PE1 1AA", False, False),
        ("N12 0AA", False, True),
        ("n3 1aa", False, True),
        ("N1 0AA", False, False),
        ("EN4 8AA", False, True),
        ("SW1A 2AA", False, False),
        ("ZZ99 3VZ", None, None),
        ("", None, None),
    ],
)
def test_a_postcode_lies_in_the_area_or_elsewhere_or_nobody_can_tell(
    postcode: str, in_north: bool | None, in_barnet: bool | None
) -> None:
    assert in_area(NORTH, postcode) is in_north
    assert in_area(BARNET, postcode) is in_barnet
    assert in_area(NOWHERE_SAID, postcode) is None


@given(st.text())
def test_anything_at_all_gets_an_answer(typed: str) -> None:
    assert in_area(NORTH, typed) in {True, False, None}
    assert locality_of(NORTH, typed) is None or in_area(NORTH, typed)


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("12 Larch Way\nCorby\nNN18 1AA", "NN181AA"),
        ("nn181aa, the house with a blue door", "NN181AA"),
        ("NN18 1AA, yes, nn18 1aa", "NN181AA"),
        ("NN18 1AA or NN17 1AA", None),
        *((f"Flat {flat} floor", None) for flat in ("B2 3rd", "A1 2nd", "E4 1st", "N4 5th")),
        ("12 Larch Way, Corby", None),
        ("Unit SA123 4AB9", None),
        ("", None),
    ],
)
def test_the_one_postcode_of_an_address_is_found_among_its_words(address: str, postcode: str | None) -> None:
    assert postcode_in(address) == postcode
