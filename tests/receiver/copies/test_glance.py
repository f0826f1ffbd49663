"""At the head of the copy stands what somebody with thirty contacts must know of this one."""

from collections.abc import Callable
from datetime import date

import html5lib

from app.contact.answered import Coded
from app.contact.model import Allegation, Contact, Opening, Story
from app.contact.people import Adult, AgreementOfPerson, Child, Parent, Reach, Referrer, Relationship
from app.profiles.model import Profile
from app.receiver.copies.glance import LONGEST_WORRY
from app.receiver.copies.readable import readable
from app.templating.rendering import Templates
from app.vocabulary import Admission

YES, NO, UNSURE = (Coded(code=code, label=code.title()) for code in ("yes", "no", "not-known"))
ONE, TWO, THREE = (f"NN-7K4M-9QXR/{number}" for number in (1, 2, 3))
TYLER = Child(contact_id=ONE, first_name="Tyler", last_name="Marsh", date_of_birth=date(2016, 3, 12), age=10)


AFTER = ("How urgent it is", "Who to call:", "How to find the child")


def glance(text: str) -> list[str]:
    """The lines between that heading and the next."""
    inside = text.partition("\nAt a glance\n")[2]
    return min((inside.partition(f"\n{head}")[0] for head in AFTER), key=len).split("\n")


def test_the_children_come_first_with_what_is_known_of_their_ages(shown: Callable[..., str]) -> None:
    children = (
        TYLER.model_copy(update={"missing_now": YES, "missing_more": "Kettering station"}),
        Child(contact_id=TWO, first_name="Ellie", estimated_age=7, age=7, not_known=("last_name",)),
        Child(contact_id=THREE, not_known=("first_name",), expected_date=date(2027, 2, 3)),
        Child(contact_id="x/4", not_known=("first_name", "birth")),
    )
    assert glance(shown(children=children))[:7] == [
        "Children",
        "Tyler Marsh, aged 10, born 12 March 2016",
        "MISSING NOW",
        "Kettering station",
        "Ellie, aged about 7",
        "Unborn baby, due 3 February 2027",
        "Name not known, age not known",
    ]


def test_children_who_would_read_alike_are_told_apart(shown: Callable[..., str]) -> None:
    """A neighbour knows no name of either, and two of one name may be of one age."""
    nameless = [
        Child(contact_id=one, not_known=("first_name",), estimated_age=6, age=6, now_at=place)
        for one, place in ((ONE, "With an aunt"), (TWO, "At home"))
    ]
    harms = Relationship(child=TWO, may_have_harmed=YES)
    dean = Adult(adult_first_name="Dean", relations=(harms,))
    text = "\n".join(glance(shown(children=tuple(nameless), adults=(dean,))))
    assert "Name not known (child 1), aged about 6\nName not known (child 2), aged about 6\n" in text
    assert "Name not known (child 1): With an aunt\nIs now at:\nName not known (child 2): At home" in text
    assert "Dean may have harmed Name not known (child 2)" in text
    twins = [one.model_copy(update={"first_name": "Ada", "not_known": ()}) for one in nameless]
    assert "Ada (child 2), aged about 6" in shown(children=tuple(twins))
    assert "(child" not in shown(children=(nameless[0], TYLER.model_copy(update={"contact_id": TWO})))


def test_other_names_of_an_adult_are_read_with_the_name(shown: Callable[..., str]) -> None:
    """Records of a violent man may stand under another name than the one that the family knows."""
    mother = Relationship(child=ONE, relation=Coded(code="mother", label="Mother"))
    ewa = Adult(
        adult_first_name="Ewa", adult_other_names="Eve Stone\nEwa Kos", adult_age=30, relations=(mother,)
    )
    assert "Ewa (also known as Eve Stone, Ewa Kos; Mother, 30)" in glance(shown(adults=(ewa,)))
    alone = Adult(adult_first_name="Ewa", adult_other_names="Eve Stone")
    assert "Ewa (also known as Eve Stone)" in glance(shown(adults=(alone,)))


