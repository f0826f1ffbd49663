"""Every help page, in the order in which they are offered."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.help.information import INFORMATION, SHARING
from app.help.model import Article, Shelf
from app.help.referral import AFTER, FIND_OUT, PERMISSION, REFERRED
from app.help.social_work import ASSESSMENT, STEP_DOWN
from app.help.voice import COMPLAIN, INTERPRETING
from app.help.website import ACCESSIBILITY, COOKIES, HUB
from app.help.work import ASKED, BEFORE

SHELVES: Final = (
    Shelf("If your child has been referred", (REFERRED, PERMISSION, FIND_OUT, AFTER, ASSESSMENT, STEP_DOWN)),
    Shelf("Your rights", (INFORMATION, SHARING, COMPLAIN, INTERPRETING)),
    Shelf("If you work with children or families", (BEFORE, ASKED)),
    Shelf("About us and this website", (HUB, ACCESSIBILITY, COOKIES)),
)
ARTICLES: Final[Mapping[str, Article]] = MappingProxyType(
    {article.slug: article for shelf in SHELVES for article in shelf.articles}
)
"""Each page by the last part of its address."""


def shelf_of(article: Article) -> Shelf:
    """The pages that it belongs with."""
    return next(shelf for shelf in SHELVES if article in shelf.articles)
