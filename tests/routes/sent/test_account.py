"""What whoever sent a referral is told of it: by audience, by what was decided, and by the hour."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.envelope.events import CLOSED, DECIDED, RECEIVED, REQUESTED, SCREENING
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.outcomes import Audience, Outcome, audience_of
from app.routes.sent.account import LATE, Account, account
from app.services.progress import Progress
from app.storage.referrals import RecordedEvent, Referral
from app.vocabulary import FormName, Route

# A Monday, while Barnet's hub is open; it decides by 5:15pm on the Tuesday.
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 17, 15, tzinfo=UTC)
BARNET = load_profile("barnet")
NEWER = "of-next-year"
KINDS = (RECEIVED, SCREENING, REQUESTED, DECIDED, CLOSED)
SENDERS = {
    Audience.PROFESSIONAL: (FormName.PROFESSIONAL, Route.SAFEGUARDING),
    Audience.FAMILY: (FormName.FAMILY, Route.FAMILY),
    Audience.COMMUNITY: (FormName.COMMUNITY, Route.COMMUNITY),
    Audience.ALLEGATION: (FormName.ALLEGATION, Route.ALLEGATION),
}
PUBLIC = [Audience.FAMILY, Audience.COMMUNITY, Audience.ALLEGATION]


def told(
    audience: Audience,
    *kinds: str,
    council: Profile = BARNET,
    now: datetime = MONDAY,
    outcome: str = Outcome.EARLY_HELP,
    form: str = "",
    route: str = "",
    sent: datetime = MONDAY,
) -> Account:
    usual_form, usual = SENDERS[audience]
    referral = Referral(
        UUID(int=7),
        "BN-7K4M-9QXR",
        form or usual_form,
        council.slug,
        route or usual,
        urgent=False,
        received_at=sent,
        code_digest=bytes(32),
    )
    events = [
        RecordedEvent(
            kind,
            referral.message_id,
            kind,
            sent + timedelta(minutes=minute),
            outcome if kind == DECIDED else None,
        )
        for minute, kind in enumerate(kinds, start=1)
    ]
    return account(council, Progress(referral, events), now)


def words(shown: Account) -> str:
    return " ".join(f"{passage.title} {' '.join(map(str, passage.says))}" for passage in shown.passages)


def steps(shown: Account) -> list[tuple[str, bool]]:
    return [(step.text, step.done) for step in shown.steps]


@pytest.mark.parametrize("audience", Audience)
def test_before_the_hub_has_it_every_step_to_come_is_shown(audience: Audience) -> None:
    hub = "With the Designated Officer" if audience is Audience.ALLEGATION else "With our team"
    assert steps(told(audience)) == [
        ("Received by us", True),
        (hub, False),
        ("Being looked at", False),
        ("Decided", False),
    ]


def test_a_professional_sees_every_step() -> None:
    shown = told(Audience.PROFESSIONAL, *KINDS)
    assert steps(shown) == [
        (text, True)
        for text in (
            *("Received by us", "With our team", "Being looked at", "More information asked for"),
            *("Decided", "Closed"),
        )
    ]
    assert [str(step.time) for step in shown.steps][1] == "at 10:01am on 23 November 2026"


@pytest.mark.parametrize("audience", Audience)
def test_of_an_outcome_that_only_a_newer_portal_knows_there_is_one(audience: Audience) -> None:
    shown = told(audience, *KINDS[:4], outcome="outcome-of-next-year")
    assert steps(shown)[-1] == ("Decided", True)
    assert "The decision A decision has been made." in words(shown)
    whom_to_ask = "We cannot show here yet what it is. Call the MASH on 020 8359 4066"
    assert (whom_to_ask in words(shown)) is (audience is Audience.PROFESSIONAL)


def test_a_step_that_only_a_newer_portal_knows_says_that_the_hub_has_it() -> None:
    shown = told(Audience.PROFESSIONAL, "uk.mash.contact.of-next-year")
    assert steps(shown)[1:3] == [("With our team", True), ("Being looked at", False)]


@pytest.mark.parametrize(("form", "route"), [(NEWER, ""), ("", NEWER)])
def test_of_what_only_a_newer_portal_knows_it_is_said_how_far_it_has_come(form: str, route: str) -> None:
    shown = told(Audience.PROFESSIONAL, *KINDS[:3], form=form, route=route)
    assert steps(shown) == [
        ("Received by us", True),
        ("With our team", True),
        ("Being looked at", True),
        ("Decided", False),
    ]
    # What else it promises, and whom it tells what was decided, is not known here.
    assert words(shown) == (
        "What happens next There is nothing new yet that we can show here. "
        "When you call, have your reference ready."
    )
    late = told(Audience.PROFESSIONAL, *KINDS[:2], now=DUE + timedelta(days=9), form=form, route=route)
    assert words(late) == words(shown)
    decided = told(Audience.PROFESSIONAL, *KINDS, form=form, route=route)
    assert steps(decided)[-2:] == [("Decided", True), ("Closed", True)]
    assert "A decision has been made." in words(decided)
    assert "Early Help" not in words(decided)


def test_an_allegation_stays_one_on_a_route_that_is_not_known_here() -> None:
    shown = told(Audience.ALLEGATION, RECEIVED, route="route-of-next-year")
    assert "We aim to decide" not in words(shown)


def test_a_professional_need_do_nothing_about_information_that_nobody_asked_them_for() -> None:
    asked = (
        "If nobody has asked you for anything, you do not have to do anything. "
        "If we have asked you, call us. Or send another form, and give this reference there."
    )
    assert asked in words(told(Audience.PROFESSIONAL, *KINDS[:3]))
    assert asked not in words(told(Audience.PROFESSIONAL, *KINDS[:2]))
    assert asked not in words(told(Audience.PROFESSIONAL, *KINDS[:4]))


@pytest.mark.parametrize("audience", PUBLIC)
def test_others_are_not_told_that_information_was_asked_for(audience: Audience) -> None:
    for kinds in ((RECEIVED, REQUESTED), (RECEIVED, SCREENING, REQUESTED)):
        shown = told(audience, *kinds)
        assert [text for text, done in steps(shown) if done][2:] == ["Being looked at"]
        assert str(shown.steps[2].time) == "at 10:02am on 23 November 2026"


@pytest.mark.parametrize("outcome", Outcome)
def test_a_professional_is_told_what_was_decided_and_that_the_family_is_told_where_that_is_so(
    council: Profile, outcome: Outcome
) -> None:
    """What is passed on is for others to tell, and of no further action no source says that anybody does."""
    said = words(told(Audience.PROFESSIONAL, *KINDS[:4], council=council, outcome=outcome))
    nobody = {"partnership-service", "allocated-worker", "designated-officer", "no-further-action"}
    promised = f"The {council.hub_short} makes sure that the family is told, where that is safe."
    assert (promised in said) is (outcome not in nobody)
    assert "writes to the family" not in said
    needs_agreement = outcome in {Outcome.EARLY_HELP, Outcome.EARLY_HELP_ASSESSMENT}
    assert ("The family must agree to this" in said) is needs_agreement
    others = {words(told(Audience.PROFESSIONAL, *KINDS[:4], council=council, outcome=one)) for one in Outcome}
    assert len(others) == len(Outcome)


@pytest.mark.parametrize("audience", PUBLIC)
def test_nobody_else_can_tell_one_outcome_from_another(council: Profile, audience: Audience) -> None:
    said = {words(told(audience, *KINDS[:4], council=council, outcome=outcome)) for outcome in Outcome}
    assert len(said) == 1
    assert "A decision has been made." in said.pop()


def test_a_family_is_told_that_it_will_be_in_a_safe_way() -> None:
    assert "it will be in the way you said is safe" in words(told(Audience.FAMILY, *KINDS[:4]))


def test_whoever_told_of_an_adult_reads_whom_to_ask_once_it_is_decided() -> None:
    """The page did not say: an employer, who must act on it, was left with a decision that nobody tells."""
    said = words(told(Audience.ALLEGATION, *KINDS[:4]))
    assert "To ask about it, call 020 8359 4066, and have your reference ready." in said


def test_a_parent_reads_how_to_learn_what_was_decided_and_others_do_not() -> None:
    """No page says it, and whoever gave no safe way to be reached would wait for ever."""
    asks = "To ask what was decided, call the"
    said = {audience: words(told(audience, *KINDS[:4])) for audience in SENDERS}
    assert [audience for audience in SENDERS if asks in said[audience]] == [Audience.FAMILY]
    assert asks not in words(told(Audience.FAMILY, *KINDS[:3]))


@pytest.mark.parametrize("council", [BARNET, load_profile("northamptonshire")])
@pytest.mark.parametrize("audience", SENDERS)
def test_a_number_in_a_councils_words_on_a_complaint_can_be_made_a_link(
    audience: Audience, council: Profile
) -> None:
    shown = told(audience, *KINDS[:4], council=council).passages[1].says
    spelled = [one for one in shown if isinstance(one, str)]
    assert not [
        one for one in spelled if council.telephone.main.number in one or council.complaints.number in one
    ]


def test_who_disagrees_is_told_whom_to_turn_to(council: Profile) -> None:
    said = words(told(Audience.PROFESSIONAL, *KINDS[:4], council=council))
    assert f"I disagree with this decision Ask for the manager of the {council.hub_short}" in said
    assert council.spoken["en"].complaint_referrer in said
    lines = council.telephone
    assert f"Call {lines.main.number}, or {lines.out_of_hours.number} in the evening" in said
    assert "In an emergency, call 999." in said
    family = words(told(Audience.FAMILY, *KINDS[:4], council=council))
    assert council.spoken["en"].complaint_family in family
    assert council.complaints.number in family
    assert council.complaints.number in words(told(Audience.COMMUNITY, *KINDS[:4], council=council))


@pytest.mark.parametrize("audience", [Audience.PROFESSIONAL, Audience.FAMILY, Audience.COMMUNITY])
def test_the_promise_stands_to_its_last_minute_and_then_says_what_to_do(audience: Audience) -> None:
    in_time, late = (
        told(audience, RECEIVED, now=DUE),
        told(audience, RECEIVED, now=DUE + timedelta(seconds=1)),
    )
    assert "decide what to do by 5:15pm on Tuesday 24 November. If it cannot wait, call." in words(in_time)
    assert [passage.title for passage in late.passages] == [LATE]
    assert "aimed to decide what to do by 5:15pm on Tuesday 24 November" in words(late)
    assert "Call the MASH on 020 8359 4066, and have your reference ready." in words(late)
    assert "ask for the manager" in words(late)
    assert ("do not wait for an answer" in words(late)) is (audience is Audience.PROFESSIONAL)
    route = {Audience.PROFESSIONAL: "Head of Intake", Audience.COMMUNITY: "Complaints Officer"}
    assert route.get(audience, "Complaints Officer") in words(late)


def test_where_hours_are_not_published_a_promise_lasts_to_midnight_in_london() -> None:
    council = load_profile("northamptonshire")
    midnight = datetime(2026, 11, 25, tzinfo=UTC)
    before = told(Audience.FAMILY, council=council, now=midnight - timedelta(seconds=1))
    assert "by the end of Tuesday 24 November" in words(before)
    assert LATE in words(told(Audience.FAMILY, council=council, now=midnight))


def test_nothing_is_late_once_it_is_decided_or_closed() -> None:
    long_after = DUE + timedelta(days=30)
    for kinds in (KINDS[:4], (RECEIVED, CLOSED)):
        assert LATE not in words(told(Audience.PROFESSIONAL, *kinds, now=long_after))


def test_the_designated_officer_promises_no_day_and_one_to_ask_on_is_named() -> None:
    happens = f"What happens next {BARNET.spoken['en'].next_allegation}"
    call = "When you call, have your reference ready."
    early = words(told(Audience.ALLEGATION, RECEIVED))
    assert early.startswith(f"{happens} If this page shows nothing new by ")
    assert early.endswith(f", ask. {call}")
    late = words(told(Audience.ALLEGATION, RECEIVED, now=DUE + timedelta(days=30)))
    assert late == f"{happens} There is nothing new yet that we can show here. {call}"


def test_a_professional_is_told_how_they_will_hear_and_what_becomes_of_a_request_for_support() -> None:
    words_of = BARNET.spoken["en"]
    safeguarding = words(told(Audience.PROFESSIONAL, RECEIVED))
    support = words(told(Audience.PROFESSIONAL, RECEIVED, route=Route.EARLY_HELP))
    assert words_of.outcome_told in safeguarding
    assert words_of.outcome_told in support
    assert words_of.below_threshold not in safeguarding
    assert words_of.below_threshold in support


def test_what_the_hub_left_out_is_not_shown_once_it_is_over() -> None:
    assert steps(told(Audience.PROFESSIONAL, DECIDED)) == [
        ("Received by us", True),
        ("With our team", True),
        ("Decided", True),
    ]
    closed = told(Audience.PROFESSIONAL, CLOSED)
    assert steps(closed)[2:] == [("Closed", True)]
    assert "If you have a new worry" in words(closed)


def test_what_is_closed_without_a_decision_says_how_to_ask_and_to_whom_to_complain() -> None:
    said = {audience: words(told(audience, RECEIVED, CLOSED)) for audience in SENDERS}
    none = "The decision There is no decision that we can show here."
    assert said[Audience.PROFESSIONAL].startswith(f"{none} Call the MASH on 020 8359 4066")
    assert said[Audience.FAMILY].startswith(f"{none} To ask what was decided, call the MASH")
    assert said[Audience.COMMUNITY].startswith(f"{none} To ask about it, call the MASH on 020 8359 4066")
    assert said[Audience.ALLEGATION].startswith(f"{none} To ask about it, call 020 8359 4066, and")
    assert "Head of Intake" in said[Audience.PROFESSIONAL]
    for audience in PUBLIC:
        assert "If you are unhappy with this" in said[audience]
        assert BARNET.complaints.number in said[audience]
    assert none not in words(told(Audience.PROFESSIONAL, *KINDS))


@pytest.mark.parametrize("form", [FormName.COMMUNITY, FormName.YOUNG_PERSON])
def test_somebody_unknown_may_ask_without_a_name_and_is_promised_nothing(form: FormName) -> None:
    said = words(told(Audience.COMMUNITY, RECEIVED, CLOSED, form=form))
    assert "You do not have to say who you are." in said
    assert "we may not be able to say more" in said
    assert not any(
        promise in said for promise in ("They ask who you are", "If we contact you", "we will call")
    )


def test_only_a_decision_that_is_another_takes_the_place_of_one() -> None:
    twice = (RECEIVED, DECIDED, DECIDED)
    assert "takes the place" not in words(told(Audience.PROFESSIONAL, *twice))


@pytest.mark.parametrize("form", FormName)
@pytest.mark.parametrize("route", Route)
def test_every_form_and_route_has_one_audience(form: FormName, route: Route) -> None:
    audience = audience_of(form, route)
    allegation = route is Route.ALLEGATION or form is FormName.ALLEGATION
    assert (audience is Audience.ALLEGATION) is allegation
    assert allegation or (audience is Audience.PROFESSIONAL) is (form is FormName.PROFESSIONAL)


CHRISTMAS_EVE = datetime(2026, 12, 24, 23, 30, tzinfo=UTC)
UNREAD = "Nobody may read this until 9am on Tuesday 29 December. If it cannot wait, call 020 8359 2000."


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("kinds", [(), (RECEIVED,)])
def test_whoever_looks_before_anybody_may_have_read_it_is_told_so(
    audience: Audience, kinds: tuple[str, ...]
) -> None:
    asked = datetime(2026, 12, 26, 11, tzinfo=UTC)
    shown = words(told(audience, *kinds, sent=CHRISTMAS_EVE, now=asked))
    assert UNREAD in shown
    assert shown.count("cannot wait") == 1


@pytest.mark.parametrize(
    ("kinds", "sent", "now"),
    [
        ((RECEIVED, SCREENING), CHRISTMAS_EVE, datetime(2026, 12, 26, 11, tzinfo=UTC)),
        ((RECEIVED,), CHRISTMAS_EVE, datetime(2026, 12, 29, 9, tzinfo=UTC)),
        ((RECEIVED,), MONDAY, datetime(2026, 11, 23, 22, tzinfo=UTC)),
    ],
    ids=["looked-at", "open-again", "sent-while-open"],
)
def test_what_may_have_been_read_is_not_said_to_be_unread(
    kinds: tuple[str, ...], sent: datetime, now: datetime
) -> None:
    assert "Nobody may read" not in words(told(Audience.COMMUNITY, *kinds, sent=sent, now=now))
