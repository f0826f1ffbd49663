"""Catalogue 34 and 35: what a file is, what is taken out of it, and which are not taken at all."""

import time
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.filekinds import FileKind
from app.files.cleaning import examined
from app.files.flaws import Flaw, FlawedError
from tests import samples
from tests.samples import CANARY, EICAR

SAMPLES = {
    FileKind.JPEG: samples.jpeg(),
    FileKind.PNG: samples.png(),
    FileKind.HEIC: samples.heic(),
    FileKind.PDF: samples.pdf(photo=True),
    FileKind.DOCX: samples.docx(),
    FileKind.TXT: "Żółw said: ‘no’.\r\n\tTwice.".encode(),
}
PAGE_THAT_IS_LOST = b"\n".join(
    (
        b"%PDF-1.4",
        b"1 0 obj<</Pages 4 0 R/Type/Catalog>>",
        b"4 0 obj<</Kids[5 0 R]>>",
        b"5 0 obj<<[<>][]<<>>/Type/Page>>r/",
    )
)
"""qpdf reads a page of it, and writes a document that has none."""
HOLDING_DETAILS = [kind for kind in FileKind if kind is not FileKind.TXT]


def flaw_of(content: bytes, *, keep: bool = False) -> Flaw:
    with pytest.raises(FlawedError) as refused:
        examined(content, keep=keep)
    return refused.value.flaw


def unpacked(kind: FileKind, content: bytes) -> bytes:
    """All that is in a file, its packed parts unpacked."""
    if kind is FileKind.DOCX:
        with ZipFile(BytesIO(content)) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    if kind is FileKind.PDF:
        out = BytesIO()
        with pikepdf.open(BytesIO(content)) as document:
            document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()
    return content


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("keep", [True, False])
def test_a_file_is_what_its_content_says(kind: FileKind, keep: bool) -> None:
    assert examined(SAMPLES[kind], keep=keep)[0] is kind


@pytest.mark.parametrize("kind", HOLDING_DETAILS)
def test_hidden_details_go_unless_they_are_to_be_kept(kind: FileKind) -> None:
    assert CANARY in unpacked(kind, SAMPLES[kind])
    assert CANARY not in unpacked(kind, examined(SAMPLES[kind], keep=False)[1])
    assert examined(SAMPLES[kind], keep=True)[1] == SAMPLES[kind]


@pytest.mark.parametrize("marker", [0x02, 0xBF, 0xC8, 0xF0, 0xF7, 0xFD, 0xFE, 0xE3], ids=hex)
def test_a_jpeg_keeps_nothing_of_markers_that_no_picture_needs(marker: int) -> None:
    hidden = b"\xff%c" % marker + (len(CANARY) + 2).to_bytes(2, "big") + CANARY
    photo = samples.jpeg()
    cleaned = examined(photo[:2] + hidden + photo[2:], keep=False)[1]
    assert CANARY not in cleaned
    assert cleaned == examined(photo, keep=False)[1]


@pytest.mark.parametrize("kind", [FileKind.JPEG, FileKind.PNG, FileKind.HEIC])
def test_the_picture_itself_stays_bit_for_bit(kind: FileKind) -> None:
    before, after = (
        Image.open(BytesIO(one)) for one in (SAMPLES[kind], examined(SAMPLES[kind], keep=False)[1])
    )
    assert before.tobytes() == after.tobytes()
    assert before.size == after.size


def test_a_photo_stays_the_right_way_up_and_in_its_colours() -> None:
    photo = Image.open(BytesIO(examined(SAMPLES[FileKind.JPEG], keep=False)[1]))
    assert dict(photo.getexif()) == {0x0112: 6}
    assert photo.info["icc_profile"] == b"a profile of colours"


def test_a_document_keeps_its_words_and_a_note_its_text() -> None:
    words = unpacked(FileKind.DOCX, examined(SAMPLES[FileKind.DOCX], keep=False)[1])
    assert b"A chronology" in words
    assert b"A remark" in words
    with ZipFile(BytesIO(examined(SAMPLES[FileKind.DOCX], keep=False)[1])) as packed:
        assert not [name for name in packed.namelist() if name.startswith("docProps/")]
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"docProps" not in packed.read("_rels/.rels") + packed.read("[Content_Types].xml")
    assert b"A note" in unpacked(FileKind.PDF, examined(SAMPLES[FileKind.PDF], keep=False)[1])


@pytest.mark.parametrize("keep", [True, False])
def test_two_bytes_that_a_picture_holds_by_chance_harm_nobody(keep: bool) -> None:
    """Of small packed pictures one in a hundred has the first two in its beginning."""
    for two in (b"<%", b"<?", b"%p", b"PK"):
        photo = b"\xff\xd8\xff\xfe\0\x04" + two + samples.jpeg()[2:]
        assert examined(photo, keep=keep)[0] is FileKind.JPEG


