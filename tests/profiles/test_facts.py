"""Every row of what the sources say of the two hubs, against the profile that must hold it."""

import re
import tomllib
from collections.abc import Callable

import pytest

from app.profiles.loading import SHIPPED, load_profile
from app.profiles.model import Profile
from app.profiles.spoken import opening_times
from app.profiles.week import Hours, Week
from app.profiles.words import Words

NORTH = load_profile("northamptonshire")
BARNET = load_profile("barnet")
ROOT = SHIPPED.parents[1]
NEVER = {
    "a superseded number of the MASH": r"0300 ?126 ?1000",
    "a superseded number for complaints": r"01604 ?363 ?436",
    "the old time for an assessment": r"\b(10|ten) (working )?days",
    "the old law": r"Data Protection Act 1998|\b1998\b",
}


def words(council: Profile) -> Words:
    return council.spoken["en"]


def hours(published: Hours | None) -> list[str]:
    assert isinstance(published, Week)
    return [str(sentence) for sentence in opening_times(published)]


def consultation(council: Profile) -> tuple[str, list[str]]:
    line = council.telephone.consultation
    assert line is not None
    return line.number, hours(line.hours)


NORTHAMPTONSHIRE_ROWS: dict[str, tuple[Callable[[Profile], object], object]] = {
    "the hub": (lambda c: (c.name, c.hub_name, c.hub_short), (
        "Northamptonshire Children’s Trust", "Multi-Agency Safeguarding Hub (MASH)", "MASH")),
    "telephone, everyone": (lambda c: c.telephone.main.number, "0300 126 7000"),
    "emergency": (lambda c: (c.telephone.emergency.number, c.telephone.emergency.note), (
        "999", "If a child may be in immediate danger")),
    "out of hours": (lambda c: (c.telephone.out_of_hours.number, c.telephone.out_of_hours.note), (
        "01604 626938", "In the evening, at night, at the weekend or on a bank holiday")),
    "complaints": (lambda c: (c.complaints.who, c.complaints.number), (
        "the Customer Feedback team", "01604 636 436")),
    "address": (lambda c: c.address, (
        "Children, Families, and Education", "Criminal Justice Centre", "700 Pavilion Drive")),
    "guidance for levels of need": (lambda c: c.guidance.name, "Thresholds and Pathways guidance"),
    "partner agencies": (lambda c: c.partners, (
        "children’s social care", "Northamptonshire Police", "NHS and other health services",
        "schools and education services", "the Probation Service", "the Youth Offending Service",
        "East Midlands Ambulance Service", "Northamptonshire Fire and Rescue Service",
        "domestic abuse advisers", "adult social care", "the Early Help team",
        "crime reduction and substance misuse services")),
    "below the threshold": (lambda c: c.words["en"].early_help_service, "Partnership Service"),
    "targeted needs": (lambda c: next(one.description for one in c.levels if one.slug == "targeted"), (
        "Needs that the services already involved are not meeting. An Early Help Coordinator can help, if the "
        "family agrees.")),
    "localities": (lambda c: [one.label for one in c.localities], [
        "Brackley", "Corby", "Daventry", "East Northants", "Kettering", "Northampton", "Towcester",
        "Wellingborough", "Elsewhere in North Northamptonshire", "Elsewhere in West Northamptonshire"]),
    "opening hours": (lambda c: c.hours, "not published"),
    "after a telephone call": (lambda c: c.periods.written_after_call, "not-published"),
    "consultation line": (lambda c: c.telephone.consultation, None),
}  # fmt: skip
BARNET_ROWS: dict[str, tuple[Callable[[Profile], object], object]] = {
    "the hub": (lambda c: (c.name, c.hub_name, c.hub_short), (
        "Barnet Council", "Multi-Agency Safeguarding Hub (MASH)", "MASH")),
    "telephone": (lambda c: c.telephone.main.number, "020 8359 4066"),
    "hours": (lambda c: hours(c.hours), ["Monday to Thursday, 9am to 5:15pm", "Friday, 9am to 5pm"]),
    "out of hours": (lambda c: (c.telephone.out_of_hours.name, c.telephone.out_of_hours.number), (
        "the Emergency Duty Team", "020 8359 2000")),
    "the police, at any time": (lambda c: (c.telephone.emergency.number, c.telephone.emergency.note), (
        "999", "If a child may be in immediate danger, at any time")),
    "consultation line": (consultation, ("020 8359 4336", ["Monday to Friday, 11am to midday"])),
    "telephoned first": (lambda c: c.periods.written_after_call, "same-day"),
    "core agencies": (lambda c: c.partners, (
        "children’s social care", "the police", "health services", "schools and education services",
        "child and adolescent mental health services (CAMHS)", "adult services", "substance misuse services",
        "early intervention services", "probation", "housing")),
    "outcome": (lambda c: c.words["en"].early_help_service, "Early Help and Prevention services"),
    "not happy, a family": (lambda c: (c.complaints.who, c.complaints.number, c.complaints.email), (
        "the Children’s Service Complaints Officer", "020 8359 7008",
        "childrens.service.complaints@barnet.gov.uk")),
    "legal basis named": (lambda c: [one.label for one in c.lawful_bases if "004" in one.cited], [
        "Children Act 2004, section 10: cooperation to improve well-being"]),
    "address": (lambda c: c.address, ("North London Business Park",)),
    "the highest level is that of section 47, and not BRAG’s red": (lambda c: c.levels[-1].description, (
        "A child suffers significant harm, or is likely to, at once or over a long time (section 47 of the Children "
        "Act 1989).")),
    "localities": (lambda c: c.localities, ()),
}  # fmt: skip
SENTENCES = {
    ("northamptonshire", "who_reads"): [
        "one team in one place for the whole county", "A senior social worker decides", "police", "health"],
    ("northamptonshire", "below_threshold"): [
        "straight to the Partnership Service", "information, advice and guidance", "Early Help if the family agrees",
    ],
    ("northamptonshire", "interpreting"): ["interpreter", "translation"],
    ("northamptonshire", "anonymous"): ["You do not have to say who you are"],
    ("northamptonshire", "next_allegation"): ["Designated Officer (LADO)", "24 hours", "0300 126 7000"],
    ("northamptonshire", "next_professional"): ["partners", "family", "Thresholds and Pathways guidance"],
    ("northamptonshire", "outcome_told"): ["email", "outcome"],
    ("northamptonshire", "urgent_call"): ["listen", "write down what worries you"],
    ("northamptonshire", "after_call"): ["written referral"],
    ("northamptonshire", "complaint_family"): ["0300 126 7000", "Customer Feedback team", "01604 636 436"],
    ("northamptonshire", "privacy"): ["signed agreement", "UK GDPR and the Data Protection Act 2018"],
    ("northamptonshire", "recorded_and_shared"): ["recorded", "shared with the partners"],
    ("barnet", "who_reads"): ["the one place", "from before birth up to 18", "whatever help is needed"],
    ("barnet", "after_call"): ["on the same day"],
    ("barnet", "urgent_call"): ["If the police are needed at once, call 999"],
    ("barnet", "talk_it_over"): ["020 8359 4336", "without making a referral", "at risk, we will ask you to refer"],
    ("barnet", "own_agency_first"): ["your own agency", "already works with the family"],
    ("barnet", "already_known"): ["goes straight to that person"],
    ("barnet", "next_professional"): [
        "as a contact", "If the child has a social worker, it goes to them", "senior social worker assesses the risk",
        "manager confirms", "Duty Assessment Team", "Early Help and Prevention services", "more information",
    ],
    ("barnet", "next_family"): ["somebody will tell you what is decided"],
    ("northamptonshire", "next_young_person"): ["only that way", "we will not, unless the law or a court makes us"],
    ("barnet", "next_young_person"): ["only that way", "we will not, unless the law or a court makes us"],
    ("northamptonshire", "next_community"): ["ask our partners what they know", "in touch with the child’s family"],
    ("barnet", "next_community"): ["ask our partners what they know", "in touch with the child’s family"],
    ("barnet", "outcome_told"): ["After a manager has made a decision", "Feedback to Referrer"],
    ("barnet", "complaint_referrer"): ["MASH Team Manager", "Head of Intake and Assessment"],
    ("barnet", "complaint_family"): [
        "MASH manager first", "why information was shared and how the decision was made",
        "Children’s Service Complaints Officer", "020 8359 7008", "childrens.service.complaints@barnet.gov.uk",
    ],
    ("barnet", "privacy"): [
        "signed agreement", "data sharing code of practice", "UK GDPR and the Data Protection Act 2018",
    ],
    ("barnet", "recorded_and_shared"): ["recorded", "shared with the partners"],
}  # fmt: skip


