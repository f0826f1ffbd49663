"""Whoever answers by chance comes to the end of every form, and is told a reference."""

import pytest

from app.vocabulary import FormName
from tests.chaos.people import Traveller


@pytest.mark.parametrize("form", FormName)
async def test_whoever_answers_by_chance_gets_to_the_end(form: str, traveller: Traveller) -> None:
    journeys = [await traveller(form, number) for number in range(5)]

    references = {reference for journey in journeys for reference in journey.confirmed}
    assert len(references) == len(journeys)
    assert len({journey.message_id for journey in journeys}) == len(journeys)
    assert not any(journey.trouble for journey in journeys)
