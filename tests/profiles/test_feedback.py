"""What a council tells of a decision: its own words or ours, for every outcome, and every fault told at once."""

from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.profiles.decided import decision_words, news_words, when_one_disagrees
from app.profiles.loading import SHIPPED, load_profile
from app.profiles.model import Profile
from app.profiles.outcomes import Audience, Outcome

GOOD = (SHIPPED / "barnet.toml").read_text(encoding="utf-8")
SANDSHIRE = load_profile(str(Path(__file__).with_name("sandshire.toml")))


def first(council: Profile, audience: Audience, outcome: Outcome) -> str:
    return str(decision_words(council, audience, outcome, "en")[0])


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("audience", Audience)
def test_every_outcome_has_words_for_everybody_with_every_fact_filled(
    council: Profile, audience: Audience, outcome: Outcome
) -> None:
    said = [str(one) for one in decision_words(council, audience, outcome, "en")]
    assert all(one and "{" not in one for one in said)


def test_a_councils_own_words_take_the_place_of_ours() -> None:
    own = first(SANDSHIRE, Audience.PROFESSIONAL, Outcome.NO_FURTHER_ACTION)
    assert own == "The Front Door has closed it. If you are still worried, call 01632 960 100."
    assert first(SANDSHIRE, Audience.COMMUNITY, Outcome.EARLY_HELP).startswith("The Front Door has decided")
    ours = first(SANDSHIRE, Audience.PROFESSIONAL, Outcome.EARLY_HELP)
    assert ours == "The family will be offered Early Help support."


@pytest.mark.parametrize("outcome", Outcome)
def test_an_email_about_an_adult_reads_as_one_about_anything_else_that_somebody_told(
    council: Profile, outcome: Outcome
) -> None:
    """An assistant reads a head teacher's inbox: *to be fair to everybody* told of two sides, and of an accusation."""
    adult, child = (
        news_words(council, audience, outcome, "en", instead=False)
        for audience in (Audience.ALLEGATION, Audience.COMMUNITY)
    )
    assert adult == child


def test_who_disagrees_has_the_number_for_the_night_too_where_a_child_may_be_in_danger(
    council: Profile,
) -> None:
    lines = council.telephone
    said = " ".join(str(one) for one in when_one_disagrees(council, Audience.PROFESSIONAL, "en"))
    danger = said[said.index("If a child may be in danger") :]
    assert all(line.number in danger for line in (lines.main, lines.out_of_hours, lines.emergency))


def test_what_must_be_said_is_said_whatever_the_councils_own_words() -> None:
    barnet = [
        str(one)
        for one in decision_words(load_profile("barnet"), Audience.PROFESSIONAL, Outcome.EARLY_HELP, "en")
    ]
    assert barnet == [
        "It was passed to Early Help and Prevention services, who will offer the family support.",
        "The family must agree to this before it can begin.",
        "The MASH makes sure that the family is told, where that is safe.",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "early-help = ",
            "adoption = ",
            r"feedback\.en\.professional: adoption is no outcome; there are only ",
        ),
        (
            "passed to {early_help_service}",
            "passed to {child}",
            r"feedback\.en\.professional\.early-help: asks for {child}",
        ),
        ("passed to {early_help_service}", "passed to {", r"professional\.early-help: has a curly bracket"),
        (
            "[feedback.en.professional]",
            "[feedback.cy.professional]",
            r"feedback\.cy: is not among the languages",
        ),
        ("[feedback.en]\n", '[feedback.en]\nfamily = "{code}"\n', r"feedback\.en\.family: asks for {code}"),
        (
            "[feedback.en]\n",
            '[feedback.en]\nneighbours = "Hello"\n',
            r"feedback\.en\.neighbours: is a key that nobody",
        ),
    ],
)
def test_a_fault_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert GOOD.count(right) == 1
    path = tmp_path / "barnet.toml"
    path.write_text(GOOD.replace(right, wrong), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        load_profile(str(path))