@pytest.mark.parametrize("fact", NORTHAMPTONSHIRE_ROWS)
def test_northamptonshire_says_what_its_sources_say(fact: str) -> None:
    read, expected = NORTHAMPTONSHIRE_ROWS[fact]
    assert read(NORTH) == expected


@pytest.mark.parametrize("fact", BARNET_ROWS)
def test_barnet_says_what_its_source_says(fact: str) -> None:
    read, expected = BARNET_ROWS[fact]
    assert read(BARNET) == expected


@pytest.mark.parametrize("council", [NORTH, BARNET], ids=lambda council: council.slug)
def test_national_numbers_are_the_same_everywhere(council: Profile) -> None:
    lines = (council.telephone.emergency, council.telephone.police, council.telephone.childline)
    assert [line.number for line in lines] == ["999", "101", "0800 1111"]
    helpline = council.telephone.domestic_abuse
    assert helpline
    assert helpline.number == "0808 2000 247"
    for_men = council.telephone.domestic_abuse_men
    assert for_men
    assert for_men.number == "0808 801 0327"


@pytest.mark.parametrize(("slug", "key"), SENTENCES)
def test_a_sentence_holds_the_facts_of_its_source(slug: str, key: str) -> None:
    sentence = words(load_profile(slug)).sentences[key]
    assert not [fact for fact in SENTENCES[slug, key] if fact not in sentence]


