"""Dates, ages, emails, telephone numbers and postcodes, and the sentence for each fault."""

import socket
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.conditions import NOT_KNOWN
from app.forms.kinds.asked import Asked, Read
from app.forms.kinds.checked import (
    FIRST_HALF_ONLY,
    MORE_THAN_A_POSTCODE,
    NO_AGE_AND_OPTIONAL,
    NOT_A_NUMBER,
    NOT_A_POSTCODE,
    NOT_AN_AGE,
    Age,
    Date,
    Email,
    Phone,
    Postcode,
)
from app.forms.kinds.numbers import NhsNumber, Upn

DAY = date(2026, 11, 22)
ANY = Date(id="day", label="Day", subject="The day", unknown="I do not know")
PAST = Date(id="day", label="Day", subject="The day", direction="past")
FUTURE = Date(id="day", label="Day", subject="The day", direction="future")
NOT_REAL = Read(None, "{subject} must be a real date")
NOT_AN_EMAIL = "Enter an email address in the correct format, like name@example.com"


def on(day: str, month: str, year: str) -> dict[str, list[str]]:
    return {"day-day": [day], "day-month": [month], "day-year": [year]}


def read(question: Asked, typed: str) -> Read:
    return question.read({question.id: [typed]}, question.id, DAY)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (on("4", "3", "2019"), "2019-03-04"),
        (on("04", "03", "2019"), "2019-03-04"),
        (on(" 4 ", "3\n", "\t2019"), "2019-03-04"),
        (on("29", "2", "2024"), "2024-02-29"),
        (on("29", "2", "2000"), "2000-02-29"),
        (on("31", "12", "1950"), "1950-12-31"),
        (on("1st", "March", "2019"), "2019-03-01"),
        (on(" 2ND ", "sept.", "2019"), "2019-09-02"),
        (on("27/3/2019", "", " "), "2019-03-27"),
        (on("2019-03-27", "", ""), "2019-03-27"),
        (on("27 March 2019", "", ""), "2019-03-27"),
    ],
)
def test_a_real_day_is_kept_in_one_form(typed: dict[str, list[str]], value: str) -> None:
    assert ANY.read(typed, "day", DAY) == Read(value)


@pytest.mark.parametrize(
    "typed",
    [
        on("29", "2", "2023"),
        on("29", "2", "1900"),
        on("31", "4", "2019"),
        on("0", "1", "2019"),
        on("1", "13", "2019"),
        on("1", "1", "0000"),
        on("1", "1", "20190"),
        on("-1", "1", "2019"),
        on("1.0", "1", "2019"),
        on("1", "Marchember", "2019"),
        on("3/27/2019", "", ""),
        on("٤", "٣", "٢٠١٩"),
        on("１", "１", "２０１９"),
        on("¹", "1", "2019"),
        on("1\x00", "1", "2019"),
        on("\ud800", "1", "2019"),
    ],
)
def test_what_is_no_day_is_said_to_be_none(typed: dict[str, list[str]]) -> None:
    assert ANY.read(typed, "day", DAY) == NOT_REAL


@pytest.mark.parametrize("year", ["9", "19", "019"])
def test_a_year_has_four_numbers(year: str) -> None:
    read_year = ANY.read(on("1", "1", year), "day", DAY)
    assert read_year == Read(None, "{subject} must have a year of 4 numbers, like 2019")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (on("", "3", "2019"), "{subject} must include a day"),
        (on("4", " ", "2019"), "{subject} must include a month"),
        (on("4", "3", ""), "{subject} must include a year"),
        (on("", "", "2019"), "{subject} must include a day and month"),
        (on("4", "", ""), "{subject} must include a month and year"),
        (on("", "3", ""), "{subject} must include a day and year"),
        ({"day-year": ["2019"], "day-day": ["4"]}, "{subject} must include a month"),
    ],
)
def test_the_parts_that_are_missing_are_named(typed: dict[str, list[str]], message: str) -> None:
    assert ANY.read(typed, "day", DAY) == Read(None, message)


