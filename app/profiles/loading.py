"""A profile read from its file, and refused with a sentence for each thing in it that is wrong."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from app.errors import ConfigurationError
from app.profiles.model import Profile

SHIPPED = Path(__file__).parent
SUFFIX = ".toml"
PLAINLY: Final = {
    "missing": "is missing",
    "extra_forbidden": "is a key that nobody knows",
    "string_type": "must be text, in quotation marks",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "too_long": "must not be so long a list",
    "tuple_type": "must be a list, in square brackets",
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "int_type": "must be a whole number, without quotation marks",
    "bool_type": "must be true or false",
    "date_from_datetime_parsing": "must be a day such as 2026-11-25, without quotation marks",
}
"""What Pydantic finds wrong, in the words of somebody who writes TOML."""


def shipped() -> tuple[str, ...]:
    """The slugs of the profiles that come with the product, in alphabetical order."""
    return tuple(sorted(path.stem for path in SHIPPED.glob(f"*{SUFFIX}")))


def load_profile(name_or_path: str) -> Profile:
    """Read the profile with this slug, or the one in this TOML file.

    Raises:
        ConfigurationError: a line for each fault, with the file and the key, or the place that is no TOML.
    """
    return _read(file_of(name_or_path))


def file_of(name_or_path: str) -> Path:
    """The file of the profile with this slug, or the one at this path.

    Raises:
        ConfigurationError: none is shipped under this slug.
    """
    if "/" in name_or_path or name_or_path.endswith(SUFFIX):
        return Path(name_or_path)
    if name_or_path not in shipped():
        raise ConfigurationError(
            f"PROFILE: no profile is called {name_or_path!r}; choose {' or '.join(shipped())}, "
            "or give the path of a TOML file"
        )
    return SHIPPED / f"{name_or_path}{SUFFIX}"


def _read(path: Path) -> Profile:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        # Strict Pydantic takes a list for a tuple, and text for a date, only where it knows it reads JSON.
        return Profile.model_validate_json(json.dumps(tables, default=str), context={"folder": path.parent})
    except OSError as error:
        raise ConfigurationError(f"PROFILE: {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path.name}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path.name}: {error}") from None
    except ValidationError as error:
        faults = (f"{path.name}: {fault}" for fault in _faults(error, tables))
        raise ConfigurationError("\n".join(faults)) from None


def _faults(error: ValidationError, tables: Mapping[str, object]) -> Iterator[str]:
    """Every fault that was found, with the key it is about."""
    for problem in error.errors(include_url=False, include_input=False):
        key = ".".join(_keys(problem["loc"], tables))
        said = PLAINLY.get(problem["type"], problem["msg"].removeprefix("Value error, "))
        said = said.replace("Input should be", "must be")
        yield from (f"{key}: {line}".removeprefix(": ") for line in said.splitlines())


def _keys(location: tuple[int | str, ...], tables: object) -> Iterator[str]:
    """The keys that lead to a fault, an item of a list being called by its slug, or by its number from 1."""
    for part in location:
        if str(part).startswith(("(", "[")):
            continue  # Pydantic's own: which shape of hours was read, or that a key is meant and not its value
        if isinstance(tables, list) and isinstance(part, int):
            tables = tables[part]
            yield str(tables.get("slug", part + 1) if isinstance(tables, dict) else part + 1)
        else:
            tables = tables.get(part) if isinstance(tables, dict) else None
            yield str(part)
