"""One person's request: their cookies, the desk that serves them, and the pages they get back."""

from datetime import timedelta
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.envelope.drafts import DraftKey
from app.errors import BusyError, ForgedFormError, NotFoundError
from app.forms.kinds.asked import Typed
from app.forms.pages import Form
from app.profiles.catalogues import SOURCE
from app.profiles.hours import lines_now
from app.routes.request.callers import Caller, require_declared
from app.routes.request.fields import fields_of
from app.routes.request.history import becomes_asked
from app.routes.request.packing import packed
from app.routes.request.shop import Shop
from app.security import LANGUAGE, LEFT, SESSION, cookie_name, from_this_site, network_of, new_session
from app.services.desk import now
from app.services.submission import COPY_KEPT

SEE_OTHER: Final = 303
UNAVAILABLE: Final = 503
REFUSED: Final = "portal.refused"
"""In the scope of a request that the gate gave no turn: it may read and show, and must not touch the database."""
LOOKED_AT: Final = ("/status", "/resume", "/help")
"""Pages of no form that parents and young people open too."""
OF_HUBS: Final = "/api/"
"""Addresses below it know no cookie."""
TRY_AGAIN_AFTER: Final = "60"
"""Seconds, as the pages say it in words: wait a minute."""


class Visit:
    """A request, and what its answer must set."""

    def __init__(self, request: Request) -> None:
        shop: Shop = request.app.state.shop
        self.request = request
        self.desk = shop.desk
        self.tries = shop.tries
        self.errands = shop.errands
        self.press = shop.press
        self._tokens = shop.tokens
        self._tls = shop.desk.settings.behind_tls
        self._cookies = request.cookies
        self._keys: dict[str, DraftKey | None] = {}
        self.given = self._cookie(SESSION)
        spoken = self._cookie(LANGUAGE)
        self.language = spoken if spoken in shop.templates else SOURCE
        self.templates = shop.templates[self.language]
        self.session = self.given or new_session()

    @property
    def address(self) -> str:
        """Where the request came from; used to count attempts, and never kept."""
        return network_of(self.request.client.host) if self.request.client else ""

    @property
    def asked_here(self) -> bool:
        """Whether it was one of our pages that asked for this, as far as the browser says."""
        return self.request.headers.get("sec-fetch-site", "same-origin") == "same-origin"

    @property
    def exits(self) -> bool:
        """Whether the page offers to leave at once: somebody may be looking over a shoulder."""
        form = self.desk.forms.get(self.request.path_params.get("slug", ""))
        return form.private if form else self.request.url.path.startswith(LOOKED_AT)

    def require_turn(self) -> None:
        """Go no further where the gate gave no turn.

        Raises:
            BusyError: it did not.
        """
        if REFUSED in self.request.scope:
            raise BusyError("Too many ask at once")

    def form(self, slug: str) -> Form:
        """The form of this name, or NotFoundError."""
        return self.desk.form(slug)

    def work_form(self, slug: str) -> Form:
        """A form that people fill in at work; colleagues and work addresses are for no other.

        Raises:
            NotFoundError: there is none, or it is for anybody.
        """
        form = self.form(slug)
        if form.private:
            raise NotFoundError("This form is not written at work")
        return form

    def draft_key(self, form: Form) -> DraftKey | None:
        """The key of the draft that this browser holds for a form."""
        require_declared(self.request.scope, Caller.DRAFT_KEY)
        return self._key(_draft(form))

    def sent_key(self, form: Form) -> DraftKey | None:
        """The key of what this browser sent within the hour."""
        require_declared(self.request.scope, Caller.SENT_KEY)
        return self._key(_sent(form))

    async def typed(self) -> Typed:
        """The fields of the form that was sent, whatever its encoding."""
        return await fields_of(self.request)

    def is_ours(self, typed: Typed) -> bool:
        """Whether the form carries the token that this browser was given.

        Raises:
            ForgedFormError: another site sent it.
        """
        if not from_this_site(self.request.headers):
            raise ForgedFormError("The form came from another site")
        token = typed.get("csrf", ())
        return bool(token) and self._tokens.fits(token[0], self.given)

    async def own_form(self) -> Typed:
        """The fields of a form that is certainly ours.

        Raises:
            ForgedFormError: it came from another site, or without our token.
        """
        typed = await self.typed()
        if not self.is_ours(typed):
            raise ForgedFormError("The form did not carry our token")
        return typed

    def page(self, template: str, status: int = 200, **context: object) -> Response:
        """A page, with what every page shows."""
        shown = {
            "exits": self.exits,
            "lines": lines_now(self.desk.council, now()),
            "csrf": self.csrf,
            "history": becomes_asked(self.request.method, status),
            **context,
        }
        answer = packed(self.request, self.templates.render(template, **shown), status)
        if status == UNAVAILABLE:
            answer.headers["retry-after"] = TRY_AGAIN_AFTER
        if self._begins:
            self._set(answer, SESSION, self.session, None)
        return answer

    @property
    def _begins(self) -> bool:
        """Whether this browser has no session: what another site posts comes without the one that it may have."""
        if self.given or self.request.scope["path"].startswith(OF_HUBS):
            return False
        return self.request.method != "POST" or from_this_site(self.request.headers)

    @property
    def csrf(self) -> str:
        """The hidden token of this browser's forms."""
        return self._tokens.give(self.session)

    def go(self, path: str) -> Response:
        """See another page; only ever one of our own."""
        return RedirectResponse(path, SEE_OTHER)

    def hold_draft(self, answer: Response, form: Form, key: DraftKey) -> Response:
        """Give the draft's key to the browser: for the profile's period, or for this session only, and then once."""
        kept = None if form.private else self.desk.draft_life(form)
        if kept or self._cookie(_draft(form)) != key.cookie:
            self._set(answer, _draft(form), key.cookie, kept)
        return answer

    def hold_sent(self, answer: Response, form: Form, key: DraftKey) -> Response:
        """Move the key to where it shows the confirmation for an hour, so that a new draft may begin."""
        self._set(answer, _sent(form), key.cookie, COPY_KEPT)
        return self.let_go(answer, form)

    def let_go(self, answer: Response, form: Form) -> Response:
        """Have the browser forget the draft's key."""
        return self._forget(answer, _draft(form))

    def forget_sent(self, answer: Response, form: Form) -> Response:
        """Take away the key of what was sent."""
        return self._forget(answer, _sent(form))

    def forget_private(self, answer: Response) -> Response:
        """Take away every key of what is written where somebody may be looking, and the language; begin a session."""
        for form in self.desk.forms.values():
            if form.private:
                self.forget_sent(self.let_go(answer, form), form)
        self._set(answer, SESSION, LEFT + new_session(), None)
        return self._forget(answer, LANGUAGE)

    def speak(self, answer: Response, language: str) -> Response:
        """Show this browser the pages in a language, until it is closed."""
        if language != self.language:
            self._set(answer, LANGUAGE, language, None)
        return answer

    def _key(self, cookie: str) -> DraftKey | None:
        # What follows from a key is worked out once for each of them, and one request may ask for it several times.
        if cookie not in self._keys:
            self._keys[cookie] = DraftKey.from_cookie(self._cookie(cookie))
        return self._keys[cookie]

    def _forget(self, answer: Response, name: str) -> Response:
        self._set(answer, name, "", timedelta(0))
        return answer

    def _cookie(self, name: str) -> str:
        return self._cookies.get(cookie_name(name, tls=self._tls), "")

    def _set(self, answer: Response, name: str, value: str, kept: timedelta | None) -> None:
        """A cookie of letters that need no quotes: Starlette's way takes ten times as long (RFC 6265, 4.1.1)."""
        kept_for = "" if kept is None else f"; Max-Age={int(kept.total_seconds())}"
        secure = "; Secure" if self._tls else ""
        named = f"{cookie_name(name, tls=self._tls)}={value}"
        answer.headers.append("set-cookie", f"{named}; HttpOnly{kept_for}; Path=/; SameSite=lax{secure}")


async def _visit(request: Request) -> Visit:
    # A class in its place would be made in a thread, which costs more than the visit.
    return Visit(request)


Visiting = Annotated[Visit, Depends(_visit)]
"""A route's parameter for the visit it serves."""


def _draft(form: Form) -> str:
    return f"draft-{form.slug}"


def _sent(form: Form) -> str:
    return f"sent-{form.slug}"