def test_what_was_typed_is_shown_again_as_it_was_typed() -> None:
    typed = on("1st", "Mar", "19")
    assert ANY.read(typed, "day", DAY).message
    assert ANY.typed(typed, "day") == {"day": "1st", "month": "Mar", "year": "19"}


@pytest.mark.parametrize(("box", "message"), [("27/3/19", "have a year of 4"), ("27/3", "include a month")])
def test_a_whole_date_in_one_box_has_the_same_faults(box: str, message: str) -> None:
    assert message in ANY.read(on(box, "", ""), "day", DAY).message


@pytest.mark.parametrize("typed", [{}, on("", "", ""), on(" ", "\t", "\n"), {"day": ["2019-03-04"]}])
def test_a_day_without_parts_is_blank(typed: dict[str, list[str]]) -> None:
    assert ANY.read(typed, "day", DAY) == Read(None)
    assert ANY.read({**typed, "day-unknown": ["yes"]}, "day", DAY) == Read(NOT_KNOWN)


def test_a_day_lies_in_the_direction_that_makes_sense() -> None:
    today, tomorrow, yesterday = on("22", "11", "2026"), on("23", "11", "2026"), on("21", "11", "2026")
    assert PAST.read(today, "day", DAY).value == FUTURE.read(today, "day", DAY).value == "2026-11-22"
    assert PAST.read(yesterday, "day", DAY).value == "2026-11-21"
    assert FUTURE.read(tomorrow, "day", DAY).value == "2026-11-23"
    assert PAST.read(tomorrow, "day", DAY) == Read(None, "{subject} must be today or in the past")
    assert FUTURE.read(yesterday, "day", DAY) == Read(None, "{subject} must be today or in the future")


@given(st.dates(date(1000, 1, 1)))
def test_every_day_comes_back_as_it_is_shown(day: date) -> None:
    shown = ANY.shown(day.isoformat())
    assert isinstance(shown, dict)
    assert ANY.read({f"day-{part}": [value] for part, value in shown.items()}, "day", DAY) == Read(
        day.isoformat()
    )


@given(st.tuples(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6)))
def test_no_three_texts_break_a_date(parts: tuple[str, str, str]) -> None:
    value, message = ANY.read(on(*parts), "day", DAY)
    assert value is None or not message


def test_a_day_is_said_as_people_write_it() -> None:
    assert ANY.say("2019-03-04") == ("4 March 2019",)
    assert ANY.say(NOT_KNOWN) == ("I do not know",)
    assert ANY.say(None) == ()
    assert ANY.shown(None) == {"day": "", "month": "", "year": ""}
    assert ANY.typed(on("x", "y", "z"), "day") == {"day": "x", "month": "y", "year": "z"}


@pytest.mark.parametrize(
    ("typed", "years"),
    [("0", 0), ("7", 7), (" 17 ", 17), ("007", 7), ("120", 120), ("six", 6), ("18 months", 1)],
)
def test_an_age_is_a_whole_number_of_years(typed: str, years: int) -> None:
    age = Age(id="age", label="Age")
    assert read(age, typed) == Read(years)
    assert (age.shown(years), age.say(years)) == (str(years), (str(years),))


@pytest.mark.parametrize("typed", ["-1", "7.5", "toddler", "٧m", "7\x00", "99999"])
def test_an_age_that_is_no_age_is_refused(typed: str) -> None:
    assert read(Age(id="age", label="Age", missing="Enter it"), typed) == Read(None, NOT_AN_AGE)
    assert read(Age(id="age", label="Age"), typed) == Read(None, NO_AGE_AND_OPTIONAL)


@pytest.mark.parametrize("typed", ["121", "144", "999"])
def test_an_age_that_nobody_reaches_is_not_called_no_whole_number(typed: str) -> None:
    assert read(Age(id="age", label="Age"), typed) == Read(None, "Age must be 120 or less")


