"""The live answers about one person or everything, each found out when somebody asks for it, and only once.

A page that nobody asks about costs nothing, however many there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.forms.answers import EVERYTHING, Answers
from app.forms.conditions import Answer, Facts
from app.forms.pages import Form, Group
from app.forms.questions import Question
from app.forms.walking.outline import Outline, Sheet, Whose, outline

Found = tuple[tuple[Question, Answer, bool], ...]
"""The questions that a page asks of somebody: each as it is asked, its answer, and whether one was recorded."""


@dataclass(slots=True)
class Source:
    """What everything that is known comes from."""

    form: Form
    answers: Answers
    today: date
    outline: Outline = field(init=False)
    root: "Known" = field(init=False)
    gathering: set[str] = field(default_factory=set)
    open_ends: int = 0
    """How often something was asked for while it was being found out, so that the answer had to do without it."""

    def __post_init__(self) -> None:
        self.outline = outline(self.form)
        self.root = Known(self, "", EVERYTHING)


class Known(Facts):
    """The facts in one scope; a page is looked at when the first of its questions is asked for."""

    __slots__ = (
        "around",
        "asked",
        "circle",
        "held",
        "home",
        "item",
        "reached",
        "said",
        "scope",
        "settled",
        "source",
        "whose",
    )

    def __init__(  # noqa: PLR0913, PLR0917 -- each is what the facts of one differ in from those of another
        self,
        source: Source,
        whose: Whose,
        scope: str,
        item: str = "",
        outer: "Known | None" = None,
        home: "Known | None" = None,
    ) -> None:
        self.source, self.whose, self.scope, self.item = source, whose, scope, item
        self.outer = self.around = outer
        self.home = home or self
        """Where the pages stand that ask this: of a pair, the item whose pages ask about the other."""
        self.today, self.said, self.own = source.today, source.answers.of(scope), {}
        self.called_on = source.answers.called_on
        self.circle = circle = source.outline.circles[whose]
        self.derived = circle.derived
        self.asked: dict[Sheet, Found | None] = {}
        self.reached: dict[Sheet, bool | None] = {}
        self.settled: dict[str, Answer] = {}
        self.held: dict[str, dict[str, Known]] = {}

    def __repr__(self) -> str:
        return f"Known({self.scope!r})"

    def get(self, name: str) -> Answer:
        """The answer to a question or the value of a derived fact; None when neither is there."""
        own = self.own
        if name in own:
            return own[name]
        asking = self.circle.asking
        if name in asking:
            for sheet in asking[name]:
                self.ask(sheet)
            if name in own:
                return own[name]
        if name in self.derived:
            return self._derive(name)
        return self.outer.get(name) if self.outer else None

    def members(self, group: str) -> Mapping[str, "Known"]:
        """The facts of each item of a group, by its id."""
        if group in self.held:
            return self.held[group]
        if self.around is None:
            return self._gather(group)
        for sheet in self.circle.spreading.get(group, ()):
            if self.reaches(sheet):
                return self._pair(group)
        return self.around.members(group)

    def ask(self, sheet: Sheet) -> Found:
        """What a page asks here; nothing where the page does not exist."""
        if sheet in self.asked:
            found = self.asked[sheet]
            self.source.open_ends += found is None
            return found or ()
        self.asked[sheet] = None
        home = self.home if sheet.repeated else self.source.root
        self.asked[sheet] = found = self._ask(sheet) if home.reaches(sheet) else ()
        return found

    def reaches(self, sheet: Sheet) -> bool:
        """Whether a page exists that stands here."""
        if sheet in self.reached:
            known = self.reached[sheet]
            self.source.open_ends += known is None
            return known or False
        self.reached[sheet] = None
        when = sheet.when
        known = (sheet.group is None or self._in(sheet.group, sheet)) and (when is None or when.holds(self))
        self.reached[sheet] = known
        return known

    def _in(self, group: Group, sheet: Sheet) -> bool:
        if group.own and sheet.repeated:
            return self.item in self.source.root.members(group.id)
        # Of any other group, an item is only there where the group is.
        return sheet.repeated or group.when is None or group.when.holds(self.source.root)

    def _ask(self, sheet: Sheet) -> Found:
        said, own = self.said, self.own
        found: list[tuple[Question, Answer, bool]] = []
        for question, name, when, narrows, options, lists in sheet.asks:
            if when is not None and not when.holds(self):
                continue
            asked = question.narrowed(self) if narrows else question
            recorded = name in said
            value = said[name] if recorded else None
            if value is not None and options is not None:
                recorded = value in options
                value = value if recorded else None
            elif value is not None and lists:
                # Where the list has not all of it any more, it is asked again, with what is left of it.
                left = asked.still(value)
                recorded = question.offered(value) and asked.offered(left)
                value = left if recorded or (isinstance(left, list) and left) else None
            own[name] = value
            found.append((asked, value, recorded))
        return tuple(found)

    def _derive(self, name: str) -> Answer:
        if name in self.settled:
            return self.settled[name]
        ends = self.source.open_ends
        value = self.derived[name](self)
        if self.source.open_ends == ends:
            self.settled[name] = value
        return value

    def _gather(self, group_id: str) -> Mapping[str, "Known"]:
        source = self.source
        group = source.form.group(group_id)
        if group is None:
            return {}
        if group_id in source.gathering:
            source.open_ends += 1
            return {}
        source.gathering.add(group_id)
        there = group.when is None or group.when.holds(self)
        self.held[group_id] = held = self._held(group) if there else {}
        return held

    def _held(self, group: Group) -> dict[str, "Known"]:
        """The facts of each item; where a group only asks more of another's items, they are the same facts."""
        outer: Mapping[str, Known] = dict.fromkeys(self.source.answers.items(group.id), self)
        if group.over:
            where, over = group.where, self.members(group.over)
            outer = {item: facts for item, facts in over.items() if where is None or where.holds(facts)}
        if group.own:
            return dict(outer)
        return {
            item: Known(self.source, group.id, f"{group.id}/{item}", item, facts)
            for item, facts in outer.items()
        }

    def _pair(self, group: str) -> Mapping[str, "Known"]:
        """What was said here of each item of another group."""
        source, whose, scope = self.source, f"{self.whose}/{group}", f"{self.scope}/{group}"
        self.held[group] = pairs = {}
        for item, facts in source.root.members(group).items():
            pairs[item] = Known(source, whose, f"{scope}/{item}", item, facts, home=self)
        return pairs
