"""What people say: a neighbour in twelve pages, as the peer asks them too; a parent; a professional."""

from typing import Any, Final

from tests.people import Person, sends
from tests.professional import writes_as_a_professional

EQUAL: Final[tuple[dict[str, Any], ...]] = (
    {"danger": "no"},
    {"urgent_today": "no"},
    {"worry": "The little boy at number 12 is on his own most evenings. He cries at the window."},
    {"first_name": "Tomasz", "birth": "estimated-age", "estimated_age": "4"},
    {"another_child": "no"},
    {"find_address": "12 Larch Way, Corby", "find_school": "Larch Hill Primary"},
    {"anonymity": "named"},
    {"your_name": "Amara Okafor", "ways": ["phone"]},
    {"your_phone": "01632 960 001", "phone_say_who": "yes", "phone_message": "no"},
    {"writer": "acquaintance", "your_relation": "We live in the same street, since 2019"},
    {"more": ["person"]},
    {"other_person": "Nobody hurts him that I know of. His mother is home at about eleven."},
)
"""The twelve pages of an equal journey, page by page."""


async def neighbour(person: Person) -> None:
    """Twelve pages of the community form, from its first page to the reference."""
    await person.goes_to("/community")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await _says_all(person)
    await sends(person)


async def at_the_peer(person: Person) -> None:
    """The same twelve pages at the peer."""
    await person.goes_to("/")
    await person.chooses("Start now")
    await _says_all(person)
    await sends(person)


async def parent(person: Person) -> None:
    """A mother of two, named, who asks for help."""
    await person.goes_to("/family")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(worry="My eldest kicks off at home and I am scared for the little ones.")
    await person.says(first_name="Kayleigh", last_name="O’Brien")
    await person.says(birth="date-of-birth", date_of_birth=(3, 5, 2015))
    await person.says(another_child="yes")
    await person.says(first_name="Ruby", last_name="O’Brien")
    await person.says(birth="estimated-age", estimated_age="6")
    await person.says(another_child="no")
    await person.says(lives="address", address="8 Mill Lane, Kettering", postcode="NN15 7PP")
    await person.says(social_worker="no")
    await person.says(anonymity="named")
    await person.says(your_name="Siobhan O’Brien", your_relation="Mother", ways=["phone"])
    await person.says(your_phone="07700 900 123", phone_say_who="no", phone_message="no")
    await person.says(others_know="no")
    await person.says(sharing="yes")
    await person.says()
    await sends(person)


async def professional(person: Person) -> None:
    """A deputy head who writes of one child and his mother, page by page."""
    await person.goes_to("/professional")
    await writes_as_a_professional(person, children=1, adults=1)
    await sends(person)


async def _says_all(person: Person) -> None:
    for said in EQUAL:
        await person.says(**said)
