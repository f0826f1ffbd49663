"""A profile speaks each of its languages, and knows the law of the day."""

import json
import tomllib
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from app.profiles.loading import SHIPPED, load_profile
from app.profiles.model import Profile
from app.profiles.parts import AgencyGroup
from app.vocabulary import Concern, Route

BARNET = load_profile("barnet")
TODAY = date(2026, 11, 23)


def tables(**changed: object) -> dict[str, Any]:
    """The tables of a profile that names no consultation line, changed."""
    read = tomllib.loads((SHIPPED / "northamptonshire.toml").read_text(encoding="utf-8"))
    return {**read, **changed}


def profile(**changed: object) -> Profile:
    return Profile.model_validate_json(json.dumps(tables(**changed), default=str))


def in_welsh(*, without: str = "") -> Profile:
    """The same profile in a second language, where every label begins with 'cy'."""
    english = tables()
    labels = {text: f"cy {text}" for text in profile().plain_labels() if text != without}
    words = {"en": english["words"]["en"], "cy": english["words"]["en"]}
    return profile(languages=["en", "cy"], words=words, labels={"cy": labels})


def test_a_profile_can_be_a_key_of_a_cache() -> None:
    assert {BARNET: 1}[load_profile("barnet")] == 1


def test_a_profile_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        BARNET.name = "Sandshire"  # type: ignore[misc]


def test_labels_are_said_in_the_language_asked_for() -> None:
    council = in_welsh()
    assert council.label("School", "en") == "School"
    assert council.label("School", "cy") == "cy School"


@pytest.mark.parametrize("label", ["School", "Targeted", "Corby", "the Customer Feedback team"])
def test_a_second_language_must_be_whole(label: str) -> None:
    with pytest.raises(ValidationError, match=f"labels.cy: nothing for '{label}'"):
        in_welsh(without=label)


def test_a_language_without_its_words_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"words\.cy: is missing"):
        profile(languages=["en", "cy"])


def test_english_must_come_first() -> None:
    words = {"en": tables()["words"]["en"], "cy": tables()["words"]["en"]}
    with pytest.raises(ValidationError, match=r"languages: English \(en\) must come first") as caught:
        profile(languages=["cy", "en"], words=words)
    assert "labels" not in str(caught.value.errors()[0]["msg"])


def test_a_text_without_a_label_is_named_once() -> None:
    guidance = {**tables()["guidance"], "name": "School"}
    labels = {text: f"cy {text}" for text in profile(guidance=guidance).plain_labels() if text != "School"}
    words = {"en": tables()["words"]["en"], "cy": tables()["words"]["en"]}
    with pytest.raises(ValidationError) as caught:
        profile(languages=["en", "cy"], words=words, labels={"cy": labels}, guidance=guidance)
    assert str(caught.value).count("nothing for ") == 1


def test_words_in_a_language_that_is_not_listed_are_refused() -> None:
    words = tables()["words"]
    with pytest.raises(ValidationError, match=r"words\.cy: is not among the languages"):
        profile(words={"en": words["en"], "cy": words["en"]})


def test_words_cannot_name_a_line_the_council_does_not_have() -> None:
    words = {"en": {**tables()["words"]["en"], "talk_it_over": "Call {consultation}."}}
    with pytest.raises(ValidationError, match=r"words\.en\.talk_it_over: asks for \{consultation\}"):
        profile(words=words)


@pytest.mark.parametrize("slug", ["barnet", "northamptonshire"])
def test_spoken_words_have_every_placeholder_filled(slug: str) -> None:
    for language, words in load_profile(slug).spoken.items():
        assert language == "en"
        assert not [text for _, text in words if isinstance(text, str) and set(text) & set("{}")]


def test_an_agency_is_found_by_its_slug() -> None:
    school = BARNET.agency("school")
    assert school is not None
    assert (school.source, school.group) == ("2A", AgencyGroup.EDUCATION)
    assert BARNET.agency("circus") is None


