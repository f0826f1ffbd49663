"""What waits for a decision, most pressing first: fourteen files named for references say nothing of that."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from app.contact.answered import Coded
from app.contact.model import Allegation, Caution, Contact, Enclosed, Enclosures, Finding, Opening, Story
from app.contact.people import Adult, AgreementOfPerson, Child, Parent, Reach
from app.errors import NotFiledError
from app.filekinds import FileKind
from app.receiver.waiting import WAITING, Waiting
from app.settings import Settings
from app.vocabulary import Admission, FormName, Route
from tests.commands.conftest import FRIDAY

POLICE = Coded(code="police-protection", label="Police protection")
FGM, DELAY = (Coded(code=one, label=one) for one in ("fgm", "dangerous-delay"))
YES, NO, RISK, ME, PHONE, TEXT = (
    Coded(code=one, label=one) for one in ("yes", "no", "risk", "me", "phone", "text")
)
Says = Callable[..., str]


def listed(says: Says) -> list[str]:
    """The list alone, without its heads, its total and what its letters mean."""
    return says("hub", "waiting").partition("\n\n")[0].splitlines()[1:]


async def test_the_most_pressing_come_first_and_then_the_oldest(file: Callable[..., Any], says: Says) -> None:
    later = await file(9)
    plain = await file(1, route=Route.EARLY_HELP)
    missing = await file(2, children=(Child(contact_id="NN-7K4M-9QXR/1", missing_now=YES),))
    protected = await file(6, children=(Child(contact_id="NN-7K4M-9QXR/1", legal_status=(POLICE,)),))
    violent = await file(8, story=Story(worry="x", violence=(Coded(code="strangled", label="x"),)))
    accused = await file(3, route=Route.ALLEGATION, allegation=Allegation(still_at_risk=YES))
    urgent = await file(4, urgent=True, admitted_by=Admission.C8)
    danger = await file(5, urgent=True, opening=Opening(danger=YES))
    with time_machine.travel(FRIDAY + timedelta(minutes=10), tick=False):
        lines = listed(says)
    order = [danger, urgent, accused, missing, violent, protected, plain, later]
    assert [next(one for one in order if one in line) for line in lines] == order
    assert lines[0].startswith(f"DANGER             {danger}  Fri 2026-11-20 17:05  safeguarding")
    assert lines[1].startswith(f"URGENT       T     {urgent}")
    assert lines[2].startswith(f"AT RISK      W     {accused}")
    assert lines[3].startswith(f"MISSING            {missing}")
    assert lines[4].startswith(f"VIOLENCE           {violent}")
    assert lines[5].startswith(f"72 HOURS           {protected}")
    assert lines[6] == (
        f"                   {plain}  Fri 2026-11-20 17:01  early-help    decide by Mon 2026-11-23"
    )


async def test_what_its_writer_may_take_for_less_stands_before_what_can_wait(
    file: Callable[..., Any], says: Says
) -> None:
    """They stood among the others, and the head of the copy alone said so."""
    plain = await file(1)
    protected = await file(2, children=(Child(contact_id="NN-7K4M-9QXR/1", legal_status=(POLICE,)),))
    feared = await file(3, form=FormName.FAMILY, opening=Opening(concerns=(FGM,)))
    delay = await file(4, agreement=(AgreementOfPerson(person="A", row=Admission.C6, risk_reasons=(DELAY,)),))
    lines = listed(says)
    order = [delay, feared, protected, plain]
    assert [next(one for one in order if one in line) for line in lines] == order
    assert [line[:13].rstrip() for line in lines] == ["DELAY", "TELL NOBODY", "72 HOURS", ""]


async def test_what_else_presses_and_a_parent_who_is_a_child_stand_on_the_line(
    file: Callable[..., Any], says: Says
) -> None:
    missing = (Child(contact_id="NN-7K4M-9QXR/1", missing_now=YES, legal_status=(POLICE,)),)
    danger = await file(1, urgent=True, opening=Opening(danger=YES), children=missing)
    await file(2, form=FormName.FAMILY, parent=Parent(your_age=16))
    first, second = listed(says)
    assert first.startswith(f"DANGER             {danger}")
    assert ", URGENT" not in first
    assert "safeguarding  MISSING, 72 HOURS, " in first
    assert "  PARENT UNDER 18, " in second
    # Each is counted once, however much holds of it.
    with time_machine.travel(FRIDAY, tick=False):
        assert "\n2 to decide: 1 DANGER. What" in says("hub", "waiting")


async def test_each_column_has_a_head_and_all_are_counted(file: Callable[..., Any], says: Says) -> None:
    """Of sixty the last ones are on the screen, and what presses is far above it."""
    for minute in range(2):
        await file(minute, urgent=True)
    await file(3, urgent=True, opening=Opening(danger=YES))
    await file(4)
    with time_machine.travel(FRIDAY, tick=False):
        head, *lines = says("hub", "waiting").splitlines()
    assert head.startswith("PRESSES ")
    assert [head.index(word) for word in ("MIND", "REFERENCE", "SENT", "TEAM", "AND")] == [13, 19, 33, 55, 69]
    assert lines[0].index("Fri ") == head.index("SENT")
    assert lines[4:6] == ["", "4 to decide: 1 DANGER, 2 URGENT. What presses stands at the top."]
    with time_machine.travel(FRIDAY + timedelta(days=3, hours=9), tick=False):
        assert "4 to decide: 1 DANGER, 2 URGENT, 4 late. What" in says("hub", "waiting")


JAKUB = Child(contact_id="NN-7K4M-9QXR/1", first_name="Jakub", last_name="Malik", age=8)


async def test_what_may_be_about_one_family_says_so_beside_each(file: Callable[..., Any], says: Says) -> None:
    """A school, a neighbour and a grandmother wrote of one child on one day, as three strangers."""
    school = await file(1, children=(JAKUB,))
    neighbour = await file(2, form=FormName.COMMUNITY, children=(JAKUB.model_copy(update={"age": 7}),))
    grandmother = await file(3, form=FormName.COMMUNITY, children=(JAKUB,))
    await file(4)
    says("hub", "decide", school, "early-help", "--no-email")
    lines = listed(says)
    earlier = f"perhaps the family of {school}, decided or closed"
    assert lines[0].endswith(f", perhaps the same family: {grandmother}, {earlier}")
    assert lines[1].endswith(f", perhaps the same family: {neighbour}, {earlier}")
    assert "perhaps" not in lines[2]
    shown = says("hub", "waiting")
    assert "\n\nPerhaps: they may be about one child" in shown
    assert not any(word in shown for word in ("Jakub", "Malik"))


async def test_what_says_itself_what_it_belongs_with_is_not_said_twice(
    file: Callable[..., Any], says: Says
) -> None:
    before = await file(1, children=(JAKUB,))
    await file(2, children=(JAKUB,), opening=Opening(linked_reference=before))
    assert "perhaps" not in says("hub", "waiting")


async def test_of_many_alike_three_are_named(file: Callable[..., Any], says: Says) -> None:
    for minute in range(5):
        await file(minute, children=(JAKUB,))
    assert all(line.endswith(" and 1 more") for line in listed(says))


async def test_what_was_taken_away_is_not_named_any_more(
    file: Callable[..., Any], says: Says, settings: Settings
) -> None:
    gone = await file(1, children=(JAKUB,))
    await file(2, children=(JAKUB,))
    (settings.hub_folder / f"{gone}.json").unlink()
    assert gone not in says("hub", "waiting")


async def test_those_of_one_minute_stand_as_they_came(file: Callable[..., Any], says: Says) -> None:
    came = [await file(1) for _ in range(6)]
    assert [line[19:31] for line in listed(says)] == came


async def test_what_follows_something_that_was_sent_before_says_so_and_so_does_that(
    file: Callable[..., Any], says: Says
) -> None:
    before = await file(1)
    first = await file(2, opening=Opening(linked_reference=before))
    second = await file(3, opening=Opening(linked_reference=before.lower()))
    with time_machine.travel(FRIDAY, tick=False):
        lines = listed(says)
    assert lines[0].endswith(f"decide by Mon 2026-11-23, followed by {first} and {second}")
    assert all(line.endswith(f"decide by Mon 2026-11-23, follows {before}") for line in lines[1:])
    # It is decided, and the line of what came after it still says where to look.
    says("hub", "decide", before, "early-help", "--no-email")
    assert [line.rpartition(", ")[2] for line in listed(says)] == [f"follows {before}"] * 2


async def test_what_is_no_reference_is_left_to_the_copy(file: Callable[..., Any], says: Says) -> None:
    """Who has none at hand may type a name there, and others may see the terminal."""
    await file(1, opening=Opening(linked_reference="the one about Jakub Nowak"))
    (line,) = listed(says)
    assert "follows" not in line
    assert "Nowak" not in line


@pytest.mark.parametrize(("count", "said"), [(0, "2026-11-23"), (1, ", 1 file"), (3, ", 3 files")])
async def test_that_it_has_files_is_said(
    file: Callable[..., Any], says: Says, settings: Settings, count: int, said: str
) -> None:
    path = settings.hub_folder / f"{await file(1)}.json"
    enclosed = Enclosed(id="a", name="Jakub Nowak.pdf", kind=FileKind.PDF, size=1, scanned=True, cleaned=True)
    filed = Contact.model_validate_json(path.read_bytes())
    with_files = filed.model_copy(update={"enclosures": Enclosures(files=(enclosed,) * count)})
    path.write_text(with_files.model_dump_json())
    (line,) = listed(says)
    assert line.endswith(said)
    assert "Nowak" not in line


async def test_that_nothing_finds_a_child_is_said_whoever_wrote_and_that_it_may_be_kept_apart(
    file: Callable[..., Any], says: Says
) -> None:
    by_name = Finding(anonymity=Coded(code="named", label="Their name may be known"))
    nothing: tuple[dict[str, Any], ...] = (
        {"admitted_by": Admission.C6},
        {"form": FormName.COMMUNITY, "finding": Finding()},
        {"form": FormName.FAMILY, "parent": Parent()},
    )
    perhaps: tuple[dict[str, Any], ...] = (
        {"kept_apart": True},
        {"form": FormName.COMMUNITY, "finding": by_name},
        {"form": FormName.YOUNG_PERSON, "finding": by_name.model_copy(update={"about": ME})},
    )
    for number, given in enumerate((*nothing, *perhaps)):
        await file(number, children=(), **given)
    await file(9)
    lines = listed(says)
    assert ["no child to find, " in line for line in lines] == [True] * 3 + [False] * 4
    assert ["no child to find unless kept apart, " in line for line in lines] == [False] * 3 + [True] * 3 + [
        False
    ]


async def test_what_was_decided_or_closed_waits_no_more(file: Callable[..., Any], says: Says) -> None:
    decided, closed, screened = [await file(one) for one in range(3)]
    says("hub", "decide", decided, "early-help", "--no-email")
    says("hub", "close", closed, "--undecided")
    says("hub", "screening", screened)
    (line,) = listed(says)
    assert screened in line
    assert "screening" in line
    says("hub", "close", screened, "--undecided")
    assert says("hub", "waiting") == "Nothing that is filed here waits for a decision.\n"


async def test_what_still_waits_for_its_files_is_counted(
    file: Callable[..., Any], says: Says, settings: Settings
) -> None:
    """It may be urgent, and the list said nothing of it."""
    assert "Not in this list" not in says("hub", "waiting")
    await file(1)
    Waiting(settings.hub_folder / WAITING).prepare()
    (settings.hub_folder / WAITING / "sealed.json").write_bytes(b"{}")
    assert "\n\nNot in this list: 1 that came with files" in says("hub", "waiting")


async def test_what_is_late_says_so(file: Callable[..., Any], says: Says) -> None:
    await file(1)
    with time_machine.travel(FRIDAY + timedelta(days=3, hours=9), tick=False):
        assert "LATE: decide by Mon 2026-11-23" in says("hub", "waiting")


async def test_no_name_and_no_answer_is_printed(file: Callable[..., Any], says: Says) -> None:
    await file(1, urgent=True)
    shown = says("hub", "waiting")
    assert "Nowak" not in shown
    assert "bruise" not in shown


SAFE = Reach(ways=(PHONE,), your_phone="07700 900123", phone_say_who=YES, phone_message=YES)
TOLD = AgreementOfPerson(person="Imran Malik", informed=RISK, row=Admission.C6)
NAMED = Coded(code="named", label="Named")
MINDED: dict[str, list[dict[str, Any]]] = {
    "T": [
        {"family_not_told": True, "admitted_by": Admission.C7},
        {"agreement": (TOLD,), "admitted_by": Admission.C6},
        {"urgent": True, "admitted_by": Admission.C8},
        {
            "urgent": True,
            "admitted_by": Admission.C8,
            "story": Story(family_knows="Imran must not learn of it"),
        },
        {"children": (Child(contact_id="NN-7K4M-9QXR/1", parents_may_know=NO),)},
        {"form": FormName.FAMILY, "parent": Parent(others_know=NO)},
        {
            "form": FormName.COMMUNITY,
            "finding": Finding(anonymity=NAMED),
            "opening": Opening(concerns=(FGM,)),
        },
    ],
    "W": [
        {"caution": Caution(keep_name_from_family=YES)},
        {"caution": Caution(keep_name_from_adult=YES)},
        {"form": FormName.COMMUNITY, "finding": Finding()},
    ],
    "R": [
        {"adults": (Adult(adult_phone_safe=NO),)},
        {"caution": Caution(keep_reach=YES)},
        {"form": FormName.YOUNG_PERSON, "finding": Finding(about=ME, anonymity=NAMED)},
        {"reach": SAFE.model_copy(update={"phone_times": "While he is at work"})},
        {"reach": SAFE.model_copy(update={"phone_message": None})},
        {"reach": SAFE.model_copy(update={"phone_say_who": NO})},
        {"reach": SAFE.model_copy(update={"ways": (PHONE, TEXT)})},
        {"reach": SAFE.model_copy(update={"ways": (TEXT,), "text_say_who": YES})},
    ],
    "K": [{"kept_apart": True}],
    "WR": [{"form": FormName.YOUNG_PERSON, "finding": Finding(about=ME)}],
    "": [
        {},
        {"form": FormName.FAMILY, "parent": Parent(others_know=YES), "reach": SAFE},
        {"reach": Reach()},
        {"form": FormName.COMMUNITY, "finding": Finding(anonymity=NAMED)},
        {"adults": (Adult(adult_phone_safe=YES),)},
    ],
}
CASES = [
    pytest.param(letters, given, id=f"{letters or 'none'}-{number}")
    for letters, several in MINDED.items()
    for number, given in enumerate(several, 1)
]


@pytest.mark.parametrize(("letters", "given"), CASES)
async def test_whom_nobody_may_call_or_tell_is_marked(
    file: Callable[..., Any], says: Says, letters: str, given: dict[str, Any]
) -> None:
    reference = await file(1, **given)
    (line,) = listed(says)
    assert line[13:].startswith(f"{letters:<6}{reference}")


async def test_the_letters_that_stand_there_are_explained_and_no_others(
    file: Callable[..., Any], says: Says
) -> None:
    await file(1, family_not_told=True)
    await file(2, caution=Caution(keep_name_from_adult=YES))
    below = says("hub", "waiting").split("\n\n")[2].splitlines()
    assert "read its copy from the top" in below[0]
    assert [line[:3] for line in below[1:]] == ["T  ", "W  "]


async def test_where_nothing_is_to_be_minded_nothing_is_explained(
    file: Callable[..., Any], says: Says
) -> None:
    await file(1)
    with time_machine.travel(FRIDAY, tick=False):
        assert says("hub", "waiting").partition("\n\n")[2] == "1 to decide.\n"


async def test_the_letters_tell_no_name_and_no_answer(file: Callable[..., Any], says: Says) -> None:
    reach = SAFE.model_copy(update={"phone_times": "While he is at work"})
    await file(1, agreement=(TOLD,), family_not_told=True, reach=reach, kept_apart=True)
    shown = says("hub", "waiting")
    assert "TRK" in shown
    assert not any(word in shown for word in ("Imran", "Malik", "900123", "at work", "Nowak"))


@pytest.mark.parametrize("words", [("hub", "waiting"), ("report",), ("hub", "calls")])
async def test_a_folder_where_no_receiver_files_is_not_said_to_be_empty(
    file: Callable[..., Any],
    says: Says,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    """With another VAR than the receiver's, 'nothing waits' would be read of a hub where all of it waits."""
    await file(1, urgent=True)
    monkeypatch.setenv("VAR", str(tmp_path / "elsewhere"))
    with pytest.raises(NotFiledError, match=r"elsewhere/hub is no folder of a receiver’s.* Look at VAR"):
        says(*words)
    assert not (tmp_path / "elsewhere").exists()
