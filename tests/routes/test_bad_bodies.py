"""Catalogue 32: whatever a body or a cookie is made of, a clear answer, and nothing lost that was saved."""

from collections.abc import AsyncIterator
from time import process_time
from urllib.parse import urlencode

import pytest

from app.forms.questions import LONGEST_ANSWER
from app.routes.request.fields import MOST_FIELDS, OF_AN_ESCAPE
from app.routes.request.gate import LARGEST_BODY
from app.services.keeping import LONGEST_REFERRAL
from tests.people import ByHttp, opens_the_form

WORRY = "He is alone in the evenings."
FORM = "application/x-www-form-urlencoded"
PARTED = "multipart/form-data; boundary=edge"
CHUNK = 64 * 1024


def parted(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    return (
        b'--edge\r\ncontent-disposition: form-data; name="'
        + name
        + b'"\r\n'
        + more
        + b"\r\n"
        + value
        + b"\r\n"
    )


BODIES = {
    "overlong UTF-8": (FORM, b"worry=%C0%AF%E0%80%AF%F0%80%80%AF", {200, 303, 400, 403, 422}),
    "lone surrogates": (FORM, b"worry=%ED%A0%80%ED%BF%BF", {200, 303, 400, 403, 422}),
    "no UTF-8 at all": (FORM, b"worry=%FF%FE%80&csrf=%FF", {400, 403}),
    "half an escape": (FORM, b"worry=%&csrf=%A", {400, 403}),
    "percent signs alone": (FORM, b"worry=" + b"%" * 1_000_000, {400}),
    "a name of NULs": (FORM, b"%00%00=%00&csrf=%00", {400, 403}),
    "deep names": (FORM, b"a" + b"%5Bb%5D" * 20_000 + b"=1", {400, 403}),
    "100,000 fields": (FORM, b"worry=a&" * 100_000, {400}),
    "100,000 names": (FORM, b"&".join(b"n%d=" % number for number in range(100_000)), {400}),
    "another charset": (FORM + "; charset=utf-16", "worry=a".encode("utf-16"), {400}),
    "a charset of seven bits": (FORM + "; charset=utf-7", b"worry=+ADw-script+AD4-", {400}),
    "a charset that is none": (FORM + '; charset="x\'"', b"worry=a", {400}),
    "a charset behind another": (
        PARTED + "; charset=unicode_escape; x=utf-8",
        parted(b"worry", rb"\ud800") + parted(b"csrf", b"a") + b"--edge--",
        {400},
    ),
    "parts without an end": (PARTED, parted(b"worry", b"a"), {400, 403}),
    "parts without a beginning": (PARTED, b"worry=a", {400, 403}),
    "parts of another charset": (PARTED, parted(b"_charset_", b"utf-16") + b"--edge--", {400, 403}),
    "a file where none is asked": (PARTED, parted(b'worry"; filename="a', b"a") + b"--edge--", {400}),
    "no boundary": ("multipart/form-data", b"a", {400, 403}),
    "JSON": ("application/json", b'{"worry": "a", "csrf": ' + b"[" * 100_000, {400, 403}),
}


@pytest.mark.parametrize("name", BODIES)
async def test_a_body_that_no_browser_sends_is_refused_and_nothing_is_lost(
    visitor: ByHttp, name: str
) -> None:
    kind, body, allowed = BODIES[name]
    await says_what_worries_them(visitor)
    before = process_time()
    answer = await visitor.client.post("/community/worry", content=body, headers={"content-type": kind})
    assert process_time() - before < 2
    assert answer.status_code in allowed
    assert "999" in answer.text
    await visitor.goes_to("/community/worry")
    assert WORRY in visitor.tree().text_content()


async def test_bytes_that_are_no_characters_become_marks_that_stand_for_them(visitor: ByHttp) -> None:
    await says_what_worries_them(visitor)
    await visitor.goes_to("/community/worry")
    body = b"worry=Alone%C0%AF%ED%A0%80%FF+again&csrf=" + visitor.token().encode()
    answer = await visitor.client.post("/community/worry", content=body, headers={"content-type": FORM})
    assert answer.status_code == 303
    await visitor.goes_to("/community/worry")
    (kept,) = visitor.tree().xpath("//textarea")
    assert kept.text.strip().replace("\ufffd", "") == "Alone again"


async def test_no_more_of_a_body_is_taken_in_than_a_form_may_have(visitor: ByHttp) -> None:
    """Ten megabytes of words in one box."""
    await says_what_worries_them(visitor)
    taken = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal taken
        for number in range(160):
            taken += CHUNK
            yield b"worry=" + b"a" * (CHUNK - 6) if number == 0 else b"a" * CHUNK

    answer = await visitor.client.post("/community/worry", content=pieces(), headers={"content-type": FORM})
    assert answer.status_code == 413
    assert "make it shorter" in answer.text
    assert taken <= LARGEST_BODY + 2 * CHUNK
    await visitor.goes_to("/community/worry")
    assert WORRY in visitor.tree().text_content()


def test_a_body_may_be_as_long_as_all_that_a_referral_holds_and_not_much_longer() -> None:
    """Every byte of it as an escape, and a thousand fields; what is twice as long holds a worker up for nothing."""
    whole = OF_AN_ESCAPE * LONGEST_REFERRAL + MOST_FIELDS * 100
    assert whole <= LARGEST_BODY <= 1.25 * whole


async def test_the_longest_answers_in_a_script_of_four_bytes_are_kept(visitor: ByHttp) -> None:
    await says_what_worries_them(visitor)
    await visitor.goes_to("/community/find-the-child")
    said = dict.fromkeys(
        ("find_address", "find_place", "find_vehicle"), "\N{ADLAM SMALL LETTER ALIF}" * LONGEST_ANSWER
    )
    body = urlencode({"csrf": visitor.token(), **said}).encode()
    assert len(body) > 700_000
    answer = await visitor.client.post(
        "/community/find-the-child", content=body, headers={"content-type": FORM}
    )
    assert answer.status_code == 303
    await visitor.goes_to("/community/find-the-child")
    assert visitor.tree().text_content().count("\N{ADLAM SMALL LETTER ALIF}" * LONGEST_ANSWER) >= 1


@pytest.mark.parametrize(
    "cookie", ["A" * 43, "A" * 65_536, "%00", "é", "\\ud800", "a=b; draft-community=c", '"', ""]
)
async def test_a_cookie_that_is_no_key_opens_nothing_and_breaks_nothing(visitor: ByHttp, cookie: str) -> None:
    header = f"draft-community={cookie}; session={cookie}".encode("latin-1")
    for path in ("/community", "/community/danger", "/community/check", "/community/sent", "/exit"):
        answer = await visitor.client.get(path, headers=[(b"cookie", header)])
        assert answer.status_code in {200, 303, 404}, path


@pytest.mark.parametrize(
    "kind",
    [
        f"multipart/form-data; boundary={'a' * 300}",
        'multipart/form-data; boundary="',
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary*=utf-8''%ff",
        "multipart/form-data; boundary*0=a; boundary*1=b",
        "multipart/form-data; boundary=é",
        "multipart/form-data; boundary=a; boundary=b",
    ],
)
async def test_files_between_boundaries_that_no_browser_makes_are_no_fault_of_ours(
    visitor: ByHttp, kind: str
) -> None:
    await says_what_worries_them(visitor)
    headers = [(b"content-type", kind.encode("latin-1"))]
    answer = await visitor.client.post("/community/files", content=b"--a\r\n", headers=headers)
    assert answer.status_code in {400, 403}
    assert "999" in answer.text


async def says_what_worries_them(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry=WORRY)