@pytest.mark.parametrize("kind", [FileKind.JPEG, FileKind.PNG, FileKind.HEIC])
def test_what_was_put_after_a_picture_goes(kind: FileKind) -> None:
    longer = SAMPLES[kind] + (b"\0\0\0\x1cuuid" + CANARY if kind is FileKind.HEIC else CANARY)
    assert CANARY not in examined(longer, keep=False)[1]


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        pytest.param(b"", Flaw.EMPTY, id="nothing"),
        pytest.param(b"MZ\x90\0\3\0\0\0\xff\xff", Flaw.KIND, id="a program"),
        pytest.param(b"GIF89a\1\0\1\0\0\0\0;", Flaw.KIND, id="gif"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Flaw.KIND, id="svg"),
        pytest.param(b'<?xml version="1.0"?><svg/>', Flaw.KIND, id="svg as xml"),
        pytest.param(b"Dear all\n<script>alert(1)</script>", Flaw.UNSAFE, id="script in words"),
        pytest.param(samples.zipped(a=b"a"), Flaw.KIND, id="zip"),
        pytest.param(samples.zipped(virus=EICAR), Flaw.KIND, id="eicar in a zip"),
        pytest.param(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), Flaw.KIND, id="old word"),
        pytest.param(
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            Flaw.LOCKED,
            id="word with a password",
        ),
        pytest.param(samples.pdf(password="secret"), Flaw.LOCKED, id="pdf with a password"),
        pytest.param(samples.pdf(script=True), Flaw.UNSAFE, id="pdf with a script"),
        pytest.param(samples.pdf(attached=True), Flaw.UNSAFE, id="pdf with a file in it"),
        pytest.param(b"%PDF-1.7\nnothing more", Flaw.BROKEN, id="pdf that is none"),
        pytest.param(
            samples.pdf().replace(b"/Subtype /Text", b"/Subtype /#ff1"),
            Flaw.BROKEN,
            id="pdf with a name of no text",
        ),
        pytest.param(samples.docx({"word/vbaProject.bin": b"macro"}), Flaw.UNSAFE, id="word with macros"),
        pytest.param(samples.docx(main=samples.MACROS), Flaw.UNSAFE, id="word that says it has macros"),
        pytest.param(samples.docx({"../../etc/cron.d/x": b"x"}), Flaw.UNSAFE, id="word that leads out"),
        pytest.param(
            samples.docx({"word/header1.xml": samples.ENTITY}), Flaw.UNSAFE, id="word that asks for a file"
        ),
        pytest.param(
            samples.docx({"word/header1.xml": samples.ENTITY.decode().encode("utf-16")}),
            Flaw.UNSAFE,
            id="word that asks for one in another encoding",
        ),
        pytest.param(samples.many_parts_docx(), Flaw.HUGE, id="word of too many parts"),
        pytest.param(samples.twice_the_same_docx(), Flaw.UNSAFE, id="word with a part that is there twice"),
        pytest.param(
            samples.docx({"zq": b"x"}).replace(b"zq", b"\0q"), Flaw.BROKEN, id="word with a part of no name"
        ),
        pytest.param(samples.lying_docx(), Flaw.BROKEN, id="word that unpacks to more than it says"),
        pytest.param(
            samples.pdf_with(OpenAction=samples.LAUNCHES), Flaw.UNSAFE, id="pdf that starts a program"
        ),
        pytest.param(samples.pdf_with(AA=samples.PRINTS), Flaw.UNSAFE, id="pdf that acts by itself"),
        pytest.param(samples.pdf_with_a_file_on_its_page(), Flaw.UNSAFE, id="pdf with a file on its page"),
        pytest.param(samples.deep_pdf(), Flaw.UNSAFE, id="pdf of boxes in boxes"),
        pytest.param(samples.endless_pdf(), Flaw.HUGE, id="pdf of too many pages"),
        pytest.param(samples.jpeg()[:40], Flaw.BROKEN, id="half a jpeg"),
        pytest.param(PAGE_THAT_IS_LOST, Flaw.BROKEN, id="pdf whose page would be lost"),
        pytest.param(
            samples.jpeg()[:-2] + b"\xff\xdb\0\x43\0",
            Flaw.BROKEN,
            id="jpeg that ends in the middle of a table",
        ),
        pytest.param(samples.png()[:60], Flaw.BROKEN, id="half a png"),
        pytest.param(samples.heic()[:80], Flaw.BROKEN, id="half a heic"),
        pytest.param(samples.jpeg() + samples.zipped(a=b"a"), Flaw.UNSAFE, id="jpeg and zip"),
        pytest.param(samples.pdf() + samples.zipped(a=b"a"), Flaw.UNSAFE, id="pdf and zip"),
        pytest.param(
            b"\xff\xd8\xff\xfe\0\x0e%PDF-1.7 \r\n" + samples.jpeg()[2:], Flaw.UNSAFE, id="jpeg and pdf"
        ),
        pytest.param(b"\xff\xd8\xff\xfe\0\x0a<script>" + samples.jpeg()[2:], Flaw.UNSAFE, id="jpeg and page"),
    ],
)
@pytest.mark.parametrize("keep", [True, False])
def test_what_is_not_taken(content: bytes, flaw: Flaw, keep: bool) -> None:
    assert flaw_of(content, keep=keep) is flaw


@pytest.mark.parametrize("bomb", [samples.vast_png, samples.vast_jpeg, samples.vast_heic])
@pytest.mark.parametrize("keep", [True, False])
def test_a_picture_of_too_many_pixels_is_never_unpacked(bomb: "object", keep: bool) -> None:
    assert callable(bomb)
    assert flaw_of(bomb(), keep=keep) is Flaw.HUGE


@pytest.mark.parametrize("kind", HOLDING_DETAILS)
@given(at=st.floats(0, 1), noise=st.binary(min_size=1, max_size=8))
@settings(max_examples=40)
def test_whatever_is_changed_in_a_file_it_is_cleaned_or_refused_and_says_nothing_else(
    kind: FileKind, at: float, noise: bytes
) -> None:
    content = bytearray(SAMPLES[kind])
    place = int(at * (len(content) - 1))
    content[place : place + len(noise)] = noise
    began = time.process_time()
    try:
        found, cleaned = examined(bytes(content), keep=False)
    except FlawedError:
        pass
    else:
        assert cleaned
        assert found in FileKind
    assert time.process_time() - began < 5
