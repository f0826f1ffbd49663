"""Nothing goes to the hub that does something by itself once somebody opens it there."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from app.files.cleaning import examined
from app.files.flaws import Flaw, FlawedError
from tests import samples

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ELSEWHERE = String("\\\\\\\\elsewhere.example\\\\share\\\\a.pdf")


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """A document with one more relation."""
    relation = f'<Relationship Id="r9" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
    return samples.docx(
        {
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{samples.PACKAGE}/relationships">{relation}'
            "</Relationships>".encode()
        }
    )


def with_field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    body = f'<w:hdr xmlns:w="{samples.W}"><w:p><w:fldChar w:fldCharType="begin"/>{runs}</w:p></w:hdr>'
    return samples.docx({"word/header1.xml": body.encode()})


def simple_field(says: str) -> bytes:
    body = f'<w:hdr xmlns:w="{samples.W}"><w:p><w:fldSimple w:instr="{says}"/></w:p></w:hdr>'
    return samples.docx({"word/header1.xml": body.encode()})


def acts(kind: str) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), F=ELSEWHERE, URI=String("http://elsewhere.example"))


def page_that(**says: pikepdf.Object) -> bytes:
    document = pikepdf.open(BytesIO(samples.pdf()))
    for name, value in says.items():
        document.pages[0][f"/{name}"] = value
    return written(document)


def with_note(kind: str) -> bytes:
    return page_that(Annots=Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 9, 9])]))


def with_content_elsewhere() -> bytes:
    document = pikepdf.open(BytesIO(samples.pdf()))
    stream = document.make_stream(b"")
    stream["/F"] = ELSEWHERE
    document.pages[0]["/Contents"] = stream
    return written(document)


def written(document: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


ACTING = {
    **{
        f"word that fetches a {kind}": related(kind, "http://elsewhere.example/a.html!")
        for kind in ("oleObject", "subDocument", "frame", "mailMergeSource")
    },
    "word that holds a page": related("aFChunk", "a.htm", ""),
    "word that writes to a program": with_field(" DDEAUTO c:\\\\cmd.exe"),
    "word that does so in pieces": with_field(" DD", "E", "AUTO c:\\\\cmd.exe"),
    "word that does so in one field": simple_field(" dde excel a"),
    "word that spells it in numbers": with_field(" QUOTE 68 68 69"),
    "word that fetches words": simple_field("INCLUDETEXT &quot;http://elsewhere.example&quot;"),
    "word with an old office file in it": samples.docx(
        {"word/embeddings/oleObject1.bin": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)}
    ),
    "word with a program in it": samples.docx({"word/media/image2.png.exe": b"MZ" + bytes(600)}),
    **{
        f"pdf that opens with {kind}": samples.pdf_with(OpenAction=acts(kind))
        for kind in ("URI", "GoToR", "GoToE", "SubmitForm", "ImportData", "Rendition", "Named")
    },
    "pdf whose page goes elsewhere": page_that(AA=Dictionary(O=acts("GoToR"))),
    "pdf with a form's scripts": samples.pdf_with(AcroForm=Dictionary(Fields=Array(), XFA=String("<xdp/>"))),
    "pdf whose content is elsewhere": with_content_elsewhere(),
    **{f"pdf that plays {kind}": with_note(kind) for kind in ("RichMedia", "Movie", "Screen", "3D", "Sound")},
}


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("name", ACTING)
def test_what_acts_by_itself_is_not_taken(name: str, keep: bool) -> None:
    with pytest.raises(FlawedError) as refused:
        examined(ACTING[name], keep=keep)
    assert refused.value.flaw is Flaw.UNSAFE


def hidden_too_deep() -> bytes:
    """A script in an object of which qpdf reads nothing, for other things in it are too deep inside each other."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"), X=String("x" * 1398))
    document.Root.OpenAction = document.make_indirect(script)
    return written(document).replace(b"(" + b"x" * 1398 + b")", b"[" * 700 + b"]" * 700)


