"""A teacher telephones first: the hub writes the call down, and link and code open a form that knows of it."""

import os
import re
import subprocess
import sys
from uuid import uuid4

from tests.calls import KEPT
from tests.canary import found, of_town
from tests.journeys.test_teacher_by_link import email, emails
from tests.people import Person, comes_back, sends
from tests.professional import writes_as_a_professional
from tests.town import Town, until

CANARY = "zanzibar-telephone"


def at_the_hub(town: Town, *words: str, note: str = "") -> str:
    """What a command prints at the hub; what somebody types there is not in the command."""
    given = {"PATH": os.environ["PATH"], "VAR": str(town.var)}
    command = [sys.executable, "-m", "app", "hub", *words]
    ran = subprocess.run(command, env=given, input=note, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


async def test_a_teacher_telephones_and_then_writes(writer: Person, town: Town) -> None:
    address = f"t.adeyemi.{uuid4().hex}@larch-hill.example"
    printed = at_the_hub(
        town, "call", "--email", address, "--taken-by", f"{CANARY} Ewa", note=f"{CANARY}: Jakub has a burn"
    )
    call = re.findall(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}", printed)[0]
    (code,) = re.findall(r"^ +(\d{4} \d{4} \d{4})$", printed, re.MULTILINE)
    assert call in at_the_hub(town, "calls")

    link = await email(town, address, rf"{town.site}(/call/\S+)")
    (letter,) = emails(town, address)
    assert "call 999" in letter
    for secret in (CANARY, "Jakub", code, code.replace(" ", "")):
        assert secret not in letter

    await writer.goes_to(link)
    assert "call 999" in await writer.reads()
    await comes_back(writer, "1234 5678 9012", link)
    assert "We cannot open anything" in await writer.reads()
    await comes_back(writer, code, link)
    assert f"You spoke to {CANARY} Ewa on" in await writer.reads()

    await writes_as_a_professional(writer, adults=1, **KEPT)
    told = await sends(writer)
    contact = await town.contact(told.reference)
    opening = contact["opening"]
    assert opening["spoke"]["code"] == "yes"
    assert opening["spoke_to"] == f"{CANARY} Ewa"
    assert opening["spoke_about"] == f"{CANARY}: Jakub has a burn"
    assert opening["spoke_reference"] == call
    assert call in await town.page(told.reference)

    await until(lambda: call not in at_the_hub(town, "calls"))
    assert told.reference in at_the_hub(town, "calls", "--written")
    await comes_back(writer, code, link)
    assert "We cannot open anything" in await writer.reads()
    assert found((CANARY, code, code.replace(" ", "")), of_town(town)) == []
    mail = town.var / "mail"
    named = link.rpartition("/")[2]
    assert found([named], of_town(town, mail)) == []
