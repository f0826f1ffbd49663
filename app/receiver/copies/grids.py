"""Children and adults as tables: a row for each child, and who each adult is to each child."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from app.contact.answered import Answered
from app.contact.people import Adult, Child, Relationship
from app.receiver.copies.answers import (
    MEANT,
    NOT_ANSWERED,
    NOT_ASKED,
    Line,
    Reader,
    asked,
    fields,
    label_of,
    left_blank,
    unsaid,
)
from app.receiver.copies.whom import years_old

AGE: Final = "Age"

CHILDREN_ACROSS: Final = 6
"""Columns of children that can be read on one sheet of A4; for more there is another table."""


@dataclass(frozen=True)
class Column:
    """One column: the fields that it shows, and which of them need no label there."""

    title: str
    plain: Sequence[str] = ()
    labelled: Sequence[str] = ()
    joined: bool = False
    """Whether what needs no label is one line, as a first and a last name are."""

    @property
    def names(self) -> Sequence[str]:
        """All its fields."""
        return (*self.plain, *self.labelled)

    def only(self, names: Collection[str]) -> "Column":
        """The same with no other fields than these."""
        plain, labelled = ([one for one in of if one in names] for of in (self.plain, self.labelled))
        return replace(self, plain=plain, labelled=labelled)


CHILD: Final = (
    Column("Contact id", ("contact_id",)),
    Column("Name", ("first_name", "last_name"), ("other_names",), joined=True),
    Column("Age", ("birth", "date_of_birth"), ("expected_date", "estimated_age", "age")),
    Column("Sex", ("sex",)),
    Column(
        "Lives", ("lives", "address", "postcode"), ("second_home", "whereabouts", "locality", "other_area")
    ),
    Column("School or setting", ("school",), ("school_known", "school_year")),
    Column("Language", ("first_language",), ("same_language", "interpreter", "not_interpreter")),
)
ALWAYS: Final = CHILD[:3]
"""Columns that stand there whatever was asked."""
ADULT: Final = (Column("Name", ("adult_first_name", "adult_last_name"), ("adult_other_names",), joined=True),)
IN_CHILD_TABLE: Final = frozenset(name for column in CHILD for name in column.names)
IN_ADULT_TABLE: Final = frozenset({*ADULT[0].names, "relations"})

Cell = Sequence[Line]


@dataclass(frozen=True)
class Grid:
    """A table with a heading for each column."""

    kind: Literal["children", "adults"]
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def children_grid(reader: Reader, children: Sequence[Child]) -> Grid:
    """One row a child, and no column of what was asked of none: of all of them it stands under its own heading."""
    columns = [one for one in CHILD if one in ALWAYS or any(asked(child, one.names) for child in children)]
    rows = [tuple(_of_child(reader, child, column) for column in columns) for child in children]
    return Grid("children", tuple(column.title for column in columns), rows)


def _of_child(reader: Reader, child: Child, column: Column) -> Cell:
    return _cell(Reader({}) if "contact_id" in column.names else reader, child, column)


def adults_grids(reader: Reader, adults: Sequence[Adult], children: Sequence[Child]) -> Iterator[Grid]:
    """Adults by children: what each adult is to each child, and whether they hold parental responsibility."""
    for start in range(0, max(len(children), 1), CHILDREN_ACROSS):
        across = [child.contact_id for child in children[start : start + CHILDREN_ACROSS]]
        heads = (*(column.title for column in ADULT), *(reader.names[one] for one in across))
        yield Grid("adults", heads, [tuple(_adult(reader, adult, across)) for adult in adults])


def _adult(reader: Reader, adult: Adult, across: Sequence[str]) -> Iterator[Cell]:
    years = years_old(adult, reader.sent_on) if reader.sent_on else None
    aged = () if years is None else (Line(str(years), label=AGE),)
    for column in ADULT:
        yield (*_cell(reader, adult, column), *aged)
    relations = {relation.child: relation for relation in adult.relations}
    for child in across:
        relation = relations.get(child)
        yield _relation(reader, relation) if relation else (Line(NOT_ASKED),)


def _relation(reader: Reader, relation: Relationship) -> Cell:
    """All that was asked of one adult and one child, for it stands nowhere else."""
    column = Column("", ("relation",), tuple(fields(relation, ("child", "relation"))))
    blank = (Line(NOT_ANSWERED, label=label) for label in left_blank(relation))
    return (*_lines(reader, relation, column), *blank) or (Line(NOT_ASKED),)


def _cell(reader: Reader, part: Answered, column: Column) -> Cell:
    return _lines(reader, part, column) or (unsaid(part, column.names),)


def _lines(reader: Reader, part: Answered, column: Column) -> Sequence[Line]:
    known = [name for name in column.plain if name not in part.not_known]
    lines = [
        line for name in known for line in (*reader.lines(part, name), *_meant(reader, part, name, column))
    ]
    if column.joined and lines:
        lines = [Line(" ".join(str(line.words) for line in lines))]
    for name in column.names:
        if name not in known:
            lines += [replace(line, label=label_of(part, name)) for line in reader.lines(part, name)]
            lines += _meant(reader, part, name, column)
    return lines


def _meant(reader: Reader, part: Answered, name: str, column: Column) -> Iterator[Line]:
    """What an answer says by pointing at a child, as this column has it."""
    if child := reader.pointed(part, name):
        # A reader that knows of no child, for one that points at another would lead round and round.
        yield from _cell(Reader(reader.names), child, column.only(MEANT[name]))
