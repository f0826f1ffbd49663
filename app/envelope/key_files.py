"""Private keys as files: age identities, Ed25519 keys in PEM, random secrets; for their owner only."""

import base64
import binascii
import secrets
from datetime import date
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.durable import publish
from app.envelope.sealing import Identity
from app.errors import ConfigurationError, KeyUnusableError

SECRET_SIZE: Final = 32
FOLDER_MODE: Final = 0o700


def write_file(path: Path, text: str) -> None:
    """Write a new file that only its owner can read, and be sure that it is on the disk.

    Raises:
        FileExistsError: there is one; it is left as it was.
    """
    if not publish(path, text.encode()):
        raise FileExistsError(path)


def write_identity(path: Path, identity: Identity, today: date) -> None:
    """Write an age identity as age-keygen does, so that `age -d -i FILE` opens what is sealed to it."""
    lines = (f"# created: {today}T00:00:00Z", f"# public key: {identity.public}", identity.secret)
    write_file(path, "\n".join(lines) + "\n")


def read_identities(path: Path) -> tuple[Identity, ...]:
    """Every identity in a file that age-keygen or `write_identity` wrote.

    Raises:
        ConfigurationError: naming the file, if it cannot be read or holds no key.
    """
    lines = (line.strip() for line in _text(path).splitlines())
    identities = tuple(Identity(line) for line in lines if line and not line.startswith("#"))
    if not identities or not all(_usable(one) for one in identities):
        raise ConfigurationError(f"{path} holds no private key of age.")
    return identities


def write_signing_key(path: Path, key: Ed25519PrivateKey) -> None:
    """Write an Ed25519 private key as PEM (PKCS 8)."""
    write_file(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


def read_signing_key(path: Path) -> Ed25519PrivateKey:
    """The Ed25519 private key in a PEM file.

    Raises:
        ConfigurationError: naming the file, if it cannot be read or holds anything else.
    """
    try:
        key = load_pem_private_key(_text(path).encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError(f"{path} holds no Ed25519 private key.")
    return key


def write_secret(path: Path) -> None:
    """Write 32 new random bytes as one line of base64."""
    write_file(path, base64.b64encode(secrets.token_bytes(SECRET_SIZE)).decode() + "\n")


def read_secret(path: Path) -> bytes:
    """The random bytes in a file that `write_secret` wrote.

    Raises:
        ConfigurationError: naming the file, if it cannot be read or holds less.
    """
    try:
        secret = base64.b64decode(_text(path).strip(), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) < SECRET_SIZE:
        raise ConfigurationError(f"{path} does not hold {SECRET_SIZE} random bytes in base64.")
    return secret


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigurationError(f"{path}: there is no such file.") from None
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(f"{path} cannot be read.") from None


def _usable(identity: Identity) -> bool:
    try:
        return bool(identity.public)
    except KeyUnusableError:
        return False