@pytest.mark.parametrize("council", [NORTH, BARNET], ids=lambda council: council.slug)
def test_who_reads_how_a_family_is_told_reads_that_ways_which_are_not_safe_are_not_used(
    council: Profile,
) -> None:
    """A letter that comes to the house where somebody reads it can do great harm."""
    assert re.search(r"safe, (it uses|they use) only those", council.help["en"].told)


@pytest.mark.parametrize("key", ["who_reads", "next_community", "next_young_person"])
def test_in_northamptonshire_nobody_is_promised_that_a_social_worker_reads_it(key: str) -> None:
    """MASH officers do, and a senior social worker decides (000, 001, 002)."""
    said = words(NORTH).sentences[key]
    assert "senior social worker" in said
    assert not re.search(r"social workers? reads? ", said, re.IGNORECASE)


@pytest.mark.parametrize("council", [NORTH, BARNET], ids=lambda council: council.slug)
def test_nobody_is_sent_at_night_to_a_number_that_is_answered_by_day(council: Profile) -> None:
    said = words(council).next_allegation
    assert f"When the team is open, call {council.telephone.for_allegations.number}" in said


@pytest.mark.parametrize("gone", NEVER)
def test_what_no_longer_holds_is_said_nowhere(gone: str) -> None:
    said = {
        path.name: str(tomllib.loads(path.read_text(encoding="utf-8"))) for path in SHIPPED.glob("*.toml")
    }
    shown = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    said |= {str(path): path.read_text(encoding="utf-8") for path in (*shown, *(ROOT / "app").rglob("*.py"))}
    assert not [name for name, text in said.items() if re.search(NEVER[gone], text, re.IGNORECASE)]
