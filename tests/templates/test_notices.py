"""A notice that says whom to call gives the line that is staffed, and the council's own words about it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from app.profiles.hours import LONDON, lines_now
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.templating.rendering import Templates

NORTH = load_profile("northamptonshire")
BARNET = load_profile("barnet")
SANDSHIRE = load_profile(str(Path(__file__).parents[1] / "profiles" / "sandshire.toml"))
OPEN, CLOSED = datetime(2026, 11, 23, 10, tzinfo=LONDON), datetime(2026, 11, 22, 10, tzinfo=LONDON)


def reads(council: Profile, notice: str, moment: datetime) -> str:
    said = Templates(council).render
    page = said(f"components/notices/{notice}.html", lines=lines_now(council, moment), urgent=False)
    tree: Any = html.fromstring(f"<div>{page}</div>")
    return " ".join(tree.text_content().split())


def numbers(said: str, *known: str) -> list[str]:
    return [number for number in known if number in said]


@pytest.mark.parametrize(
    ("council", "moment", "called"),
    [
        (BARNET, OPEN, ["020 8359 4066"]),
        (BARNET, CLOSED, ["020 8359 2000"]),
        (NORTH, OPEN, ["0300 126 7000", "01604 626938"]),
        (SANDSHIRE, OPEN, ["01632 960 102"]),
        (SANDSHIRE, CLOSED, ["01632 960 102"]),
    ],
    ids=lambda value: getattr(value, "slug", None) or str(value),
)
def test_the_designated_officer_has_a_number_or_whoever_is_staffed_now(
    council: Profile, moment: datetime, called: list[str]
) -> None:
    published = [line.number for line in council.telephone.all_lines]
    assert sorted(numbers(reads(council, "designated_officer", moment), *published)) == sorted(called)


@pytest.mark.parametrize(
    ("council", "moment", "said"),
    [
        (BARNET, OPEN, "Call the MASH on 020 8359 4066 Tell them what you know."),
        (BARNET, CLOSED, "Tell them what you know. If the police are needed at once, call 999."),
        (NORTH, OPEN, "Somebody will listen to you and write down what worries you. Then go on here"),
        (SANDSHIRE, OPEN, "Call the Front Door on 01632 960 100 Then go on here"),
    ],
    ids=lambda value: getattr(value, "slug", None) or str(value),
)
def test_whoever_must_call_now_reads_what_the_council_says_of_it(
    council: Profile, moment: datetime, said: str
) -> None:
    assert said in reads(council, "call_now", moment)


@pytest.mark.parametrize("moment", [OPEN, CLOSED])
@pytest.mark.parametrize(
    ("notice", "council", "called"),
    [
        ("nobody_answered", BARNET, ["020 8359 4066", "020 8359 2000", "999", "101"]),
        ("nobody_answered_young", BARNET, ["0800 1111", "020 8359 4066", "020 8359 2000", "999", "101"]),
        ("nobody_answered", SANDSHIRE, ["01632 960 100", "01632 960 101", "999", "101"]),
    ],
)
def test_whom_nobody_answered_is_given_every_other_number_once(
    council: Profile, moment: datetime, notice: str, called: list[str]
) -> None:
    said = reads(council, notice, moment)
    assert [said.count(f"on {number} ") for number in called] == [1] * len(called)
    assert "You can still send this form" in said


@pytest.mark.parametrize(("urgent", "now"), [(True, True), (False, False)])
def test_whoever_is_asked_to_call_as_well_is_told_to_call_now_only_where_it_is_urgent(
    urgent: bool, now: bool
) -> None:
    page = Templates(BARNET).render(
        "components/notices/please_call.html", lines=lines_now(BARNET, OPEN), urgent=urgent
    )
    assert "020 8359 4066" in page
    assert ("If you have not told anybody here on the telephone yet" in page) is now
    assert "Do not wait" not in page


def test_a_consultation_line_without_hours_of_its_own_is_open_when_the_hub_is() -> None:
    assert "When it is open: Monday to Friday, 11am to midday" in level(BARNET)
    line = BARNET.telephone.consultation
    assert line
    telephone = BARNET.telephone.model_copy(update={"consultation": line.model_copy(update={"hours": None})})
    council = BARNET.model_copy(update={"telephone": telephone})
    hours = "Monday to Thursday, 9am to 5:15pm; Friday, 9am to 5pm"
    assert f"When it is open: {hours}" in level(council)


def level(council: Profile) -> str:
    page = Templates(council).render("components/notices/level_of_need.html", lang="en", lines=())
    tree: Any = html.fromstring(f"<div>{page}</div>")
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize("notice", ["anonymous", "anonymous_family", "anonymous_young"])
def test_who_stays_anonymous_reads_what_networks_and_other_peoples_devices_show(notice: str) -> None:
    """Catalogue 38: the portal keeps nothing of them, and cannot answer for what is not its own."""
    said = Templates(NORTH).render(f"components/notices/{notice}.html", profile=NORTH, lang="en")
    assert (
        "We keep nothing about your computer" in said or "we keep nothing that would say who you are" in said
    )
    assert "can see that you came here, but not what you write" in said
    assert "keep a record of what you do on it" in said


@pytest.mark.parametrize(
    ("council", "moment", "called"),
    [
        (NORTH, OPEN, ["0300 126 7000", "01604 626938"]),
        (BARNET, OPEN, ["020 8359 4066"]),
        (BARNET, CLOSED, ["020 8359 2000"]),
    ],
    ids=["hours that nobody publishes", "open", "closed"],
)
def test_who_cannot_wait_is_given_both_numbers_where_nobody_publishes_the_hours(
    council: Profile, moment: datetime, called: list[str]
) -> None:
    """At three in the morning the first number alone may lead to a desk where nobody sits (rules.md 1)."""
    published = [line.number for line in council.telephone.all_lines if line.number != "999"]
    lines = lines_now(council, moment)
    urgent = Templates(council).render("components/notices/please_call.html", lines=lines, urgent=True)
    home = (
        Templates(council)
        .render("pages/start.html", lang="en", lines=lines, opens="When.", languages=(), exits=False)
        .partition("<h2")[0]
    )
    for page in (urgent, home):
        assert numbers(page, *published) == called


def test_who_may_tell_nobody_yet_is_told_whom_to_talk_to_and_who_lacks_agreement_where_to_talk_it_over() -> (
    None
):
    assert "020 8359 4066" in reads(BARNET, "do_not_tell", OPEN)
    assert "call the consultation line on 020 8359 4336" in reads(BARNET, "no_agreement", OPEN)
    assert "consultation" not in reads(NORTH, "no_agreement", OPEN)


def test_whoever_weighs_a_need_can_dial_the_line_to_talk_it_over_while_it_is_open() -> None:
    page = Templates(BARNET).render("components/notices/level_of_need.html", lang="en")
    assert 'href="tel:02083594336"' in page
    assert "When it is open: Monday to Friday, 11am to midday" in page
    assert "tel:" not in Templates(NORTH).render("components/notices/level_of_need.html", lang="en")


def test_a_parent_in_danger_says_who_is_and_where() -> None:
    said = reads(NORTH, "emergency_family", OPEN)
    assert "Say who is in danger, and where you are." in said
    assert "press 55" in said


def test_whoever_is_asked_to_call_as_well_may_stay_unknown_then_too() -> None:
    notice = "components/notices/please_call.html"
    said = Templates(NORTH).render(notice, lines=lines_now(NORTH, OPEN), urgent=False)
    assert "You do not have to give your name when you call." in said


def test_a_parent_reads_what_staying_unknown_and_saying_no_cannot_do() -> None:
    """Rules.md 4: the story may tell who they are, and a child at risk may have to be talked about."""
    assert "It may show us who you are." in reads(NORTH, "anonymous_family", OPEN)
    assert "we may still have to talk to others" in reads(NORTH, "sharing_refused", OPEN)


def test_a_parent_reads_of_a_helpline_where_the_council_names_one() -> None:
    assert "0808 2000 247" in reads(NORTH, "family_helpline", CLOSED)
    assert "Call the Men’s Advice Line on 0808 801 0327 For men" in reads(NORTH, "family_helpline", CLOSED)
    assert not reads(SANDSHIRE, "family_helpline", CLOSED)


@pytest.mark.parametrize("notice", ["emergency", "emergency_family", "emergency_young"])
def test_who_cannot_hear_or_speak_reads_how_to_call_999(notice: str) -> None:
    """Pressing 55 helps nobody who cannot hear when they are asked to."""
    said = reads(NORTH, notice, OPEN)
    assert "use 999bsl.co.uk or its app" in said
    assert "call 18000" in said
    assert "to text 999, send it the word ‘register’ first" in said


@pytest.mark.parametrize(
    "notice", ["call_now", "nobody_answered", "nobody_answered_young", "please_call", "young_helplines"]
)
def test_who_cannot_hear_or_speak_reads_how_to_call_us(notice: str) -> None:
    assert reads(NORTH, notice, OPEN).count("Put 18001 before the number. For 999, call 18000.") == 1
