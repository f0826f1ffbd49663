"""Where each child lives, and is now: what somebody who has to see them tonight looks for first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.contact.people import Child, Home
from app.forms.topics.homes import AS_SAID, BOTH
from app.receiver.copies.answers import NOT_ANSWERED, Line, Reader, label_of
from app.receiver.copies.whom import children_called
from app.saying import Sentence

OF: Final = "{person}: {said}"
SEEN: Final = ("find_address", "find_school", "find_place", "find_vehicle", "find_online")
"""What somebody in the community may know, in the order in which it finds a child."""

AT: Final = ("now_at", "whereabouts", "country")
OF_ALL: Final = "Where the children live, as said of all"
TWO_HOMES: Final = "{first}; and for part of the time: {second}"
NOWHERE: Final = "No address, school or place is named here"


def where(reader: Reader, contact: Contact) -> Iterator[Line]:
    """Each address once, with whose it is; then where each child is now, and what a neighbour or a friend knows."""
    said = tuple(_said(reader, contact))
    yield from said
    if contact.finding and not said:
        yield Line(NOWHERE)


def _said(reader: Reader, contact: Contact) -> Iterator[Line]:
    yield from _homes(reader, contact)
    if contact.home:
        for name in AT[1:]:
            yield from reader.labelled(contact.home, name)
    if contact.finding:
        for name in SEEN:
            yield from reader.labelled(contact.finding, name)
    # Of a young person their school may be all that finds them; others have homes.
    for name in ("school", *AT) if contact.finding else AT:
        for line in of_children(contact, name):
            yield replace(line, label=label_of(contact.children[0], name))


def of_child(contact: Contact, child: Child, said: str) -> Line:
    """Something of one child, who is named where there are others."""
    if len(contact.children) == 1:
        return Line(said)
    return Line(Sentence(OF, {"person": children_called(contact.children)[child.contact_id], "said": said}))


def of_children(contact: Contact, name: str) -> Iterator[Line]:
    """What was written of each child in this field, once for all of whom the same was."""
    found: dict[str, list[str]] = {}
    called = children_called(contact.children)
    for child in contact.children:
        if said := getattr(child, name):
            found.setdefault(said, []).append(called[child.contact_id])
    yield from _alike(contact, found)


def _alike(contact: Contact, found: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    """Each of several things that are said, with the children whose it is, unless it is that of all."""
    for said, names in found.items():
        alone = len(names) == len(contact.children)
        yield Line(said) if alone else Line(Sentence(OF, {"person": ", ".join(names), "said": said}))


def _homes(reader: Reader, contact: Contact) -> Iterator[Line]:
    """Each home with the children who live there; that which was said of all by itself, where none is said to."""
    of_all = _address(reader, contact.home) if contact.home else ""
    homes: dict[str, list[str]] = {}
    called = children_called(contact.children)
    for child in contact.children:
        if said := _home(reader, child, of_all):
            homes.setdefault(said, []).append(called[child.contact_id])
    if of_all and not any(of_all in said for said in homes):
        yield Line(of_all, label=OF_ALL if homes else None)
    yield from _alike(contact, homes)


def _home(reader: Reader, child: Child, of_all: str) -> str:
    """Where one child lives, of whom it may have been said that it is as of all, or there for part of the time."""
    own = _address(reader, reader.pointed(child, "lives") or child)
    if not of_all:
        return own
    if "lives" in child.not_answered:
        return NOT_ANSWERED
    if child.lives is None or chose(child.lives, AS_SAID):
        return of_all
    if chose(child.lives, BOTH):
        second = "; ".join((child.second_home or NOT_ANSWERED).splitlines())
        return TWO_HOMES.format(first=of_all, second=second)
    return own


def _address(reader: Reader, home: Home) -> str:
    """An address and its postcode in one line, or what is said instead of one."""
    found = [str(line.words) for name in ("address", "postcode") for line in reader.lines(home, name)]
    return ", ".join(found) or (home.lives.label if home.lives else "")
