"""A profile read from its file, and refused with a sentence for each thing in it that is wrong."""

import json
import tomllib
from pathlib import Path

from pydantic import ValidationError

from app.errors import ConfigurationError
from app.profiles.model import Profile
from app.profiles.plainly import faults, no_toml

SHIPPED = Path(__file__).parent
SUFFIX = ".toml"


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
    written = ""
    try:
        written = path.read_text(encoding="utf-8")
        tables = tomllib.loads(written)
        # Strict Pydantic takes a list for a tuple, and text for a date, only where it knows it reads JSON.
        return Profile.model_validate_json(json.dumps(tables, default=str), context={"folder": path.parent})
    except OSError as error:
        raise ConfigurationError(f"PROFILE: {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path.name}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path.name}: {no_toml(str(error), written)}") from None
    except ValidationError as error:
        told = (f"{path.name}: {fault}" for fault in faults(error, tables, Profile.model_fields.keys()))
        raise ConfigurationError("\n".join(told)) from None
