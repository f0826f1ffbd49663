"""Catalogue 3: who steals the database and every key of portal and relay opens no referral, no file and no draft."""

import asyncio
import base64
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256, sha512
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import select

from app.envelope.attachments import open_file
from app.envelope.drafts import DraftKey
from app.envelope.key_files import read_identities
from app.envelope.sealing import Identity, unseal
from app.errors import EnvelopeRefusedError, KeyUnusableError
from app.portal import portal
from app.settings import Settings
from app.storage.outbox import HUB
from app.storage.tables import METADATA
from tests.people import ByHttp, asks_for_a_code, sends
from tests.professional import writes_as_a_professional

SITE = "http://127.0.0.1:8000"
WORRY = "He comes to school hungry."
LETTER = b"Monday, 9pm to 1am"
PARTS = ("contact", "restricted", "identity")
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
Rows = dict[str, list[dict[str, Any]]]


@dataclass
class Loot:
    """What a thief has."""

    rows: Rows
    folder: Path
    """The keys, of which they have `portal` and `relay`."""

    def sealed(self) -> dict[str, bytes]:
        """Each part of each message, and each file."""
        messages = [orjson.loads(row["body"]) for row in self.rows["outbox"] if row["channel"] == HUB]
        parts = {
            f"{number} {name}": base64.b64decode(message["data"][name])
            for number, message in enumerate(messages)
            for name in PARTS
        }
        pieces = sorted(self.rows["pieces"], key=lambda row: (str(row["attachment_id"]), row["number"]))
        return {**parts, "file": b"".join(row["body"] for row in pieces)}

    def addresses(self) -> list[bytes]:
        """What is sealed to the relay."""
        return [row["body"] for row in self.rows["outbox"] if row["channel"] != HUB]

    def identities(self) -> list[Identity]:
        """Every age key in the folders of portal and relay, and every 32 bytes made into one."""
        files = [*(self.folder / "portal").glob("*.key"), *(self.folder / "relay").glob("*.key")]
        whole = [read_identities(path) for path in files if "AGE-SECRET-KEY" in path.read_text()]
        return [*(one for found in whole for one in found), *map(as_identity, sorted(self.secrets()))]

    def secrets(self) -> set[bytes]:
        """32 bytes from wherever there are any, as they are, hashed, and as Ed25519 turns a seed into a key."""
        found = {value for table in self.rows.values() for row in table for value in row.values()}
        plain = {bytes(value) for value in found if isinstance(value, bytes) and len(value) == 32}
        plain |= set(self._of_portal())
        return plain | {sha256(one).digest() for one in plain} | {sha512(one).digest()[:32] for one in plain}

    def _of_portal(self) -> Iterator[bytes]:
        for name in ("form-token", "pepper"):
            yield base64.b64decode((self.folder / "portal" / f"{name}.key").read_text())
        signing = load_pem_private_key((self.folder / "portal" / "signing.key").read_bytes(), None)
        yield signing.private_bytes_raw()  # type: ignore[union-attr]
        for key in tomllib.loads((self.folder / "portal" / "hub.toml").read_text())["key"]:
            yield sha256(key["public"].encode()).digest()


def as_identity(secret: bytes) -> Identity:
    """These 32 bytes as a private key of age: bech32 (BIP 173) with 'AGE-SECRET-KEY-' before it."""
    prefix = "age-secret-key-"
    number = int.from_bytes(secret, "big") << 4
    digits = [number >> (5 * place) & 31 for place in reversed(range(52))]
    ends = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    check = _polymod([*ends, *digits, *[0] * 6]) ^ 1
    digits += [check >> (5 * place) & 31 for place in reversed(range(6))]
    return Identity(f"{prefix}1{''.join(BECH32[one] for one in digits)}".upper())


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for place, one in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= one if top >> place & 1 else 0
    return check


