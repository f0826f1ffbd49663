"""Data.md, column F: a mother of two, with a partner and a health visitor, tells all that she is willing to."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def says_who_the_children_are(person: Person) -> None:
    await person.says(first_name="Ayşe", last_name="Demir")
    await person.says(birth="estimated-age", estimated_age="9")
    await person.says(another_child="yes")
    await person.says(**{"first_name-unknown": "yes", "last_name": "Demir"})
    await person.says(birth="unborn", expected_date=(3, 3, 2027))
    await person.says(another_child="no")
    await person.says(lives="kept", kept_address="A refuge. Their father must not know where.")
    await person.says(social_worker="yes", worker_name="Jo Peel", worker_council="Another council")


async def says_who_she_is(person: Person) -> None:
    await person.says(anonymity="named")
    await person.says(your_name="Elif Demir", your_relation="Mother", ways=["email"], keep_reach="yes")
    await person.says(your_email="elif@example.com", email_say_who="no")
    await person.says(your_responsibility="yes", others_know="no")
    await person.says(sharing="yes")


async def says_what_is_about_which_child(person: Person) -> None:
    await person.says(concerns=["domestic-abuse", "behaviour"])
    first = await person.field_beginning("concerns_here-")
    await person.says(**{first: ["behaviour"]})
    await person.says(more=["home", "background", "views", "helpers"])


async def says_who_else_there_is(person: Person) -> None:
    await person.says(another_adult="yes")
    await person.says(adult_first_name="Murat", adult_last_name="Kaya")
    first = await person.field_beginning("relation-")
    other = first.replace("relation", "responsibility")
    await person.says(**{first: "step-parent", other: "no"})
    await person.says(in_household="no", kept_adult_address="With his brother. Nobody may know.")
    await person.says(adult_age="41", adult_interpreter="no")
    await person.says(adult_phone="07700 900 111", adult_phone_safe="no")
    await person.says(another_adult="no")


async def says_that_he_threatened_her(person: Person) -> None:
    """It is kept at once, and asked about once: she said that it can wait."""
    said = {"child_hurts": ["sibling"], "violence": ["threat-to-kill"]}
    here = await person.path()
    await person.says(**said)
    assert "If somebody could be hurt before tomorrow, call us now" in await person.reads()
    assert await person.path() == here
    await person.says(**said)


async def test_a_mother_tells_more(writer: Person, town: Town) -> None:
    await writer.goes_to("/family")
    await writer.chooses("Start now")
    await writer.chooses("Continue")
    await writer.says(danger="no")
    await writer.says(urgent_today="no")
    await writer.says(
        worry="I left my husband, and my daughter does not sleep.", help_wanted="Somebody to talk to."
    )
    await says_who_the_children_are(writer)
    await says_who_she_is(writer)
    await says_what_is_about_which_child(writer)
    views = await writer.field_beginning("child_views-")
    await writer.says(**{views: "She wants to go back to her school."})
    await writer.says(**{"parent_views-unknown": "yes"})
    await writer.says(sex="F", ethnicity="WOTH")
    await writer.says(disability=["NONE"])
    await says_who_else_there_is(writer)
    await says_that_he_threatened_her(writer)
    await writer.says(another_agency="yes")
    await writer.says(agency_name="Pat Lowe", agency_role="Health visitor", may_contact="yes")
    await writer.says(another_agency="no")
    told = await sends(writer)

    contact = await town.contact(told.reference)
    first, second = contact["children"]
    assert [one["code"] for one in first["concerns_here"]] == ["behaviour"]
    assert not second.keys() & {"concerns_here", "assessment_factors"}
    assert first["ethnicity"]["dfe"] == "WOTH"
    assert second["expected_date"] == "2027-03-03"
    (adult,) = contact["adults"]
    assert [one.get("relation", {}).get("code") for one in adult["relations"]] == ["step-parent", None]
    assert [one["code"] for one in contact["story"]["violence"]] == ["threat-to-kill"]
    assert [one["code"] for one in contact["story"]["child_hurts"]] == ["sibling"]
    assert "STRANGLING, A WEAPON OR A THREAT TO KILL" in await town.page(told.reference)
    assert "parent_views" not in contact["story"]
    assert "parent_views" in contact["story"]["not_known"]
    assert contact["agencies"][0]["agency_role"] == "Health visitor"
    assert "reach" not in contact
    restricted = await town.apart("restricted", told.reference)
    assert restricted["reach"]["your_email"] == "elif@example.com"
    kept = " ".join(str(one) for one in restricted["kept"])
    assert "refuge" in kept
    assert "his brother" in kept
    assert "his brother" not in await town.page(told.reference)
    await sees_progress(writer, told, "With our team at")
