"""References that nobody has."""

import secrets

from app.references import ALPHABET, RANDOM_CHARACTERS, reference_from


def new_reference(prefix: str) -> str:
    """A reference drawn at random."""
    return reference_from(prefix, secrets.randbelow(len(ALPHABET) ** RANDOM_CHARACTERS))
