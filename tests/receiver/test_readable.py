"""The readable copy: what matters first, every answer under its label, nothing that can run."""

from collections.abc import Callable
from datetime import date

import html5lib
import pytest

from app.contact.answered import Coded, Part
from app.contact.model import Allegation, Caution, Contact, Finding, Opening, Story, Unmet
from app.contact.people import Adult, AgreementOfPerson, Child, Referrer, Relationship
from app.profiles.model import Profile
from app.receiver.readable import PARTS, readable
from app.templating import Templates
from app.vocabulary import Admission, FormName, Route

YES = Coded(code="yes", label="Yes")
SCRIPT = "<script>alert('Ana & Ben')</script>"


@pytest.fixture
def shown(profile: Profile, contact: Callable[..., Contact]) -> Callable[..., str]:
    """The visible text of a readable copy, one answer a line."""

    def text(*, apart: bool = False, **given: object) -> str:
        html = readable(Templates(profile), contact(**given), apart=apart, named=False)
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
        return "\n".join(words.strip() for words in tree.itertext() if words.strip())

    return text


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


def test_what_is_still_to_be_asked_is_listed_by_its_label(shown: Callable[..., str]) -> None:
    text = shown(unmet=(Unmet(page="level", question="level"), Unmet(page="odd", question="unheard-of")))
    assert "Still to be asked\nNot answered: urgent\nLevel of need, as the referrer sees it" in text
    assert "unheard-of" in text


def test_each_child_is_named_by_contact_id_and_each_relation_by_child(shown: Callable[..., str]) -> None:
    text = shown(
        children=(
            Child(
                contact_id="NN-7K4M-9QXR/1",
                first_name="Ana",
                last_name="Nowak",
                date_of_birth=date(2019, 2, 3),
            ),
            Child(contact_id="NN-7K4M-9QXR/2", not_known=("first_name",)),
        ),
        adults=(
            Adult(
                adult_first_name="Ewa",
                relations=(
                    Relationship(child="NN-7K4M-9QXR/1", relation=Coded(code="mother", label="Mother")),
                    Relationship(child="NN-7K4M-9QXR/2", not_known=("relation",)),
                ),
            ),
        ),
    )
    assert "NN-7K4M-9QXR/1 Ana Nowak\nFirst name\nAna" in text
    assert "Date of birth\n3 February 2019" in text
    assert "NN-7K4M-9QXR/2\nFirst name\nNot known" in text
    assert "Relation to NN-7K4M-9QXR/1 Ana Nowak\nMother" in text
    assert "Relation to NN-7K4M-9QXR/2\nNot known" in text


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
    assert "Ewa Nowak\nAgrees\nNo\nRule\nC3" in text


def test_several_answers_and_lines_are_lines_and_dfe_codes_stand_beside(shown: Callable[..., str]) -> None:
    concerns = (Coded(code="neglect", label="Neglect", dfe="5"), Coded(code="fgm", label="FGM", dfe="18"))
    text = shown(opening=Opening(concerns=concerns), story=Story(worry="One.\nTwo."))
    assert "Concerns\nNeglect\nFGM\nCode 5, 18" in text
    assert "The worry\nThe worry\nOne.\nTwo." in text


def test_it_says_when_it_was_received_on_the_clocks_of_london(shown: Callable[..., str]) -> None:
    assert "Received\n4:50pm on Sunday 22 November 2026" in shown()


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


@pytest.mark.parametrize("part", PARTS)
def test_every_question_of_every_part_has_a_label(part: type[Part]) -> None:
    shown_otherwise = {"not_known", "contact_id", "person", "row", "relations", "child"}
    unlabelled = {name for name, field in part.model_fields.items() if not field.title} - shown_otherwise
    assert unlabelled <= {"message_id", "reference", "referrer", "homes"}


def test_the_banners_name_the_files_and_warn_of_telling_the_family(
    profile: Profile, contact: Callable[..., Contact]
) -> None:
    hidden = Finding(anonymity=Coded(code="keep-from-family", label="My name, but do not tell the family"))
    sent = contact(finding=hidden)
    html = readable(Templates(profile), sent, apart=True, named=True)
    assert f"restricted/{sent.reference}.restricted.json" in html
    assert f"identity/{sent.reference}.identity.json" in html
    assert "DO NOT TELL THE FAMILY who wrote this" in html
    plain = readable(Templates(profile), contact(), apart=False, named=False)
    assert "identity.json" not in plain
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


def test_an_allegation_says_how_late_it_came(shown: Callable[..., str]) -> None:
    late = Coded(code="late", label="More than 24 hours after it was learned of")
    text = shown(allegation=Allegation(accused_name="Gareth Pugh", late=late, not_known=("learned_on",)))
    assert "Name of the adult\nGareth Pugh" in text
    assert "Came late\nMore than 24 hours after it was learned of" in text
    assert "Learned of on\nNot known" in text
