"""Synthetic files of every kind, each with a canary in whatever hidden details its kind has."""

import struct
import zlib
from io import BytesIO
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pikepdf
import pillow_heif
from PIL import Image
from PIL.PngImagePlugin import PngInfo

pillow_heif.register_heif_opener()

CANARY = b"canary-of-the-camera"
EICAR = bytes.fromhex(
    "58354f2150254041505b345c505a58353428505e2937434329377d2445494341522d5354414e444152442d414e544956495255532d"
    "544553542d46494c452124482b482a"
)
"""The harmless text that every scanner takes for a virus; in hexadecimal, so that no scanner finds this file."""

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><w>&f;</w>'
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def exif() -> Image.Exif:
    details = Image.Exif()
    details[0x010F] = CANARY.decode()
    details[0x0112] = 6
    details.get_ifd(0x8825)[1] = "N"
    return details


def picture(size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.effect_noise(size, 90).convert("RGB")


def jpeg(size: tuple[int, int] = (64, 48)) -> bytes:
    out = BytesIO()
    picture(size).save(
        out, "JPEG", quality=95, exif=exif(), comment=CANARY, icc_profile=b"a profile of colours"
    )
    return out.getvalue()


def png(size: tuple[int, int] = (64, 48)) -> bytes:
    out, words = BytesIO(), PngInfo()
    words.add_text("Author", CANARY.decode())
    words.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    picture(size).save(out, "PNG", pnginfo=words, exif=exif())
    return out.getvalue()


def heic(size: tuple[int, int] = (64, 48)) -> bytes:
    out = BytesIO()
    picture(size).save(out, "HEIF", quality=90, exif=exif().tobytes(), xmp=CANARY)
    return out.getvalue()


def pdf(*, photo: bool = False, password: str = "", script: bool = False, attached: bool = False) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Author"] = CANARY.decode()
    with document.open_metadata() as words:
        words["dc:creator"] = [CANARY.decode()]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        T=CANARY.decode(),
        Contents="A note",
    )
    document.pages[0]["/Annots"] = pikepdf.Array([note])
    if photo:
        inside = pikepdf.Stream(document, jpeg(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        inside["/Filter"] = pikepdf.Name.DCTDecode
        held = pikepdf.Dictionary(I=document.make_indirect(inside))
        document.pages[0]["/Resources"] = pikepdf.Dictionary(XObject=held)
    if script:
        document.pages[0]["/Annots"][0]["/A"] = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert(1)"
        )
    if attached:
        document.attachments["a.txt"] = b"something else"
    out = BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, encryption=locked)
    return out.getvalue()


def docx(more: dict[str, bytes] | None = None, *, main: str = MAIN, text: str = "A chronology") -> bytes:
    said = CANARY.decode()
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{CORE}"/>'
        "</Types>",
        "_rels/.rels": f'{head}<Relationships xmlns="{PACKAGE}/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body><w:p><w:ins w:id="1" w:author="{said}"'
        f' w:date="2026-11-22T10:00:00Z"><w:r><w:t>{text}</w:t></w:r></w:ins></w:p></w:body></w:document>',
        "word/comments.xml": f'{head}<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="{said}"'
        f' w:initials="{said}">'
        "<w:p><w:r><w:t>A remark</w:t></w:r></w:p></w:comment></w:comments>",
        "word/people.xml": f'{head}<people author="{said}"/>',
        "docProps/core.xml": f"{head}<core>{said}</core>",
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name, body)
        packed.writestr("word/media/image1.jpg", jpeg())
        for name, content in (more or {}).items():
            packed.writestr(name, content)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return out.getvalue()


def vast_png() -> bytes:
    """A PNG of a few bytes that says it has more pixels than any machine has memory for."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def vast_jpeg() -> bytes:
    content = bytearray(jpeg())
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(content)


def vast_docx() -> bytes:
    return docx({"word/embeddings/vast.bin": bytes(150 * 1024 * 1024)})


def growing_docx() -> bytes:
    """Packed in a way that makes less of it than ours."""
    drawn = Random(1)  # noqa: S311 -- no secret
    words = [bytes(drawn.choices(b"abcdefghijklmnop", k=7)) for _ in range(400)]
    content = BytesIO(docx())
    with ZipFile(content, "a", ZIP_BZIP2) as packed:
        packed.writestr("word/media/image2.emf", b" ".join(drawn.choices(words, k=200_000)), ZIP_BZIP2)
    return content.getvalue()


def vast_pdf() -> bytes:
    """A PDF whose cross-references unpack to gigabytes."""
    packed = zlib.compress(zlib.compress(bytes(64 * 1024 * 1024), 9) * 40, 9)
    body = (
        b"%%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Filter[/FlateDecode/FlateDecode]"
        b"/Length %d/Root 2 0 R>>\nstream\n"
    )
    start = body % len(packed) + packed + b"\nendstream\nendobj\n"
    return start + b"startxref\n9\n%%EOF\n"


def vast_heic() -> bytes:
    content = heic()
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", 60_000, 60_000) + content[at + 8 :]


def many_parts_docx() -> bytes:
    return docx({f"word/header{number}.xml": b"<a/>" for number in range(2001)})


def twice_the_same_docx() -> bytes:
    """One of whose parts is there twice: programs differ in which of the two they show."""
    return docx({"word/header1.xml": b"<a/>", "word/header2.xml": b"<b/>"}).replace(b"header2", b"header1")


def lying_docx() -> bytes:
    """One of whose parts unpacks to more than it says."""
    content = docx({"word/header1.xml": b"<a>" + b"words " * 1000 + b"</a>"})
    said, lie = struct.pack("<I", 6007), struct.pack("<I", 7)
    assert said in content
    return content.replace(said, lie)


def pdf_with(**catalogue: pikepdf.Object | list[int]) -> bytes:
    """A PDF whose catalogue says more."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    for name, value in catalogue.items():
        document.Root[f"/{name}"] = value
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_with_a_file_on_its_page() -> bytes:
    """A note on the page that is a paper clip: the file in it is in no list of the document's files."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    inside = document.make_stream(b"something else")
    clip = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FileAttachment,
        Rect=[0, 0, 9, 9],
        FS=pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a.exe", EF=pikepdf.Dictionary(F=inside)),
    )
    document.pages[0]["/Annots"] = pikepdf.Array([clip])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def deep_pdf() -> bytes:
    inside = pikepdf.Array([1])
    for _ in range(40):
        inside = pikepdf.Array([inside])
    return pdf_with(Deep=inside)


def endless_pdf() -> bytes:
    document = pikepdf.new()
    for _ in range(2001):
        document.add_blank_page(page_size=(200, 200))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


LAUNCHES = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="a.exe")
PRINTS = pikepdf.Dictionary(WP=pikepdf.Dictionary(S=pikepdf.Name.Named, N=pikepdf.Name.Print))
