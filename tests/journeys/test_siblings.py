"""A health visitor about three siblings with two fathers: each relation at the right child."""

from tests.people import Person, sends
from tests.professional import Each, writes_as_a_professional
from tests.town import Town


async def test_a_health_visitor_writes_about_siblings_with_different_fathers(
    writer: Person, town: Town
) -> None:
    await writes_as_a_professional(
        writer,
        children=3,
        adults=3,
        agency="health-visitor",
        first_name=Each(("Ana", "Ben", "Cal")),
        date_of_birth=Each(((1, 2, 2015), (3, 4, 2019), (5, 6, 2024))),
        sex=Each(("F", "M", "M")),
        lives=Each(("address", "as-first-child", "as-first-child")),
        address=Each(("3 Elm Close, Corby", None, None)),
        postcode=Each(("NN18 1AA", None, None)),
        concerns=["neglect", "parent-alcohol"],
        concerns_here=Each((["none"], ["neglect"], ["neglect", "parent-alcohol"])),
        adult_first_name=Each(("Ewa", "Adam", "Piotr")),
        relation=Each((
            Each(("mother", "mother", "mother")),
            Each(("father", "parents-partner", "parents-partner")),
            Each(("other", "father", "father")),
        )),
        responsibility=Each((Each(("yes",) * 3), Each(("yes", "no", "no")), Each(("no", "yes", "yes")))),
        in_household=Each(("yes", "yes", "no")),
    )  # fmt: skip
    told = await sends(writer)
    contact = await town.contact(told.reference)
    relations = {
        adult["adult_first_name"]: {one["child"][-1]: one["relation"]["code"] for one in adult["relations"]}
        for adult in contact["adults"]
    }
    assert relations == {
        "Ewa": {"1": "mother", "2": "mother", "3": "mother"},
        "Adam": {"1": "father", "2": "parents-partner", "3": "parents-partner"},
        "Piotr": {"1": "other", "2": "father", "3": "father"},
    }
    assert [child.get("assessment_factors", []) for child in contact["children"]] == [
        [],
        ["16A"],
        ["16A", "1B"],
    ]
    assert [child["lives"]["code"] for child in contact["children"][1:]] == ["as-first-child"] * 2
    assert [one["person"] for one in contact["agreement"]] == ["Ewa Nowak", "Adam Nowak", "Piotr Nowak"]
