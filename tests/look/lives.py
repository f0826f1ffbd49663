"""Answers of people whose stories lead, all together, to every page of every form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.filekinds import FileKind
from app.forms.answers import Answers
from app.forms.conditions import Answer
from app.forms.kinds.attached import Attached
from app.forms.pages import Form
from app.forms.questions import Choice, Choices, Question
from app.forms.walking.steps import Slot
from app.forms.walking.walk import walk
from app.forms.wizard import start

TODAY: Final = date(2026, 11, 25)
TEENAGER: Final = "2012-09-14"
GROWN: Final = "2004-05-02"
WIDEST: Final = "Wolverhamptonwiththoseoldhyphenatedsurnames" * 4
STORY: Final = (
    "He comes to school hungry and in wet clothes.\n\nSince September he has slept in class most mornings, "
    "and last Friday he said that nobody had been at home when he woke up."
)
SAID: Final[Mapping[str, Answer]] = {
    **dict.fromkeys(
        ("danger", "urgent_today", "another_child", "another_adult", "another_agency", "spoke"), "no"
    ),
    "social_worker": "no",
    "same_to_all": "no",
    "keep_name_from_family": "no",
    "kind": "welfare",
    "your_name": "Amara Okafor",
    "your_first_name": "Amara",
    "your_last_name": "Okafor",
    "job_title": "Deputy head",
    "agency": "school",
    "organisation": "Larch Hill Primary",
    "agency_name": "Larch Hill Surgery",
    "first_name": "Jakub",
    "last_name": "Nowak-Łukaszewicz",
    "adult_first_name": "Ewa",
    "adult_last_name": "Nowak",
    "address": "3 Elm Close\nCorby",
    "first_language": "English",
    "birth": "date-of-birth",
    "date_of_birth": "2018-09-14",
}
FILES: Final = tuple(
    Attached(
        id=f"0b6f3a52-8c1e-4a57-9d6e-1b8f0f4f3c1{number}",
        name=name,
        kind=kind,
        size=size,
        scanned=number == 1,
        cleaned=True,
    )
    for number, (name, kind, size) in enumerate(
        (("Body map.pdf", FileKind.PDF, 123_456), ("Letter from the GP.docx", FileKind.DOCX, 43_210)), 1
    )
)


@dataclass(frozen=True)
class Life:
    """One story: whose form, who is in it, and what is said where it is not as usual."""

    form: str
    name: str
    said: Mapping[str, Answer] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=lambda: {"children": 2, "adults": 2, "agencies": 1})
    """How many items each group has, where the form has the group."""
    later: Mapping[str, Answer] = field(default_factory=dict)
    """What is said of each but the first of a group, where that is something else."""


ONE: Final = {"children": 1, "adults": 1}
WAYS: Final[Mapping[str, Answer]] = {"anonymity": "named", "ways": ["phone", "text", "email", "post"]}
CLUES: Final = ("address", "postcode", "school", "place", "vehicle", "online")
NO_CLUE: Final[Mapping[str, Answer]] = {
    **dict.fromkeys(f"find_{clue}" for clue in CLUES),
    **dict.fromkeys(("kept_address", "linked_reference", "last_name", "gp")),
}
TODAY_ALONE: Final[Mapping[str, Answer]] = {"urgent_today": "yes", "called_now": "no-reply"}
WITH_NOBODY: Final[Mapping[str, Answer]] = {"tonight": None, "now_at": None}
SIBLINGS: Final = {"children": 2}
LIVES: Final = (
    Life("professional", "told and agreed"),
    Life("professional", "in danger", {"danger": "yes", "called_999": "yes"}, ONE),
    Life("professional", "today", TODAY_ALONE, ONE),
    Life("professional", "a service for everybody", {"kind": "universal"}, ONE),
    Life("professional", "an adult at work", {"kind": "adult-who-works-with-children"}, ONE),
    Life(
        "professional",
        "a teenager, not told",
        {
            "date_of_birth": TEENAGER,
            "social_worker": "yes",
            "concerns": ["fgm"],
            "informed": "no",
            "postcode": "SW1A 2AA",
            "duty_fgm": "yes",
        },
        ONE,
    ),
    Life("professional", "too risky to tell", {"informed": "risk", "placed": "no"}, ONE),
    Life("professional", "nobody reached", {"informed": "unreachable", "date_of_birth": GROWN}, ONE),
    Life("professional", "refused", {"agreement": "refused"}, ONE),
    Life(
        "professional",
        "who is what to whom is not said",
        {"relation": None, **WITH_NOBODY},
        {"children": 2, "adults": 1},
    ),
    Life("professional", "two homes", later={"lives": "address", "address": "9 Oak Road\nKettering"}),
    Life("professional", "support refused", {"kind": "support", "agreement": "refused"}, ONE),
    Life("professional", "a foster carer", {"relation": "foster-carer", "responsibility": "no"}, ONE),
    Life("professional", "able to decide", {"date_of_birth": TEENAGER, "able_to_decide": "yes"}, ONE),
    *(
        Life(
            "professional",
            f"able to decide, {told}",
            {"date_of_birth": TEENAGER, "able_to_decide": "yes", **more},
            ONE,
        )
        for told, more in (("at risk", {"informed": "risk"}), ("refused", {"agreement": "refused"}))
    ),
    Life("professional", "nobody to ask, told", {"responsibility": "no"}, ONE),
    *(
        Life(
            "professional", f"nobody to ask, {informed}", {"responsibility": "no", "informed": informed}, ONE
        )
        for informed in ("no", "risk", "unreachable")
    ),
    Life("professional", "nobody to ask, refused", {"responsibility": "no", "agreement": "refused"}, ONE),
    Life("family", "named", WAYS),
    Life("family", "in danger", {"danger": "yes"}, ONE),
    Life("family", "today", TODAY_ALONE, ONE),
    Life("family", "elsewhere", {"postcode": "SW1A 2AA"}, ONE),
    Life(
        "family",
        "anonymous",
        {"anonymity": "anonymous", "sharing": "no", "date_of_birth": GROWN},
        ONE,
    ),
    Life("family", "who is with them is not said", WITH_NOBODY, SIBLINGS),
    Life(
        "family",
        "two homes",
        {"all_there": "no", "in_household": "yes"},
        {"children": 2, "adults": 1},
        later={"lives": "address", "address": "9 Oak Road\nKettering"},
    ),
    Life("community", "anonymous"),
    Life("community", "who is with them is not said", WITH_NOBODY, SIBLINGS),
    Life("community", "named", WAYS, ONE),
    Life("community", "in danger", {"danger": "yes"}, ONE),
    Life("community", "today", TODAY_ALONE, ONE),
    Life("community", "a child who hits", {"concerns": ["behaviour", "domestic-abuse"]}, ONE),
    Life("community", "grown up", {"date_of_birth": GROWN}, ONE),
    Life("community", "not to be found", {**NO_CLUE, "birth": "estimated-age"}, ONE),
    Life("young-person", "about me", WAYS),
    Life("young-person", "about a friend", {"about": "somebody-else"}),
    Life("young-person", "about a friend, not to be found", {**NO_CLUE, "about": "somebody-else"}, ONE),
    Life("young-person", "in danger", {"danger": "yes"}, ONE),
    Life("young-person", "today", TODAY_ALONE, ONE),
    Life("allegation", "at work", {"at_work": "yes"}),
    Life("allegation", "a neighbour, late", {**WAYS, "at_work": "no"}, ONE),
    Life("allegation", "yesterday, in danger", {"danger": "yes", "learned_on": "2026-11-24"}, ONE),
    Life("allegation", "today", TODAY_ALONE, ONE),
)
NEXT_DOOR: Final[Mapping[str, Answer]] = {
    "worry": "My own flat is next door to theirs. My number is 07700 900 123, if you have to call.",
    "anonymity": "anonymous",
}
ODD: Final = (
    Life(
        "professional",
        "grown up",
        {"birth": "estimated-age", "estimated_age": 19, "upn": "J999200001001"},
        ONE,
    ),
    Life("professional", "unborn", {"birth": "unborn", "expected_date": "2027-11-20"}, ONE),
    Life("professional", "a young mother", {"adult_birth": "2020-05-02", "relation": "mother"}, ONE),
    Life("family", "next door", NEXT_DOOR, ONE),
    Life("community", "next door", NEXT_DOOR, ONE),
    Life("young-person", "next door", NEXT_DOOR, ONE),
)
"""Those who write what looks odd and may be right."""


def lived(form: Form, life: Life, *, like: Answers | None = None) -> Answers:
    """Every question of the life's form answered; `like` gives the same people names and words as long as they come."""
    answers = Answers(groups=like.groups) if like else _peopled(form, life)
    while left := [slot for slot in _slots(form, answers) if not slot.recorded]:
        # A scope at a time, for what is said of one may open or close what is asked of the next.
        first = left[0].spot.scope
        for slot in (one for one in left if one.spot.scope == first):
            said = _answer(life, slot, later=_is_later(answers, first), long=like is not None)
            answers = answers.put(slot.spot.scope, {slot.question.id: said})
    return answers


