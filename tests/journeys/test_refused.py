"""A social housing officer: the mother refuses, the father cannot be reached, and the reasons travel."""

from tests.people import Person, sends
from tests.professional import Each, writes_as_a_professional
from tests.town import Town


async def test_a_refused_agreement_is_sent_with_each_ones_reasons(writer: Person, town: Town) -> None:
    await writes_as_a_professional(
        writer,
        adults=2,
        agency="housing",
        adult_first_name=Each(("Ewa", "Adam")),
        relation=Each(("mother", "father")),
        informed=Each(("yes", "unreachable")),
        agreement=Each(("refused", None)),
        attempts="Rang on Monday and Tuesday; a letter on Wednesday.",
        rationale=Each(("The flat has no heating and a baby in it.", "The baby cannot wait for his answer.")),
    )
    told = await sends(writer)
    contact = await town.contact(told.reference)
    assert contact["admitted_by"] == "C5"
    assert [(one["person"], one["row"]) for one in contact["agreement"]] == [
        ("Ewa Nowak", "C4"),
        ("Adam Nowak", "C5"),
    ]
    assert contact["agreement"][0]["rationale"].startswith("The flat has no heating")
    assert contact["agreement"][1]["attempts"].startswith("Rang on Monday")
    assert not contact["family_not_told"]
