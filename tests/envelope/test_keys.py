"""Key folders: made once and whole, private, replaced in turn, and never a crash from a bad list."""

import shutil
import stat
import subprocess
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.envelope.key_files import read_signing_key
from app.envelope.keys import PortalKeys, ReceiverKeys, RelayKeys, new_keys
from app.envelope.message import compose, open_submitted
from app.envelope.parts import Attributes, Parts
from app.envelope.public_keys import KeyList, PublicKey, Use
from app.envelope.sealing import Identity, seal, unseal
from app.errors import ConfigurationError, EnvelopeRefusedError, HubKeyMissingError

FILES = {
    "offline": {"README.txt", "escrow.key"},
    "portal": {"form-token.key", "hub.toml", "pepper.key", "signing.key"},
    "receiver": {"hub.key", "portal.toml", "restricted.key", "signing.key"},
    "relay": {"mail.key"},
}


def entry(use: Use, public: str, since: date, until: date) -> str:
    return PublicKey(use=use, id=public[4:12], public=public, since=since, until=until).toml()


def add(folder: Path, text: str) -> None:
    with (folder / "portal" / "hub.toml").open("a") as file:
        file.write(f"\n{text}")


def keep_only(folder: Path, *uses: Use) -> None:
    keys = KeyList(folder / "portal" / "hub.toml").keys
    (folder / "portal" / "hub.toml").write_text("\n".join(key.toml() for key in keys if key.use in uses))


def test_each_process_has_a_folder_of_its_own(key_folder: Path) -> None:
    found = {folder.name: {path.name for path in folder.iterdir()} for folder in key_folder.iterdir()}
    assert found == FILES


def test_only_the_owner_can_read_them(key_folder: Path) -> None:
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in key_folder.rglob("*")}
    assert modes == {True: 0o700, False: 0o600}


def test_no_private_key_of_the_hub_is_with_the_portal_or_the_relay(key_folder: Path) -> None:
    for name in ("portal", "relay"):
        texts = {path.name: path.read_text() for path in (key_folder / name).iterdir()}
        holders = {file for file, text in texts.items() if "AGE-SECRET-KEY" in text}
        assert holders == ({"mail.key"} if name == "relay" else set())


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_existing_set_is_never_overwritten(own_set: Path, today: date, name: str) -> None:
    for other in FILES.keys() - {name}:
        shutil.rmtree(own_set / other)
    before = {path: path.read_bytes() for path in own_set.rglob("*") if path.is_file()}
    with pytest.raises(ConfigurationError, match="already holds keys"):
        new_keys(own_set, today)
    assert {path: path.read_bytes() for path in own_set.rglob("*") if path.is_file()} == before


