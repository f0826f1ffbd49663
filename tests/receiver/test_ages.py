"""An adult's age on the day of sending stands with the date of birth, and in the table beside the name."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from app.contact.people import Adult, Child, Relationship

ONE = "NN-7K4M-9QXR/1"
TO_ANA = (Relationship(child=ONE),)
EWA = Adult(adult_first_name="Ewa", adult_date_of_birth=date(1994, 11, 23), relations=TO_ANA)
Shown = Callable[..., str]


def test_beside_the_date_of_birth(shown: Shown) -> None:
    assert "Date of birth\n23 November 1994, aged 31 when sent\n" in shown(adults=(EWA,))


def test_in_the_table_of_adults(shown: Shown) -> None:
    guessed = Adult(adult_first_name="Marek", adult_age=35, relations=TO_ANA)
    unknown = Adult(adult_first_name="Piotr", relations=TO_ANA)
    rows = shown(adults=(EWA, guessed, unknown)).partition("Parents, carers and other adults")[2]
    assert "\nEwa\nAge:\n31\n" in rows
    assert "\nMarek\nAge:\n35\n" in rows
    assert "\nPiotr\nNot asked" in rows


def test_it_is_the_age_by_the_clocks_of_london_when_it_was_sent(shown: Shown) -> None:
    night = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    adult = EWA.model_copy(update={"adult_date_of_birth": date(1994, 7, 1)})
    assert "1 July 1994, aged 32 when sent\n" in shown(adults=(adult,), received_at=night)


def test_a_child_s_date_of_birth_is_beside_the_age_at_a_glance(shown: Shown) -> None:
    child = Child(contact_id=ONE, first_name="Ana", date_of_birth=date(2018, 9, 14), age=8)
    assert "Children\nAna, aged 8, born 14 September 2018\n" in shown(children=(child,))
