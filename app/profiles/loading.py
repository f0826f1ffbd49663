"""A profile read from its file, and refused with one sentence when anything in it is wrong."""

import json
import tomllib
from pathlib import Path

from pydantic import ValidationError

from app.errors import ConfigurationError
from app.profiles.model import Profile

SHIPPED = Path(__file__).parent
SUFFIX = ".toml"


def shipped() -> tuple[str, ...]:
    """The slugs of the profiles that come with the product, in alphabetical order."""
    return tuple(sorted(path.stem for path in SHIPPED.glob(f"*{SUFFIX}")))


def load_profile(name_or_path: str) -> Profile:
    """Read the profile with this slug, or the one in this TOML file.

    Raises:
        ConfigurationError: with one sentence that names the file, and the key or line that is wrong.
    """
    if "/" not in name_or_path and not name_or_path.endswith(SUFFIX):
        return _shipped_profile(name_or_path)
    return _read(Path(name_or_path))


def _shipped_profile(slug: str) -> Profile:
    if slug not in shipped():
        raise ConfigurationError(
            f"PROFILE: no profile is called {slug!r}; choose {' or '.join(shipped())}, "
            "or give the path of a TOML file"
        )
    return _read(SHIPPED / f"{slug}{SUFFIX}")


def _read(path: Path) -> Profile:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        # Strict Pydantic takes a list for a tuple, and text for a date, only where it knows it reads JSON.
        return Profile.model_validate_json(json.dumps(tables, default=str))
    except OSError as error:
        raise ConfigurationError(f"PROFILE: {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path.name}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path.name}: {error}") from None
    except ValidationError as error:
        raise ConfigurationError(f"{path.name}: {_first(error)}") from None


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    # A part in brackets says which shape of hours was read, and is no key of the file.
    key = ".".join(str(part) for part in problem["loc"] if not str(part).startswith("("))
    said = problem["msg"].removeprefix("Value error, ")
    return f"{key}: {said}".removeprefix(": ")