def opens(sealed: bytes, identities: list[Identity]) -> bytes | None:
    """What was sealed; None where none of these keys opens it."""
    out = BytesIO()
    try:
        if not sealed.startswith(b"age-encryption.org/"):
            return unseal(sealed, identities)
        open_file(BytesIO(sealed), out, len(LETTER), identities)
    except KeyUnusableError:
        return None
    return out.getvalue()


@pytest.fixture(scope="module")
def loot(tmp_path_factory: pytest.TempPathFactory, key_set: Path, sqlite_template: Path) -> Loot:
    """All of a portal after a referral with a file, and a draft to which a code leads."""
    folder = tmp_path_factory.mktemp("portal")
    shutil.copy(sqlite_template, folder / "portal.db")
    return Loot(asyncio.run(rows_of(Settings(var=folder, keys=key_set))), key_set)


async def rows_of(settings: Settings) -> Rows:
    app = portal(settings)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=SITE) as one,
        httpx.AsyncClient(transport=transport, base_url=SITE) as other,
    ):
        teacher, colleague = ByHttp(SITE, one), ByHttp(SITE, other)
        await writes_as_a_professional(teacher, worry=WORRY, keep_name_from_family="yes")
        await teacher.goes_to("/professional/files")
        await teacher.adds(("times.txt", LETTER))
        await teacher.chooses("Continue")
        await sends(teacher)
        await colleague.goes_to("/professional/danger")
        await colleague.says(danger="no")
        await asks_for_a_code(colleague)
        async with app.state.shop.desk.database.single() as connection:
            return {
                name: [dict(row) for row in (await connection.execute(select(table))).mappings()]
                for name, table in METADATA.tables.items()
            }


def test_a_secret_can_be_an_age_key() -> None:
    """The thief's own tool works: an X25519 key made of 32 bytes opens what is sealed to it."""
    secret = bytes(range(1, 33))
    public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    number = int.from_bytes(public, "big") << 4
    data = "".join(BECH32[number >> (5 * place) & 31] for place in reversed(range(52)))
    assert as_identity(secret).public.startswith(f"age1{data}")


def test_everything_of_portal_and_relay_opens_no_referral_and_no_file(loot: Loot) -> None:
    identities = loot.identities()
    assert len(identities) > 20
    assert len(loot.sealed()) == 4
    for name, sealed in loot.sealed().items():
        assert opens(sealed, identities) is None, name
    # By design the relay opens the addresses that it writes to, and nothing but an address is there.
    assert [opens(one, identities) for one in loot.addresses()] == [b"a.okafor@larch-hill.example"]


def test_everything_of_portal_and_relay_opens_no_draft(loot: Loot) -> None:
    assert len(loot.rows["drafts"]) == 2
    assert len(loot.rows["resumes"]) == 1
    for secret in loot.secrets():
        for row in loot.rows["drafts"]:
            with pytest.raises(EnvelopeRefusedError):
                DraftKey(secret).unseal(row["version"], row["body"])
        for row in (*loot.rows["drafts"], *loot.rows["resumes"]):
            bound = (b"", row["id"], row["id"] + row.get("version", 0).to_bytes(8, "big"))
            for one in bound:
                with pytest.raises(InvalidTag):
                    AESGCM(secret).decrypt(row["body"][:12], row["body"][12:], one)


def test_the_hubs_keys_and_escrow_open_them_and_each_no_more_than_its_own(loot: Loot) -> None:
    hub, restricted = (
        list(read_identities(loot.folder / "receiver" / name)) for name in ("hub.key", "restricted.key")
    )
    escrow = list(read_identities(loot.folder / "offline" / "escrow.key"))
    sealed = loot.sealed()
    for name, one in sealed.items():
        assert opens(one, escrow), name
        assert (opens(one, hub) is not None) is (name != "0 restricted"), name
        assert (opens(one, restricted) is not None) is (name == "0 restricted"), name
    assert WORRY.encode() in (opens(sealed["0 contact"], hub) or b"")
    assert b"Okafor" in (opens(sealed["0 restricted"], restricted) or b"")
    assert opens(sealed["file"], hub) == LETTER
