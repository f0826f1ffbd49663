"""What is read in the answer beside it is not read twice, and nothing is lost where that one is not there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.contact.answered import Answered, Coded
from app.contact.people import Adult, Child, HomeOfAll
from app.forms.catalogue import forms
from app.forms.questions import Choice
from app.profiles.loading import load_profile
from app.receiver.copies.beside import FOLLOWED, said_beside

ONE = "NN-7K4M-9QXR/1"
Shown = Callable[..., str]


def chosen(code: str) -> Coded:
    return Coded(code=code, label=f"It was {code}")


CASES: list[tuple[type[Answered], str, str, str, Any, str]] = [
    (Child, "birth", "date-of-birth", "date_of_birth", date(2018, 9, 14), "14 September 2018"),
    (Child, "birth", "estimated-age", "estimated_age", 0, "Estimated age in years:\n0"),
    (Child, "lives", "address", "address", "3 Elm Close", "3 Elm Close"),
    (HomeOfAll, "lives", "address", "address", "3 Elm Close", "3 Elm Close"),
    (Child, "school_known", "named", "school", "Larch Hill", "Larch Hill"),
    (Adult, "adult_birth", "date-of-birth", "adult_date_of_birth", date(1990, 9, 14), "14 September 1990"),
    (Adult, "adult_lives", "address", "adult_address", "3 Elm Close", "Address\n3 Elm Close"),
    (Adult, "adult_reach", "number", "adult_phone", "01632 960001", "Telephone\n01632 960001"),
]


def said(shown: Shown, model: type[Answered], **given: Any) -> str:
    one = model(**given, **({"contact_id": ONE} if model is Child else {}))
    where: dict[str, Any] = (
        {"home": one}
        if model is HomeOfAll
        else {f"{model.__name__.lower()}s".replace("childs", "children"): (one,)}
    )
    return shown(**where)


@pytest.mark.parametrize(("model", "name", "code", "beside", "value", "words"), CASES)
def test_that_something_is_known_is_said_where_it_is_missing_and_not_beside_it(
    shown: Shown, model: type[Answered], name: str, code: str, beside: str, value: Any, words: str
) -> None:
    both = said(shown, model, **{name: chosen(code), beside: value})
    assert words in both
    assert f"It was {code}" not in both
    assert f"It was {code}" in said(shown, model, **{name: chosen(code), "not_answered": (beside,)})
    assert "It was kept" in said(shown, model, **{name: chosen("kept"), beside: value})


def test_every_case_is_tried() -> None:
    tried = {(name, code, beside) for _, name, code, beside, _, _ in CASES}
    assert tried == {(name, code, beside) for name, of in FOLLOWED.items() for code, beside in of.items()}


def test_every_such_option_is_one_that_a_form_offers() -> None:
    """A code that no form has any more would hide nothing, and nobody would know."""
    offered: dict[str, set[str]] = {}
    for form in forms(load_profile("northamptonshire")).values():
        for page, _ in form.pages():
            for one in page.questions:
                if isinstance(one, Choice) and one.id in FOLLOWED:
                    offered.setdefault(one.id, set()).update(one.options)
    assert {name for name in FOLLOWED if not offered[name].issuperset(FOLLOWED[name])} == set()


@pytest.mark.parametrize(("age", "twice"), [(7, False), (8, True)])
def test_an_age_that_was_guessed_is_said_once(shown: Shown, age: int, twice: bool) -> None:
    child = Child(contact_id=ONE, estimated_age=7, age=age)
    assert said_beside(child, "age") is not twice
    text = shown(children=(child,))
    assert "Estimated age in years:\n7" in text
    assert ("Age in years when sent:" in text) is twice
