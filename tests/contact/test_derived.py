"""What follows from the answers: the DfE's source of referral, the written follow-up, ages."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError

from app.contact.answered import Coded
from app.contact.assemble import Parts, Sending, assemble
from app.contact.derived import SOURCES, Written, located, source_of_referral, written
from app.contact.people import Home
from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.conditions import Answer, Facts
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile
from app.profiles.parts import SourceCode
from app.vocabulary import Anonymity, FormName, Writer

DAY = date(2026, 11, 22)
BARNET = load_profile("barnet")
NAMED, HIDDEN, ANONYMOUS = Anonymity.NAMED, Anonymity.KEEP_FROM_FAMILY, Anonymity.ANONYMOUS


def facts(**own: Answer) -> Facts:
    return Facts(own, DAY)


WHO = [
    pytest.param(FormName.FAMILY, {"anonymity": NAMED}, "1A", id="a parent"),
    pytest.param(FormName.FAMILY, {"anonymity": ANONYMOUS}, "9", id="a parent who stays anonymous"),
    pytest.param(FormName.COMMUNITY, {"anonymity": ANONYMOUS}, "9", id="anonymous"),
    pytest.param(
        FormName.COMMUNITY, {"anonymity": ANONYMOUS, "writer": "self"}, "9", id="anonymous, whoever it is"
    ),
    pytest.param(FormName.COMMUNITY, {"anonymity": None}, "9", id="left blank is anonymous"),
    pytest.param(FormName.COMMUNITY, {"anonymity": NAMED, "writer": Writer.RELATIVE}, "1A", id="a relative"),
    pytest.param(
        FormName.COMMUNITY, {"anonymity": HIDDEN, "writer": Writer.ACQUAINTANCE}, "1B", id="a neighbour"
    ),
    pytest.param(FormName.COMMUNITY, {"anonymity": NAMED, "writer": Writer.SELF}, "1C", id="a young person"),
    pytest.param(FormName.COMMUNITY, {"anonymity": NAMED, "writer": Writer.OTHER}, "1D", id="a stranger"),
    pytest.param(FormName.ALLEGATION, {"anonymity": NAMED, "writer": Writer.ACCUSED}, "1D", id="the adult"),
    pytest.param(FormName.COMMUNITY, {"anonymity": NAMED, "writer": Writer.NOT_KNOWN}, "10", id="not known"),
    pytest.param(FormName.COMMUNITY, {"anonymity": NAMED}, "10", id="does not say"),
    pytest.param(FormName.PROFESSIONAL, {"agency": "health-visitor"}, "3B", id="a health visitor"),
    pytest.param(FormName.PROFESSIONAL, {"agency": None}, "10", id="an urgent contact without an agency"),
]


@pytest.mark.parametrize(("form", "said", "code"), WHO)
def test_the_source_of_referral_is_the_dfes_code(form: FormName, said: dict[str, Answer], code: str) -> None:
    council = load_profile("northamptonshire")
    assert source_of_referral(council, form, facts(**said)) == Coded(code=code, label=SOURCES[code], dfe=code)


def nameable(code: str) -> bool:
    """Whether a profile may give this as an agency's source."""
    try:
        TypeAdapter(SourceCode).validate_python(code)
    except ValidationError:
        return False
    return True


def test_every_source_that_a_profile_may_name_has_a_label() -> None:
    letters = ["", *"ABCDEFG"]
    spelled = {f"{number}{letter}" for number in range(12) for letter in letters}
    assert {code for code in spelled if nameable(code)} == set(SOURCES)


@pytest.mark.parametrize("slug", ["northamptonshire", "barnet"])
def test_every_agency_of_a_profile_gives_its_own_source(slug: str) -> None:
    council = load_profile(slug)
    for agency in council.agencies:
        told = source_of_referral(council, FormName.PROFESSIONAL, facts(agency=agency.slug))
        assert told.dfe == agency.source


