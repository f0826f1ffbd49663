"""Pages, emails and the hub's readable copy, rendered from templates that know no request."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

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

from app.assets import Asset
from app.profiles.lines import Line
from app.profiles.model import Profile
from app.profiles.spoken import Sentence, opening_times
from app.profiles.week import Hours, Week

ROOT: Final = Path(__file__).parents[1]
STYLE: Final = "portal.css"
MACROS: Final = {
    "govukErrorSummary": "error-summary",
    "govukInput": "input",
    "govukInsetText": "inset-text",
    "govukNotificationBanner": "notification-banner",
    "govukPanel": "panel",
    "govukWarningText": "warning-text",
}
ABSENT: Final = MappingProxyType(
    {"errors": (), "back": None, "save_url": None, "send_now_url": None, "tab_title": None, "lang": "en"}
    | {"insets": (), "warnings": (), "odd": (), "warned": "", "again": None}
    | {"may_wait": False, "gone": False, "watched": None, "exits": False}
)
"""What the layout and the notices may do without."""

CALENDAR_WORDS: Final = frozenset({"weekday", "month"})
"""Placeholders whose values are translated; any other is a name, a number or somebody's own words."""

RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

KEPT_FRAMES: Final = 64
"""More than the languages times the sets of lines that hours can make."""

NO_VALUES: Final[Mapping[str, object]] = MappingProxyType({})


class Spoken(NamedTuple):
    """What a page says of a telephone line."""

    name: str
    number: str
    note: str


class PlainGlobals(Environment):
    """Gives every template one plain dictionary of globals.

    Jinja's ChainMap is searched name by name at each `{% from … import %}`: a quarter of a page's time.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template knows; call it only once all of them are set."""
        return {**self.globals, **(d or {})}


class Templates:
    """One council's templates and the addresses of its static files.

    `folder` holds `templates/` and `static/`. Every name that a template uses must be in its context:
    a missing one raises `jinja2.UndefinedError` instead of showing nothing.
    """

    def __init__(self, profile: Profile, folder: Path = ROOT) -> None:
        self._profile = profile
        self._words = NullTranslations()
        self._environment = _environment(folder)
        self._environment.globals |= {
            "_": self._words.gettext,
            "gettext": self._words.gettext,
            "ngettext": self._words.ngettext,
            "say": self.say,
            "sentence": self.sentence,
            "frame": self.frame,
            "opening_times": _opening_times,
            "direction": direction,
        }
        self._kept = lru_cache(maxsize=KEPT_FRAMES)(self._frame)
        self.assets: Mapping[str, Asset] = {one.name: one for one in self._files(folder)}
        self._environment.globals["assets"] = self.assets

    def render(self, name: str, /, **context: object) -> str:
        """The text of a template; `profile` is always in its context."""
        return self._environment.get_template(name).render(ABSENT | context | {"profile": self._profile})

    def frame(self, part: Literal["header", "footer"], lang: str, lines: Iterable[Line]) -> Markup:
        """The page's header or footer; it holds no answer, so it is rendered once and kept."""
        return self._kept(part, lang, tuple(Spoken(line.name, line.number, line.note) for line in lines))

    @pass_eval_context
    def sentence(self, context: EvalContext, text: str, values: Mapping[str, object] = NO_VALUES) -> str:
        """A translated sentence with its placeholders filled; in HTML, each value is escaped."""
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

    def _files(self, folder: Path) -> Iterator[Asset]:
        """What is in `static/`, the council's colours at the end of the one style sheet, and its logo."""
        for file in sorted(file for file in (folder / "static").iterdir() if file.is_file()):
            more = self.render("look.css").encode() if file.name == STYLE else b""
            yield Asset(file.name, file.read_bytes() + more)
        if logo := self._profile.look.logo:
            yield logo.asset

    def _frame(self, part: str, lang: str, lines: tuple[Spoken, ...]) -> Markup:
        return Markup(self.render(f"components/{part}.html", lang=lang, lines=lines))  # noqa: S704 -- our own HTML

    def _word(self, key: str, value: object) -> object:
        return self._words.gettext(value) if key in CALENDAR_WORDS and isinstance(value, str) else value


def _environment(folder: Path) -> Environment:
    environment = PlainGlobals(
        loader=FileSystemLoader(folder / "templates"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals |= _macros()
    return environment


def _macros() -> dict[str, object]:
    # The macros ask for parameters that nobody gave, so they cannot share our strict environment.
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    lenient = PlainGlobals(loader=loader, autoescape=True, auto_reload=False)
    path = "govuk_frontend_jinja/components/{}/macro.html"
    return {
        name: getattr(lenient.get_template(path.format(kind)).module, name) for name, kind in MACROS.items()
    }


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """In which direction a language is written."""
    return "rtl" if lang.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def _opening_times(hours: Hours | None) -> tuple[Sentence, ...]:
    return opening_times(hours) if isinstance(hours, Week) else ()
