"""Who is written of among the children and the adults alike, as a young parent is: they are called the same."""

from app.forms.conditions import Answer, Facts


def same_name(child: Facts, adult: Facts) -> bool:
    """Whether a child and an adult are called the same, as far as both names are known."""
    first, last = ((child.get(name), adult.get(f"adult_{name}")) for name in ("first_name", "last_name"))
    return _same(*first) and (_same(*last) or not all(isinstance(name, str) for name in last))


def _same(one: Answer, other: Answer) -> bool:
    named = isinstance(one, str) and isinstance(other, str)
    return named and str(one).strip().casefold() == str(other).strip().casefold()