@pytest.mark.parametrize(
    "question", [Age(id="q", label="Q"), Email(id="q", label="Q"), Phone(id="q", label="Q")]
)
def test_a_blank_stays_blank_in_every_kind(question: Asked) -> None:
    assert read(question, "  ") == Read(None)
    assert question.read({}, "q", DAY) == Read(None)
    assert question.shown(None) == ""
    assert question.say(None) == ()


def test_an_age_may_be_not_known() -> None:
    age = Age(id="age", label="Age", unknown="I do not know")
    assert age.read({"age-unknown": ["yes"]}, "age", DAY) == Read(NOT_KNOWN)
    assert (age.shown(NOT_KNOWN), age.say(NOT_KNOWN)) == ("", ("I do not know",))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("name@example.com", "name@example.com"),
        ("  Name.O'Neill+x@Example.COM ", "Name.O'Neill+x@example.com"),
        ("jo@nowhere-that-resolves.nhs.uk", "jo@nowhere-that-resolves.nhs.uk"),
        ("name@exa\x00mple.com", "name@example.com"),
    ],
)
def test_an_email_address_is_checked_without_the_network(
    typed: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("looked up a name"))
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("used the network"))
    assert read(Email(id="email", label="Email"), typed) == Read(kept)


@pytest.mark.parametrize(
    "typed",
    [
        "name",
        "name@",
        "@example.com",
        "a b@example.com",
        "a@b@example.com",
        "a@example.com\nBcc: b@example.com",
        "a@b",
    ],
)
def test_what_is_no_email_address_is_refused(typed: str) -> None:
    assert read(Email(id="email", label="Email"), typed) == Read(None, NOT_AN_EMAIL)


@pytest.mark.parametrize(
    "typed",
    [
        "01632 960001",
        "(01632) 960 999",
        "+44 1632 960001",
        "020 7946 0123",
        "0113 496 0000",
        "07700 900 982",
        "0808 157 0192",
        "03069 990 001",
        "01632 960001 ext 23",
        "01632 960001 x23",
        "01632 960001#4",
        "+48 601 123 456",
    ],
)
def test_a_number_is_kept_as_it_was_written(typed: str) -> None:
    assert read(Phone(id="phone", label="Telephone"), typed) == Read(typed)


@pytest.mark.parametrize("typed", ["07700 900982 after 3", "01632 960001 or 07700 900982"])
def test_words_beside_a_number_are_told_where_to_go(typed: str) -> None:
    phone = Phone(id="phone", label="Telephone", words_beside="Write when to ring below")
    assert read(phone, typed) == Read(None, "Write when to ring below")
    assert "nothing else" in read(Phone(id="phone", label="Telephone"), typed).message


@pytest.mark.parametrize("typed", ["1", "none", "999999999999999999", "+999 1", "016", "x" * 500])
def test_what_cannot_be_rung_is_refused(typed: str) -> None:
    assert read(Phone(id="phone", label="Telephone"), typed) == Read(None, NOT_A_NUMBER)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NN1 1AA", "NN1 1AA"),
        ("nn11aa", "NN1 1AA"),
        (" n n 1 1 a a ", "NN1 1AA"),
        ("NN1-1AA.", "NN1 1AA"),
        ("nn1\u00a01aa", "NN1 1AA"),
        ("ＮＮ１１ＡＡ", "NN1 1AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("m1 1ae", "M1 1AE"),
        ("ec1a1bb", "EC1A 1BB"),
        ("W1A 0AX", "W1A 0AX"),
        ("CR2 6XH", "CR2 6XH"),
        ("DN551PT", "DN55 1PT"),
        ("zz993vz", "ZZ99 3VZ"),
        ("ZZ99 9ZZ", "ZZ99 9ZZ"),
        ("BT1 1AA", "BT1 1AA"),
        ("bf1 2aa", "BF1 2AA"),
    ],
)
def test_a_postcode_is_taken_in_any_spacing_and_case(typed: str, kept: str) -> None:
    assert read(Postcode(id="postcode", label="Postcode"), typed) == Read(kept)


