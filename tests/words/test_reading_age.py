"""What families, neighbours and young people read can be read at nine; each long word in it has a reason."""

import pytest

from app.forms import oddities, traces
from app.forms.catalogue import forms
from app.help.catalogue import ARTICLES
from app.profiles import spoken
from app.profiles.loading import load_profile, shipped
from app.routes.page import overview, stored
from app.routes.sent import next_steps, unfound
from tests.readability import WORD, grade, long_words, sentences, syllables
from tests.sentences import of_articles, of_form, of_messages, of_templates, of_words

COUNCIL = load_profile("northamptonshire")
FORMS = ("family", "community", "young-person")
NINE = 4.0
"""The grade in which one is nine and turns ten."""
NAMING = 4.25
"""A council’s own words name the law, its partners and whom to complain to."""
LEGAL = 8.0
"""The accessibility statement has sentences that the law lays down."""
MOST_WORDS = 22
EASY = 18
"""For whoever is young, or finds reading hard."""
PAGES = tuple(
    f"pages/{name}"
    for name in (
        "start",
        "form_start",
        "leaving",
        "question",
        "save",
        "code",
        "resume",
        "sent",
        "status",
        "copy",
        "failure",
    )
)

FIELD = {
    "decision",
    "recorded",
    "translation",
    "ambulance",
    "authority",
    "assessment",
    "disability",
    "information",
    "interpreter",
    "interpreters",
}
FIELD |= {
    "interpreting",
    "interpret",
    "parental",
    "responsibility",
    "permission",
    "professional",
}
FIELD |= {
    "protection",
    "reference",
    "referral",
    "referrer",
    "safeguarding",
    "significant",
    "agreement",
}
FIELD |= {"agency", "genital", "mutilation"}
"""What services call these things: people meet the words elsewhere, and the help pages explain them."""

LISTS = {
    "african",
    "bangladeshi",
    "behaviour",
    "caribbean",
    "communication",
    "consciousness",
    "continence",
    "epilepsy",
}
LISTS |= {"ethnicity", "heritage", "mobility", "pakistani", "personal", "religion", "traveller"}
"""The lists of ethnicities and disabilities are the DfE’s."""

NAMES = {
    "advisers",
    "domestic",
    "education",
    "foundation",
    "northamptonshire",
    "offending",
    "probation",
    "reduction",
}
NAMES |= {"advisory", "commission", "commissioner’s", "equality", "government", "november", "ombudsman"}
"""Names of services, which the profile gives, of public bodies and of a month."""

EVERYDAY = {
    "accessible",
    "accessibility",
    "afterwards",
    "already",
    "anonymous",
    "another",
    "anybody",
    "anything",
}
EVERYDAY |= {
    "article",
    "beginning",
    "colleague",
    "community",
    "completed",
    "computer",
    "connection",
    "continue",
    "decided",
}
EVERYDAY |= {
    "deleted",
    "different",
    "emergency",
    "envelope",
    "evening",
    "usually",
    "everybody",
    "everything",
    "example",
    "families",
}
EVERYDAY |= {
    "family",
    "grandfather",
    "grandparent",
    "holiday",
    "history",
    "immediate",
    "injuries",
    "internet",
}
EVERYDAY |= {
    "languages",
    "manager",
    "messages",
    "national",
    "nobody",
    "nursery",
    "optional",
    "paragraph",
    "privacy",
}
EVERYDAY |= {
    "register",
    "relative",
    "relatives",
    "remember",
    "services",
    "sideways",
    "somebody",
    "telephone",
}
EVERYDAY |= {
    "together",
    "understand",
    "understands",
    "unhappy",
    "vehicle",
    "visitor",
    "volunteer",
    "whatever",
}
EVERYDAY |= {
    "advocate",
    "abuser",
    "allegation",
    "childminders",
    "relative’s",
    "controller",
    "officer",
    "sentences",
}
"""Long, and known to a child of nine, or explained where it stands."""


def full(texts: list[str]) -> list[str]:
    """Sentences; what a question offers is none, and would make a page look easier than it is."""
    each = [one for text in texts for one in sentences(text.replace(" (optional)", ""))]
    return [one for one in each if one.endswith((".", "?", "!")) or len(WORD.findall(one)) > 5]


def read(where: str) -> list[str]:
    """Everything to be read there."""
    kind, _, name = where.partition(": ")
    if kind == "form":
        return [*of_form(forms(COUNCIL)[name])]
    if kind == "help":
        return [*of_articles(ARTICLES[name])]
    if kind == "words of":
        return [*of_words(load_profile(name))]
    return (
        [*of_templates(*PAGES)]
        if kind == "pages"
        else [*of_messages(oddities, traces, spoken, stored, overview, next_steps, unfound)]
    )


PLACES = [
    *(f"form: {name}" for name in FORMS),
    *(f"help: {slug}" for slug in ARTICLES),
    "pages: all",
    *(f"words of: {slug}" for slug in shipped()),
    "messages: all",
]


@pytest.mark.parametrize("where", PLACES)
def test_it_can_be_read_at_nine(where: str) -> None:
    said = full(read(where))
    assert len(said) > 5
    most = {"help: accessibility": LEGAL} | {f"words of: {slug}": NAMING for slug in shipped()}
    assert grade(said) <= most.get(where, NINE)


@pytest.mark.parametrize("where", [place for place in PLACES if place != "help: accessibility"])
def test_no_sentence_is_long_and_no_long_word_is_there_without_a_reason(where: str) -> None:
    said = read(where)
    assert not [one for one in full(said) if len(WORD.findall(one)) > MOST_WORDS]
    assert not {word for text in said for word in long_words(text)} - FIELD - LISTS - NAMES - EVERYDAY


@pytest.mark.parametrize(("form", "most"), [("young-person", EASY), ("allegation", MOST_WORDS)])
def test_no_sentence_is_long_for_its_readers(form: str, most: int) -> None:
    said = full(read(f"form: {form}"))
    assert grade(said) <= NINE
    assert not [one for one in said if len(WORD.findall(one)) > most]


def test_no_reason_outlives_its_word() -> None:
    used = {word for where in PLACES for text in read(where) for word in long_words(text)}
    assert not (FIELD | LISTS | NAMES | EVERYDAY) - used


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (1, "child moved asked homes safe caused please they’re rule"),
        (2, "worried safety something careful uses changes children little language agrees because police"),
        (3, "telephone family somebody example another hospital computer"),
        (4, "emergency anybody everybody information"),
        (5, "disability"),
        (6, "accessibility responsibility"),
    ],
)
def test_syllables_are_counted_as_they_are_heard(expected: int, words: str) -> None:
    assert not [word for word in words.split() if syllables(word) != expected]


def test_the_grade_tells_easy_from_hard() -> None:
    assert grade(["The cat sat on the mat.", "It was warm."]) < 1
    assert (
        grade(
            ["Professionals are obligated to demonstrate proportionality regarding information governance."]
        )
        > 15
    )