@pytest.mark.parametrize(
    ("received", "late"),
    [
        (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 21, 0, 0, tzinfo=UTC), True),
    ],
)
def test_in_barnet_a_call_is_followed_in_writing_the_same_day(received: datetime, *, late: bool) -> None:
    said = facts(spoke="yes", spoke_on="2026-11-20")
    assert written(BARNET, said, received) == Written(date(2026, 11, 20), late)


def test_the_day_is_over_when_it_is_over_in_london() -> None:
    said = facts(spoke="yes", spoke_on="2026-07-20")
    summer = datetime(2026, 7, 20, 22, 59, tzinfo=UTC)
    assert not written(BARNET, said, summer).late
    assert written(BARNET, said, summer.replace(hour=23, minute=0)).late


def test_without_a_call_or_a_published_day_nothing_is_due() -> None:
    received = datetime(2026, 11, 22, 16, 50, tzinfo=UTC)
    assert written(BARNET, facts(spoke="no"), received) == Written()
    assert written(BARNET, facts(spoke="yes", spoke_on=None), received) == Written()
    said = facts(spoke="yes", spoke_on="2026-11-01")
    assert written(load_profile("northamptonshire"), said, received) == Written()


@pytest.mark.parametrize(
    ("insisted", "reference", "due"),
    [("no", None, False), ("no", "BN-7K4M-9QXR", True), ("yes", None, True), (None, None, True)],
)
def test_who_asked_for_advice_alone_and_refers_later_is_not_late(
    insisted: str | None, reference: str | None, *, due: bool
) -> None:
    """The consultation line is to talk without a referral (004); a call that the hub wrote down is to be followed."""
    said = facts(spoke="yes", spoke_on="2026-11-18", spoke_insisted=insisted, spoke_reference=reference)
    told = written(BARNET, said, datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    assert told == (Written(date(2026, 11, 18), late=True) if due else Written())


@pytest.mark.parametrize(("called", "late"), [("2026-11-22", False), ("2026-11-21", True)])
def test_a_late_follow_up_is_accepted_and_travels_marked(
    answered: Callable[..., Answers], called: str, *, late: bool
) -> None:
    answers = answered("professional", spoke="yes", spoke_on=called)
    sending = Sending(UUID(int=7), "BA-7K4M-9QXR", datetime(2026, 11, 22, 16, 50, tzinfo=UTC), "en")
    contact = assemble(BARNET, walk(forms(BARNET)["professional"], answers, DAY), sending).contact
    assert (contact.written_due, contact.written_late) == (date.fromisoformat(called), late)


def test_what_the_consultation_line_advised_and_that_it_insisted_reaches_the_hub(
    answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts]
) -> None:
    for insisted in ("yes", "no"):
        answers = answered(
            "professional", spoke="yes", spoke_advice="Refer this today", spoke_insisted=insisted
        )
        opening = assembled("professional", answers).contact.opening
        assert opening.spoke_advice == "Refer this today"
        assert opening.spoke_insisted
        assert opening.spoke_insisted.code == insisted


@pytest.mark.parametrize(
    ("said", "spoke"),
    [
        ({"called_now": "yes"}, "yes"),
        ({"called_now": "no-reply", "called_again": "yes"}, "yes"),
        ({"called_now": "no-reply", "called_again": "no", "spoke": "no"}, "no"),
        ({"called_now": "no", "spoke": "yes"}, "yes"),
        ({"called_now": "no", "spoke": None}, None),
    ],
)
def test_who_says_that_we_answered_their_call_has_spoken_to_the_hub_though_nobody_asks_it_again(
    answered: Callable[..., Answers],
    assembled: Callable[[str, Answers], Parts],
    said: dict[str, str | None],
    spoke: str | None,
) -> None:
    """The hub's copy reads whether they spoke, and when, from one field, as it did before."""
    answers = answered("professional", urgent_today="yes", spoke_on="2026-11-22", **said)
    opening = assembled("professional", answers).contact.opening
    assert (opening.spoke and opening.spoke.code) == spoke
    assert opening.spoke_on == (date(2026, 11, 22) if spoke == "yes" else None)
    assert ("spoke" in opening.not_answered) is (spoke is None)


