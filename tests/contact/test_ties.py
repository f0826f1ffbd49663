"""Who wrote and must stay unknown is told by nothing in the open part: not by what they are to whom it is about."""

from typing import Any

import pytest

from app.contact.apart import sealed_apart
from app.contact.assemble import Parts
from app.contact.people import Ties
from app.profiles.model import Profile
from app.receiver.copies.readable import readable, readable_apart
from app.templating.rendering import Templates
from tests.contact.conftest import fill, over, sent

HOW = "I am her grandmother and live at number 4"
COMMUNITY = ("community", "keep-from-family", {"writer": "relative", "your_relation": HOW})
FRIEND = (
    "young-person",
    "keep-from-family",
    {"about": "somebody-else", "writer": "relative", "your_relation": HOW},
)
ADULT = ("allegation", "keep-from-adult", {"at_work": "no", "writer": "relative", "knows_adult": HOW})
FORMS = [pytest.param(*case, id=case[0]) for case in (COMMUNITY, FRIEND, ADULT)]


def parts_of(form: str, **said: Any) -> Parts:
    return sent(form, fill(form, keep="no", keep_what=None, kept_address=None, **said))


@pytest.mark.parametrize("stays", ["keeps it", "anonymous", None])
@pytest.mark.parametrize(("form", "kept", "said"), FORMS)
def test_what_the_writer_is_to_them_is_sealed_apart_where_nobody_may_know_who_wrote(
    form: str, kept: str, said: dict[str, Any], stays: str | None
) -> None:
    anonymity = kept if stays == "keeps it" else stays
    parts = parts_of(form, anonymity=anonymity, **said)
    open_part = parts.contact.document().decode()
    assert HOW not in open_part
    assert '"writer"' not in open_part
    assert '"your_relation"' not in open_part
    assert '"knows_adult"' not in open_part
    ties = parts.restricted.ties
    assert ties
    assert ties.writer
    assert ties.writer.code == "relative"
    assert HOW in (ties.your_relation, ties.knows_adult)
    assert parts.contact.kept_apart


@pytest.mark.parametrize(("form", "kept", "said"), FORMS)
def test_what_a_named_writer_is_to_them_stays_with_the_rest(
    form: str, kept: str, said: dict[str, Any]
) -> None:
    parts = parts_of(form, anonymity="named", **said)
    assert kept
    assert HOW in parts.contact.document().decode()
    assert parts.restricted.ties is None
    assert parts.contact.source_of_referral
    assert parts.contact.source_of_referral.dfe == "1A"


@pytest.mark.parametrize(
    ("anonymity", "writer", "in_the_open"),
    [
        ("keep-from-family", "relative", None),
        ("keep-from-family", "acquaintance", None),
        ("keep-from-family", "other", None),
        ("keep-from-family", None, "10"),
        ("anonymous", "relative", "9"),
        (None, "relative", "9"),
        ("named", "acquaintance", "1B"),
    ],
)
def test_the_source_of_referral_is_in_the_open_only_where_it_tells_of_nobody(
    anonymity: str | None, writer: str | None, in_the_open: str | None
) -> None:
    parts = parts_of("community", anonymity=anonymity, writer=writer, your_relation=None)
    source, apart = parts.contact.source_of_referral, parts.restricted.source_of_referral
    assert (source.dfe if source else None) == in_the_open
    assert (apart is None) == (in_the_open is not None)


def test_whoever_says_nothing_of_it_has_nothing_kept_apart() -> None:
    parts = parts_of("community", anonymity="anonymous", writer=None, your_relation=None)
    assert not parts.contact.kept_apart
    assert not parts.restricted.says_something
    finding = parts.contact.finding
    assert finding
    assert not {"writer", "your_relation"} & set(finding.not_answered)


def test_a_child_who_writes_of_themselves_is_said_to_so_that_nobody_tells_the_family() -> None:
    parts = parts_of("young-person", about="me", anonymity="keep-from-family")
    assert parts.contact.finding
    assert parts.contact.finding.about
    assert parts.contact.source_of_referral
    assert parts.contact.source_of_referral.dfe == "1C"
    assert parts.restricted.source_of_referral is None


@pytest.mark.parametrize(("keep", "places"), [("no", (True, False)), ("yes", (False, True))])
def test_whether_a_referrer_did_their_own_duty_tells_their_profession(
    keep: str, places: tuple[bool, bool]
) -> None:
    answers = fill("professional", agency="gp", concerns=["fgm"], keep_name_from_family=keep, duty_done="yes")
    parts = sent("professional", answers)
    duty = parts.restricted.duty
    assert (bool(parts.contact.story.duty_done), bool(duty and duty.duty_done)) == places
    assert (b"duty_done" in parts.contact.document()) == places[0]
    left_out = {question for _, question in sealed_apart(over("professional", answers))}
    assert ("duty_done" in left_out) == places[1]


@pytest.mark.parametrize(("form", "kept", "said"), FORMS)
def test_a_copy_for_the_writers_paper_leaves_it_out(form: str, kept: str, said: dict[str, Any]) -> None:
    for anonymity, expected in ((kept, True), ("anonymous", True), ("named", False)):
        walk = over(form, fill(form, anonymity=anonymity, **said))
        left_out = {question for _, question in sealed_apart(walk)}
        asked = {question for question in said if question in Ties.model_fields}
        assert (asked <= left_out) is expected


@pytest.mark.parametrize(("form", "kept", "said"), FORMS)
def test_the_hub_reads_all_of_it_in_the_restricted_copy(
    council: Profile, form: str, kept: str, said: dict[str, Any]
) -> None:
    parts, templates = parts_of(form, anonymity=kept, **said), Templates(council)
    open_copy = readable(templates, parts.contact, apart=True, named=True)
    assert HOW not in open_copy
    assert "Family member, relative or carer" not in open_copy
    assert "KEPT APART" in open_copy
    restricted = readable_apart(templates, parts.contact, parts.restricted)
    assert HOW in restricted
    assert "Family member, relative or carer" in restricted


def test_that_an_adult_tells_of_themselves_is_in_the_open() -> None:
    parts = parts_of("allegation", at_work="no", anonymity=None, writer="accused", knows_adult=None)
    assert parts.contact.allegation
    assert parts.contact.allegation.writer
    assert parts.contact.allegation.writer.code == "accused"
    assert parts.contact.allegation.writer.label == "The adult it is about"
    assert parts.restricted.ties is None


def test_who_tells_at_work_of_an_adult_and_hides_nothing_has_all_of_it_in_the_open() -> None:
    parts = parts_of("allegation", at_work="yes", keep_name_from_adult="no")
    assert parts.contact.referrer
    assert parts.contact.source_of_referral
    assert parts.restricted.source_of_referral is None
    assert parts.restricted.ties is None
    assert not parts.contact.kept_apart