def test_a_set_that_could_not_be_finished_leaves_nothing_behind(
    tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.envelope.keys.write_secret", full)
    with pytest.raises(OSError, match="No space"):
        new_keys(tmp_path, today)
    assert list(tmp_path.iterdir()) == []


def test_identity_files_are_those_of_age_keygen(key_folder: Path) -> None:
    path = key_folder / "receiver" / "hub.key"
    lines = path.read_text().splitlines()
    assert lines[0] == "# created: 2026-11-22T00:00:00Z"
    assert lines[1].startswith("# public key: age1")
    ran = subprocess.run(["age-keygen", "-y", path], capture_output=True, check=True, text=True)
    assert lines[1].removeprefix("# public key: ") == ran.stdout.strip()


def test_the_portals_list_says_how_keys_are_replaced(key_folder: Path) -> None:
    text = (key_folder / "portal" / "hub.toml").read_text()
    assert text.startswith("# The public keys of the hub. This is a list")
    uses = [key["use"] for key in tomllib.loads(text)["key"]]
    assert sorted(uses) == ["contact", "escrow", "mail", "receipts", "restricted"]


def test_the_offline_folder_says_to_move_it(key_folder: Path) -> None:
    assert "off the machine" in (key_folder / "offline" / "README.txt").read_text()


@pytest.mark.parametrize(
    ("made", "last"), [(date(2026, 11, 22), date(2028, 11, 22)), (date(2028, 2, 29), date(2030, 2, 28))]
)
def test_keys_last_two_years(tmp_path: Path, made: date, last: date) -> None:
    new_keys(tmp_path, made)
    keys = PortalKeys.load(tmp_path / "portal")
    for day in (made, last):
        assert len(keys.recipients("contact", day)) == 2
    for day in (made - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(HubKeyMissingError):
            keys.recipients("contact", day)


def test_every_part_is_sealed_to_escrow_too_and_addresses_are_not(own_set: Path, today: date) -> None:
    keys = PortalKeys.load(own_set / "portal")
    escrow = next(key.public for key in keys.hub.keys if key.use == "escrow")
    assert escrow in keys.recipients("contact", today)
    assert escrow in keys.recipients("restricted", today)
    assert escrow not in keys.recipients("mail", today)


def test_escrow_alone_is_not_enough(own_set: Path, today: date) -> None:
    keep_only(own_set, "escrow")
    with pytest.raises(HubKeyMissingError):
        PortalKeys.load(own_set / "portal").recipients("contact", today)


def test_without_a_restricted_key_the_hubs_own_stands_in(own_set: Path, today: date) -> None:
    keep_only(own_set, "contact", "escrow")
    keys = PortalKeys.load(own_set / "portal")
    assert keys.recipients("restricted", today) == keys.recipients("contact", today)


def test_where_no_key_for_mail_was_listed_no_other_stands_in(own_set: Path, today: date) -> None:
    keep_only(own_set, "contact", "restricted", "escrow")
    with pytest.raises(HubKeyMissingError):
        PortalKeys.load(own_set / "portal").recipients("mail", today)


def test_a_key_that_is_listed_for_everything_is_sealed_to_and_named_once(own_set: Path, today: date) -> None:
    public = Identity.generate().public
    uses: tuple[Use, ...] = ("contact", "restricted", "escrow", "mail")
    text = "\n".join(entry(use, public, today, today) for use in uses)
    (own_set / "portal" / "hub.toml").write_text(text)
    looked = PortalKeys.load(own_set / "portal").in_force(today)
    assert {looked.recipients(use) for use in ("contact", "restricted", "mail")} == {(public,)}
    assert looked.key_ids == (public[4:12],)


def test_a_restricted_key_that_ran_out_is_never_replaced_by_a_wider_one(own_set: Path, today: date) -> None:
    keep_only(own_set, "contact", "escrow")
    long_ago = today - timedelta(days=900)
    add(own_set, entry("restricted", Identity.generate().public, long_ago, today - timedelta(days=1)))
    with pytest.raises(HubKeyMissingError):
        PortalKeys.load(own_set / "portal").recipients("restricted", today)


def test_a_message_is_sealed_to_every_key_in_force_and_names_them(own_set: Path, today: date) -> None:
    second = Identity.generate().public
    add(own_set, entry("contact", second, today, today + timedelta(days=30)))
    keys = PortalKeys.load(own_set / "portal")
    assert second in keys.recipients("contact", today)
    assert second not in keys.recipients("contact", today + timedelta(days=31))
    assert second[4:12] in keys.in_force(today).key_ids
    assert len(keys.in_force(today).key_ids) == 4


def test_one_look_at_the_list_is_one_whatever_becomes_of_the_file(own_set: Path, today: date) -> None:
    keys = PortalKeys.load(own_set / "portal")
    looked = keys.in_force(today)
    keep_only(own_set, "escrow")
    assert len(looked.recipients("contact")) == len(looked.recipients("restricted")) == 2
    assert len(looked.key_ids) == 3
    with pytest.raises(HubKeyMissingError):
        keys.in_force(today).recipients("contact")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "key = 1",
        "key = [1, 2]",
        "[key]\nuse = 'contact'",
        "not toml at all [",
        "[[key]]\nuse = 'contact'\nid = 'x'\npublic = 'age1nonsense'\nfrom = 2026-01-01\nuntil = 2030-01-01",
        "[[key]]\nuse = 'contact'\nid = 'x'\npublic = 7\nfrom = 2026-01-01\nuntil = 2030-01-01",
        "[[key]]\nuse = 'receipts'\nid = 'x'\npublic = 'AAAA'\nfrom = 2026-01-01\nuntil = 2030-01-01",
    ],
)
def test_a_malformed_list_refuses_submissions_and_never_crashes(
    own_set: Path, today: date, text: str
) -> None:
    (own_set / "portal" / "hub.toml").write_text(text)
    keys = PortalKeys.load(own_set / "portal")
    with pytest.raises(HubKeyMissingError):
        keys.recipients("contact", today)
    assert keys.in_force(today).key_ids == ()
    assert keys.receipt_keys() == ()


