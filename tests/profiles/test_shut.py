"""When the number for the night is to be called: on a bank holiday too, unless the hub is open then."""

import pytest

from app.profiles.loading import load_profile
from app.profiles.week import Week
from app.sentences import sentences

AWAY = "in the evening, at night, at the weekend or on a bank holiday"
OPEN_THEN = "in the evening, at night or at the weekend"
WEEK = {"monday": "09:00-17:00"}


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("not published", AWAY),
        (Week.model_validate(WEEK), AWAY),
        (Week.model_validate({**WEEK, "open_on_bank_holidays": True}), OPEN_THEN),
    ],
)
def test_the_facts_say_when_it_is_closed(hours: Week, said: str) -> None:
    council = load_profile("barnet").model_copy(update={"hours": hours})
    assert council.facts("en")["when_closed"] == said
    assert said in sentences()


@pytest.mark.parametrize("council", ["northamptonshire", "barnet"])
def test_no_page_leaves_out_bank_holidays(council: str) -> None:
    """Whoever called on Boxing Day read of the evening, the night and the weekend."""
    said = {*sentences(), load_profile(council).telephone.out_of_hours.note}
    naming = [one for one in said if "at night" in one and "weekend" in one and one != OPEN_THEN]
    assert [one for one in naming if "bank holiday" not in one] == []