def test_a_parent_who_is_a_child_is_seen(shown: Callable[..., str]) -> None:
    adults = (
        Adult(
            adult_first_name="Jade",
            adult_date_of_birth=date(2008, 11, 23),
            relations=(Relationship(child=ONE, relation=Coded(code="mother", label="Mother")),),
        ),
        Adult(adult_first_name="Kai", adult_age=17),
        Adult(adult_first_name="Lisa", adult_date_of_birth=date(2008, 11, 22)),
        Adult(adult_first_name="Ewa", adult_age=18),
    )
    text = "\n".join(glance(shown(adults=adults)))
    rows = "Under 18 among the adults\nJade (Mother), aged 17\nKai, aged 17\nParents and other adults\n"
    assert rows in text


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
    assert [line for line in glance(text) if "harmed" in line] == ["Dean may have harmed Tyler Marsh"]
    joined = "\n".join(glance(text))
    assert (
        "May have caused harm\nDean may have harmed Tyler Marsh\nNext contact with the child:\nSaturday at noon"
        in joined
    )
    assert "Mr Poole\nNext with a child:\nTraining, Tuesday" in joined
    assert "A man called Kai" in joined


def test_a_child_who_hurts_their_parent_is_not_somebody_who_may_have_harmed_a_child(
    shown: Callable[..., str],
) -> None:
    parent = Coded(code="parent", label="A parent or carer")
    text = "\n".join(glance(shown(story=Story(child_hurts=(parent,), other_person="My son. He hits me"))))
    assert "Hurt or threatened by a child\nA parent or carer" in text
    assert (
        "May have caused harm\nWho may have caused harm, in the writer’s words:\nMy son. He hits me" in text
    )
    assert "harmed a child" not in text


def test_of_whom_it_is_not_known_it_is_said_where_they_meet_next(shown: Callable[..., str]) -> None:
    relations = (
        Relationship(child=ONE, may_have_harmed=UNSURE, next_contact="Tonight"),
        Relationship(child=TWO, may_have_harmed=UNSURE),
    )
    ellie = Child(contact_id=TWO, first_name="Ellie")
    dean = Adult(adult_first_name="Dean", relations=relations)
    text = "\n".join(glance(shown(children=(TYLER, ellie), adults=(dean,))))
    said = "The writer does not know whether Dean may have harmed Tyler Marsh\nNext contact with the child:\nTonight"
    assert f"May have caused harm\n{said}" in text
    assert "harmed Ellie" not in text


def test_several_children_whom_one_adult_may_have_harmed_are_one_line(shown: Callable[..., str]) -> None:
    partner = Coded(code="parents-partner", label="A parent’s partner")
    tonight = {"relation": partner, "may_have_harmed": YES, "next_contact": "Tonight, at home"}
    relations = (
        Relationship(child=ONE, **tonight),
        Relationship(child=TWO, **tonight),
        Relationship(child=THREE, **{**tonight, "next_contact": "Saturday"}),
    )
    children = (TYLER, *(Child(contact_id=one, first_name=one[-1]) for one in (TWO, THREE)))
    dean = Adult(adult_first_name="Dean", relations=relations, in_household=YES)
    lines = glance(shown(children=children, adults=(dean,)))
    at = lines.index("May have caused harm")
    assert lines[at + 1 : at + 9] == [
        "Dean (A parent’s partner) may have harmed Tyler Marsh, 2",
        "Next contact with the child:",
        "Tonight, at home",
        "Dean (A parent’s partner) may have harmed 3",
        "Next contact with the child:",
        "Saturday",
        "Lives with a child on this form:",
        "Yes",
    ]


