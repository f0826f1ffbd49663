"""Ages as people write them, in words and months too, and what is no age that can be told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.kinds.asked import Read
from app.forms.kinds.checked import NOT_AN_AGE, NOT_YET, TWO_AGES
from app.forms.reading.ages import IN_WORDS, whole_years
from app.forms.topics.child import ESTIMATED_AGE


@pytest.mark.parametrize(
    ("said", "years"),
    [
        *(("7", 7), (" 007 ", 7), ("0", 0), ("six", 6), ("Six years old", 6), ("fourteen yrs", 14)),
        *(("7yrs", 7), ("7 yrs.", 7), ("7 years", 7), ("7 years old", 7), ("7 y/o", 7), ("7yo.", 7)),
        *(("about 7", 7), ("About seven", 7), ("~7", 7), ("approx. 9", 9), ("maybe 12 years old", 12)),
        *(("5 weeks", 0), ("5 weeks old", 0), ("10 days", 0), ("six months", 0), ("11 months", 0)),
        *(("12 months", 1), ("18 months", 1), ("24 months", 2), ("60 weeks", 1), ("1 year 6 months", 1)),
        *(
            ("2 1/2", 2),
            ("2½", 2),
            ("about 2 ½ years", 2),
            ("two and a half", 2),
            ("1 and a half yrs old", 1),
        ),
        *(("2 years and 3 months", 2), ("thirty-five", 35), ("Thirty five", 35), ("zero", 0)),
    ],
)
def test_an_age_is_read_as_people_write_it(said: str, years: int) -> None:
    assert whole_years(said) == years


@pytest.mark.parametrize(
    "said",
    [
        *("", "toddler", "baby", "teens", "6 or 7", "6-7", "7 8", "six seven", "7.5", "-1", "7m", "nearly 7"),
        *("18 1/2 months", "7/2", "1/2 7", "2 1/2 1/2"),
        *(
            "seven teen",
            "years",
            "over 18",
            "7\x00",
            "99999",
            "7 months 3 months",
            "8 years 14 months",
        ),
    ],
)
def test_what_may_be_meant_in_several_ways_is_no_age(said: str) -> None:
    assert whole_years(said) is None


@given(
    st.integers(0, 120), st.sampled_from(["{}", "about {}", "{} years", "{}yrs old", "Around {} Years Old."])
)
def test_every_age_is_read_in_every_shape(years: int, shape: str) -> None:
    assert whole_years(shape.format(years)) == years


@pytest.mark.parametrize(
    ("said", "years"),
    [
        *(
            ("6 lat", 6),
            ("6 ans", 6),
            ("6 años", 6),
            ("6 an\u0303os", 6),
            ("6 yrs old", 6),
            ("6 LAT", 6),
            ("8 ani", 8),
        ),
        *(("٦", 6), ("٦ سنوات", 6), ("۱۴", 14), ("６", 6), ("६ साल", 6), ("6岁", 6), ("7 лет", 7)),
        *(("18 mois", 1), ("11 miesięcy", 0), ("٢٤ شهر", 2)),
    ],
)
def test_an_age_is_read_in_other_languages_and_digits(said: str, years: int) -> None:
    """Whoever writes in their own script, or to whom the word comes as at home, is asked for no second try."""
    assert whole_years(said) == years


@given(st.sampled_from(sorted(IN_WORDS)))
def test_every_number_in_words_is_read(word: str) -> None:
    assert whole_years(word.upper()) == whole_years(word.replace("-", " ")) == IN_WORDS[word]


@given(st.integers(0, 1440))
def test_months_are_whole_years(months: int) -> None:
    assert whole_years(f"{months} months") == months // 12


@given(st.text(max_size=40))
def test_no_text_breaks_it(said: str) -> None:
    years = whole_years(said)
    assert years is None or years >= 0


@pytest.mark.parametrize(
    ("said", "years"),
    [("13ish", 13), ("13-ish", 13), ("thirteen ish", 13), ("7 or so", 7), ("6 weeks or so", 0), ("c. 9", 9)],
)
def test_a_guess_is_read_as_people_write_one(said: str, years: int) -> None:
    assert whole_years(said) == years


@pytest.mark.parametrize(
    ("said", "message"),
    [
        *(
            (one, TWO_AGES)
            for one in ("1 or 2", "6-7", "6 – 7", "six or seven", "between 4 and 5", "3/4", "٦-٧")
        ),
        *((one, NOT_YET) for one in ("nearly 4", "Almost four", "not quite 4", "just under 4 years")),
        *((one, NOT_AN_AGE) for one in ("toddler", "7m", "teens")),
    ],
)
def test_what_is_no_age_says_what_to_enter_and_is_kept(said: str, message: str) -> None:
    read = ESTIMATED_AGE.read({"estimated_age": [said]}, "estimated_age", date(2026, 11, 22))
    assert read == Read(None, message)
    assert ESTIMATED_AGE.typed({"estimated_age": [said]}, "estimated_age") == said
