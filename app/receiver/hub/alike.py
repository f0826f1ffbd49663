"""Which contacts may be about the same child or family, by what their writers happened to say: never a proof."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product
from typing import Final, NamedTuple

from app.contact.model import Contact
from app.contact.people import Child
from app.receiver.hub.written import door, numbered, postcode, street, words

YEAR: Final = 365
FORTNIGHT: Final = 14
MOST_ALIKE: Final = 100
"""Of how many, the newest, it is kept that they have something in common: a portal that somebody stole could send
30,000 of one name, and each would be compared with each."""


class Why(StrEnum):
    """What two contacts have in common, as it is said of them; the surest first."""

    NUMBER = "an NHS number or pupil number"
    NAME_AND_AGE = "a child’s name, and about the same age"
    HOME = "a surname and a home"
    ADDRESS = "an address; one of them knows no surname"
    NAME = "a child’s name alone, sent within two weeks"


SUREST: Final = tuple(Why)


class Key(NamedTuple):
    """What both must have said, as loosely as people write."""

    kind: Why
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Which contact said it, and what else decides whether it may mean the same."""

    reference: str
    sent: int
    """The day, as `date.toordinal` counts; so is `born`."""
    born: int | None = None
    unsure: int = 0
    """By how many days `born` may be wrong, as it was given."""
    surnamed: bool = True
    """Whether the contact names a surname."""


class Families:
    """Which contacts are like those that are asked about; all are read one after another, oldest first.

    Whatever fails here takes nothing else with it: a list of what waits is worth more than what is said beside it.
    """

    def __init__(self, asked: Iterable[Contact]) -> None:
        self.failed: dict[str, str] = {}
        """What failed, a type's name, by the reference of each contact that could not be compared."""
        self._asked: dict[str, list[tuple[Key, Said]]] = {}
        for contact in asked:
            self._asked.setdefault(contact.reference, []).extend(self._said(contact))
        # Of all else nothing is kept: of 30,000 a few wait.
        self._by_key: dict[Key, tuple[Said, ...]] = {
            key: () for all_said in self._asked.values() for key, _ in all_said
        }

    def read(self, contact: Contact) -> None:
        """Know one that any of those may be like."""
        for key, said in self._said(contact):
            if key in self._by_key:
                self._by_key[key] = (*self._by_key[key], said)[-MOST_ALIKE:]

    def like(self, reference: str) -> Mapping[str, frozenset[Why]]:
        """What each other contact has in common with one that was asked about, the likeliest first."""
        try:
            return self._like(reference)
        except Exception as error:  # noqa: BLE001 -- its words could hold some of what was written
            self.failed[reference] = type(error).__name__
            return {}

    def _said(self, contact: Contact) -> Sequence[tuple[Key, Said]]:
        try:
            return [*_all_said(contact)]
        except Exception as error:  # noqa: BLE001 -- its words could hold some of what was written
            self.failed[contact.reference] = type(error).__name__
            return ()

    def _like(self, reference: str) -> Mapping[str, frozenset[Why]]:
        found: dict[str, set[Why]] = {}
        sent: dict[str, int] = {}
        for key, said in self._asked[reference]:
            for other in self._by_key[key]:
                why = _why(key.kind, said, other)
                if why and other.reference != reference:
                    found.setdefault(other.reference, set()).add(why)
                    sent[other.reference] = max(other.sent, sent.get(other.reference, 0))
        likeliest = sorted(found, key=lambda one: (_unlike(found[one]), -sent[one], one))
        return {one: frozenset(found[one]) for one in likeliest}


def _unlike(common: Collection[Why]) -> tuple[int, int]:
    """What sorts those first that have most in common, or what is surest."""
    return -len(common), min(map(SUREST.index, common))


def _why(kind: Why, one: Said, other: Said) -> Why | None:
    """Whether what both said can mean the same; None where it speaks for nothing."""
    if kind is Why.ADDRESS:
        return None if one.surnamed and other.surnamed else kind
    if kind is not Why.NAME_AND_AGE:
        return kind
    if one.born is not None and other.born is not None:
        return kind if abs(one.born - other.born) <= YEAR + one.unsure + other.unsure else None
    return Why.NAME if abs(one.sent - other.sent) <= FORTNIGHT else None


def _all_said(contact: Contact) -> Iterator[tuple[Key, Said]]:
    """Everything of a contact by which it may be found again; what is kept apart from it stays apart."""
    sent = contact.received_at.toordinal()
    surnames = _surnames(contact)
    for child in contact.children:
        yield from _said_of(contact.reference, sent, child)
    here = Said(contact.reference, sent, surnamed=bool(surnames))
    for address, code in dict.fromkeys(_homes(contact)):
        found = postcode(code) or postcode(address)
        for name in surnames | _other_names(contact):
            yield from _at(name, found, street(address), here)
        if found and (numbers := door(address)):
            yield Key(Why.ADDRESS, (found, *numbers)), here


def _at(surname: str, found: str, line: str, here: Said) -> Iterator[tuple[Key, Said]]:
    for place in filter(None, (found, line)):
        yield Key(Why.HOME, (surname, place)), here


def _said_of(reference: str, sent: int, child: Child) -> Iterator[tuple[Key, Said]]:
    born, unsure = _born(child, sent)
    said = Said(reference, sent, born, unsure)
    for number in filter(None, map(numbered, (child.nhs_number, child.upn))):
        yield Key(Why.NUMBER, (number,)), said
    for pair in _pairs(child):
        yield Key(Why.NAME_AND_AGE, pair), said


def _pairs(child: Child) -> set[tuple[str, ...]]:
    """A first name with a surname, in no order: a name may be in the wrong box, and another in use at school."""
    first, last, others = map(words, (child.first_name, child.last_name, child.other_names))
    if not (first and last):
        # Whoever is in a hurry types both into one box.
        both = [*combinations(first or last, 2)]
    else:
        both = [*product(first, last), *product(first, others), *product(others, last)]
    return {tuple(sorted(pair)) for pair in both if pair[0] != pair[1]}


def _born(child: Child, sent: int) -> tuple[int | None, int]:
    """About when, and by how many days that may be wrong."""
    if child.date_of_birth:
        return child.date_of_birth.toordinal(), 0
    if child.expected_date:
        return child.expected_date.toordinal(), 0
    if child.estimated_age is not None:
        return sent - child.estimated_age * YEAR - YEAR // 2, YEAR
    if child.age is not None:
        return sent - child.age * YEAR - YEAR // 2, YEAR // 2
    return None, 0


def _surnames(contact: Contact) -> frozenset[str]:
    written = [child.last_name for child in contact.children]
    written += [adult.adult_last_name for adult in contact.adults]
    # A parent gives theirs in one box.
    of_parent = words(contact.parent.your_name)[1:] if contact.parent else ()
    return frozenset(name for one in written for name in words(one)) | frozenset(of_parent)


def _other_names(contact: Contact) -> frozenset[str]:
    """What adults are called besides, where a surname may be among it; that alone does not say that one is known."""
    return frozenset(name for adult in contact.adults for name in words(adult.adult_other_names))


def _homes(contact: Contact) -> Iterator[tuple[str, str]]:
    """Address and postcode of each home that is named."""
    for home in filter(None, (contact.home, *contact.children)):
        yield home.address or "", home.postcode or ""
    for child in contact.children:
        yield child.second_home or "", ""
    if contact.finding:
        yield contact.finding.find_address or "", ""
