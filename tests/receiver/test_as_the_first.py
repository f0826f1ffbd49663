"""Whoever is as the first child: at the hub what is meant stands with them too, and what is kept apart stays there."""

from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.assemble import Parts
from app.contact.people import Child
from app.forms.catalogue import forms
from app.forms.conditions import NOT_KNOWN
from app.forms.questions import Choice
from app.profiles.loading import load_profile
from app.receiver.copies.answers import MEANT
from app.receiver.copies.readable import readable, readable_apart
from app.templating.rendering import Templates
from tests.contact.conftest import fill, sent
from tests.receiver.test_every_answer_is_readable import text_of

TEMPLATES = Templates(load_profile("northamptonshire"))
FIRST, SECOND = "NN-7K4M-9QXR/1", "NN-7K4M-9QXR/2"
AS_FIRST: dict[str, Any] = {
    "first_name": ("Ana", "Ben"),
    "last_name": "Nowak",
    "same_language": "yes",
    "adult_language": "as-first-child",
    "keep": "no",
}
REFUGE = "3 Quiet Lane; not her father"


def family(lives: str, **said: Any) -> Parts:
    """A first child, a second one who lives there and speaks as the first does, and an adult who speaks so too."""
    there = (lives, "as-first-child")
    return sent("professional", fill("professional", children=2, adults=1, lives=there, **AS_FIRST, **said))


def page(parts: Parts) -> list[str]:
    return [
        line.strip()
        for line in text_of(readable(TEMPLATES, parts.contact, apart=True, named=False)).splitlines()
    ]


def of_second(parts: Parts) -> list[str]:
    """What the second child's row of the table says, a line each."""
    lines = [line for line in page(parts) if line]
    row = lines[lines.index(SECOND) :]
    return row[: row.index(f"{FIRST} Ana Nowak")]


def after(lines: list[str], words: str, count: int) -> list[str]:
    at = lines.index(words)
    return lines[at : at + count]


def test_the_second_child_s_row_has_the_address_itself() -> None:
    row = of_second(family("address", address="1 Noah Road\nNorthampton", postcode="NN1 1AA"))
    assert after(row, "Where the first child lives", 4) == [
        "Where the first child lives",
        "1 Noah Road",
        "Northampton",
        "NN1 1AA",
    ]


def test_where_the_first_child_is_now_is_not_where_the_second_is() -> None:
    row = of_second(family("address", now_at=("At her aunt’s", None)))
    assert "At her aunt’s" not in row


def test_part_of_the_area_and_another_council_stand_with_both() -> None:
    elsewhere = page(family("address", postcode="B1 1AA"))
    assert elsewhere.count("Outside the hub’s area:") == 2


@pytest.mark.parametrize(
    ("lives", "said", "meant"),
    [
        ("not-known", {}, ["Not known"]),
        (
            "no-fixed-address",
            {"whereabouts": "At the library"},
            ["No fixed address", "Can be found:", "At the library"],
        ),
        ("address", {"address": "1 Noah Road", "postcode": None}, ["1 Noah Road"]),
    ],
)
def test_however_the_first_child_lives_it_is_said_of_the_second(
    lives: str, said: dict[str, Any], meant: list[str]
) -> None:
    row = of_second(family(lives, **said))
    assert after(row, "Where the first child lives", 1 + len(meant))[1:] == meant


def test_a_language_that_is_as_the_first_childs_is_named() -> None:
    said = family("address", first_language="Polish", interpreter="no", adult_interpreter="yes")
    assert after(of_second(said), "Language and interpreter as for the first child:", 5) == [
        "Language and interpreter as for the first child:",
        "Yes",
        "Polish",
        "Interpreter or signer needed:",
        "No",
    ]
    lines = [line for line in page(said) if line]
    assert after(lines, "The same as the first child’s", 2) == ["The same as the first child’s", "Polish"]


def test_who_must_not_interpret_for_the_first_must_not_for_the_second() -> None:
    said = family("address", first_language="Polish", interpreter="yes", not_interpreter="Her uncle")
    assert after(of_second(said), "Interpreter or signer needed:", 4) == [
        "Interpreter or signer needed:",
        "Yes",
        "Must not interpret:",
        "Her uncle",
    ]


