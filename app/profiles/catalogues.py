"""A council's other languages: our sentences from a file beside its profile, and its own from within it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po

from app.errors import ConfigurationError
from app.profiles.loading import file_of
from app.profiles.model import FIRST_LANGUAGE, Profile

SOURCE: Final = FIRST_LANGUAGE
"""The language in which every sentence of ours is written, and the first of each profile."""

NO_CATALOGUE: Final = (
    "is missing: our own sentences in that language, in a file of this name beside the profile. "
    "`python -m app words list portal.pot` writes what there is to translate (docs/translating.md)"
)


@dataclass(frozen=True)
class Catalogue:
    """One language's sentences by the English ones; what is not there is said in English."""

    language: str
    said: Mapping[str, str] = field(default_factory=dict)

    def gettext(self, text: str) -> str:
        """The sentence in this language."""
        return self.said.get(text, text)

    @property
    def name(self) -> str:
        """What those who speak it call it."""
        locale = self._locale
        return (locale.get_display_name() if locale else None) or self.language

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        locale = None if self.language == SOURCE else self._locale
        return locale.text_direction if locale else "ltr"

    @property
    def _locale(self) -> Locale | None:
        try:
            return Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            return None


ENGLISH: Final = Catalogue(SOURCE)


def load_catalogues(name_or_path: str, council: Profile) -> Mapping[str, Catalogue]:
    """A catalogue for each language of a profile that was loaded by this name, in its order.

    Raises:
        ConfigurationError: a language's file is not there or no catalogue, or a sentence in it names other
            placeholders than ours.
    """
    profile = file_of(name_or_path)
    others = {
        language: Catalogue(language, _own(council, language) | _read(profile.with_suffix(f".{language}.po")))
        for language in council.languages[1:]
    }
    return {SOURCE: ENGLISH} | others


def _own(council: Profile, language: str) -> dict[str, str]:
    """The council's own sentences and labels."""
    told = dict(council.labels[language])
    # Its words are said filled by the forms, and still to be filled by the help pages.
    for tables in (council.words, council.spoken, council.feedback, council.help):
        if SOURCE in tables and language in tables:
            ours, theirs = tables[SOURCE].sentences, tables[language].sentences
            told |= {ours[key]: theirs[key] for key in ours if ours[key] and theirs.get(key)}
    return told


def _read(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            messages = list(read_po(file, abort_invalid=True))
    except FileNotFoundError:
        raise ConfigurationError(f"{path.name}: {NO_CATALOGUE}") from None
    except OSError as error:
        raise ConfigurationError(f"{path.name}: cannot be read: {error.strerror}") from None
    except (PoFileError, ValueError):
        raise ConfigurationError(f"{path.name}: is no catalogue of translations") from None
    said = {
        message.id: message.string
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }
    if faults := list(_misnamed(said)):
        raise ConfigurationError("\n".join(f"{path.name}: {fault}" for fault in faults))
    return said


def _misnamed(said: Mapping[str, str]) -> Iterator[str]:
    for ours, theirs in said.items():
        try:
            odd = _placeholders(theirs) - _placeholders(ours)
        except ValueError:
            yield f"{ours!r}: the translation has a curly bracket that does not close"
        else:
            yield from (f"{ours!r}: the translation asks for {{{name}}}" for name in sorted(odd))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
