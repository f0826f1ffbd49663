"""Filing: once, whole, private, and never over another contact."""

import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import orjson
import pytest

from app.durable import move, replace
from app.envelope.message import Opened
from app.errors import EnvelopeRefusedError, ReferenceTakenError
from app.profiles.model import Profile
from app.receiver.filing import HubFolder, Papers, understand
from app.settings import Settings
from app.templating.rendering import Templates

MakePapers = Callable[..., Papers]
Files = Callable[..., set[str]]

KEPT = {"keep_what": "The address of the refuge.", "keep_why": "He looks for them."}


@pytest.fixture
def folder(settings: Settings, profile: Profile) -> HubFolder:
    made = HubFolder(settings.hub_folder, Templates(profile), ())
    made.prepare()
    return made


def test_a_contact_is_a_document_and_a_readable_copy(
    folder: HubFolder, settings: Settings, papers: MakePapers, files: Files
) -> None:
    sent = papers()
    folder.file(sent)
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"}
    assert (settings.hub_folder / f"{sent.reference}.json").read_bytes() == sent.opened.contact


def test_parts_that_say_something_have_folders_of_their_own(
    folder: HubFolder, settings: Settings, papers: MakePapers, files: Files
) -> None:
    sent = papers(restricted=KEPT, identity={"your_name": "Jo Bloggs"})
    folder.file(sent)
    apart = {
        f"{part}/{sent.reference}.{part}.{kind}"
        for part in ("restricted", "identity")
        for kind in ("html", "json")
    }
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"} | apart
    kept = orjson.loads((settings.hub_folder / f"restricted/{sent.reference}.restricted.json").read_bytes())
    assert kept["keep_what"] == "The address of the refuge."
    open_files = [path for path in settings.hub_folder.glob("NN-*") if b"refuge" in path.read_bytes()]
    assert open_files == []


def test_an_empty_folder_that_somebody_tidied_away_is_made_anew(
    folder: HubFolder, settings: Settings, papers: MakePapers, files: Files
) -> None:
    for name in ("restricted", "identity", "files"):
        (settings.hub_folder / name).rmdir()
    sent = papers(restricted=KEPT, identity={"your_name": "Jo Bloggs"})
    folder.file(sent)
    assert f"restricted/{sent.reference}.restricted.json" in files()
    assert f"identity/{sent.reference}.identity.json" in files()
    assert stat.S_IMODE((settings.hub_folder / "restricted").stat().st_mode) == 0o700


def test_where_all_of_the_folder_is_gone_nothing_is_filed(
    folder: HubFolder, settings: Settings, papers: MakePapers
) -> None:
    """A share that is not mounted looks so: what is filed there is seen by nobody, and receipted."""
    shutil.rmtree(settings.hub_folder)
    settings.hub_folder.mkdir()
    with pytest.raises(FileNotFoundError):
        folder.file(papers(restricted=KEPT))
    assert not [*settings.hub_folder.iterdir()]


def test_everything_is_for_its_owner_only(folder: HubFolder, settings: Settings, papers: MakePapers) -> None:
    folder.file(papers(restricted=KEPT))
    everything = [settings.hub_folder, *settings.hub_folder.rglob("*")]
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in everything}
    assert modes == {(True, 0o700), (False, 0o600)}


def test_a_message_that_comes_again_changes_nothing(
    folder: HubFolder, settings: Settings, papers: MakePapers
) -> None:
    sent = papers()
    folder.file(sent)
    filed = settings.hub_folder / f"{sent.reference}.html"
    filed.write_text("A note that the hub wrote on it.")
    folder.file(sent)
    assert filed.read_text() == "A note that the hub wrote on it."


def test_a_contact_that_the_hub_took_away_does_not_come_back(
    folder: HubFolder, settings: Settings, papers: MakePapers, files: Files
) -> None:
    sent = papers()
    folder.file(sent)
    for path in settings.hub_folder.glob("NN-*"):
        path.unlink()
    folder.file(sent)
    assert files() == set()


@pytest.mark.parametrize("taken_away", [False, True])
def test_a_reference_never_belongs_to_two_messages(
    folder: HubFolder, settings: Settings, papers: MakePapers, *, taken_away: bool
) -> None:
    first = papers()
    folder.file(first)
    document = settings.hub_folder / f"{first.reference}.json"
    before = document.read_bytes()
    if taken_away:
        document.unlink()
    with pytest.raises(ReferenceTakenError):
        folder.file(papers(reference=first.reference))
    assert document.exists() != taken_away
    assert taken_away or document.read_bytes() == before


def test_a_message_never_has_two_references(folder: HubFolder, papers: MakePapers) -> None:
    message_id = uuid4()
    folder.file(papers(message_id=message_id))
    with pytest.raises(ReferenceTakenError):
        folder.file(papers(message_id=message_id))


@pytest.mark.parametrize("part", ["contact", "restricted", "identity"])
def test_parts_of_another_form_are_refused_without_their_words(papers: MakePapers, part: str) -> None:
    whole = papers().opened
    document = orjson.loads(getattr(whole, part)) | {"unheard_of": "Ana Nowak"}
    odd = Opened(**{**vars(whole), part: orjson.dumps(document)})
    with pytest.raises(EnvelopeRefusedError) as refused:
        understand(odd)
    assert "Ana" not in str(refused.value)


def test_an_empty_part_is_nothing_to_file(papers: MakePapers) -> None:
    whole = papers().opened
    empty = Opened(**{**vars(whole), "restricted": b"{}", "identity": b"{}"})
    assert understand(empty).restricted is None
    assert understand(empty).identity is None


def test_a_part_whose_questions_were_all_left_blank_is_nothing_to_file(papers: MakePapers) -> None:
    blank = papers(restricted={"not_answered": ("keep_what",)}, identity={"not_answered": ("your_name",)})
    assert blank.restricted is None
    assert blank.identity is None
    assert papers(restricted={"not_known": ("keep_what",)}).restricted


def test_what_a_killed_receiver_left_half_written_is_taken_away(
    folder: HubFolder, settings: Settings, files: Files
) -> None:
    left = settings.hub_folder / "restricted" / ".NN-2345-6789.restricted.json.0a1b2c3d.part"
    left.write_bytes(b"half")
    replace(settings.hub_folder / "NN-whole.json", b"whole")
    folder.prepare()
    assert files() == {"NN-whole.json"}


def test_everything_else_is_there_before_the_document(
    folder: HubFolder, papers: MakePapers, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = papers(restricted=KEPT)
    before: list[set[str]] = []

    def watched(path: Path, to: Path) -> None:
        before.append(files())
        move(path, to)

    monkeypatch.setattr("app.receiver.filing.move", watched)
    folder.file(sent)
    apart = {f"restricted/{sent.reference}.restricted.{kind}" for kind in ("html", "json")}
    assert before == [{f"{sent.reference}.html"} | apart]
