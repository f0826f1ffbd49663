"""What people say: a neighbour in twelve pages, as the peer asks them too; a parent; a professional."""

from typing import Any, Final

from tests.family import asks_for_help_with_her_eldest
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
    {"concerns": ["neglect"]},
    {"more": []},
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
    await asks_for_help_with_her_eldest(person)
    await sends(person)


async def professional(person: Person) -> None:
    """A deputy head who writes of one child and his mother, page by page."""
    await person.goes_to("/professional")
    await writes_as_a_professional(person, children=1, adults=1)
    await sends(person)


async def _says_all(person: Person) -> None:
    for said in EQUAL:
        await person.says(**said)
