"""A file from its coming in to its being sealed, in bounded memory, and with nothing of it on the disk."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from app.envelope.attachments import STEP, Attachment, open_file, seal_file
from app.envelope.sealing import Identity
from app.filekinds import LARGEST_FILE, FileKind
from app.files import workshop as workshop_module
from app.files.flaws import Flaw, FlawedError
from app.files.incoming import BLOCK, TAG, Incoming
from app.files.scanner import Scanner
from app.files.workshop import MOST_READY, ROOT, Workshop
from tests import samples

Take = Callable[[bytes], Incoming]
Make = Callable[[Scanner], Workshop]
HUB = Identity.generate()
NO_SCANNER = Scanner("")


Program = Callable[[str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """What runs in place of the process that looks at a file."""

    def put(does: str) -> None:
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(path))

    return put


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


def test_no_two_blocks_of_a_file_look_alike_on_the_disk(incoming: Take) -> None:
    """Sealed twice with one number used once, they would."""
    came = incoming(bytes(3 * BLOCK))
    kept = Path(f"/proc/{os.getpid()}/fd/{came._file.fileno()}").read_bytes()  # noqa: SLF001 -- it has no name
    size = BLOCK + TAG
    assert len({kept[at : at + size] for at in range(0, len(kept), size)}) == 3


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


@pytest.mark.parametrize(
    "does",
    [
        pytest.param("exit 0", id="says nothing"),
        pytest.param("""printf '{"kind": "txt", "size": 5}\\nabc'""", id="gives less than it said"),
        pytest.param("""printf '{"kind": "txt", "size": 2}\\nabc'""", id="gives more than it said"),
        pytest.param("""printf '{"kind": "txt", "size": 3}\\nabc'; exit 1""", id="fell over at the end"),
        pytest.param("exec sleep 20", id="hangs"),
        pytest.param("""printf '{"kind": "txt", "size": 3}\\n'; exec sleep 20""", id="hangs half-way"),
        pytest.param("""printf '{"kind": "txt", "size": 99999999}\\n'; exec yes""", id="says too much"),
        pytest.param("""printf '{"kind": "exe", "size": 3}\\nabc'""", id="says what is no kind"),
        pytest.param("""printf '{"flaw": "none"}\\n'""", id="says what is no flaw"),
        pytest.param("""printf '{"kind": "txt", "size": null}\\nabc'""", id="says no size"),
        pytest.param("""printf '5\\nabc'""", id="says a number"),
        pytest.param("""printf '{"size": 3}\\nabc'""", id="says half"),
        pytest.param("""printf '{"kind": "txt", "size": -1}\\n'""", id="says less than nothing"),
    ],
)
def test_a_process_that_does_not_do_its_work_gives_no_file(
    workshop: Make, incoming: Take, program: Program, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    monkeypatch.setattr(workshop_module, "LONGEST_WORK", 0.5)
    program(does)
    began = time.monotonic()
    assert flaw(workshop(NO_SCANNER), incoming(b"words")) is Flaw.HUGE
    assert time.monotonic() - began < 15


def test_a_process_that_was_taken_over_fills_no_disk(
    workshop: Make, incoming: Take, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []

    def counted(*given: Any) -> tuple[int, int, str]:
        sealed = seal_file(*given)
        taken.append(sealed[1])
        return sealed

    monkeypatch.setattr(workshop_module, "LONGEST_WORK", 5)
    monkeypatch.setattr(workshop_module, "seal_file", counted)
    program("""printf '{"kind": "txt", "size": 3}\\n'; exec yes""")
    assert flaw(workshop(NO_SCANNER), incoming(b"words")) is Flaw.HUGE
    assert taken < [2 * STEP]


def test_a_document_that_grows_as_it_is_packed_anew_is_refused_when_it_is_added(
    workshop: Make, incoming: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent, its message would name a file that is larger than any may be, and be nothing that can be sent."""
    grows = samples.growing_docx()
    monkeypatch.setattr(workshop_module, "MOST_READY", len(grows))
    assert flaw(workshop(NO_SCANNER), incoming(grows)) is Flaw.HUGE


def test_the_largest_that_is_made_ready_is_what_a_message_may_name(tmp_path: Path) -> None:
    with (tmp_path / "sealed").open("wb") as sealed:
        _, size, digest = seal_file(BytesIO(bytes(MOST_READY)), sealed, [HUB.public] * 5)
    assert Attachment(id=str(uuid4()), size=size, sha256=digest)


def test_the_process_knows_nothing_of_our_settings(
    workshop: Make, incoming: Take, program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUEUE_URL", "amqp://secret")
    program(f"/usr/bin/env > {tmp_path / 'known'}")
    assert flaw(workshop(NO_SCANNER), incoming(b"words")) is Flaw.HUGE
    assert "secret" not in (tmp_path / "known").read_text()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        pytest.param("None", '{"kind": "txt", "size": 4}', id="none"),
        pytest.param("bytearray(2**31)", '{"flaw": "huge"}', id="memory"),
        pytest.param("open('harm', 'wb', 0).write(b'x')", '{"flaw": "broken"}', id="a file"),
        pytest.param("[open('/dev/null') for _ in range(20)]", '{"flaw": "broken"}', id="many files"),
        pytest.param("all(iter(lambda: 1, 0))", "", id="time"),
    ],
)
def test_whatever_a_file_does_to_the_libraries_has_bounds(tmp_path: Path, harm: str, said: str) -> None:
    code = (
        "import app.files.cleaning as c\n"
        f"c.examined = lambda content, keep: ({harm}, (c.FileKind.TXT, b'done'))[1]\n"
        "c.MOST_SECONDS = 2\n"
        "c.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "clean", "5"],
        input=b"words",
        capture_output=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        timeout=60,
    )
    assert done.stdout.partition(b"\n")[0].decode() == said
    assert [path.stat().st_size for path in tmp_path.iterdir()] in ([], [0])
