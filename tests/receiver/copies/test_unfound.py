"""That nothing finds the child stands at the head, whoever wrote it, with what the hub can do about it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.model import Enclosed, Enclosures, Finding, Opening
from app.contact.people import Adult, Child, HomeOfAll, OtherProfessional, Parent, Reach
from app.filekinds import FileKind
from app.vocabulary import FormName, Route

ONE = "NN-7K4M-9QXR/1"
NAMED, ME, YES = (Coded(code=code, label=code) for code in ("named", "me", "yes"))
OWN_WORDS = "unless in the writer’s own words"
ASK = f"NOT SAID how to find the child, {OWN_WORDS}: ask whoever wrote this, where they can be reached"
CALLS = "Nobody can be asked, unless they call: whoever wrote this gave no way to reach them"
NOBODY: dict[str, Any] = {"children": ()}
A_NEIGHBOUR: dict[str, Any] = {**NOBODY, "form": FormName.COMMUNITY, "finding": Finding()}
A_CHILD: dict[str, Any] = {**NOBODY, "form": FormName.YOUNG_PERSON, "finding": Finding(about=ME)}
A_PARENT: dict[str, Any] = {**NOBODY, "form": FormName.FAMILY, "parent": Parent()}
Shown = Callable[..., str]


def said(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("NOT SAID") and "how to find" in line]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(NOBODY, id="nothing"),
        pytest.param({**NOBODY, "urgent": True}, id="urgent"),
        pytest.param({"children": (Child(contact_id=ONE, first_name="Zofia"),)}, id="a first name"),
        pytest.param({"children": (Child(contact_id=ONE, not_known=("last_name",)),)}, id="nothing known"),
        pytest.param({"children": (Child(contact_id=ONE, other_names="Bobby"),)}, id="a nickname"),
    ],
)
def test_at_work_whoever_wrote_is_asked(shown: Shown, given: dict[str, Any]) -> None:
    text = shown(**given)
    assert said(text) == [ASK]
    assert text.index(ASK) < text.index("How urgent it is")


@pytest.mark.parametrize("from_whom", [NOBODY, A_NEIGHBOUR, A_CHILD, A_PARENT])
@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"children": (Child(contact_id=ONE, last_name="Nowak"),)}, id="a name"),
        pytest.param({"children": (Child(contact_id=ONE, date_of_birth=date(2019, 3, 5)),)}, id="a birthday"),
        pytest.param({"children": (Child(contact_id=ONE, school="Larch School"),)}, id="a school"),
        pytest.param({"children": (Child(contact_id=ONE, gp="Larch Surgery"),)}, id="a practice"),
        pytest.param({"adults": (Adult(adult_last_name="Nowak"),)}, id="a parent"),
        pytest.param({"agencies": (OtherProfessional(agency_name="Ada Lamptey"),)}, id="a helper"),
        pytest.param({"opening": Opening(linked_reference="BN-7K4M-9QXR")}, id="sent before"),
        pytest.param({"opening": Opening(worker_name="Ada Lamptey")}, id="a social worker"),
        pytest.param({"finding": Finding(find_place="The park, at four")}, id="a place"),
        pytest.param({"home": HomeOfAll(address="9 High Street")}, id="where they all live"),
        pytest.param({"reach": Reach(your_phone="01632 960 001")}, id="a parent’s number"),
        pytest.param({"route": Route.ALLEGATION}, id="asked of the adult"),
    ],
)
def test_one_thing_is_enough(shown: Shown, from_whom: dict[str, Any], given: dict[str, Any]) -> None:
    assert said(shown(**{**from_whom, **given})) == []


@pytest.mark.parametrize(
    ("given", "whom"),
    [
        (A_NEIGHBOUR, "the child"),
        (A_CHILD, "the child who wrote this"),
        ({**A_CHILD, "finding": Finding()}, "whoever it is about"),
        (A_PARENT, "the family"),
    ],
)
def test_who_left_no_way_to_be_reached_cannot_be_asked(
    shown: Shown, given: dict[str, Any], whom: str
) -> None:
    assert said(shown(**given)) == [f"NOT SAID how to find {whom}, {OWN_WORDS}. {CALLS}"]


def test_a_neighbour_who_says_that_they_will_call_is_waited_for(shown: Shown) -> None:
    (line,) = said(shown(**{**A_NEIGHBOUR, "finding": Finding(will_call=YES)}))
    assert "Nobody can be asked until they call, as they say they will: " in line
    # A young person was asked whether they call anybody, such as Childline.
    (line,) = said(shown(**{**A_CHILD, "finding": Finding(about=ME, will_call=YES)}))
    assert line.endswith(CALLS)


@pytest.mark.parametrize(
    ("given", "files", "asked"),
    [
        pytest.param({**NOBODY, "apart": True}, "restricted", True, id="a referrer who is kept apart"),
        pytest.param({**A_NEIGHBOUR, "apart": True}, "restricted", False, id="an address that is kept"),
        pytest.param({**A_NEIGHBOUR, "named": True}, "identity", True, id="a neighbour with a name"),
        pytest.param({**A_CHILD, "named": True}, "identity", False, id="a child’s own number"),
        pytest.param({**A_PARENT, "apart": True}, "restricted", False, id="a parent’s number that is kept"),
    ],
)
def test_where_another_part_may_say_it_the_hub_looks_there(
    shown: Shown, given: dict[str, Any], files: str, asked: bool
) -> None:
    (line,) = said(shown(**given))
    assert line.startswith("NOT SAID here how to find ")
    assert f": look in {files}/" in line
    assert ("ask whoever wrote this" in line) is asked
    assert "Nobody can be asked" not in line


def test_both_parts_are_named(shown: Shown) -> None:
    (line,) = said(shown(**A_NEIGHBOUR, apart=True, named=True))
    assert ".restricted.html and identity/" in line


def test_a_file_may_say_it_too(shown: Shown) -> None:
    enclosed = Enclosed(id="a", name="a.pdf", kind=FileKind.PDF, size=1, scanned=True, cleaned=True)
    (line,) = said(shown(**NOBODY, enclosures=Enclosures(files=(enclosed,))))
    assert "unless in the writer’s own words or files: " in line
