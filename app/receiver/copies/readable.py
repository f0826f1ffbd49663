"""The readable copies: what a screening social worker needs first, first; and what is kept apart, apart."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.contact.answered import Answered, Part
from app.contact.model import Contact, Enclosed, Header
from app.contact.sealed import Apart, Restricted
from app.forms.kinds.asked import CONTROL
from app.profiles.hours import in_london
from app.profiles.spoken import dated_values
from app.receiver.copies.answers import (
    MOMENT,
    Answers,
    Line,
    Reader,
    Row,
    fields,
    label_of,
    left_blank,
    parts_in,
)
from app.receiver.copies.banners import banners, unnamed
from app.receiver.copies.enclosed import file_banners, file_rows
from app.receiver.copies.glance import GLANCE, at_a_glance
from app.receiver.copies.grids import IN_ADULT_TABLE, IN_CHILD_TABLE, Grid, adults_grids, children_grid
from app.receiver.copies.headings import ABOUT_AN_ADULT, HEADS, LABELS, TEAMS, TITLES
from app.receiver.copies.private_mail import is_private_mail
from app.receiver.copies.to_call import ANYBODYS
from app.receiver.copies.unchecked import says_whom_to_call, unchecked
from app.receiver.copies.whom import adult_called
from app.receiver.copies.withheld import TELLING, withheld, withheld_rows
from app.saying import Sentence
from app.templating.rendering import Templates
from app.vocabulary import Route

RESTRICTED: Final = "RESTRICTED: what must be kept from somebody. Keep it off the ordinary file"
IDENTITY: Final = "WHO WROTE THIS. Their name may be known"
NOT_THE_FAMILY: Final = "WHO WROTE THIS. Do not tell the family unless the law or a court makes you"
NOT_THE_ADULT: Final = "WHO WROTE THIS. Do not tell the adult unless the law or a court makes you"
PART_OF_IT: Final = "Kept apart from the contact"
ABOUT: Final = "About this contact"
ANSWERS: Final = "What it says"
BEGUN: Final = "Begun, with nothing said here"
"""Of people; what must be kept of them may be in the restricted part."""
ONE: Final = "One person"


@dataclass(frozen=True)
class Section:
    """What stands under one heading: tables, then answers under their labels."""

    title: str
    grids: Sequence[Grid] = ()
    answers: Sequence[Answers] = ()


@dataclass(frozen=True)
class Readable:
    """What the template shows."""

    title: str
    reference: str
    team: str
    received: Sentence
    banners: Sequence[str | Sentence]
    sections: Sequence[Section]


def readable(  # noqa: PLR0913 -- each is a fact of its own that the page says
    templates: Templates,
    contact: Contact,
    *,
    apart: bool,
    named: bool,
    name: str = "",
    missing: Sequence[Enclosed] = (),
) -> str:
    """The contact as a page of HTML; `apart` and `named`: there is a restricted file, an identity file, too.

    `name` is what its files are called, where that is not its reference: it was sent before in other words.
    `missing` are the files of the writer's that did not come and never will.
    """
    title = ABOUT_AN_ADULT if contact.route is Route.ALLEGATION else TITLES[contact.form]
    called = name or contact.reference
    head = (
        *banners(contact, called, apart=apart, named=named),
        *file_banners(contact, called, missing),
    )
    return _page(templates, contact, title, head, tuple(_sections(contact)))


def readable_apart(templates: Templates, contact: Contact, part: Apart) -> str:
    """The restricted or the identity part of this contact as a page of HTML of its own."""
    reader = _reader(contact)
    if isinstance(part, Restricted):
        # That nothing of somebody must be kept is no news, and would be read as if something were.
        part = part.model_copy(update={"kept": tuple(one for one in part.kept if one.says_something)})
    answers = (
        *reader.part(part, leave=Header.model_fields),
        *_live_there(reader, contact, part),
        *withheld_rows(reader, contact),
    )
    about = tuple(reader.rows(Header(message_id=part.message_id, reference=part.reference)))
    sections = (Section(ANSWERS, answers=answers), Section(ABOUT, answers=(Answers(None, about),)))
    return _page(templates, contact, PART_OF_IT, tuple(_head_apart(contact, part)), sections)


def _head_apart(contact: Contact, part: Apart) -> Iterator[str]:
    yield RESTRICTED if isinstance(part, Restricted) else _who_may_know(contact)
    if isinstance(part, Restricted) and part.referrer and is_private_mail(part.referrer.your_email):
        yield ANYBODYS
    elif says_whom_to_call(part):
        yield unchecked(contact)


def _who_may_know(contact: Contact) -> str:
    if contact.allegation:
        return NOT_THE_ADULT if unnamed(contact.allegation) else IDENTITY
    return NOT_THE_FAMILY if unnamed(contact.finding) else IDENTITY


def _page(
    templates: Templates,
    contact: Contact,
    title: str,
    banners: Sequence[str | Sentence],
    sections: Sequence[Section],
) -> str:
    received = Sentence(MOMENT, dated_values(contact.received_at))
    shown = Readable(title, contact.reference, TEAMS[contact.route], received, banners, sections)
    # The portal keeps none of these; whoever has its keys might send some to a terminal.
    return CONTROL.sub("", templates.render("hub/contact.html", contact=shown))


def _reader(contact: Contact) -> Reader:
    names = {
        child.contact_id: " ".join(filter(None, (child.contact_id, child.called)))
        for child in contact.children
    }
    children = {child.contact_id: child for child in contact.children}
    return Reader(names, children, in_london(contact.received_at).date())


def _live_there(reader: Reader, contact: Contact, part: Apart) -> Iterator[Answers]:
    """The address that must be kept, under the name of each child who lives there too: here, and nowhere else."""
    for kept in part.kept if isinstance(part, Restricted) else ():
        lines, label = reader.lines(kept, "kept_address"), label_of(kept, "kept_address")
        for child in contact.children if lines else ():
            if child.lives and child.lives.of and child.lives.of == kept.contact_id:
                row = Row(label, (Line(child.lives.label), *lines))
                yield Answers(reader.names[child.contact_id], (row,))


Shown = tuple[Sequence[Grid], Iterator[Answers]]
"""The tables of what stands under one heading, and what is not in them."""
Builder = Callable[[Reader, Contact, Sequence[Part]], Shown]


def _plain(reader: Reader, _: Contact, parts: Sequence[Part]) -> Shown:
    titles = [str(number) if len(parts) > 1 else None for number in range(1, len(parts) + 1)]
    return (), (one for part, title in zip(parts, titles, strict=True) for one in reader.part(part, title))


def _without_the_writer(name: str) -> Builder:
    """A part without what would tell an adult who wrote of them, where that must not be known."""

    def shown(reader: Reader, contact: Contact, parts: Sequence[Part]) -> Shown:
        return (), (one for part in parts for one in reader.part(part, leave=withheld(contact, name)))

    return shown


def _children(reader: Reader, contact: Contact, _: Sequence[Part]) -> Shown:
    rest = (
        one
        for child in contact.children
        for one in reader.part(child, reader.names[child.contact_id], IN_CHILD_TABLE)
    )
    return (children_grid(reader, contact.children),), rest


def _adults(reader: Reader, contact: Contact, _: Sequence[Part]) -> Shown:
    named = [(adult_called(adult, number), adult) for number, adult in enumerate(contact.adults, 1)]
    said = [adult for adult in contact.adults if adult.says_something]
    grids = tuple(adults_grids(reader, said, contact.children)) if said else ()
    return grids, _each(reader, named, IN_ADULT_TABLE)


def _agencies(reader: Reader, contact: Contact, _: Sequence[Part]) -> Shown:
    several = len(contact.agencies) > 1
    named = [(str(number) if several else "", one) for number, one in enumerate(contact.agencies, 1)]
    return (), _each(reader, named)


def _each(
    reader: Reader, named: Sequence[tuple[str, Answered]], leave: Collection[str] = ()
) -> Iterator[Answers]:
    """The answers about each person; one line for those whom somebody began to add, and said nothing of."""
    for name, one in named:
        if one.says_something:
            yield from reader.part(one, name or None, leave)
    if begun := [name for name, one in named if not one.says_something]:
        yield Answers(None, (Row(BEGUN, tuple(Line(name or ONE) for name in begun)),))


def _agreements(reader: Reader, contact: Contact, _: Sequence[Part]) -> Shown:
    return (), (one for said in contact.agreement for one in reader.part(said, said.person, ("person",)))


def _unmet(_: Reader, contact: Contact, __: Sequence[Part]) -> Shown:
    """What an urgent contact came without, each question once for each person it is about."""
    asked = [(LABELS.get(one.question, one.question), one.about) for one in contact.unmet]
    lines = tuple(Line(about, label=label) if about else Line(label) for label, about in dict.fromkeys(asked))
    return (), iter((Answers(None, (Row("Not answered: urgent", lines),)),))


def _enclosures(_: Reader, contact: Contact, parts: Sequence[Part]) -> Shown:
    blank = tuple(label for part in parts for label in left_blank(part))
    return (), iter((Answers(None, tuple(file_rows(contact)), blank),))


BUILDERS: Final[Mapping[str, Builder]] = MappingProxyType(
    {
        "children": _children,
        "adults": _adults,
        **{name: _without_the_writer(name) for name in TELLING},
        "agencies": _agencies,
        "agreement": _agreements,
        "enclosures": _enclosures,
        "unmet": _unmet,
    }
)
"""Parts that are shown in a way of their own; any other is shown as its model has it."""


def _sections(contact: Contact) -> Iterator[Section]:
    """A glance; each part of the contact in the order of its model; then the facts of the contact itself."""
    reader = _reader(contact)
    if glance := tuple(at_a_glance(reader, contact)):
        yield Section(GLANCE, (), (Answers(None, glance),))
    inside = {name: found for name in fields(contact) if (found := parts_in(getattr(contact, name)))}
    for name, parts in inside.items():
        grids, rest = BUILDERS.get(name, _plain)(reader, contact, parts)
        answers = tuple(rest)
        if grids or answers:
            yield Section(HEADS.get(name) or label_of(contact, name), grids, answers)
    # A No would be read as 'told', where nobody was asked, could be reached, or had to say.
    unsaid = () if contact.family_not_told else ("family_not_told",)
    yield Section(ABOUT, (), (Answers(None, tuple(reader.rows(contact, (*inside, *unsaid)))),))