@pytest.mark.parametrize("form", ["family", "community", "young-person", "allegation"])
def test_no_other_form_says_that_its_writer_spoke_to_the_hub_before(
    answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts], form: str
) -> None:
    opening = assembled(form, answered(form, urgent_today="yes", called_now="yes")).contact.opening
    assert opening.called_now
    assert opening.spoke is None


def test_in_barnet_the_written_referral_is_due_on_the_day_of_a_call_that_was_answered(
    answered: Callable[..., Answers],
) -> None:
    answers = answered("professional", urgent_today="yes", called_now="yes", spoke_on="2026-11-21")
    live = walk(forms(BARNET)["professional"], answers, DAY)
    assert written(BARNET, live.facts, datetime(2026, 11, 22, 9, 0, tzinfo=UTC)) == Written(
        date(2026, 11, 21), late=True
    )


def test_a_childs_age_is_in_whole_years(
    answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts]
) -> None:
    ages: dict[str, tuple[str, dict[str, Answer], int | None]] = {
        "the day before a birthday": ("date-of-birth", {"date_of_birth": "2019-11-23"}, 6),
        "a birthday": ("date-of-birth", {"date_of_birth": "2019-11-22"}, 7),
        "estimated": ("estimated-age", {"estimated_age": 9}, 9),
        "unborn": ("unborn", {"expected_date": "2027-01-01"}, None),
        "not known": ("not-known", {}, None),
    }
    for case, (birth, said, years) in ages.items():
        contact = assembled("professional", answered("professional", birth=birth, **said)).contact
        assert contact.children[0].age == years, case


def test_the_source_of_a_referrer_who_must_stay_unknown_is_kept_apart(
    answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts]
) -> None:
    for keep, places in (("no", (True, False)), ("yes", (False, True))):
        parts = assembled("professional", answered("professional", keep_name_from_family=keep))
        told = (parts.contact.source_of_referral, parts.restricted.source_of_referral)
        assert tuple(source is not None for source in told) == places


WHERE = [
    pytest.param("NN13 6AA", "brackley", False, id="one locality"),
    pytest.param("nn136aa", "brackley", False, id="typed in any way"),
    pytest.param("NN7 1AA", None, False, id="may be several"),
    pytest.param("SW1A 1AA", None, True, id="elsewhere"),
    pytest.param("ZZ99 3VZ", None, False, id="no fixed address"),
    pytest.param(None, None, False, id="not said"),
]


@pytest.mark.parametrize("form", ["professional", "family"])
@pytest.mark.parametrize(("postcode", "locality", "elsewhere"), WHERE)
def test_a_home_has_its_locality_and_a_mark_where_it_is_another_councils(
    answered: Callable[..., Answers],
    assembled: Callable[[str, Answers], Parts],
    form: str,
    postcode: str | None,
    locality: str | None,
    *,
    elsewhere: bool,
) -> None:
    contact = assembled(form, answered(form, lives="address", postcode=postcode)).contact
    home = contact.children[0] if form == "professional" else contact.home
    assert home
    assert (home.locality and home.locality.code) == locality
    assert home.other_area == elsewhere


@pytest.mark.parametrize(
    ("address", "locality", "elsewhere"),
    [
        ("The blue door in Mill Lane\nBrackley nn13 6aa", "brackley", False),
        ("9 High Street, SW1A 1AA", None, True),
        ("9 High Street", None, False),
    ],
)
def test_a_postcode_among_the_words_of_an_address_tells_as_much(
    answered: Callable[..., Answers],
    assembled: Callable[[str, Answers], Parts],
    address: str,
    locality: str | None,
    *,
    elsewhere: bool,
) -> None:
    found = assembled("community", answered("community", find_address=address)).contact.finding
    home = assembled("family", answered("family", address=address, postcode=None)).contact.home
    for place in (found, home):
        assert place
        assert (place.locality and place.locality.code) == locality
        assert place.other_area == elsewhere


def test_a_locality_that_somebody_named_stands() -> None:
    named = Coded(code="corby", label="Corby")
    assert (
        located(load_profile("northamptonshire"), Home(postcode="NN13 6AA", locality=named)).locality == named
    )