def hidden_too_far() -> bytes:
    """A script in a stream of objects that ends before all of it was read, as one of gigabytes does here."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.Root.OpenAction = document.make_indirect(acts("JavaScript"))
    out = BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=False)
    content = out.getvalue()
    assert b"/JavaScript" in content
    return content.replace(b"/S /JavaScript", b"/S ((((((((((()")


@pytest.mark.parametrize("content", [hidden_too_deep(), hidden_too_far()], ids=["too deep", "too far"])
def test_a_pdf_of_which_not_all_is_read_is_not_kept_as_it_is(content: bytes) -> None:
    with pytest.raises(FlawedError) as refused:
        examined(content, keep=True)
    assert refused.value.flaw is Flaw.BROKEN
    assert b"JavaScript" not in examined(content, keep=False)[1]


FETCHING_A_PICTURE = {
    "linked": related("image", "http://elsewhere.example/a.png"),
    "by a field": with_field(
        " INCLUDE", "PICTURE &quot;http://elsewhere.example/a.png&quot; \\* MERGEFORMATINET"
    ),
    "by one field": simple_field(" includepicture &quot;http://elsewhere.example/a.png&quot;"),
}


@pytest.mark.parametrize("name", FETCHING_A_PICTURE)
def test_a_picture_is_fetched_no_more_and_what_is_kept_as_it_is_must_fetch_none(name: str) -> None:
    cleaned = examined(FETCHING_A_PICTURE[name], keep=False)[1]
    with ZipFile(BytesIO(cleaned)) as packed:
        assert not [part for part in packed.namelist() if b"elsewhere.example" in packed.read(part)]
    assert examined(cleaned, keep=True)[1] == cleaned
    with pytest.raises(FlawedError) as refused:
        examined(FETCHING_A_PICTURE[name], keep=True)
    assert refused.value.flaw is Flaw.UNSAFE


def test_a_field_that_fetches_a_picture_hides_no_other() -> None:
    body = "<w:r><w:instrText> INCLUDEPICTURE </w:instrText></w:r>"
    document = samples.docx(
        {
            "word/header1.xml": f'<w:hdr xmlns:w="{samples.W}"><w:p>{body}<w:fldChar w:fldCharType="begin"/>'
            "<w:r><w:instrText> DDEAUTO a</w:instrText></w:r></w:p></w:hdr>".encode()
        }
    )
    with pytest.raises(FlawedError):
        examined(document, keep=False)


TEMPLATE = related("attachedTemplate", "file:///C:/Templates/Letter.dotm")


def test_the_template_of_a_letter_goes_and_a_letter_that_is_kept_as_it_is_must_have_none() -> None:
    assert b"Letter.dotm" not in examined(TEMPLATE, keep=False)[1]
    with pytest.raises(FlawedError):
        examined(TEMPLATE, keep=True)


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(related("hyperlink", "https://refer.example"), id="link in word"),
        pytest.param(
            with_field(" HYPERLINK &quot;https://added.example/dde-quote&quot;", " PAGE"), id="field"
        ),
        pytest.param(simple_field("TOC"), id="contents"),
        pytest.param(samples.docx({"word/embeddings/sheet1.xlsx": samples.zipped(a=b"a")}), id="chart"),
        pytest.param(samples.pdf_with(OpenAction=acts("GoTo")), id="pdf opened at a page"),
        pytest.param(samples.pdf_with(OpenAction=Array([0, Name.Fit])), id="pdf opened at a place"),
        pytest.param(
            page_that(Annots=Array([Dictionary(Subtype=Name.Link, A=acts("URI"))])), id="link in pdf"
        ),
    ],
)
def test_what_waits_to_be_followed_is_taken(content: bytes, keep: bool) -> None:
    assert examined(content, keep=keep)[1]


def test_a_zip_of_a_later_version_is_no_document() -> None:
    content = bytearray(samples.docx())
    at = content.rindex(b"PK\1\2")
    content[at + 6 : at + 8] = b"\xff\xff"
    with pytest.raises(FlawedError) as refused:
        examined(bytes(content), keep=False)
    assert refused.value.flaw is Flaw.KIND
