"""Catalogue 6: every command of docs/keys.md is run, with referrals under way, and none of them is lost."""

import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from app.envelope.keys import PortalKeys, ReceiverKeys, RelayKeys
from app.envelope.public_keys import KeyList
from app.envelope.sealing import seal_address, unseal_address
from app.errors import ConfigurationError
from app.settings import Settings
from tests.guide import Guide
from tests.place import Place, place_of

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
GUIDE = Guide(PAGE)
MADE = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = MADE.date()
KEYS, SAFE, OPENED = (Path(name) for name in ("keys", "safe", "opened"))
WORRIES = ("Sent before.", "Sent meanwhile.", "Sent after.")
CONTACT = "The hub's keys: contact and restricted"
LOST = "The hub has lost its keys"
DRILL = "The drill: what the escrow key opens"
STOLEN = "One was stolen"


@pytest.fixture
async def place(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    """A portal, a relay and a hub whose keys were made as the guide says."""
    monkeypatch.chdir(tmp_path)
    settings = Settings(var=tmp_path / "var", keys=tmp_path / "keys", database_url=sqlite_url)
    for name in ("var", "keys", "database_url"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    with time_machine.travel(MADE):
        await GUIDE.does("Make them")
        async with place_of(settings) as opened:
            yield opened


def ids(listed: str, use: str) -> list[str]:
    """The ids of a use in a list, in their order."""
    return [key.id for key in KeyList(Path(listed)).keys if key.use == use]


async def arrived(place: Place, *worries: str) -> None:
    """All of these are at the hub, once each, and receipted."""
    await place.carries()
    assert sorted(place.worries().values()) == sorted(worries)
    await place.receipted()
    assert await place.unsettled() == 0


def test_every_block_of_the_guide_is_run_here() -> None:
    code = Path(__file__).read_text()
    named = {"CONTACT": CONTACT, "LOST": LOST, "DRILL": DRILL, "STOLEN": STOLEN}
    run = {
        (named.get(heading, heading.strip('"')), int(number or 0))
        for heading, number in re.findall(r'GUIDE\.does\(("[^"]+"|[A-Z]+)(?:, (\d))?', code)
    }
    assert run == set(GUIDE.blocks)
    assert len(GUIDE.blocks) > 15


def test_no_block_leaves_the_folder_of_the_product_or_keys_in_the_way_of_the_next() -> None:
    for block in GUIDE.blocks.values():
        assert not re.search(r"^cd ", block, re.MULTILINE), block
    made = sum("keys new fresh" in block for block in GUIDE.blocks.values())
    assert made == sum("rm -r fresh" in block for block in GUIDE.blocks.values())


async def test_the_copy_of_the_list_at_the_escrow_key_follows_the_relays_key(place: Place) -> None:  # noqa: ARG001 -- its keys
    await GUIDE.does("The relay's key", 0)
    await GUIDE.does("The relay's key", 1)
    assert SAFE.joinpath("portal.toml").read_text() == KEYS.joinpath("receiver/portal.toml").read_text()


async def test_a_list_is_shown_with_its_dates(place: Place) -> None:  # noqa: ARG001 -- its keys
    shown = await GUIDE.does("Make them", 1)
    assert [line.split()[0] for line in shown.splitlines()] == sorted(
        ["contact", "restricted", "escrow", "mail", "receipts"], key=shown.index
    )
    assert shown.count("2026-11-25  2028-11-25  in force") == 5
    assert not KEYS.joinpath("offline").exists()
    assert SAFE.joinpath("portal.toml").read_text() == KEYS.joinpath("receiver/portal.toml").read_text()


async def test_the_hubs_keys_are_replaced_with_messages_under_way(place: Place) -> None:
    await place.sends_one(WORRIES[0])
    await GUIDE.does(CONTACT, 0)
    place.receiver_restarted()
    await place.sends_one(WORRIES[1])
    (old,) = ids("keys/portal/hub.toml", "contact")
    await GUIDE.does(CONTACT, 1)
    assert ids("keys/portal/hub.toml", "contact")[0] == old
    assert len(place.desk.keys.in_force(TODAY).key_ids) == 5, (
        "both contact keys, both restricted ones, and escrow"
    )
    await place.sends_one(WORRIES[2])
    await GUIDE.does(STOLEN, STOLEN=old)
    await GUIDE.does(STOLEN, STOLEN=ids("keys/portal/hub.toml", "restricted")[0])
    await place.sends_one("Sealed to the new keys alone.")
    await arrived(place, *WORRIES, "Sealed to the new keys alone.")
    assert old not in place.desk.keys.in_force(TODAY).key_ids


async def test_the_escrow_key_is_replaced_and_each_opens_its_own_time(place: Place) -> None:
    await place.sends_one(WORRIES[0])
    (old,) = ids("keys/portal/hub.toml", "escrow")
    said = await GUIDE.does("The escrow key")
    assert "opens with this key: all three parts, and a file" in said
    await GUIDE.does(STOLEN, STOLEN=old)
    await place.sends_one(WORRIES[2])
    await GUIDE.does(DRILL, 0)
    shutil.copytree("safe", "both")
    for key, opens in (("escrow.key", 1), ("escrow-2028.key", 1)):
        shutil.copy(Path("both") / key, "safe/escrow.key")
        with pytest.raises(AssertionError, match=f"Opened with this key alone: {opens} messages"):
            await GUIDE.does(DRILL, 1)
    await arrived(place, WORRIES[0], WORRIES[2])


async def test_the_relays_key_is_replaced_with_addresses_under_way(place: Place) -> None:
    address = "a.okafor@larch-hill.example"

    def sealed() -> list[bytes]:
        by_hub = ReceiverKeys.load(Path("keys/receiver")).mail_recipients(TODAY)
        by_portal = PortalKeys.load(Path("keys/portal")).recipients("mail", TODAY)
        return [seal_address(address, list(keys)) for keys in (by_hub, by_portal)]

    waiting = sealed()
    await GUIDE.does("The relay's key", 0)
    waiting += sealed()
    (old,) = ids("keys/portal/hub.toml", "mail")
    await GUIDE.does("The relay's key", 1)
    waiting += sealed()
    for one in waiting:
        assert unseal_address(one, RelayKeys.load(Path("keys/relay")).identities) == address
    await GUIDE.does(STOLEN, STOLEN=old)
    KEYS.joinpath("relay/mail.key").unlink()
    assert unseal_address(sealed()[1], RelayKeys.load(Path("keys/relay")).identities) == address
    await place.sends_one(WORRIES[0])
    await arrived(place, WORRIES[0])


async def test_the_hubs_signing_key_is_replaced_with_receipts_under_way(place: Place) -> None:
    await place.sends_one(WORRIES[0])
    await place.carries()
    await GUIDE.does("The hub's signing key", 0)
    await GUIDE.does("The hub's signing key", 1)
    place.receiver_restarted()
    await place.sends_one(WORRIES[2])
    await place.carries()
    assert len(place.receiver.receipts.waiting()) == 2, "one of each key"
    assert await place.receipted() == 2
    await arrived(place, WORRIES[0], WORRIES[2])
    await GUIDE.does(STOLEN, STOLEN=ids("keys/portal/hub.toml", "receipts")[0])
    await place.sends_one("The old one is not believed any more.")
    await place.carries()
    assert await place.receipted() == 1


async def test_the_portals_signing_key_is_replaced_with_messages_under_way(place: Place) -> None:
    await place.sends_one(WORRIES[0])
    await GUIDE.does("The portal's signing key", 0)
    place.receiver_restarted()
    await place.sends_one(WORRIES[1])
    await GUIDE.does("The portal's signing key", 1)
    place.portal_restarted()
    await place.sends_one(WORRIES[2])
    await arrived(place, *WORRIES)
    old, _ = ids("keys/receiver/portal.toml", "portal")
    await GUIDE.does(STOLEN, 0, **{"keys/portal/hub.toml": "keys/receiver/portal.toml", "STOLEN": old})
    place.receiver_restarted()
    await place.sends_one("By the new key alone.")
    await arrived(place, *WORRIES, "By the new key alone.")


async def test_the_portals_secrets_are_replaced_and_what_is_under_way_arrives(place: Place) -> None:
    await place.sends_one(WORRIES[0])
    before = place.desk.keys
    await GUIDE.does("The portal's secrets")
    place.portal_restarted()
    assert place.desk.keys.pepper != before.pepper
    assert place.desk.keys.form_token_secret != before.form_token_secret
    await place.sends_one(WORRIES[2])
    await arrived(place, WORRIES[0], WORRIES[2])


async def test_the_drill_opens_with_the_escrow_key_alone_what_is_under_way(place: Place) -> None:
    references = [await place.sends_one(worry) for worry in WORRIES]
    assert await GUIDE.does(DRILL, 0) == "Copied, sealed as they are: messages 3, files 0\n"
    shutil.rmtree("keys/receiver")
    assert (await GUIDE.does(DRILL, 1)).splitlines() == [
        "What a portal with this list seals today opens with this key: all three parts, and a file.",
        "There are 3 messages; tried were 3.",
        "Opened with this key alone: 3 messages, all parts of each, and 0 files.",
        "Each was signed by a portal that the list names.",
    ]
    for _ in range(2):
        assert (await GUIDE.does(DRILL, 2)).endswith("as a receiver files them.\n")
        assert sorted(path.stem for path in OPENED.glob("*.json")) == sorted(references)
        assert sorted(path.stem for path in OPENED.glob("*.html")) == sorted(references)
    assert not place.worries()


async def test_a_hub_that_lost_every_key_goes_on_with_escrow(place: Place) -> None:
    await place.sends_one(WORRIES[0])
    lost = [one for use in ("contact", "restricted", "receipts") for one in ids("keys/portal/hub.toml", use)]
    shutil.rmtree("keys/receiver")
    with pytest.raises(ConfigurationError):
        place.receiver_restarted()
    await GUIDE.does(LOST, 0)
    shutil.move("keys/receiver/hub-escrow.key", "aside")
    place.receiver_restarted()
    await place.carries()
    assert not place.worries(), "without escrow nothing opens"
    shutil.move("aside", "keys/receiver/hub-escrow.key")
    await place.sends_one(WORRIES[1])
    await _replace_the_lost(lost)
    await place.sends_one(WORRIES[2])
    place.receiver_restarted()
    assert await GUIDE.does(LOST, 2) == "Brought back: 1. Left where they were: 0\n"
    await arrived(place, *WORRIES)


async def _replace_the_lost(lost: list[str]) -> None:
    first, *others = lost
    await GUIDE.does(LOST, 1, LOST=first)
    for one in others:
        await GUIDE.does(STOLEN, STOLEN=one)
    assert not set(lost) & {key.id for key in KeyList(Path("keys/portal/hub.toml")).keys}
