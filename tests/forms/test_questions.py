"""Words and choices: what is kept of what was typed, and what counts as no answer."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.conditions import NOT_KNOWN, Answer, Facts, Is
from app.forms.kinds.asked import Read, clean
from app.forms.kinds.checked import Age, Date
from app.forms.questions import Choice, Choices, Text, wording

DAY = date(2026, 11, 22)
BLANK = Read(None)
WORDS = Text(id="worry", label="What is worrying you?", unknown="I do not know")
STORY = Text(id="worry", label="What is worrying you?", rows=8)
ONE = Choice(id="one", label="Which?", options={"a": "Apple", "b": "Pear"}, unknown="I do not know")
MANY = Choices(id="many", label="Which?", options={"a": "Apple", "b": "Pear", "none": "None"}, alone="none")

LONG_NAMES = [
    (name * 200)[:199] + name[0]
    for name in (
        "Ó",
        "Błażej Świętosława-Kołodziejczyk ",
        "محمد عبدالرحمٰن خان زادہ ",
        "欧阳",
        "🧒🏽",
        "க்ஷி",
        "e\u0301",
        "O'Neill-D’Arcy \u200fעדי\u200e ",
    )
]


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_name_of_200_characters_in_any_script_is_kept_byte_for_byte(name: str) -> None:
    assert len(name) == 200
    assert WORDS.read({"worry": [name]}, "worry", DAY) == Read(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\x07\x1b[31mb", "a[31mb"),
        ("a\x7fb\x85c\x9fd", "abcd"),
        ("a\ud800b", "ab"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        ("1 cm.\x0b½ hour", "1 cm.\n½ hour"),
        ("one\x0ctwo\u2028three\u2029four", "one\ntwo\nthree\nfour"),
        ("  a  ", "a"),
        ("\u200fשלום\u200e", "\u200fשלום\u200e"),
        ("<script>alert(1)</script>{{ x }}", "<script>alert(1)</script>{{ x }}"),
    ],
)
def test_only_control_characters_go(typed: str, kept: str) -> None:
    assert STORY.read({"worry": [typed]}, "worry", DAY) == Read(kept)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_a_line_that_ends_in_a_box_of_one_line_is_followed_by_a_space(end: str) -> None:
    assert WORDS.read({"worry": [f"1 cm.{end}½ hour{end}"]}, "worry", DAY) == Read("1 cm. ½ hour")


@given(st.text(st.characters(), max_size=300))
def test_what_was_read_can_be_written_as_utf_8_and_reads_the_same_again(typed: str) -> None:
    once = STORY.read({"worry": [typed]}, "worry", DAY)
    assert not once.message
    if isinstance(once.value, str):
        assert once.value.encode()
        assert once.value == clean(typed).strip()
        assert STORY.read({"worry": [once.value]}, "worry", DAY) == once


@pytest.mark.parametrize("typed", [{}, {"worry": []}, {"worry": [""]}, {"worry": [" \t\r\n "]}])
def test_nothing_but_space_is_blank(typed: dict[str, list[str]]) -> None:
    assert WORDS.read(typed, "worry", DAY) == BLANK


@pytest.mark.parametrize(
    "said",
    [
        "...",
        " - ",
        "?!",
        "—…—",
        "。、",
        "What is worrying you?",
        "what is WORRYING you",
        "  What—is—worrying—you ",
    ],
)
def test_punctuation_and_the_questions_own_words_say_nothing(said: str) -> None:
    assert WORDS.empty(said)


@pytest.mark.parametrize(
    "said", ["x", "7", "No.", "我", "ا", "He is worrying you", "What is worrying you? Him."]
)
def test_there_is_no_shortest_answer(said: str) -> None:
    assert not WORDS.empty(said)


def test_a_blank_answer_is_empty_and_not_known_is_an_answer() -> None:
    assert WORDS.empty(None)
    assert not WORDS.empty(NOT_KNOWN)
    assert ONE.empty(None)
    assert not ONE.empty("a")


def test_an_answer_holds_20_000_characters_and_no_more() -> None:
    assert WORDS.read({"worry": ["é" * 20_000]}, "worry", DAY) == Read("é" * 20_000)
    longer = WORDS.read({"worry": ["é" * 20_001]}, "worry", DAY)
    assert longer == Read(None, "Your answer to ‘{question}’ is too long: use 20,000 characters or fewer")
    assert wording(WORDS)["question"] == "What is worrying you?"


def test_not_known_is_recorded_only_where_it_is_offered_and_nothing_was_written() -> None:
    ticked = {"worry-unknown": ["yes"]}
    assert WORDS.read(ticked, "worry", DAY) == Read(NOT_KNOWN)
    assert WORDS.read({**ticked, "worry": ["Words"]}, "worry", DAY) == Read("Words")
    assert Text(id="worry", label="Worry").read(ticked, "worry", DAY) == BLANK


@pytest.mark.parametrize(
    "mark",
    [
        *("?", "-", "...", " — ", "n/a", "N/A", "n.a.", "n/k", "dont know", "Don't know", "I DON’T KNOW."),
        *("do not know", "not known", "Unknown", "not sure", "no idea", "What is worrying you?"),
    ],
)
def test_a_mark_that_says_nothing_beside_the_tick_is_the_tick(mark: str) -> None:
    assert WORDS.read({"worry": [mark], "worry-unknown": ["yes"]}, "worry", DAY) == Read(NOT_KNOWN)


def test_the_words_of_the_tick_beside_it_are_the_tick() -> None:
    none = Text(id="earlier", label="Earlier worries", unknown="I know of none")
    assert none.read({"earlier": ["I know of none"], "earlier-unknown": ["yes"]}, "earlier", DAY) == Read(
        NOT_KNOWN
    )


@pytest.mark.parametrize("name", ["Na", "None", "No", "7", "Known", "not sure, maybe her aunt", "? Smith"])
def test_words_beside_the_tick_are_kept(name: str) -> None:
    assert WORDS.read({"worry": [name], "worry-unknown": ["yes"]}, "worry", DAY) == Read(name)


def test_a_mark_without_the_tick_is_kept_as_it_is() -> None:
    assert WORDS.read({"worry": ["n/a"]}, "worry", DAY) == Read("n/a")
    assert Text(id="worry", label="Worry").read(
        {"worry": ["?"], "worry-unknown": ["yes"]}, "worry", DAY
    ) == Read("?")


def test_marks_in_any_kind_of_field_beside_the_tick_are_the_tick() -> None:
    born = Date(id="q", label="Born", subject="Date of birth", unknown="I do not know")
    age = Age(id="q", label="Age", unknown="I do not know")
    ticked = {"q-unknown": ["yes"]}
    assert born.read({**ticked, "q-day": ["?"], "q-month": ["-"]}, "q", DAY) == Read(NOT_KNOWN)
    assert age.read({**ticked, "q": ["dont know"]}, "q", DAY) == Read(NOT_KNOWN)
    assert age.read({**ticked, "q": ["7"]}, "q", DAY) == Read(7)


def test_a_fault_is_never_hidden_by_not_known() -> None:
    born = Date(id="born", label="Born", subject="Date of birth", unknown="I do not know")
    read = born.read({"born-day": ["31"], "born-unknown": ["yes"]}, "born", DAY)
    assert read.message == "{subject} must include a month and year"


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        (["a"], "a"),
        (["b"], "b"),
        ([""], None),
        ([], None),
        (["b", "a"], "b"),
    ],
)
def test_a_choice_takes_the_first_value_if_it_was_offered(sent: list[str], value: Answer) -> None:
    assert ONE.read({"one": sent}, "one", DAY) == Read(value)


@pytest.mark.parametrize("sent", ["c", "Apple"])
def test_a_choice_that_was_not_offered_is_said_to_be_so_and_not_taken_for_none(sent: str) -> None:
    said = "This list has changed. Select an answer, then select Continue"
    assert ONE.read({"one": [sent]}, "one", DAY) == Read(None, said)


def test_a_repeated_parameter_has_no_further_effect() -> None:
    assert WORDS.read({"worry": ["first", "second"]}, "worry", DAY) == Read("first")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ([], BLANK),
        (["b", "a", "b"], Read(["a", "b"])),
        (
            ["b", "gone"],
            Read(None, "This list has changed. Look at what is selected, then select Continue again"),
        ),
        (["none"], Read(["none"])),
        (["none", "a"], Read(None, "Select either ‘{alone}’ or the others, not both")),
    ],
)
def test_choices_are_taken_once_each_in_the_order_offered(sent: list[str], read: Read) -> None:
    assert MANY.read({"many": sent}, "many", DAY) == read


def test_the_messages_of_choices_can_name_the_one_that_stands_alone() -> None:
    assert wording(MANY)["alone"] == "None"


def test_an_answer_is_said_in_the_words_the_person_chose() -> None:
    assert WORDS.say("one\ntwo") == ("one", "two")
    assert WORDS.say(NOT_KNOWN) == ("I do not know",)
    assert WORDS.say(None) == ()
    assert ONE.say("a") == ("Apple",)
    assert ONE.say("no longer offered") == ()
    assert MANY.say(["b", "a"]) == ("Pear", "Apple")
    assert MANY.say(None) == ()


def test_an_answer_is_shown_as_it_was_given_and_typed_as_it_was_typed() -> None:
    assert (WORDS.shown("words"), WORDS.shown(None), WORDS.shown(NOT_KNOWN)) == ("words", "", "")
    assert (MANY.shown(["a"]), MANY.shown(None)) == (["a"], [])
    assert WORDS.typed({"worry": [" raw \x00"]}, "worry") == " raw \x00"
    assert MANY.typed({"many": ["x", "a"]}, "many") == ["x", "a"]
    assert MANY.typed({}, "many") == []


def test_an_answer_may_be_offered_only_where_a_condition_holds() -> None:
    question = ONE.model_copy(update={"only": {"a": Is("fruit", "yes")}})
    here, elsewhere = Facts({"fruit": "yes"}, DAY), Facts({"fruit": "no"}, DAY)
    assert question.narrowed(here).options == question.options
    narrowed = question.narrowed(elsewhere)
    assert "a" not in narrowed.options
    assert len(narrowed.options) == len(question.options) - 1
    assert narrowed.read({"one": ["a"]}, "one", DAY).value is None
    assert not narrowed.offered("a")
    assert WORDS.narrowed(elsewhere) is WORDS


def test_of_several_chosen_answers_those_that_are_still_offered_stay() -> None:
    narrowed = MANY.model_copy(update={"options": {"b": "Pear", "none": "None"}})
    assert narrowed.still(["a", "b"]) == ["b"]
    assert narrowed.still(["a"]) == []
    assert not narrowed.offered(narrowed.still(["a"]))
    assert narrowed.offered(["b"])
    assert narrowed.offered(None)
    assert narrowed.still(None) is None
