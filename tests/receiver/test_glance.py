"""At the head of the copy stands what somebody with thirty contacts must know of this one."""

from collections.abc import Callable
from datetime import date

from app.contact.answered import Coded
from app.contact.model import Allegation, Opening, Story
from app.contact.people import Adult, AgreementOfPerson, Child, Relationship
from app.receiver.glance import LONGEST_WORRY
from app.vocabulary import Admission

YES, NO = (Coded(code=code, label=code.title()) for code in ("yes", "no"))
ONE, TWO, THREE = (f"NN-7K4M-9QXR/{number}" for number in (1, 2, 3))
TYLER = Child(contact_id=ONE, first_name="Tyler", last_name="Marsh", date_of_birth=date(2016, 3, 12), age=10)


def glance(text: str) -> list[str]:
    """The lines between that heading and the next."""
    inside = text.partition("\nAt a glance\n")[2]
    return inside.partition("\nHow urgent it is")[0].split("\n")


def test_the_children_come_first_with_what_is_known_of_their_ages(shown: Callable[..., str]) -> None:
    children = (
        TYLER.model_copy(update={"missing_now": YES, "missing_more": "Kettering station"}),
        Child(contact_id=TWO, first_name="Ellie", estimated_age=7, age=7, not_known=("last_name",)),
        Child(contact_id=THREE, not_known=("first_name",), expected_date=date(2027, 2, 3)),
        Child(contact_id="x/4", not_known=("first_name", "birth")),
    )
    assert glance(shown(children=children))[:7] == [
        "Children",
        "Tyler Marsh, aged 10",
        "MISSING NOW",
        "Kettering station",
        "Ellie, aged about 7",
        "Name not known, not born yet",
        "Name not known, age not known",
    ]


def test_a_parent_who_is_a_child_is_seen(shown: Callable[..., str]) -> None:
    adults = (
        Adult(adult_first_name="Jade", adult_date_of_birth=date(2008, 11, 23)),
        Adult(adult_first_name="Kai", adult_age=17),
        Adult(adult_first_name="Lisa", adult_date_of_birth=date(2008, 11, 22)),
        Adult(adult_first_name="Ewa", adult_age=18),
    )
    text = "\n".join(glance(shown(adults=adults)))
    assert "Under 18 among the adults\nJade, aged 17\nKai, aged 17" in text
    assert "Lisa" not in text
    assert "Ewa" not in text


def test_who_may_have_harmed_whom_and_will_see_them_when(shown: Callable[..., str]) -> None:
    relations = (
        Relationship(child=ONE, may_have_harmed=YES, next_contact="Saturday at noon"),
        Relationship(child=TWO, may_have_harmed=NO),
    )
    text = shown(
        children=(TYLER, Child(contact_id=TWO, first_name="Ellie")),
        adults=(Adult(adult_first_name="Dean", relations=relations),),
        story=Story(other_person="A man called Kai"),
        allegation=Allegation(accused_name="Mr Poole", next_contact="Training, Tuesday"),
    )
    assert [line for line in glance(text) if "Dean" in line] == ["Dean may have harmed Tyler Marsh"]
    joined = "\n".join(glance(text))
    assert (
        "May have harmed a child\nDean may have harmed Tyler Marsh\nNext contact with the child:\nSaturday at noon"
        in joined
    )
    assert "Mr Poole\nNext with a child:\nTraining, Tuesday" in joined
    assert "A man called Kai" in joined


def test_marks_and_who_is_there_tonight(shown: Callable[..., str]) -> None:
    child = TYLER.model_copy(update={"injured": YES, "injury": "A welt on his back", "tonight": "His mother"})
    ellie = Child(contact_id=TWO, first_name="Ellie", injured=NO)
    kit = Child(contact_id=THREE, first_name="Kit", injured=YES)
    joined = "\n".join(glance(shown(children=(child, ellie, kit))))
    assert "Injury or mark\nTyler Marsh: A welt on his back\nKit: Yes" in joined
    assert "Who is with the child tonight\nTyler Marsh: His mother" in joined
    assert "Ellie:" not in joined


def test_who_in_the_family_was_told_and_who_was_not(shown: Callable[..., str]) -> None:
    agreement = (
        AgreementOfPerson(
            person="Kelly Marsh",
            informed=YES,
            agreement=Coded(code="partly", label="In part"),
            agreed_part="Ellie alone",
            row=Admission.C9,
        ),
        AgreementOfPerson(person="Dean Marsh", informed=NO, row=Admission.C6),
    )
    joined = "\n".join(glance(shown(agreement=agreement)))
    assert (
        "Told of the referral\nKelly Marsh: Yes. Agrees: In part\nAgrees to, and not to:\nEllie alone\nDean Marsh: No"
        in joined
    )


def test_what_an_urgent_contact_says_of_the_family(shown: Callable[..., str]) -> None:
    told = shown(urgent=True, story=Story(family_knows="Only the mother"))
    assert "What the family knows\nOnly the mother" in "\n".join(glance(told))


def test_what_the_worry_is_about_and_how_it_begins(shown: Callable[..., str]) -> None:
    concerns = (Coded(code="physical-abuse", label="Physical abuse by an adult", dfe="18C"),)
    short = "\n".join(glance(shown(opening=Opening(concerns=concerns), story=Story(worry="A belt."))))
    assert "Concerns\nPhysical abuse by an adult\n" in short
    assert "The worry\nA belt." in short
    words = "word " * LONGEST_WORRY
    lines = glance(shown(story=Story(worry=words)))
    start = lines[lines.index("The worry begins") + 1]
    assert start.endswith("word …")
    assert len(start) <= LONGEST_WORRY


def test_the_whole_worry_is_still_below(shown: Callable[..., str]) -> None:
    words = "word " * LONGEST_WORRY
    assert words.strip() in shown(story=Story(worry=words)).replace("\n", " ")


def test_a_contact_that_says_little_has_no_empty_lines(shown: Callable[..., str]) -> None:
    lines = glance(shown(children=(), story=Story(worry="Somebody screams.")))
    assert lines == ["The worry", "Somebody screams."]
