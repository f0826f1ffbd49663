"""Pages, emails and the hub's readable copy as text: templates on the GOV.UK Frontend macros, no request in sight."""

import hashlib
from collections.abc import Mapping
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jinja2 import (
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    select_autoescape,
)
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

from app.profiles.model import Profile
from app.profiles.spoken import Sentence

ROOT: Final = Path(__file__).parents[1]
MACROS: Final = {
    "govukErrorSummary": "error-summary",
    "govukInput": "input",
    "govukInsetText": "inset-text",
    "govukNotificationBanner": "notification-banner",
    "govukPanel": "panel",
    "govukTaskList": "task-list",
    "govukWarningText": "warning-text",
}
ABSENT: Final = MappingProxyType({"errors": (), "back": None, "kept_url": None, "lang": "en"})
"""What the layout and the notices may do without."""

CALENDAR_WORDS: Final = frozenset({"weekday", "month"})
"""The placeholders whose values are words to translate; any other value is a name, a number or someone's own words."""

NO_VALUES: Final[Mapping[str, object]] = MappingProxyType({})


class Templates:
    """One council's templates and the addresses of its static files.

    `folder` holds `templates/` and `static/`. Every name that a template uses must be in its context: a missing
    one raises `jinja2.UndefinedError` instead of showing nothing.
    """

    def __init__(self, profile: Profile, folder: Path = ROOT) -> None:
        self._profile = profile
        self._words = NullTranslations()
        self._environment = Environment(
            loader=FileSystemLoader(folder / "templates"),
            autoescape=select_autoescape(("html",)),
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.globals |= {
            "_": self._words.gettext,
            "gettext": self._words.gettext,
            "ngettext": self._words.ngettext,
            "say": self.say,
            "sentence": self.sentence,
            "asset": self.asset,
            **_macros(),
        }
        self._assets = {
            file.name: _address("/static", file.name, file.read_bytes()) for file in _files(folder)
        }
        self._assets["look.css"] = _address("", "look.css", self.render("look.css").encode())

    def render(self, name: str, **context: object) -> str:
        """The text of a template; `profile` is always in its context."""
        return self._environment.get_template(name).render(ABSENT | context | {"profile": self._profile})

    def asset(self, name: str) -> str:
        """The address of a static file, which changes with its content; KeyError when there is no such file."""
        return self._assets[name]

    @pass_eval_context
    def sentence(self, context: EvalContext, text: str, values: Mapping[str, object] = NO_VALUES) -> str:
        """A translated sentence with its named placeholders filled, each value escaped where the template is HTML."""
        translated = self._words.gettext(text)
        named = {key: self._word(key, value) for key, value in values.items()}
        if context.autoescape:
            return Markup(escape(translated)).format_map(named)  # noqa: S704 -- escaped here, values by format_map
        return translated.format_map(named)

    @pass_eval_context
    def say(self, context: EvalContext, said: str | Sentence) -> str:
        """Words to be read: a plain constant translated, or a sentence with its values filled."""
        if isinstance(said, Sentence):
            return self.sentence(context, said.text, said.values)
        return self._words.gettext(said)

    def _word(self, key: str, value: object) -> object:
        return self._words.gettext(value) if key in CALENDAR_WORDS and isinstance(value, str) else value


def _macros() -> dict[str, object]:
    # The macros ask for parameters that nobody gave, so they cannot share our strict environment.
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    lenient = Environment(loader=loader, autoescape=True, auto_reload=False)
    return {
        name: getattr(
            lenient.get_template(f"govuk_frontend_jinja/components/{folder}/macro.html").module, name
        )
        for name, folder in MACROS.items()
    }


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "static").iterdir() if file.is_file())


def _address(prefix: str, name: str, content: bytes) -> str:
    return f"{prefix}/{name}?v={hashlib.sha256(content).hexdigest()[:16]}"
