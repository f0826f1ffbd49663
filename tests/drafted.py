"""Forms that somebody has filled in already: a draft as it is stored, and the cookie that opens it."""

from datetime import datetime
from functools import cache

import httpx
from fastapi import FastAPI

from app.envelope.drafts import DraftKey
from app.forms.answers import Answers
from app.routes.request.shop import Shop
from app.storage import drafts
from app.storage.drafts import Life
from tests.contact.conftest import FORMS, fill

SLUGS = tuple(FORMS)


@cache
def whole(slug: str) -> Answers:
    """Every question of a form answered, each text with a word of its own that begins with 'canary'; no file."""
    return fill(slug, files=[], more=None, keep="yes", anonymity="named")


async def stored(app: FastAPI, slug: str, answers: Answers) -> DraftKey:
    """A draft with these answers."""
    shop: Shop = app.state.shop
    key, form = DraftKey.new(), shop.desk.form(slug)
    body = key.seal(1, answers.document())
    async with shop.desk.database.single() as connection:
        await drafts.create(connection, key.row_id, slug, body, shop.desk.life(form))
    return key


async def has_filled_in(client: httpx.AsyncClient, app: FastAPI, slug: str, answers: Answers) -> DraftKey:
    """Give a browser a draft with these answers."""
    key = await stored(app, slug, answers)
    client.cookies.set(f"draft-{slug}", key.cookie)
    return key


def until(moment: datetime) -> Life:
    """Kept until then, by our clock alone."""
    return Life(moment, moment)