@pytest.mark.parametrize(
    "typed", ["1AA NN1", "NN1 1AAA", "123456", "don't know", "NN1 1A", "NN111 1AA", "NN1 1AA NN1 2AA"]
)
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    assert read(Postcode(id="postcode", label="Postcode"), typed) == Read(None, NOT_A_POSTCODE)


@pytest.mark.parametrize("typed", ["NW9", "nn1", " SW1A ", "E1."])
def test_the_first_half_of_a_postcode_belongs_in_the_address(typed: str) -> None:
    assert read(Postcode(id="postcode", label="Postcode"), typed) == Read(None, FIRST_HALF_ONLY)


@pytest.mark.parametrize("typed", ["HA8 6RX, Barnet", "Flat 2, HA86RX", "maybe NN1 1AA"])
def test_nothing_that_stands_beside_a_postcode_is_lost(typed: str) -> None:
    assert read(Postcode(id="postcode", label="Postcode"), typed) == Read(None, MORE_THAN_A_POSTCODE)


@given(st.text(st.characters(), max_size=40), st.sampled_from([Age, Email, Phone, Postcode]))
def test_no_text_breaks_a_checked_question(typed: str, kind: type[Age | Email | Phone | Postcode]) -> None:
    value, message = read(kind(id="q", label="Q"), typed)
    assert value is None or not message


UNSEEN = {
    "an address book of Apple's": "\u202a{}\u202c",
    "a browser that keeps directions apart": "\u2066{}\u2069",
    "a mark of direction": "\u200e{}\u200f",
    "Arabic letters beside it": "\u061c{}",
    "a place where a line may break": "{}\u200b",
    "a soft hyphen": "{}\u00ad",
    "the beginning of a file": "\ufeff{}",
    "a word that must not break": "\u2060{}",
    "a filler that a Korean keyboard leaves": "\u3164{}",
    "a tag of a language": "{}\U000e0001",
    "one in the middle": "{}",
}


@pytest.mark.parametrize("around", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_sees_is_no_part_of_a_number_or_an_address(around: str) -> None:
    """It comes with what is copied from a contact, a letter or a record, and nobody can find what is wrong."""
    for question, written, kept in (
        (Phone(id="a", label="A"), "07700 900982", "07700 900982"),
        (Email(id="a", label="A"), "name@example.com", "name@example.com"),
        (Postcode(id="a", label="A"), "SW1A 2AA", "SW1A 2AA"),
        (NhsNumber(id="a", label="A"), "9990000018", "999 000 0018"),
        (Upn(id="a", label="A"), "H801200001001", "H801200001001"),
        (Age(id="a", label="A"), "17", 17),
    ):
        whole = around.format(written)
        if around == "{}":
            whole = f"{written[:1]}\u200b{written[1:]}"
        assert read(question, whole) == Read(kept)
    assert ANY.read(on(around.format("4"), "3", around.format("2019")), "day", DAY) == Read("2019-03-04")


def test_an_answer_of_which_nobody_sees_anything_is_none() -> None:
    for question in (Phone(id="a", label="A"), Email(id="a", label="A"), Age(id="a", label="A")):
        assert read(question, "\u200b \ufeff") == Read(None)
    assert ANY.read(on("\u200b", "\ufeff", ""), "day", DAY) == Read(None)


@pytest.mark.parametrize("dash", "-‐‑‒–—")
def test_an_nhs_number_may_have_any_dash_between_its_groups(dash: str) -> None:
    assert read(NhsNumber(id="a", label="A"), dash.join(("999", "000", "0018"))) == Read("999 000 0018")
