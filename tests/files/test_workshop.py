"""A file from its coming in to its being sealed, in bounded memory, and with nothing of it on the disk."""

import os
import resource
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from app.envelope.attachments import STEP, open_file
from app.envelope.sealing import Identity
from app.filekinds import LARGEST_FILE, FileKind
from app.files.flaws import Flaw, FlawedError
from app.files.incoming import Incoming
from app.files.scanner import Scanner
from app.files.workshop import Workshop
from tests import samples

Take = Callable[[bytes], Incoming]
Make = Callable[[Scanner], Workshop]
HUB = Identity.generate()
NO_SCANNER = Scanner("")


@dataclass(frozen=True)
class Done:
    kind: FileKind
    content: bytes
    sealed_size: int
    scanned: bool


def ready(workshop: Workshop, incoming: Incoming, *, keep: bool = False) -> Done:
    """What the hub would have of it."""
    made = workshop.make_ready(incoming, [HUB.public], keep=keep)
    out = BytesIO()
    with made.sealed as sealed:
        open_file(sealed, out, made.size, [HUB])
    return Done(made.kind, out.getvalue(), made.sealed_size, made.scanned)


def flaw(workshop: Workshop, incoming: Incoming) -> Flaw:
    with pytest.raises(FlawedError) as refused:
        ready(workshop, incoming)
    return refused.value.flaw


@pytest.mark.parametrize("keep", [True, False])
def test_the_hub_opens_what_was_cleaned_or_kept(workshop: Make, incoming: Take, keep: bool) -> None:
    photo = samples.jpeg((500, 400))
    done = ready(workshop(NO_SCANNER), incoming(photo), keep=keep)
    assert done.kind is FileKind.JPEG
    assert (done.content == photo) is keep
    assert (samples.CANARY in done.content) is keep
    assert not done.scanned


def test_files_of_nearly_one_size_are_sealed_to_one_size(workshop: Make, incoming: Take) -> None:
    sizes = {
        round(ready(workshop(NO_SCANNER), incoming(b"a" * size)).sealed_size / STEP, 2)
        for size in (1, 999, STEP - 1, STEP)
    }
    assert len(sizes) == 1


@pytest.mark.clamav
def test_a_file_that_clamav_finds_clean_is_scanned(workshop: Make, incoming: Take, clamd: str) -> None:
    assert ready(workshop(Scanner(clamd)), incoming(samples.pdf())).scanned


@pytest.mark.clamav
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(samples.EICAR, id="alone"),
        pytest.param(samples.docx({"word/embeddings/a.bin": samples.EICAR}), id="in a document"),
        pytest.param(
            samples.docx({"word/embeddings/a.zip": samples.zipped(a=samples.EICAR)}),
            id="in a zip in a document",
        ),
    ],
)
def test_a_virus_is_not_taken(workshop: Make, incoming: Take, clamd: str, content: bytes) -> None:
    assert flaw(workshop(Scanner(clamd)), incoming(content)) is Flaw.VIRUS


def test_what_a_scanner_does_not_vouch_for_is_not_taken(
    workshop: Make, incoming: Take, scanner_that_says: Callable[..., Scanner]
) -> None:
    assert flaw(workshop(scanner_that_says(b"stream: maybe\0")), incoming(b"words")) is Flaw.NOT_SCANNED


def test_a_scanner_that_says_yes_before_it_has_heard_it_all_is_not_believed(
    workshop: Make, incoming: Take, scanner_that_says: Callable[..., Scanner]
) -> None:
    lying = scanner_that_says(b"stream: OK\0", listens=False)
    assert flaw(workshop(lying), incoming(b"words " * 1_000_000)) is Flaw.NOT_SCANNED


@pytest.mark.parametrize("bomb", [samples.vast_docx, samples.vast_pdf, samples.vast_png])
def test_a_bomb_harms_nobody(workshop: Make, incoming: Take, bomb: Callable[[], bytes]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert flaw(workshop(NO_SCANNER), incoming(bomb())) in {Flaw.HUGE, Flaw.BROKEN}
    # Kilobytes; the bomb itself, made here, is some of it.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_nothing_of_a_file_is_on_the_disk_in_the_clear(incoming: Take) -> None:
    came = incoming(samples.CANARY * 100_000)
    kept = Path(f"/proc/{os.getpid()}/fd/{came._file.fileno()}").read_bytes()  # noqa: SLF001 -- it has no name
    assert len(kept) > came.size
    assert samples.CANARY not in kept


def test_what_came_in_is_read_as_it_came(tmp_path: Path) -> None:
    came = Incoming(tmp_path)
    for part in (b"a" * 70_000, b"b", b"c" * 200_000):
        came.write(part)
    came.finish()
    blocks = []
    while block := came.read_block():
        blocks.append(block)
    came.close()
    assert b"".join(blocks) == b"a" * 70_000 + b"b" + b"c" * 200_000
    assert max(map(len, blocks)) <= 65536
    assert not [*tmp_path.iterdir()]


def test_the_largest_file_is_taken(workshop: Make, incoming: Take) -> None:
    done = ready(workshop(NO_SCANNER), incoming(b"word " * (LARGEST_FILE // 5)))
    assert len(done.content) == LARGEST_FILE // 5 * 5
