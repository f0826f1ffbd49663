"""A council's logo draws and does nothing else, is small, and has words for whoever does not see it."""

from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.profiles.loading import load_profile
from app.templating.rendering import Templates
from tests.samples import png

HERE = Path(__file__).parent
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 40">{}</svg>'
LINES = ("[look]", '[look.logo]\nfile = "{}"\nalt = "Sandshire County Council"\n\n[look]')


def council(folder: Path, file: str, content: bytes | str) -> Path:
    """A council with this logo; its file's whole name says what it is."""
    (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
    path = folder / "council.toml"
    path.write_text((HERE / "sandshire.toml").read_text().replace(LINES[0], LINES[1].format(file), 1))
    return path


def fault(folder: Path, file: str, content: bytes | str) -> str:
    with pytest.raises(ConfigurationError) as error:
        load_profile(str(council(folder, file, content)))
    return str(error.value)


def test_a_logo_takes_the_place_of_the_name_and_says_it(tmp_path: Path) -> None:
    drawn = (HERE / "sandshire.svg").read_text()
    profile = load_profile(str(council(tmp_path, "logo.svg", drawn)))
    templates = Templates(profile)
    page = templates.render("pages/failure.html", title="Sorry", text="Try again.", lines=())
    address = templates.assets["logo.svg"].address
    assert f'<img src="{address}" alt="Sandshire County Council" width="220" height="40">' in page
    assert f'<link rel="icon" href="{address}" type="image/svg+xml">' in page
    assert templates.assets["logo.svg"].content == drawn.encode()


def test_a_png_is_as_wide_as_it_says(tmp_path: Path) -> None:
    logo = load_profile(str(council(tmp_path, "logo.png", png((60, 20))))).look.logo
    assert logo
    assert (logo.width, logo.height, logo.asset.kind) == (120, 40, "image/png")


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>1</script>", "an element script"),
        ("<foreignObject/>", "an element foreignObject"),
        ('<image href="https://other.example/x.png"/>', "an element image"),
        ('<path onload="x()" d="M0 0"/>', "an attribute onload"),
        ('<linearGradient id="a" href="https://other.example/x.svg#b"/>', "an attribute href"),
        (
            '<g xmlns:x="http://www.w3.org/1999/xlink" x:href="//other.example/"/>',
            "an attribute {http://www.w3.org/1999/xlink}href",
        ),
        ("<style>@import 'x.css'</style>", "a style that fetches something"),
        ('<g style="fill: url(https://other.example/x)"/>', "a style that fetches something"),
    ],
)
def test_what_does_more_than_draw_is_refused(tmp_path: Path, inside: str, said: str) -> None:
    refused = fault(tmp_path, "logo.svg", SVG.format(inside))
    assert refused.startswith(f"council.toml: look.logo: the logo may only draw, and has {said}")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("logo.svg", "no drawing", "the logo is no SVG"),
        ("logo.svg", "<html/>", "no svg element"),
        ("logo.svg", f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}', "a document type"),
        ("logo.svg", SVG.replace("viewBox", "box"), "the logo has no viewBox"),
        ("logo.svg", SVG.replace("40", "0"), "the logo has no size"),
        ("logo.svg", SVG.replace("220", "400"), "is 400 pixels wide when 40 high, and may be 260"),
        ("logo.png", "no picture", "the logo is no PNG"),
        ("logo.png", png((200, 100)), "bytes compressed, and may have 5120"),
        ("logo.gif", b"GIF89a", "must be a file beside the profile, such as logo.svg"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(
    tmp_path: Path, file: str, content: bytes | str, said: str
) -> None:
    assert said in fault(tmp_path, file, content)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = council(tmp_path, "logo.svg", SVG)
    (tmp_path / "logo.svg").unlink()
    with pytest.raises(ConfigurationError, match=r"look\.logo: logo\.svg cannot be read: No such file"):
        load_profile(str(path))
