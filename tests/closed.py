"""Which boxes of a page a script keeps closed: those beneath answers that nobody selected."""

from collections.abc import Mapping, Sequence
from typing import Any


def closed(form: Any, said: Mapping[str, str | Sequence[str]]) -> set[str]:
    """The names of the fields beneath answers of a page that are not among what was said."""
    names: set[str] = set()
    for one in form.xpath(".//input[@data-aria-controls]"):
        given = said.get(one.get("name"), ())
        if one.get("value") not in ([given] if isinstance(given, str) else given):
            box = form.get_element_by_id(one.get("data-aria-controls"))
            names |= {each.get("name") for each in box.iter("input", "textarea", "select")}
    return names
