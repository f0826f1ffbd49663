"""Rules.md 6: a member of the public, who stays unknown, about a sports coach; and an allegation that cannot wait."""

from tests.people import Person, sends, tells_of_a_coach
from tests.town import Town


async def test_somebody_who_stays_unknown_tells_of_a_coach(person: Person, town: Town) -> None:
    await tells_of_a_coach(person, at_risk="no")
    told = await sends(person)
    assert "Now tell us about the child" not in told.words

    contact = await town.contact(told.reference)
    assert (contact["route"], contact["admitted_by"]) == ("allegation", "allegation")
    assert contact["allegation"]["accused_role"] == "Football coach"
    assert contact["allegation"]["anonymity"]["code"] == "anonymous"
    assert "late" not in contact["allegation"]
    assert contact["source_of_referral"]["dfe"] == "9"
    assert "referrer" not in contact
    assert not (town.var / "hub" / "identity" / f"{told.reference}.identity.json").exists()


async def test_an_allegation_that_cannot_wait_goes_to_the_designated_officer_at_once(
    writer: Person, town: Town
) -> None:
    await writer.goes_to("/allegation")
    await writer.chooses("Start now")
    await writer.chooses("Continue")
    await writer.says(danger="yes")
    assert "Call 999 now" in await writer.reads()
    await writer.says(called_999="yes")
    await writer.says(at_work="yes")
    await writer.says(still_at_risk="yes")
    await writer.chooses("Check and send now, without the rest")
    told = await sends(writer, "Send now")

    contact = await town.contact(told.reference)
    assert (contact["route"], contact["urgent"], contact["admitted_by"]) == ("allegation", True, "allegation")
    assert "worry" in {unmet["question"] for unmet in contact["unmet"]}
    assert "Now tell us about the child" in told.words