@pytest.mark.parametrize(
    ("group", "route", "today", "slugs"),
    [
        (
            AgencyGroup.HEALTH,
            Route.SAFEGUARDING,
            TODAY,
            ["public-task", "safeguarding-condition", "cooperation", "safeguarding-duty"],
        ),
        (
            AgencyGroup.HEALTH,
            Route.EARLY_HELP,
            TODAY,
            ["public-task", "safeguarding-condition", "cooperation"],
        ),
        (
            AgencyGroup.VOLUNTARY,
            Route.SAFEGUARDING,
            TODAY,
            ["legitimate-interests", "safeguarding-condition"],
        ),
        (AgencyGroup.HEALTH, Route.SAFEGUARDING, date(2005, 4, 1), ["cooperation"]),
        (AgencyGroup.HEALTH, Route.SAFEGUARDING, date(2005, 3, 31), []),
    ],
)
def test_the_lawful_basis_follows_the_agency_the_route_and_the_day(
    group: AgencyGroup, route: Route, today: date, slugs: list[str]
) -> None:
    assert [basis.slug for basis in BARNET.lawful_bases_for(group, route, today)] == slugs


@pytest.mark.parametrize("group", AgencyGroup)
@pytest.mark.parametrize("route", Route)
def test_every_agency_has_a_lawful_basis_on_every_route(group: AgencyGroup, route: Route) -> None:
    assert BARNET.lawful_bases_for(group, route, TODAY)


def test_a_duty_counts_from_the_day_written_in_the_profile() -> None:
    duty = {"slug": "duty", "label": "A duty", "starts": "2027-04-01"}
    council = profile(lawful_bases=[duty])
    days = (date(2027, 3, 31), date(2027, 4, 1))
    assert [len(council.lawful_bases_for(AgencyGroup.OTHER, Route.SAFEGUARDING, day)) for day in days] == [
        0,
        1,
    ]


FGM = (Concern.NEGLECT, Concern.FGM)


@pytest.mark.parametrize(
    ("group", "concerns", "today", "told"),
    [
        (AgencyGroup.EDUCATION, FGM, TODAY, ["fgm"]),
        (AgencyGroup.HEALTH, FGM, date(2015, 10, 31), ["fgm"]),
        (AgencyGroup.COUNCIL, FGM, TODAY, ["fgm"]),
        (AgencyGroup.JUSTICE, FGM, TODAY, ["fgm"]),
        (AgencyGroup.VOLUNTARY, FGM, TODAY, ["fgm"]),
        (AgencyGroup.OTHER, FGM, TODAY, ["fgm"]),
        (AgencyGroup.HEALTH, FGM, date(2015, 10, 30), []),
        (AgencyGroup.HOUSING, FGM, TODAY, []),
        (AgencyGroup.POLICE, FGM, TODAY, []),
        (AgencyGroup.EDUCATION, (Concern.NEGLECT,), TODAY, []),
        (AgencyGroup.EDUCATION, (), TODAY, []),
    ],
)
def test_a_duty_is_told_from_its_day_to_those_it_binds_where_it_is_what_they_worry_about(
    group: AgencyGroup, concerns: tuple[Concern, ...], today: date, told: list[str], council: Profile
) -> None:
    assert [notice.slug for notice in council.duties(group, concerns, today)] == told


def test_a_duty_about_everything_is_told_to_everybody_until_its_last_day() -> None:
    notice = {"slug": "n", "text": "A duty.", "starts": "2026-01-01", "ends": "2026-11-23"}
    council = profile(notices=[notice])
    assert council.duties(AgencyGroup.OTHER, (), TODAY)
    assert not council.duties(AgencyGroup.OTHER, (), date(2026, 11, 24))


def test_a_duty_whose_day_is_not_known_yet_is_told_to_nobody() -> None:
    council = profile(notices=[{"slug": "n", "text": "A duty.", "starts": "not yet"}])
    assert not council.duties(AgencyGroup.OTHER, (), TODAY)


def test_a_locality_outside_the_area_is_refused() -> None:
    with pytest.raises(
        ValidationError, match=r"localities\.finchley\.postcodes: N3 is not among the hub’s postcodes"
    ):
        profile(localities=[{"slug": "finchley", "label": "Finchley", "postcodes": ["NN1", "N3"]}])


def test_allegations_go_to_the_main_line_unless_the_officer_has_one() -> None:
    officer = {"name": "the Designated Officer", "number": "01632 960 002"}
    telephone = {**tables()["telephone"], "designated_officer": officer}
    assert profile().telephone.for_allegations == profile().telephone.main
    assert profile(telephone=telephone).telephone.for_allegations.number == "01632 960 002"
    assert "01632 960 002" in profile(telephone=telephone).spoken["en"].next_allegation
