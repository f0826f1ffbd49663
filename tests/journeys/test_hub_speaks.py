"""A hub tells the portal of each step: at its command line, and with the ten lines of docs/hub.md."""

import os
import re
import subprocess
from pathlib import Path

from app.profiles.loading import load_profile
from tests.forked import run
from tests.people import Person, sees_progress, sends, tells_of_a_worry
from tests.professional import writes_as_a_professional
from tests.town import Town, until

GUIDE = Path(__file__).parents[2] / "docs" / "hub.md"
COUNCIL = load_profile("northamptonshire")


def at_the_hub(town: Town, *words: str) -> str:
    """What a command prints at the hub."""
    ran = run("hub", *words, VAR=str(town.var))
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def emails(town: Town) -> list[str]:
    """Every email that was sent, as it is in the mail folder."""
    return [path.read_text() for path in (town.var / "mail").glob("*.eml")]


def by_hand(town: Town, *words: str) -> str:
    """What the script in the guide prints."""
    (script,) = re.findall(r"```bash\n(say\(\) .*?)```", GUIDE.read_text(), re.DOTALL)
    given = {
        "PATH": os.environ["PATH"],
        "HUB": COUNCIL.slug,
        "KEY": str(town.var / "keys" / "receiver" / "signing.key"),
        "PORTAL": town.site,
    }
    ran = subprocess.run(
        ["bash", "-euc", f"{script}\nsay {' '.join(words)}"],
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


async def test_a_professional_follows_their_referral_and_hears_of_the_decision(
    writer: Person, town: Town
) -> None:
    await writes_as_a_professional(writer, adults=1)
    told = await sends(writer)
    await town.contact(told.reference)
    at_the_hub(town, "screening", told.reference)
    await sees_progress(writer, told, "Being looked at at")
    at_the_hub(town, "request", told.reference)
    seen = await sees_progress(writer, told, "More information asked for at")
    assert "we aim to decide what to do" in seen
    printed = at_the_hub(town, "decide", told.reference, "early-help")
    assert "An email about it goes" in printed
    seen = await sees_progress(writer, told, "Decided at")
    news = f"News of {told.reference}"
    await until(lambda: any(news in letter for letter in emails(town)))
    (email,) = [letter for letter in emails(town) if news in letter]
    assert "To: a.okafor@larch-hill.example" in email
    assert "Jakub" not in email
    assert told.code not in email
    assert "The family will be offered Early Help support. The family must agree to this" in seen
    assert "makes sure that the family is told, where that is safe" in seen
    at_the_hub(town, "close", told.reference)
    assert "tell us again" in await sees_progress(writer, told, "Closed at")


async def test_any_system_that_has_openssl_and_curl_can_say_it(writer: Person, town: Town) -> None:
    await tells_of_a_worry(writer)
    told = await sends(writer)
    contact = await town.contact(told.reference)
    about = (told.reference, contact["message_id"])
    assert by_hand(town, *about, "decided", "early-help") == '{"new":1,"unknown":0}'
    assert by_hand(town, told.reference, "6f1d3a52-8c1e-4a57-9d6e-1b8f0f4f3c11", "closed") == (
        '{"new":0,"unknown":1}'
    )
    assert "A decision has an outcome" in by_hand(town, *about, "decided")
    seen = await sees_progress(writer, told, "A decision has been made.")
    assert "Early Help" not in seen
