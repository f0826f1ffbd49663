"""Any form, filled in over HTTP as tests of forms fill it, with whatever else a browser of bad intent may send."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.drafts import DraftKey
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened, open_submitted
from app.forms.walking.steps import Step
from app.services.desk import Desk
from app.services.drafting import Draft, open_draft
from app.storage.tables import outbox
from tests.forms.conftest import typed_page
from tests.people import ByHttp

MOST = 200
Fields = Mapping[str, str | Sequence[str]]
More = Callable[[Step, Fields], Fields]


def nothing_more(_step: Step, typed: Fields) -> Fields:
    return typed


@dataclass
class Filling:
    """Somebody at one form."""

    app: FastAPI
    person: ByHttp
    slug: str
    more: More = nothing_more
    order: Random | None = None
    """Answers the pages that are open in this order; without it, as the form asks."""
    at: str = ""

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.state.shop.desk
        return desk

    async def draft(self) -> Draft:
        held = self.person.client.cookies.get(f"__Host-draft-{self.slug}")
        return await open_draft(self.desk, self.desk.form(self.slug), DraftKey.from_cookie(held or ""))

    async def people(self) -> list[str]:
        """The ids of everybody and everything that was added to the form."""
        draft = await self.draft()
        groups = {group.id for _, group in draft.form.pages() if group}
        return [item for group in sorted(groups) for item in draft.answers.items(group)]

    async def answers_a_page(self) -> bool:
        """One page that was not answered; whether there was any."""
        draft = await self.draft()
        walk = draft.walk()
        open_to_all = [one for one in walk.steps if one.section.gate or walk.through_gate()]
        left = [one for one in open_to_all if not walk.met(one)]
        if not left:
            return False
        step = self.order.choice(left) if self.order else left[0]
        typed = self.more(step, typed_page(draft.answers, step, {}))
        path = self.at = f"/{self.slug}/{step.path}"
        answer = await self.person.client.post(path, data={"csrf": self.token, **typed})
        assert answer.status_code in {303, 422}, (path, answer.status_code)
        return True

    @property
    def token(self) -> str:
        return self.person.token()

    async def fills_it_in(self) -> None:
        """Every page."""
        await self.person.goes_to(f"/{self.slug}/danger")
        for _ in range(MOST):
            if not await self.answers_a_page():
                return
        raise AssertionError(f"the form never ends: {self.at}")

    async def sends(self) -> int:
        """Presses Send, wherever the form stands; the status of the answer."""
        answer = await self.person.client.post(f"/{self.slug}/send", data={"csrf": self.token})
        return answer.status_code


async def opened(app: FastAPI, keys: ReceiverKeys) -> list[Opened]:
    """Everything that was sent, as the hub has it, the first first."""
    async with app.state.shop.desk.database.single() as connection:
        query = select(outbox.c.body).where(outbox.c.channel == "hub").order_by(outbox.c.due_at)
        bodies = (await connection.execute(query)).scalars()
        return [open_submitted(body, keys, app.state.shop.desk.council.slug) for body in bodies]
