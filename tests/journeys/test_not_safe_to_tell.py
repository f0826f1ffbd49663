"""A police officer: telling the father would raise the risk, so that nobody is told, and the hub is warned."""

from tests.people import Person, sends
from tests.professional import writes_as_a_professional
from tests.town import Town

REFUGE = "Refuge at 9 Willow Yard; his father must not have it"


async def test_where_telling_would_raise_the_risk_the_family_is_not_told(writer: Person, town: Town) -> None:
    await writes_as_a_professional(
        writer,
        adults=1,
        agency="police",
        kind="significant-harm",
        concerns=["domestic-abuse"],
        lives="kept",
        address=None,
        postcode=None,
        kept_address=REFUGE,
        relation="father",
        informed="risk",
        agreement=None,
        risk_reasons=["more-harm-to-the-child", "suspected-person-would-learn"],
        evidence="He broke the door on Saturday and threatened both of them.",
        evidence_when="Saturday night",
        evidence_source="?",
        may_have_harmed="yes",
        next_contact="On Friday, after school",
        keep="yes",
        keep_what="A witness next door gave a statement.",
        keep_from=["family"],
    )
    told = await sends(writer)
    contact = await town.contact(told.reference)
    assert contact["admitted_by"] == "C6"
    assert contact["family_not_told"]
    assert contact["kept_apart"]
    assert contact["adults"][0]["relations"][0]["next_contact"] == "On Friday, after school"
    assert contact["children"][0]["assessment_factors"] == ["3A"]
    assert contact["agreement"][0]["not_known"] == ["evidence_source"]
    page = await town.page(told.reference)
    assert "FAMILY NOT TOLD" in page
    assert "Willow Yard" not in page
    assert "witness" not in page
    restricted = await town.apart("restricted", told.reference)
    assert restricted["kept"][0]["kept_address"] == REFUGE
    assert restricted["kept"][0]["contact_id"] == f"{told.reference}/1"