def test_what_the_designated_officer_asks_first(shown: Callable[..., str]) -> None:
    accused = Allegation(
        accused_name="Mr Poole",
        accused_role="Coach",
        accused_employer="Larch Rovers",
        accused_elsewhere="Scouts",
        suspended=NO,
        accused_knows=NO,
        criteria=(Coded(code="harmed", label="They harmed a child, or may have"),),
        alleged_injuries="Red marks",
    )
    joined = "\n".join(glance(shown(allegation=accused)))
    for words in (
        "Mr Poole\nWhat they do with children:\nCoach\nWorks for, or helps:\nLarch Rovers\n",
        "With children elsewhere:\nScouts\n",
        "Suspended, or moved away from children:\nNo\nKnows about this concern:\nNo\n",
        "What may have happened\nThey harmed a child, or may have\n",
        "Injury or mark\nRed marks",
    ):
        assert words in joined


def test_what_the_writer_wants_of_the_hub_and_who_knows_the_family(shown: Callable[..., str]) -> None:
    opening = Opening(
        kind=Coded(code="welfare", label="A social worker may need to assess"),
        level=Coded(code="targeted", label="Targeted"),
        social_worker=YES,
        worker_name="Dana Price",
        worker_council="North Northamptonshire",
        called_now=Coded(code="no-reply", label="Yes, but nobody answered"),
        spoke=YES,
        spoke_on=date(2026, 11, 20),
        spoke_to="Kim",
        spoke_about=f"A burn on his hand. {'Then more. ' * 60}",
        spoke_advice="Write today",
    )
    plan = Coded(code="protection-plan", label="A child protection plan")
    none = Coded(code="none", label="None of these")
    children = (
        TYLER.model_copy(update={"legal_status": (plan,), "protected_since": "2:40am, PS 4417 Doyle"}),
        Child(contact_id=TWO, first_name="Ellie", legal_status=(none,)),
    )
    joined = "\n".join((*glance(shown(opening=opening, children=children)), ""))
    for words in (
        "Kind of contact\nA social worker may need to assess\nLevel of need, as the referrer sees it:\nTargeted\n",
        "Orders, plans and care\nTyler Marsh: A child protection plan\n",
        "Police protection began, and who holds it:\nTyler Marsh: 2:40am, PS 4417 Doyle\n",
        "Social worker or lead professional\nDana Price\nTheir council or organisation:\nNorth Northamptonshire\n",
        "Spoke to the hub before\nYes\nSpoke on:\n20 November 2026\nSpoke to:\nKim\n",
        "Was told by the hub to:\nWrite today\nThe call was about\nA burn on his hand. Then more.",
    ):
        assert words in joined
    assert "Ellie: None" not in joined
    assert joined.count("Then more.") < 30


def test_what_a_court_has_decided_is_read_at_a_glance(shown: Callable[..., str]) -> None:
    """Who may not come near stood far below, and a call to that person may come first."""
    order = "Non-molestation order:\nhis father may not come near, until May"
    joined = "\n".join(glance(shown(children=(TYLER.model_copy(update={"court_orders": order}),))))
    assert (
        "Orders, plans and care\nCourt orders:\nNon-molestation order: his father may not come near, until May"
        in joined
    )


def test_who_is_to_be_called_and_by_which_number(shown: Callable[..., str]) -> None:
    referrer = Referrer(
        your_name="Amara Okafor",
        job_title="Deputy head",
        organisation="Larch Hill",
        your_phone="01632 960 001",
        after_hours="Her own telephone",
    )
    joined = "\n".join(glance(shown(referrer=referrer)))
    assert "Who to call\nAmara Okafor, Deputy head, Larch Hill\nTelephone:\n01632 960 001\n" in joined
    assert "To be asked in the evening or at the weekend:\nHer own telephone" in joined
    reach = Reach(your_phone="07700 900 654", phone_times="Mornings", phone_say_who=NO, phone_message=NO)
    text = "\n".join(glance(shown(parent=Parent(your_name="Abena Mensah"), reach=reach)))
    assert "Who to call\nAbena Mensah\nTelephone:\n07700 900 654\nSafe to ring:\nMornings\n" in text
    assert "May say who we are if somebody else answers:\nNo\nMay leave a message:\nNo" in text
    assert "Who to call\n" not in "\n".join(glance(shown(parent=Parent(your_name="Abena Mensah"))))