def test_a_list_that_is_not_text_refuses_submissions(own_set: Path, today: date) -> None:
    (own_set / "portal" / "hub.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(HubKeyMissingError):
        PortalKeys.load(own_set / "portal").recipients("contact", today)


def test_a_malformed_entry_does_not_hide_the_good_ones(own_set: Path, today: date) -> None:
    add(own_set, "[[key]]\nuse = 'contact'\npublic = 'age1nonsense'")
    assert len(PortalKeys.load(own_set / "portal").recipients("contact", today)) == 2


def test_a_missing_list_can_be_mended_while_the_portal_runs(own_set: Path, today: date) -> None:
    path = own_set / "portal" / "hub.toml"
    path.rename(own_set / "aside.toml")
    keys = PortalKeys.load(own_set / "portal")
    with pytest.raises(HubKeyMissingError):
        keys.recipients("contact", today)
    (own_set / "aside.toml").rename(path)
    assert len(keys.recipients("contact", today)) == 2
    keep_only(own_set, "escrow")
    with pytest.raises(HubKeyMissingError):
        keys.recipients("contact", today)


@pytest.mark.parametrize("name", ["signing.key", "form-token.key", "pepper.key"])
@pytest.mark.parametrize("text", [None, "", "nonsense", "AAAA\n"])
def test_the_portal_does_not_start_without_its_own_keys(own_set: Path, name: str, text: str | None) -> None:
    path = own_set / "portal" / name
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(ConfigurationError, match=name):
        PortalKeys.load(own_set / "portal")


@pytest.mark.parametrize("name", ["signing.key", "hub.key", "restricted.key", "portal.toml"])
def test_the_receiver_does_not_start_with_a_malformed_key(own_set: Path, name: str) -> None:
    (own_set / "receiver" / name).write_text("nonsense")
    with pytest.raises(ConfigurationError, match=name):
        ReceiverKeys.load(own_set / "receiver")


def test_the_receiver_needs_no_restricted_key_but_needs_the_hubs(own_set: Path) -> None:
    (own_set / "receiver" / "restricted.key").unlink()
    assert len(ReceiverKeys.load(own_set / "receiver").identities) == 1
    (own_set / "receiver" / "hub.key").unlink()
    with pytest.raises(ConfigurationError, match=r"hub\.key"):
        ReceiverKeys.load(own_set / "receiver")


def test_the_relay_does_not_start_without_its_key(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"mail\.key"):
        RelayKeys.load(tmp_path)


def test_a_folder_in_the_place_of_a_key_is_named(own_set: Path) -> None:
    (own_set / "relay" / "mail2.key").mkdir()
    with pytest.raises(ConfigurationError, match="mail2"):
        RelayKeys.load(own_set / "relay")


def test_the_relay_reads_every_key_it_ever_had(own_set: Path) -> None:
    old = Identity.generate()
    (own_set / "relay" / "mail-2024.key").write_text(f"{old.secret}\n")
    assert unseal(seal(b"{}", [old.public]), RelayKeys.load(own_set / "relay").identities) == b"{}"


def test_keys_are_not_in_a_representation(key_folder: Path) -> None:
    keys = (PortalKeys.load(key_folder / "portal"), ReceiverKeys.load(key_folder / "receiver"))
    assert "AGE-SECRET" not in repr(keys)
    assert repr(keys[0]) == "PortalKeys()"


def test_messages_in_flight_open_after_both_sides_replaced_their_keys(
    own_set: Path,
    tmp_path_factory: pytest.TempPathFactory,
    attributes: Attributes,
    contact: Callable[..., bytes],
    now: datetime,
) -> None:
    newer = tmp_path_factory.mktemp("newer") / "set"
    new_keys(newer, now.date())
    sent = [
        compose(attributes, Parts(contact=contact()), PortalKeys.load(folder / "portal"), now)
        for folder in (own_set, newer)
    ]
    receiver, added = own_set / "receiver", newer / "receiver"
    with pytest.raises(EnvelopeRefusedError):
        open_submitted(sent[1], ReceiverKeys.load(receiver), attributes.hub)
    for name in ("hub", "restricted"):
        shutil.copy(added / f"{name}.key", receiver / f"{name}-2028.key")
    with (receiver / "portal.toml").open("a") as file:
        file.write((added / "portal.toml").read_text())
    for message in sent:
        assert open_submitted(message, ReceiverKeys.load(receiver), attributes.hub).contact == contact()


def test_a_hub_that_lost_its_keys_opens_everything_with_escrow_alone(
    own_set: Path, attributes: Attributes, contact: Callable[..., bytes], now: datetime
) -> None:
    message = compose(attributes, Parts(contact=contact()), PortalKeys.load(own_set / "portal"), now)
    (own_set / "receiver" / "restricted.key").unlink()
    shutil.copy(own_set / "offline" / "escrow.key", own_set / "receiver" / "hub.key")
    opened = open_submitted(message, ReceiverKeys.load(own_set / "receiver"), attributes.hub)
    assert opened.contact == contact()


def test_a_typo_in_the_restricted_key_never_widens_who_can_read(own_set: Path, today: date) -> None:
    listed = own_set / "portal" / "hub.toml"
    entries = listed.read_text().split("[[key]]")
    spoiled = [
        entry.replace('public = "age1', 'public = "age2') if 'use = "restricted"' in entry else entry
        for entry in entries
    ]
    listed.write_text("[[key]]".join(spoiled))
    keys = PortalKeys.load(own_set / "portal")
    assert keys.recipients("contact", today)
    with pytest.raises(HubKeyMissingError):
        keys.recipients("restricted", today)


JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("keys", "last"),
    [
        ([("contact", 1, 10)], 10),
        ([("contact", 1, 10), ("contact", 11, 20)], 20),
        ([("contact", 1, 10), ("contact", 5, 20), ("contact", 21, 21)], 21),
        ([("contact", 1, 10), ("contact", 12, 20)], 10),
        ([("contact", 1, 10), ("restricted", 1, 7)], 7),
        ([("contact", 1, 7), ("restricted", 1, 10)], 7),
        ([("contact", 1, 10), ("mail", 1, 3)], 10),
        ([("contact", 2, 10)], None),
        ([("contact", 1, 10), ("restricted", 2, 10)], None),
        ([], None),
    ],
)
def test_how_long_something_can_be_sealed_without_a_gap(
    own_set: Path, keys: list[tuple[Use, int, int]], last: int | None
) -> None:
    public = Identity.generate().public
    entries = (
        entry(use, public, JANUARY.replace(day=since), JANUARY.replace(day=until))
        for use, since, until in keys
    )
    (own_set / "portal" / "hub.toml").write_text("\n".join(entries))
    found = PortalKeys.load(own_set / "portal").sealable_until(JANUARY)
    assert found == (last and JANUARY.replace(day=last))


def test_a_key_for_ever_lasts_to_the_last_day_there_is(own_set: Path) -> None:
    (own_set / "portal" / "hub.toml").write_text(
        entry("contact", Identity.generate().public, JANUARY, date.max)
    )
    assert PortalKeys.load(own_set / "portal").sealable_until(JANUARY) == date.max


OF_A_CURVE_THAT_OPENSSL_ALONE_KNOWS = """-----BEGIN PRIVATE KEY-----
ME4CAQAwEAYHKoZIzj0CAQYFK4EEAAYENzA1AgEBBA5RJZ9A11BMAFEmlc4n3KEg
Ax4ABC/Rt/H43Dlwp0/5+XYxGybOov+Esq/566fFYlo=
-----END PRIVATE KEY-----
"""


def test_a_key_of_another_kind_is_said_to_be_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    path.write_text(OF_A_CURVE_THAT_OPENSSL_ALONE_KNOWS)
    with pytest.raises(ConfigurationError, match=r"signing\.key holds no Ed25519 private key"):
        read_signing_key(path)
