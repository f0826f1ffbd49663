"""Where each child lives, and is now, is read at a glance, and nobody's table says that it was not answered."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest

from app.contact.answered import Coded
from app.contact.model import Contact, Finding
from app.contact.people import Child, HomeOfAll
from app.profiles.model import Profile
from app.receiver.copies.readable import readable
from app.templating.rendering import Templates
from tests.receiver.copies.test_glance import glance

ONE, TWO, THREE = (f"NN-7K4M-9QXR/{number}" for number in (1, 2, 3))
HERE = Coded(code="address", label="At this address")
KEPT = Coded(code="kept", label="At an address that must be kept from somebody")
AS_FIRST = Coded(code="as-first-child", label="Where the first child lives", of=ONE)
LEON = Child(contact_id=ONE, first_name="Leon", lives=HERE, address="3 Elm Close\nCorby", postcode="NN18 1AA")
MIA = Child(contact_id=TWO, first_name="Mia", lives=AS_FIRST, now_at="With her nan")
WHERE = "Where they live, and are now"
Shown = Callable[..., str]


def where(text: str) -> str:
    return "\n".join(glance(text)).partition(WHERE)[2]


def test_one_address_of_all_children_is_one_line(shown: Shown) -> None:
    assert where(shown(children=(LEON, MIA))).startswith(
        "\n3 Elm Close, Corby, NN18 1AA\nIs now at:\nMia: With her nan\n"
    )


def test_each_is_named_where_they_live_apart(shown: Shown) -> None:
    kit = Child(contact_id=THREE, first_name="Kit", lives=KEPT)
    assert where(shown(children=(LEON, MIA, kit))).startswith(
        "\nLeon, Mia: 3 Elm Close, Corby, NN18 1AA\nKit: At an address that must be kept from somebody\n"
    )


def test_a_home_said_once_is_of_all_children(shown: Shown) -> None:
    home = HomeOfAll(lives=HERE, address="8 Mill Lane", postcode="NN15 7PP")
    bare = tuple(Child(contact_id=one, not_answered=("now_at",)) for one in (ONE, TWO))
    assert where(shown(children=bare, home=home)).startswith("\n8 Mill Lane, NN15 7PP\n")


def test_in_which_country_all_the_children_are_is_read_at_a_glance(shown: Shown) -> None:
    abroad = Coded(code="abroad", label="In another country")
    home = HomeOfAll(lives=abroad, country="Poland, with their grandmother")
    bare = tuple(Child(contact_id=one) for one in (ONE, TWO))
    assert where(shown(children=bare, home=home)).startswith(
        "\nIn another country\nCountry, and with whom:\nPoland, with their grandmother\n"
    )


AS_SAID = Coded(code="as-said", label="Where the writer said of all the children")
BOTH = Coded(code="both", label="Part of the time there, and part of it somewhere else")


def test_of_a_family_of_two_homes_each_child_is_named(shown: Shown) -> None:
    home = HomeOfAll(lives=HERE, address="8 Mill Lane", postcode="NN15 7PP")
    ana = Child(contact_id=ONE, first_name="Ana", lives=AS_SAID)
    ben = Child(contact_id=TWO, first_name="Ben", lives=HERE, address="4 Elm Road")
    cara = Child(contact_id=THREE, first_name="Cara", lives=BOTH, second_home="4 Elm Road\nAt weekends")
    assert where(shown(children=(ana, ben, cara), home=home)).startswith(
        "\nAna: 8 Mill Lane, NN15 7PP\nBen: 4 Elm Road\n"
        "Cara: 8 Mill Lane, NN15 7PP; and for part of the time: 4 Elm Road; At weekends\n"
    )


def test_whoever_did_not_say_where_that_child_lives_is_not_said_to_have(shown: Shown) -> None:
    home = HomeOfAll(lives=HERE, address="8 Mill Lane")
    ana = Child(contact_id=ONE, first_name="Ana", not_answered=("lives",))
    ben = Child(contact_id=TWO, first_name="Ben", lives=KEPT)
    assert where(shown(children=(ana, ben), home=home)).startswith(
        f"\nWhere the children live, as said of all:\n8 Mill Lane\nAna: Not answered\nBen: {KEPT.label}\n"
    )


def test_what_a_neighbour_knows_of_where_a_child_is(shown: Shown) -> None:
    finding = Finding(find_address="14 Larch Way", find_vehicle="A red van")
    assert where(shown(finding=finding)).startswith(
        "\nAddress or street:\n14 Larch Way\nVehicle:\nA red van\n"
    )


def test_where_a_young_person_can_be_found(shown: Shown) -> None:
    jade = Child(
        contact_id=ONE, first_name="Jade", address="6 Pine Street", whereabouts="School library till 5"
    )
    text = where(shown(children=(jade,)))
    assert text.startswith("\n6 Pine Street\nCan be found:\nSchool library till 5\n")


def test_a_school_alone_finds_a_young_person(shown: Shown) -> None:
    jade = Child(contact_id=ONE, first_name="Jade", school="Larch Academy")
    text = where(shown(children=(jade,), finding=Finding(about=Coded(code="me", label="Me"))))
    assert text.startswith("\nSchool or setting:\nLarch Academy\n")


def test_that_whoever_is_no_professional_names_no_place_is_said(shown: Shown) -> None:
    nowhere = Finding(not_answered=("find_address", "find_school", "find_place"))
    assert where(shown(finding=nowhere)).startswith("\nNo address, school or place is named here\n")


def test_where_nothing_is_known_there_is_no_such_line(shown: Shown) -> None:
    assert WHERE not in shown()


def table_of(profile: Profile, sent: Contact) -> str:
    """The words of the children's table."""
    html = readable(Templates(profile), sent, apart=False, named=False)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return " ".join("".join(tree.find(".//table").itertext()).split())


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ({"home": HomeOfAll(lives=HERE, address="8 Mill Lane")}, "8 Mill Lane"),
        ({"home": HomeOfAll(lives=KEPT)}, KEPT.label),
        ({"finding": Finding(find_address="14 Larch Way")}, "14 Larch Way"),
    ],
)
def test_a_home_that_is_said_of_all_the_children_is_no_column_of_their_table(
    profile: Profile, contact: Callable[..., Contact], shown: Shown, home: dict[str, Any], words: str
) -> None:
    bare = (Child(contact_id=ONE, not_answered=("now_at",)), Child(contact_id=TWO))
    table = table_of(profile, contact(children=bare, **home))
    assert "Lives" not in table
    assert words not in table
    assert words in shown(children=bare, **home)