def fileless(form: Form, answers: Answers) -> Answers:
    """The same with no file, for those that are shown were never added."""
    (step,) = [step for step in walk(form, answers, TODAY).steps if step.path == "files"]
    return answers.put("", {slot.question.id: None for slot in step.slots})


def _peopled(form: Form, life: Life) -> Answers:
    answers = start(form)
    for group, wanted in life.people.items():
        if form.group(group):
            for _ in range(wanted - len(answers.items(group))):
                answers, _item = answers.add(group)
    return answers


def _slots(form: Form, answers: Answers) -> Iterator[Slot]:
    return (slot for step in walk(form, answers, TODAY).steps for slot in step.slots)


def _is_later(answers: Answers, scope: str) -> bool:
    group, _, below = scope.partition("/")
    return below.partition("/")[0] in answers.items(group)[1:]


def _answer(life: Life, slot: Slot, *, later: bool, long: bool) -> Answer:
    question = slot.question
    here = {**life.said, **(life.later if later else {})}
    said = here.get(question.id, SAID.get(question.id, _usual(question)))
    if long and question.kind == "text" and isinstance(said, str):
        return f"{WIDEST} {said}"
    if isinstance(question, Choice) and said is not None and said not in question.options:
        return next(iter(question.options))
    return said


def _usual(question: Question) -> Answer:
    if isinstance(question, Choice):
        return next(iter(question.options))
    if isinstance(question, Choices):
        return list(question.options) if question.id == "more" else [next(iter(question.options))]
    usual: dict[str, Any] = {
        "text": STORY if getattr(question, "rows", 1) > 1 else "A word about it",
        "email": "a.okafor@larch-hill.example",
        "phone": "01632 960 001",
        "postcode": "NN18 1AA",
        "nhs-number": "999 000 0018",
        "upn": "H801200001001",
        "reference": "NN-7K4M-9QXR",
        "date": "2026-11-20",
        "age": 7,
        "files": [one.written() for one in FILES],
    }
    answer: Answer = usual[question.kind]
    return answer
