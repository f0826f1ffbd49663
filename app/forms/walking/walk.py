"""From answers to pages: every page that exists for these answers, and what each still needs.

The walk knows no question. Nothing here is stored: progress follows from the answers each time. A page is looked at
when somebody asks for it, so that one page costs the same in every draft; only `steps` and `asked` look at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, takewhile

from propcache import cached_property

from app.forms.answers import Answers
from app.forms.pages import Form, Group, Section
from app.forms.walking.faults import Oddities, Sight, at_fault, untouched, wrong
from app.forms.walking.known import Found, Known, Source
from app.forms.walking.naming import called
from app.forms.walking.outline import Sheet
from app.forms.walking.steps import Fault, Slot, Spot, Step, Stop, nothing_odd, path_of

Place = tuple[Sheet, str]
"""A page, and the item whose it is; '' where it is asked once."""


class Walk:
    """Every page that exists for these answers, in order."""

    def __init__(self, form: Form, answers: Answers, today: date) -> None:
        source = Source(form, answers, today)
        self.form, self.facts, self._answers, self._outline = form, source.root, answers, source.outline
        self._sights: dict[Place, Sight] = {}
        self._steps: dict[Place, Step] = {}
        self._names: dict[tuple[str, int], Mapping[str, str]] = {}

    @cached_property
    def steps(self) -> list[Step]:
        """Every page there is."""
        return [self._step(place) for place, _ in self._existing]

    @cached_property
    def waived(self) -> bool:
        """Whether what is missing stops nothing."""
        return self.form.waived is not None and self.form.waived.holds(self.facts)

    def met(self, step: Step) -> bool:
        """Whether nothing more is asked for on this page."""
        return step.touched and (not step.faults or self.waived)

    def unmet(self) -> list[Step]:
        """The pages that still need something."""
        return [self._step(place) for place, _ in self._existing if self._lacks(place)]

    @cached_property
    def asked(self) -> list[tuple[Known, Found]]:
        """Of whom each page asks what, and what was answered: the steps without their words."""
        return [each for _, sight in self._existing for each in sight]

    def at(self, path: str) -> Step | None:
        """The page at an address, if it exists for these answers."""
        place = self._place(path)
        return self._step(place) if place else None

    def first_of(self, group: Group, item: str) -> Step:
        """The first page about one item."""
        pages = self._outline.stretches[self._outline.addresses[group.id, group.pages[0].slug].stretch]
        return next(self._step((page, item)) for page in pages if page.repeated and self._sight((page, item)))

    def through_gate(self) -> bool:
        """Whether the sections after the gate are open."""
        return self._open

    def after(self, path: str) -> str | None:
        """The address of the next unmet page, later sections first, then earlier ones; None when all are met.

        It goes on from an address that these answers do away with, too.
        """
        place = self._address(path) if self._open else None
        onward = self._every() if place is None else self._onward(place)
        return next((_stop(one).path for one in onward if self._lacks(one)), None)

    def before(self, path: str) -> Stop | None:
        """Where the page before an address is in the order of the form."""
        place = self._place(path)
        earlier = self._backward(place) if place else ()
        return next((_stop(one) for one in earlier if self._sight(one)), None)

    def lacking(self, here: Section) -> list[Section]:
        """The other sections that still need something, in order; each is looked at only until something is found."""
        return [
            section
            for section, stretches in self._outline.sections
            if section is not here and any(map(self._lacks, self._places(stretches)))
        ]

    def left(self, path: str) -> int:
        """How many other pages still need something: about the same item, or else further on in the section."""
        if not (place := self._place(path)):
            return 0
        (sheet, item), stretches = place, self._outline.stretches
        if sheet.repeated:
            others = [(one, item) for one in stretches[sheet.stretch] if one.repeated and one is not sheet]
            return sum(map(self._lacks, others))
        later = range(sheet.stretch + 1, len(stretches))
        rest = takewhile(lambda number: stretches[number][0].section is sheet.section, later)
        return sum(map(self._lacks, self._places(rest)))

    def called(self, group: Group, item: str) -> str:
        """What an item is called."""
        return self._called(group, item, sum(map(len, self._outline.stretches)))

    @cached_property
    def _open(self) -> bool:
        return not any(map(self._lacks, self._places(self._outline.gate)))

    def _place(self, path: str) -> Place | None:
        """Where a page stands that exists for these answers."""
        place = self._address(path)
        return place if place and self._sight(place) else None

    def _address(self, path: str) -> Place | None:
        """Where a page stands, or would if it existed; None where the form has none, or nobody whose it is."""
        group, item, slug = path.split("/") if path.count("/") == 2 else ("", "", path)  # noqa: PLR2004
        sheet = self._outline.addresses.get((group, slug))
        if sheet is None or (sheet.repeated and item not in self.facts.members(group)):
            return None
        return sheet, item

    def _every(self, first: int = 0) -> Iterator[Place]:
        return self._places(range(first, len(self._outline.stretches)))

    def _places(self, stretches: Iterable[int]) -> Iterator[Place]:
        return chain.from_iterable(map(self._stretch, stretches))

    def _stretch(self, number: int) -> list[Place]:
        """A page, or each page of each item of a group and the page that lists them."""
        sheets = self._outline.stretches[number]
        own = [] if sheets[-1].repeated else [(sheets[-1], "")]
        group = sheets[0].group
        if group is None or not sheets[0].repeated:
            return own
        repeated = sheets[: len(sheets) - len(own)]
        return [(sheet, item) for item in self.facts.members(group.id) for sheet in repeated] + own

    def _onward(self, place: Place) -> Iterator[Place]:
        """Every place after this one, then those before it, and itself at last."""
        number = place[0].stretch
        here = self._stretch(number)
        following = here.index(place) + 1
        return chain(here[following:], self._every(number + 1), self._places(range(number)), here[:following])

    def _backward(self, place: Place) -> Iterator[Place]:
        number = place[0].stretch
        here = self._stretch(number)
        yield from reversed(here[: here.index(place)])
        for earlier in reversed(range(number)):
            yield from reversed(self._stretch(earlier))

    @cached_property
    def _existing(self) -> list[tuple[Place, Sight]]:
        """Every page there is, and what is seen of it."""
        return [(place, sight) for place in self._every() if (sight := self._sight(place))]

    def _sight(self, place: Place) -> Sight:
        sight = self._sights.get(place)
        if sight is None:
            self._sights[place] = sight = self._look(*place)
        return sight

    def _look(self, sheet: Sheet, item: str) -> Sight:
        home = self.facts
        if sheet.repeated and sheet.group:
            held = home.members(sheet.group.id)
            if item not in held:
                return ()
            home = held[item]
        if not sheet.each:
            found = home.ask(sheet)
            return ((home, found),) if found else ()
        sight = [(one, one.ask(sheet)) for one in home.members(sheet.each).values()]
        # Where every question on it is hidden, there is nothing to see.
        return tuple(sight) if any(found for _, found in sight) else ()

    def _lacks(self, place: Place) -> bool:
        """Whether a page exists and is not met: the same as of its step, without the words."""
        sight = self._sight(place)
        if not sight:
            return False
        halfway = self._answers.halfway
        if untouched(sight) or (halfway and _stop(place).path in halfway):
            return True
        return not self.waived and (at_fault(place[0].rules, sight) or self._too_few(place[0]))

    def _too_few(self, sheet: Sheet) -> bool:
        group = None if sheet.repeated else sheet.group
        return group is not None and len(self._answers.items(group.id)) < group.least

    def _step(self, place: Place) -> Step:
        if place not in self._steps:
            self._steps[place] = self._built(place, self._sight(place))
        return self._steps[place]

    def _built(self, place: Place, sight: Sight) -> Step:
        sheet, item = place
        page, group = sheet.page, sheet.group
        names = self.form.spoken_names
        if group and sheet.repeated:
            names = {**names, group.item: self._called(group, item, sheet.number)}
        known = sight[0][0].home if sheet.repeated else self.facts
        home = Spot(known.scope, known, names)
        spots = tuple(self._spots(sheet, home, sight)) if sheet.each else (home,)
        slots: list[Slot] = []
        faults: list[Fault] = []
        for spot, (_, found) in zip(spots, sight, strict=True):
            here = [Slot(question, spot, value, recorded) for question, value, recorded in found]
            slots += here
            faults += wrong(sheet.rules, spot, here)
        if self._too_few(sheet) and group and group.another:
            faults.append(Fault(group.another.id, group.another.missing, names))
        odd = Oddities(page.warnings, spots, slots) if page.warnings else nothing_odd
        path = path_of(page, group, item)
        seen = (spots, tuple(slots), tuple(faults), odd, home, path in self._answers.halfway)
        return Step(sheet.section, page, group, item, path, *seen)

    def _spots(self, sheet: Sheet, home: Spot, sight: Sight) -> Iterator[Spot]:
        """One spot for each item of the group that the page ranges over."""
        each = self.form.group(sheet.each)
        assert each  # noqa: S101 -- the form was checked when it was built
        for facts, _ in sight:
            name = self._called(each, facts.item, sheet.number)
            yield Spot(facts.scope, facts, {**home.names, each.item: name}, f"-{facts.item}")

    def _called(self, group: Group, item: str, before: int) -> str:
        """What an item is called on a page, from the answers of the pages before it."""
        source = self.form.group(group.over) or group
        names = [name for name, number in self._outline.naming[source.id].items() if number < before]
        key = (source.id, len(names))
        if key not in self._names:
            self._names[key] = called(source, self.facts.members(source.id), names)
        return self._names[key][item]


def _stop(place: Place) -> Stop:
    sheet, item = place
    return Stop(sheet.section, path_of(sheet.page, sheet.group, item))


def walk(form: Form, answers: Answers, today: date) -> Walk:
    """Find every page that exists for these answers; nothing below this reads a clock."""
    return Walk(form, answers, today)
