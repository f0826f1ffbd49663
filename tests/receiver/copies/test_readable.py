"""The readable copy: what matters first, every answer under its label, nothing that can run."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import html5lib
import pytest

from app.contact.answered import Coded, Part
from app.contact.model import Allegation, Caution, Contact, Finding, Opening, Story, Unmet
from app.contact.people import Adult, AgreementOfPerson, Child, Referrer, Relationship
from app.profiles.model import Profile
from app.receiver.copies.headings import LABELS
from app.receiver.copies.readable import readable
from app.templating.rendering import Templates
from app.vocabulary import Admission, FormName, Route

YES = Coded(code="yes", label="Yes")
SCRIPT = "<script>alert('Ana & Ben')</script>"


def test_urgent_comes_first_then_that_the_family_was_not_told(shown: Callable[..., str]) -> None:
    text = shown(urgent=True, family_not_told=True, opening=Opening(danger=YES), apart=True)
    places = [
        text.index(banner)
        for banner in (
            "IMMEDIATE DANGER",
            "URGENT",
            "FAMILY NOT TOLD: speak to the referrer before any contact",
            "KEPT APART",
            "A bruise on one arm.",
        )
    ]
    assert places == sorted(places)


def test_without_any_of_that_there_is_no_banner(shown: Callable[..., str]) -> None:
    text = shown()
    assert not any(word in text for word in ("DANGER", "URGENT", "NOT TOLD", "KEPT APART"))


def test_the_foot_of_its_printed_pages_is_no_html_and_holds_no_reference_to_a_mark(
    profile: Profile, contact: Callable[..., Contact]
) -> None:
    html = readable(Templates(profile), contact(), apart=False, named=False)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    (style,) = tree.iter("style")
    assert "@bottom-left" in style.text
    assert "&" not in style.text


def test_what_is_still_to_be_asked_is_listed_by_its_label(shown: Callable[..., str]) -> None:
    text = shown(
        unmet=(
            Unmet(page="level", question="level"),
            Unmet(page="children/x/sex", question="sex", about="Ana Nowak"),
            Unmet(page="odd", question="unheard-of"),
        )
    )
    assert (
        "Still to be asked\nNot answered: urgent\nLevel of need, as the referrer sees it\nSex:\nAna Nowak"
        in text
    )
    assert "unheard-of" in text


ANA = Child(
    contact_id="NN-7K4M-9QXR/1", first_name="Ana", last_name="Nowak", date_of_birth=date(2019, 2, 3), age=7
)
BEN = Child(contact_id="NN-7K4M-9QXR/2", not_known=("first_name",), not_answered=("school",))
MOTHER = Coded(code="mother", label="Mother")


@pytest.fixture
def tables(profile: Profile, contact: Callable[..., Contact]) -> Callable[..., list[list[list[str]]]]:
    """The tables of a readable copy: rows of cells, each with its lines as one text."""

    def read(**given: object) -> list[list[list[str]]]:
        html = readable(Templates(profile), contact(**given), apart=False, named=False)
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
        return [
            [
                [" / ".join("".join(cell.itertext()).split("\n")).strip(" /") for cell in row]
                for row in table.iter("tr")
            ]
            for table in tree.iter("table")
        ]

    return read


def test_the_children_are_a_table_with_a_row_for_each(tables: Callable[..., list[list[list[str]]]]) -> None:
    ((heads, ana, ben),) = tables(children=(ANA, BEN))
    assert heads == ["Contact id", "Name", "Age", "School or setting"]
    assert ana[:3] == ["NN-7K4M-9QXR/1", "Ana Nowak", "3 February 2019 / Age in years when sent: 7"]
    assert ben[:2] == ["NN-7K4M-9QXR/2", "First name: Not known"]


def test_not_known_not_answered_and_not_asked_are_three_things(
    tables: Callable[..., list[list[list[str]]]],
) -> None:
    one = Child(contact_id="x/1", not_known=("sex",), not_answered=("school",))
    ((heads, row, other),) = tables(children=(one, Child(contact_id="x/2", first_language="Polish")))
    assert heads[3:] == ["Sex", "School or setting", "Language"]
    assert row[3:] == ["Sex: Not known", "Not answered", "Not asked"]
    assert other[3:] == ["Not asked", "Not asked", "Polish"]


def test_adults_by_children_say_who_is_what_to_whom(tables: Callable[..., list[list[list[str]]]]) -> None:
    mother = Relationship(child=ANA.contact_id, relation=MOTHER, responsibility=YES)
    unknown = Relationship(child=BEN.contact_id, not_known=("relation",), not_answered=("responsibility",))
    ewa = Adult(adult_first_name="Ewa", relations=(unknown, mother))
    _, matrix = tables(children=(ANA, BEN), adults=(ewa, Adult(not_known=("adult_first_name",))))
    assert matrix == [
        ["Name", "NN-7K4M-9QXR/1 Ana Nowak", "NN-7K4M-9QXR/2"],
        [
            "Ewa",
            "Mother / Parental responsibility: Yes",
            "Relation: Not known / Parental responsibility: Not answered",
        ],
        ["First name: Not known", "Not asked", "Not asked"],
    ]


def test_twelve_children_are_two_tables_of_six_across(tables: Callable[..., list[list[list[str]]]]) -> None:
    children = tuple(Child(contact_id=f"x/{number}") for number in range(1, 13))
    _, first, second = tables(children=children, adults=(Adult(adult_first_name="Ewa"),))
    assert [first[0][1:], second[0][1:]] == [
        [f"x/{number}" for number in range(1, 7)],
        [f"x/{number}" for number in range(7, 13)],
    ]


def test_another_name_of_an_adult_stands_with_the_name(tables: Callable[..., list[list[list[str]]]]) -> None:
    darren = Adult(adult_first_name="Darren", adult_last_name="Pike", adult_other_names="Darren Cole")
    *_, adults = tables(children=(ANA,), adults=(darren,))
    assert adults[1][0] == "Darren Pike / Other names: Darren Cole"


def test_what_is_in_no_column_stands_under_each_name(shown: Callable[..., str]) -> None:
    ana = ANA.model_copy(update={"religion": "Catholic"})
    assert "NN-7K4M-9QXR/1 Ana Nowak\nReligion or belief\nCatholic" in shown(children=(ana, BEN))
    text = shown(adults=(Adult(adult_phone="01632 960001"), Adult(adult_last_name="Ahmed", adult_age=40)))
    assert "Adult 1\nTelephone\n01632 960001" in text
    assert "Ahmed\nAge\n40" in text


def test_it_says_that_something_must_be_kept_from_somebody(shown: Callable[..., str]) -> None:
    assert "Risk if the family knew who referred\nYes" in shown(caution=Caution(keep_name_from_family=YES))


def test_an_agreement_says_whose_and_by_which_rule(shown: Callable[..., str]) -> None:
    text = shown(
        agreement=(
            AgreementOfPerson(
                person="Ewa Nowak", row=Admission.C3, agreement=Coded(code="refused", label="No")
            ),
        )
    )
    assert "Ewa Nowak\nAgrees\nNo\nRule\nTold, and agrees\nC3" in text


@pytest.mark.parametrize("rule", Admission)
def test_a_rule_says_what_it_means(shown: Callable[..., str], rule: Admission) -> None:
    lines = shown(admitted_by=rule).partition("About this contact")[2].split("\n")
    at = lines.index("Admitted by rule")
    assert lines[at + 2] == rule
    assert len(lines[at + 1].split()) > 2


def test_several_answers_and_lines_are_lines_and_dfe_codes_stand_beside(shown: Callable[..., str]) -> None:
    concerns = (Coded(code="neglect", label="Neglect", dfe="5"), Coded(code="fgm", label="FGM", dfe="18"))
    text = shown(opening=Opening(concerns=concerns), story=Story(worry="One.\nTwo."))
    assert "Concerns\nNeglect\n5\nFGM\n18" in text
    assert "The worry\nThe worry\nOne.\nTwo." in text


def test_it_says_when_it_was_received_on_the_clocks_of_london(shown: Callable[..., str]) -> None:
    assert "Received: 4:50pm on Sunday 22 November 2026, UK time" in shown()
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert "Received: 12:30am on Thursday 2 July 2026, UK time" in shown(received_at=summer)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"form": FormName.PROFESSIONAL}, "Contact from a professional"),
        ({"form": FormName.FAMILY}, "Contact from a parent or carer"),
        ({"form": FormName.COMMUNITY}, "Contact from somebody in the community"),
        ({"form": FormName.YOUNG_PERSON}, "Contact from a young person"),
        ({"form": FormName.ALLEGATION}, "Concern about an adult who works with children"),
        ({"route": Route.ALLEGATION}, "Concern about an adult who works with children"),
    ],
)
def test_its_title_says_what_it_is(shown: Callable[..., str], given: dict[str, object], title: str) -> None:
    assert title in shown(**given)


def test_that_the_family_was_not_told_is_said_only_where_it_is_so(shown: Callable[..., str]) -> None:
    assert "Family not told\nYes" in shown(family_not_told=True)
    for form in FormName:
        assert "Family not told" not in shown(form=form)


def test_nothing_that_was_written_can_run(profile: Profile, contact: Callable[..., Contact]) -> None:
    sent = contact(
        story=Story(worry=SCRIPT),
        children=(Child(contact_id="NN-7K4M-9QXR/1", first_name=SCRIPT),),
        agreement=(AgreementOfPerson(person=SCRIPT, row=Admission.C1),),
        adults=(Adult(adult_first_name=SCRIPT, relations=(Relationship(child=SCRIPT, relation=YES),)),),
        referrer=Referrer(your_name=SCRIPT, agency=Coded(code="x", label=SCRIPT, dfe=SCRIPT)),
        unmet=(Unmet(page=SCRIPT, question=SCRIPT),),
    )
    html = readable(Templates(profile), sent, apart=False, named=False)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 8


def parts(above: type[Part] = Part) -> Iterator[type[Part]]:
    for part in above.__subclasses__():
        yield part
        yield from parts(part)


@pytest.mark.parametrize("part", [part for part in parts() if part is not Coded])
def test_every_field_of_every_part_has_a_label(part: type[Part]) -> None:
    assert {name for name, field in part.model_fields.items() if not field.title} == set()
    assert set(part.model_fields) <= LABELS.keys() | {"not_known"}


def test_the_banners_name_the_files_and_warn_of_telling_the_family(
    profile: Profile, contact: Callable[..., Contact]
) -> None:
    hidden = Finding(anonymity=Coded(code="keep-from-family", label="My name, but do not tell the family"))
    sent = contact(finding=hidden)
    html = readable(Templates(profile), sent, apart=True, named=True)
    assert f"restricted/{sent.reference}.restricted.html" in html
    assert f"identity/{sent.reference}.identity.html" in html
    assert "DO NOT TELL THE FAMILY who wrote this" in html
    plain = readable(Templates(profile), contact(), apart=False, named=False)
    assert "identity.html" not in plain
    assert "DO NOT TELL" not in plain


@pytest.mark.parametrize(
    "given",
    [
        {"allegation": Allegation(anonymity=Coded(code="keep-from-adult", label="Do not tell the adult"))},
        {"caution": Caution(keep_name_from_adult=YES)},
    ],
)
def test_who_must_stay_unknown_to_the_adult_is_said_at_the_head(
    shown: Callable[..., str], given: dict[str, object]
) -> None:
    assert "DO NOT TELL THE ADULT who wrote this" in shown(**given)
    named = Allegation(anonymity=Coded(code="named", label="My name"))
    assert "DO NOT TELL" not in shown(allegation=named)


@pytest.mark.parametrize(
    ("given", "banner"),
    [
        ({"finding": Finding(not_answered=("anonymity",))}, "DO NOT TELL THE FAMILY who wrote this"),
        ({"allegation": Allegation(not_answered=("anonymity",))}, "DO NOT TELL THE ADULT who wrote this"),
        ({"allegation": Allegation(at_work=YES)}, ""),
    ],
)
def test_who_did_not_say_what_may_be_known_of_them_stays_unknown(
    shown: Callable[..., str], given: dict[str, object], banner: str
) -> None:
    text = shown(**given)
    assert banner in text if banner else "DO NOT TELL" not in text


def test_an_allegation_says_how_late_it_came(shown: Callable[..., str]) -> None:
    late = Coded(code="late", label="More than 24 hours after it was learned of")
    text = shown(allegation=Allegation(accused_name="Gareth Pugh", late=late, not_known=("learned_on",)))
    assert "Name of the adult\nGareth Pugh" in text
    assert "Came late\nMore than 24 hours after it was learned of" in text
    assert "Learned of on\nNot known" in text
