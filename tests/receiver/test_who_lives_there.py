"""The glance says who the parents and the other adults are, and which of them live with a child."""

from collections.abc import Callable

from app.contact.answered import Coded
from app.contact.model import Allegation, Story
from app.contact.people import Adult, Child, Parent, Reach, Relationship
from tests.receiver.copies.test_glance import glance

YES, NO, UNSURE = (Coded(code=code, label=code.title()) for code in ("yes", "no", "not-known"))
ONE, TWO = "NN-7K4M-9QXR/1", "NN-7K4M-9QXR/2"
Shown = Callable[..., str]


def related(**said: str) -> tuple[Relationship, ...]:
    ids = {"one": ONE, "two": TWO}
    return tuple(
        Relationship(child=ids[child], relation=Coded(code=what, label=what)) for child, what in said.items()
    )


def test_who_lives_with_a_child_and_who_does_not(shown: Shown) -> None:
    adults = (
        Adult(adult_first_name="Sana", relations=related(one="Mother", two="Mother"), in_household=YES),
        Adult(adult_first_name="Imran", relations=related(one="Father"), in_household=NO, adult_age=34),
        Adult(
            adult_first_name="Lee",
            relations=related(one="A parent’s partner", two="Father"),
            in_household=UNSURE,
        ),
        Adult(relations=related(one="Grandparent"), in_household=YES),
        Adult(),
    )
    lines = glance(shown(adults=adults))
    at = lines.index("Parents and other adults")
    assert lines[at + 1 : at + 7] == [
        "Live with a child:",
        "Sana (Mother); Adult 4 (Grandparent)",
        "Live elsewhere:",
        "Imran (Father, 34)",
        "Not known whether they live with a child:",
        "Lee (A parent’s partner, Father)",
    ]
    assert at < lines.index("The worry")


def test_with_which_children_an_adult_lives_is_said_where_they_have_more_than_one_home(shown: Shown) -> None:
    children = (Child(contact_id=ONE, first_name="Josh"), Child(contact_id=TWO, first_name="Lily"))
    mother = Relationship(child=ONE, lives_with=YES), Relationship(child=TWO, lives_with=NO)
    harmed = (
        Relationship(child=ONE, lives_with=UNSURE, may_have_harmed=YES),
        Relationship(child=TWO, lives_with=YES, may_have_harmed=YES),
    )
    adults = (
        Adult(adult_first_name="Sana", relations=mother, in_household=YES),
        Adult(adult_first_name="Imran", relations=harmed, in_household=YES),
        Adult(adult_first_name="Lee", in_household=YES),
    )
    lines = glance(shown(children=children, adults=adults))
    at = lines.index("Parents and other adults")
    assert lines[at + 1 : at + 7] == [
        "Live with a child:",
        "Lee",
        "Live with a child:",
        "Sana with Josh",
        "Live with a child:",
        "Imran with Lily; not known whether with Josh",
    ]
    assert lines[lines.index("Imran may have harmed Josh, Lily") + 1 :][:2] == [
        "Lives with the child:",
        "Lily",
    ]


def test_the_parent_who_writes_is_one_of_them_also_where_their_number_is_kept_apart(shown: Shown) -> None:
    text = "\n".join(glance(shown(parent=Parent(your_name="Kate Dunn", your_relation="Mum"))))
    assert "Parents and other adults\nThe parent or carer who writes:\nKate Dunn (Mum)\n" in text


def test_what_a_neighbour_says_of_who_is_at_home(shown: Shown) -> None:
    lines = glance(shown(story=Story(worry="x", household_people="A man with a dog")))
    at = lines.index("Parents and other adults")
    assert lines[at + 1 : at + 3] == ["Who else is in the home, or comes often:", "A man with a dog"]


def test_what_is_said_once_of_all_is_read_once(shown: Shown) -> None:
    both = {"tonight": "Me and both children", "now_at": "At school"}
    children = (
        Child(contact_id=ONE, first_name="Josh", **both),
        Child(contact_id=TWO, first_name="Lily", **both),
    )
    lines = glance(shown(children=children))
    at = lines.index("Who is with the child tonight")
    assert lines[at + 1] == "Me and both children"
    assert lines[lines.index("Is now at:") + 1] == "At school"
    assert "\n".join(lines).count("At school") == 1


