"""Words that may give their writer away, by table, and plain stories that give nobody away."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.forms.conditions import Facts
from app.forms.traces import (
    CHOSEN,
    REACHED,
    TRACES,
    WRITTEN,
    Trace,
    about_writer,
    in_small_letters,
    shows_writer,
    shows_writer_anyway,
)

DAY = date(2026, 11, 22)

TELLING = [
    ("He shouts at my grandson every night.", "my grandson"),
    ("My youngest brother is scared of him.", "My youngest brother"),
    ("I can see it from our kitchen.", "our kitchen"),
    ("They live next door to us.", "next door to us"),
    ("The flat above mine is full of noise.", "above mine"),
    ("The house across the road from me.", "across the road from me"),
    ("The family living behind us.", "living behind us"),
    ("I live at number 14.", "I live at"),
    ("We lived opposite them for years.", "We lived opposite"),
    ("I’m her aunt and I am worried.", "I’m her aunt"),
    ("I am their childminder.", "I am their childminder"),
    ("I work at the nursery.", "I work at"),
    ("I look after him on Mondays.", "I look after him"),
    ("Ring me on 01632 960 001 please.", "01632 960 001"),
    ("My mobile is 07700 900982.", "07700 900982"),
    ("+44 1632 960001 after six", "+44 1632 960001"),
    ("Write to maria.n@mail.example", "maria.n@mail.example"),
    ("My name is Maria.", "My name is"),
    ("I am Mrs Hobbs from across the way.", "I am Mrs Hobbs"),
    ("I’m Mr. O’Brien.", "I’m Mr. O’Brien"),
    ("I am called Jay", "I am called"),
    ("The family next door shout.", "family next door"),
    ("A toddler who lives next door cries.", "lives next door"),
    ("We hear him crying through the wall.", "hear him crying through the wall"),
    ("It was heard through the ceiling at 2am.", "heard through the ceiling"),
    ("MY SON told me", "MY SON"),
    ("I saw it. He said nothing. My friend saw it too.", "My friend"),
    ("I told the school, and my neighbour did too.", "my neighbour"),
]
PLAIN = [
    "The little boy at number 12 is on his own most evenings. He cries at the window.",
    "A small child is alone at night.",
    "My worry is that nobody feeds her.",
    "In my opinion school should know.",
    "It breaks my heart to hear it, and oh my God, the shouting.",
    "He said my mum hits me.",
    "She says I must not tell my mum.",
    "She screamed stop hurting my baby.",
    "She told me, “My dad locks my door.”",
    "He says ‘my house is cold’ and cries.",
    "He says ‘she’s not my mum, she isn’t’ and cries.",
    'A girl shouted "leave my brother alone" at 3pm.',
    "They moved next door to the chip shop, opposite the park.",
    "We live in fear of what he will do.",
    "She lives next door to her gran. He broke the door next to it.",
    "He put his fist through the wall. I did not hear what she said.",
    "I am missing sleep. I am drained. I’m drunk with worry. He is Mr Hobbs.",
    "His mother works at the hospital; their neighbours have heard it.",
    "It was on 12 11 2026 and again on 03 05 2026, at about 07 30.",
    "The car is AB12 CDE. It was there 24 times in 2025 and 2026.",
    "He is 4 years old, she is 0 or 1. Flat 0210, block 7.",
    "I saw her at the bus stop @ 8.30 with a man who lives nearby.",
    "I am worried about him. I work nights, so I hear it.",
    "Their name is on the door. Her dog is thin.",
    "Bruises on his arm, below the elbow, above his wrist.",
    "",
]


@pytest.mark.parametrize(("story", "words"), TELLING, ids=[words for _, words in TELLING])
def test_what_may_give_the_writer_away_is_found_as_it_was_written(story: str, words: str) -> None:
    assert words in about_writer(story)


@pytest.mark.parametrize("story", PLAIN)
def test_a_plain_story_raises_no_alarm(story: str) -> None:
    assert about_writer(story) == ()


def test_of_ones_own_story_only_a_name_or_a_way_to_be_reached_is_more() -> None:
    story = "My mum hits me. I live in Larch Way. My name is Ada, on 07700 900982."
    assert about_writer(story, self=True) == ("My name is", "07700 900982")
    assert about_writer(story) == ("My name is", "07700 900982", "My mum", "I live in")


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("I am Kacey and I live at 4 Elm Road. He hits me.", ("I am Kacey", "I live at 4 Elm Road")),
        ("I’m Zoë-May, at Larch Academy", ("I’m Zoë-May",)),
        ("im Kacey", ("im Kacey",)),
        ("i am kacey and i live at 12b elm rd", ("i live at 12b elm rd",)),
        ("We live in Flat 3 Larch Court.", ("We live in Flat 3 Larch Court",)),
        ("My address is 4 Elm Road", ("My address is",)),
    ],
)
def test_a_name_or_a_home_in_ones_own_story_is_more_than_the_story(
    story: str, words: tuple[str, ...]
) -> None:
    assert about_writer(story, self=True) == words


@pytest.mark.parametrize(
    "story",
    [
        "I am scared and I live in fear. I’m Muslim, I am Polish, I’m Deaf and I am Autistic.",
        "I am OK now. I’m 13. I AM SO SCARED. I am Year 9. I live with 2 brothers.",
        "I live in a care home. I live at home with 4 others.",
    ],
)
def test_what_many_are_in_ones_own_story_shows_nobody(story: str) -> None:
    assert about_writer(story, self=True) == ()


def test_a_young_person_reads_that_what_they_wrote_may_stay() -> None:
    facts = Facts({"worry": "I am Kacey", "anonymity": "anonymous"}, DAY)
    for rule in (shows_writer("worry", self=True), shows_writer_anyway("worry", self=True)):
        problem = rule(facts)
        assert problem
        assert "You can leave" in problem.message


def test_each_is_named_once_and_three_at_most() -> None:
    facts = Facts({"worry": "My son, my son, our house, my car, my dog"}, DAY)
    problem = shows_writer("worry")(facts)
    assert problem
    assert problem.values["words"] == "‘My son’, ‘our house’, ‘my car’"


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            "I hear it in my flat. My little boy too. I live at number 6. My number is 07700 900 982.",
            "‘07700 900 982’",
        ),
        ("My son, my car, my dog. Write to maria.n@mail.example", "‘maria.n@mail.example’"),
        ("My son, my car, my dog. My name is Maria", "‘My name is’"),
        ("My son. My name’s Maria, on 07700 900982", "‘My name’s’, ‘07700 900982’, ‘My son’"),
    ],
)
def test_a_number_an_address_and_a_name_are_named_first(story: str, words: str) -> None:
    problem = shows_writer("worry")(Facts({"worry": story}, DAY))
    assert problem
    assert problem.values["words"].startswith(words)


@pytest.mark.parametrize("sentence", [WRITTEN, CHOSEN])
def test_however_many_words_are_named_the_sentence_is_right(sentence: str) -> None:
    assert "what may show who you are: {words}" in sentence or "may show who you are: {words}. " in sentence
    assert "It may show" not in sentence


@pytest.mark.parametrize(
    ("anonymity", "warns"), [("anonymous", True), (None, True), ("named", False), ("keep-from-family", False)]
)
def test_where_anonymity_is_chosen_only_who_stays_unknown_is_warned(
    anonymity: str | None, warns: bool
) -> None:
    facts = Facts({"worry": "my son", "find_place": None, "anonymity": anonymity}, DAY)
    assert bool(shows_writer_anyway("worry")(facts)) is warns
    assert not shows_writer_anyway("find_place")(facts)


WORDS = (
    "I I’m I'm am We we live lived living lives at in fear near behind us me mine ours My our MY youngest brother "
    "house next door to opposite above across the road from his her teacher work with teach babysit childmind look "
    "after him them name is name’s + +44 0 07700 900982 (01632) 960001 @ a@b.example K ſ İ ı İ’m "
    "Mrs Miss Dr. called family hear heard through wall next-door"
)


@pytest.mark.parametrize("trace", [*REACHED, *TRACES], ids=lambda trace: trace.pattern.pattern[:30])
@given(words=st.lists(st.sampled_from(WORDS.split()), max_size=12))
@example(words=["İ", "work", "with"])
@settings(max_examples=300)
def test_no_trace_is_without_the_words_that_are_looked_for_first(trace: Trace, words: list[str]) -> None:
    for found in trace.pattern.finditer(" ".join(words)):
        assert any(held in in_small_letters(found[0]) for held in trace.holds)


@pytest.mark.parametrize("said", ["told me", "shouted to her that", "says", "said to me yesterday, that"])
def test_what_somebody_is_said_to_have_said_is_repeated_however_much_comes_before(said: str) -> None:
    before = "It rained. " * 200
    assert about_writer(f"{before}He {said} my mum hits me") == ()
    assert about_writer(f"{before}I {said} my mum hits me") == ("my mum",)