def test_with_whom_a_parent_does_not_want_it_shared(shown: Callable[..., str]) -> None:
    parent = Parent(
        sharing=Coded(code="some", label="Yes, but not with all of them"),
        sharing_except=(Coded(code="x", label="NHS"),),
        sharing_why="His sister works there",
    )
    joined = "\n".join((*glance(shown(parent=parent)), ""))
    assert (
        "Agrees to sharing\nYes, but not with all of them\nDoes not agree to sharing with:\nNHS\n" in joined
    )
    assert "Why not with them:\nHis sister works there\n" in joined
    parent = Parent(sharing=parent.sharing, not_answered=("sharing_except", "sharing_why"))
    unsaid = "\n".join((*glance(shown(parent=parent)), ""))
    assert "Yes, but not with all of them\nDoes not agree to sharing with:\nNot answered\n" in unsaid
    whole = shown(parent=Parent(sharing=YES))
    assert "Agrees to sharing" not in "\n".join(glance(whole))


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
            agreed_to="Not with her school",
            row=Admission.C9,
        ),
        AgreementOfPerson(person="Dean Marsh", informed=NO, row=Admission.C6),
        AgreementOfPerson(person="Rita Marsh", row=Admission.C7),
    )
    joined = "\n".join(glance(shown(agreement=agreement)))
    assert (
        "Told of the referral\nKelly Marsh: Yes. Agrees: In part\nAgrees to, and not to:\nEllie alone\n"
        "Agreed to this sharing:\nNot with her school\nDean Marsh: No\nRita Marsh: Not answered\n" in joined
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


def test_it_is_one_column_read_from_top_to_bottom(profile: Profile, contact: Callable[..., Contact]) -> None:
    kai = Adult(adult_first_name="Kai", adult_age=17)
    html = readable(Templates(profile), contact(children=(TYLER,), adults=(kai,)), apart=False, named=False)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    rows = tree.find(".//dl").findall("div")
    assert len(rows) > 2
    assert {row.get("class") for row in rows} == {"wide"}


def test_a_contact_that_says_little_has_no_empty_lines(shown: Callable[..., str]) -> None:
    lines = glance(shown(children=(), opening=Opening(danger=NO), story=Story(worry="Somebody screams.")))
    assert lines == [
        *("Parents and other adults", "No parent or other adult is named"),
        *("The worry", "Somebody screams."),
    ]


def test_that_no_adult_is_named_is_said_and_not_left_empty(shown: Callable[..., str]) -> None:
    nobody = "Parents and other adults\nNo parent or other adult is named"
    assert nobody in "\n".join(glance(shown(children=(TYLER,))))
    named = (
        {"adults": (Adult(adult_first_name="Dean"),)},
        {"parent": Parent(your_name="Abena Mensah")},
        {"story": Story(household_people="His nan, Sue")},
        {"allegation": Allegation(accused_name="Mr Poole")},
    )
    for said in named:
        assert "No parent or other adult" not in shown(children=(TYLER,), **said)


def test_what_was_sent_without_its_worry_and_its_writer_says_so_at_the_head(
    shown: Callable[..., str],
) -> None:
    blank = ("your_name", "your_phone")
    text = "\n".join(
        glance(shown(story=Story(not_answered=("worry",)), referrer=Referrer(not_answered=blank)))
    )
    assert "The worry\nNot answered\n" in text
    assert "Who to call\nThe referrer is not named\nNo telephone number is given" in text


def test_what_was_sent_before_is_at_the_head_for_it_may_be_all_that_finds_the_child(
    shown: Callable[..., str],
) -> None:
    text = "\n".join(glance(shown(children=(TYLER,), opening=Opening(linked_reference="NN-7K4M-9QXR"))))
    assert "Belongs with what was sent before\nNN-7K4M-9QXR" in text