def test_a_language_that_nobody_knows_is_said_to_be_not_known() -> None:
    said = family("address", first_language=NOT_KNOWN)
    lines = [line for line in page(said) if line]
    assert after(lines, "The same as the first child’s", 2)[1] == "Not known"


def test_what_an_urgent_contact_came_without_is_said_of_both() -> None:
    said = family("address", danger="yes", address=None, postcode=None, first_language=None)
    assert after(of_second(said), "Where the first child lives", 2)[1] == "At this address"
    blank = sent(
        "professional",
        fill("professional", children=2, lives=(None, "as-first-child"), danger="yes", **AS_FIRST),
    )
    assert after(of_second(blank), "Where the first child lives", 2)[1] == "Not answered"


def test_an_address_that_must_be_kept_is_in_the_restricted_copy_alone_and_there_with_both() -> None:
    parts = family("kept", kept_address=REFUGE)
    assert "At an address that must be kept from somebody" in of_second(parts)
    assert not [line for line in page(parts) if "Quiet Lane" in line]
    assert b"Quiet Lane" not in parts.contact.document()
    apart = [
        line.strip()
        for line in text_of(readable_apart(TEMPLATES, parts.contact, parts.restricted)).splitlines()
    ]
    assert apart.count(REFUGE) == 2
    assert after([line for line in apart if line], f"{SECOND} Ben Nowak", 4) == [
        f"{SECOND} Ben Nowak",
        "Address to be kept, and from whom",
        "Where the first child lives",
        REFUGE,
    ]
    assert "Quiet Lane" not in text_of(readable_apart(TEMPLATES, parts.contact, parts.identity))
    assert parts.restricted.document().count(b"Quiet Lane") == 1


def test_only_a_kept_address_and_not_a_school_is_another_childs_too() -> None:
    parts = family("address", school_known=("kept", "none"), kept_school="The quiet school")
    apart = text_of(readable_apart(TEMPLATES, parts.contact, parts.restricted))
    assert apart.count("The quiet school") == 1
    assert "Ben" not in apart


def test_the_document_says_by_its_contact_id_at_whom_an_answer_points() -> None:
    contact = family("address").contact
    first, second = contact.children
    assert [
        one.of for one in (second.lives, second.same_language, contact.adults[0].adult_language) if one
    ] == [FIRST] * 3
    assert first.lives == Coded(code="address", label="At this address")
    assert second.address is None
    apart = sent("professional", fill("professional", children=2, **{**AS_FIRST, "same_language": "no"}))
    assert apart.contact.children[1].same_language == Coded(code="no", label="No")


def test_children_who_point_at_each_other_or_at_nobody_do_not_stop_the_hub() -> None:
    parts = family("address")

    def at(whom: str) -> Coded:
        return Coded(code="as-first-child", label="Where the first child lives", of=whom)

    round_and_round = (
        Child(contact_id=FIRST, lives=at(SECOND)),
        Child(contact_id=SECOND, lives=at(FIRST)),
        Child(contact_id="NN-7K4M-9QXR/3", lives=at("NN-7K4M-9QXR/9")),
    )
    contact = parts.contact.model_copy(update={"children": round_and_round})
    assert "Where the first child lives" in readable(TEMPLATES, contact, apart=False, named=False)


def test_every_answer_that_points_at_the_first_child_is_understood_at_the_hub() -> None:
    """A form that lets a new answer point there must say here what is meant, but for what is kept apart."""
    found = {}
    for form in forms(load_profile("northamptonshire")).values():
        for page, _ in form.pages():
            for one in page.questions:
                if isinstance(one, Choice) and one.as_first:
                    found[one.id] = set(one.as_first.answers.values()) - {"kept_address"}
    assert found.keys() == MEANT.keys()
    for question, answers in found.items():
        assert answers == set(MEANT[question]) - {"locality", "other_area"}
        assert set(MEANT[question]) <= set(Child.model_fields)
