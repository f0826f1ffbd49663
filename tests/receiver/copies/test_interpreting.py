"""Who needs an interpreter, and who must not be it, is read before anybody is called."""

from collections.abc import Callable
from typing import Any

from app.contact.answered import Coded
from app.contact.people import Adult, Child, Reach, Relationship
from tests.receiver.copies.test_glance import glance

ONE, TWO, THREE = (f"NN-7K4M-9QXR/{number}" for number in (1, 2, 3))
YES, NO = Coded(code="yes", label="Yes"), Coded(code="no", label="No")
AS_FIRST = Coded(code="yes", label="Yes", of=ONE)
UNCLE = "Nobody from the mosque that her uncle leads"
SHIREEN = Child(
    contact_id=ONE,
    first_name="Shireen",
    first_language="Sorani",
    interpreter=YES,
    not_interpreter=UNCLE,
)
SARA = Child(contact_id=TWO, first_name="Sara", same_language=AS_FIRST)
ALAN = Child(contact_id=THREE, first_name="Alan", first_language="English", interpreter=NO)
MOTHER = Adult(
    adult_first_name="Nasrin",
    adult_language=Coded(code="as-first-child", label="The same as the first child’s", of=ONE),
    adult_interpreter=YES,
    relations=(Relationship(child=ONE, relation=Coded(code="mother", label="Mother")),),
)
Shown = Callable[..., str]


def interpreting(text: str) -> str:
    return "\n".join(glance(text)).partition("Interpreter or signer\n")[2]


def test_each_language_is_said_once_with_whom_it_is_for(shown: Shown) -> None:
    text = shown(children=(SHIREEN, SARA, ALAN), adults=(MOTHER,))
    assert interpreting(text).startswith(
        f"Shireen, Sara: Sorani\nMust not interpret:\n{UNCLE}\nNasrin (Mother): Sorani"
    )
    assert "Alan" not in interpreting(text)


def test_of_an_adult_it_is_their_own(shown: Shown) -> None:
    told: dict[str, Any] = {"adult_first_language": "BSL", "adult_not_interpreter": "Her son"}
    deaf = MOTHER.model_copy(update=told)
    assert interpreting(shown(adults=(deaf,))).startswith(
        "Nasrin (Mother): BSL\nMust not interpret:\nHer son"
    )


def test_a_language_that_nobody_knows_is_said_to_be_so(shown: Shown) -> None:
    child = SHIREEN.model_copy(update={"first_language": None, "not_interpreter": None})
    assert interpreting(shown(children=(child,))).startswith("Shireen: language not known")


def test_a_parents_own_words_are_there(shown: Shown) -> None:
    reach = Reach(interpreter_language="Kurdish, but nobody from Kettering")
    said = "Needs an interpreter or signer in:\nKurdish, but nobody from Kettering"
    assert interpreting(shown(reach=reach)).startswith(said)


def test_where_their_language_is_kept_apart_it_is_said_that_one_is_needed_and_where_to_read_it(
    shown: Shown,
) -> None:
    """Whoever opened the copy did not learn before the call that they need one."""
    said = "The parent or carer who writes: the language is in the restricted copy, with how to reach them"
    assert interpreting(shown(interpreter_apart=True, apart=True)).startswith(said)


def test_where_nobody_needs_one_nothing_is_said(shown: Shown) -> None:
    assert "Interpreter or signer" not in "\n".join(glance(shown(children=(ALAN,))))
