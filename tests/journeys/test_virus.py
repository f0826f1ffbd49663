"""A virus among the files: it is said, it is gone, and everything else is kept."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import samples
from tests.clamav import scanning
from tests.machines import at_work
from tests.people import ByHttp, comes_to_the_files, sees_progress, sends, tells_of_a_worry
from tests.town import Town

pytestmark = pytest.mark.clamav


@pytest.fixture
def scanned(tmp_path: Path) -> Iterator[Town]:
    with scanning(tmp_path / "clamav") as url, at_work(tmp_path / "var", CLAMD_URL=url) as town:
        yield town


async def test_a_virus_is_told_and_the_rest_is_sent(scanned: Town) -> None:
    async with httpx.AsyncClient() as client:
        person = ByHttp(scanned.site, client)
        await tells_of_a_worry(person, "A worry that stays.")
        await comes_to_the_files(person)
        await person.adds(
            ("good.pdf", samples.pdf()),
            ("bad.txt", samples.EICAR),
            ("bad.docx", samples.docx({"word/embeddings/a.zip": samples.zipped(a=samples.EICAR)})),
        )
        words = await person.reads()
        assert "‘bad.txt’ holds a virus, so we have deleted it" in words
        assert "‘bad.docx’ holds a virus, so we have deleted it" in words
        assert "Not scanned" not in words
        await person.goes_to("/community/check")
        assert "A worry that stays." in await person.reads()
        told = await sends(person)
        await sees_progress(person, told, "With our team at")
    with sqlite3.connect(scanned.var / "portal.db") as kept:
        assert kept.execute(
            "SELECT (SELECT count(*) FROM attachments), (SELECT count(*) FROM pieces)"
        ).fetchone() == (0, 0)
    kept.close()
    contact = await scanned.contact(told.reference)
    assert [(file["name"], file["scanned"]) for file in contact["enclosures"]["files"]] == [
        ("good.pdf", True)
    ]
    assert "NOT SCANNED" not in await scanned.page(told.reference)