def test_where_an_unborn_child_has_a_last_name_it_is_no_person_of_that_name(shown: Shown) -> None:
    text = shown(
        children=(Child(contact_id=ONE, last_name="Stone", birth=Coded(code="unborn", label="Not born")),)
    )
    assert "Unborn baby Stone" in text


def test_a_parent_who_may_only_be_written_to_can_be_written_to(shown: Shown) -> None:
    reach = Reach(
        ways=(Coded(code="text", label="Text message"), Coded(code="email", label="Email")),
        text_phone="07700 900 123",
        text_times="After 4",
        text_say_who=NO,
        your_email="kate@dunn.example",
        email_say_who=NO,
    )
    text = "\n".join(glance(shown(parent=Parent(your_name="Kate Dunn"), reach=reach)))
    for words in (
        "Safe ways to reach them:\nText message, Email\nNumber for text messages:\n07700 900 123\n",
        "Safe to text:\nAfter 4\nMay say who we are in a text message:\nNo\n",
        "Email:\nkate@dunn.example\nMay say who we are in an email:\nNo",
    ):
        assert words in text


def test_that_nobody_knows_who_an_adult_is_is_not_read_as_that_no_harm_is_known(shown: Shown) -> None:
    accused = Allegation(
        not_known=("accused_name",),
        accused_role="Coach",
        accused_details="Two children of his own, 6 and 9",
        accused_knows=YES,
        accused_told="The club told him",
    )
    lines = glance(shown(allegation=accused))
    assert "May have caused harm" not in lines
    at = lines.index("The adult who works with children")
    assert lines[at + 1 : at + 3] == ["Name of the adult:", "Not known"]
    assert lines[lines.index("Also known of them:") + 1] == "Two children of his own, 6 and 9"
    assert lines[lines.index("Who told them, and what they said:") + 1] == "The club told him"


def test_that_it_was_not_said_when_they_meet_next_is_said(shown: Shown) -> None:
    harmed = Relationship(child=ONE, may_have_harmed=YES, not_answered=("next_contact",))
    lines = glance(shown(adults=(Adult(adult_first_name="Craig", relations=(harmed,)),)))
    assert lines[lines.index("Next contact with the child:") + 1] == "Not answered"


def test_whoever_is_18_or_over_is_said_to_be_so_beside_their_age(shown: Shown) -> None:
    unsure = Coded(code="uncertain", label="The writer is not sure, and went on with them as a child")
    lines = glance(
        shown(
            children=(Child(contact_id=ONE, first_name="Tay", date_of_birth=None, age=19, grown_up=unsure),)
        )
    )
    at = lines.index("Is 18 or over:")
    assert lines[at - 1] == "Tay, aged about 19"
    assert lines[at + 1] == unsure.label


def test_what_may_happen_to_somebody_who_visits_is_read_before_anybody_goes(shown: Shown) -> None:
    lines = glance(shown(story=Story(worry="x", visit_risk=YES, visit_risk_what="He carries a knife")))
    assert lines[lines.index("The risk to visitors") + 1] == "He carries a knife"
    assert "The risk to visitors" not in glance(shown(story=Story(worry="x", visit_risk=NO)))


def test_what_else_matters_of_an_adult_is_read_at_a_glance(shown: Shown) -> None:
    """A conviction or a caution for harming a child has no other place, and the note stands far below."""
    note = "Convicted in 2019\nof hurting a child. " + "He is on licence. " * 30
    adults = (
        Adult(adult_first_name="Lee", relations=related(one="Father"), adult_note=note),
        Adult(adult_first_name="Sana"),
        Adult(adult_note="Cautioned"),
    )
    lines = glance(shown(adults=adults))
    at = lines.index("Said of adults")
    assert lines[at + 1] == "Lee (Father):"
    assert lines[at + 2].startswith("Convicted in 2019 of hurting a child. He is on licence.")
    assert lines[at + 2].endswith(" …")
    assert len(lines[at + 2]) < 310
    assert lines[at + 3 : at + 5] == ["Adult 3:", "Cautioned"]
    assert at < lines.index("The worry")
    assert "Said of adults" not in shown(adults=(adults[1],))
