"""Every sentence that the help pages and the forms hold, as it is written, placeholders and all."""

from collections.abc import Iterator

from app.help.catalogue import ARTICLES
from app.help.model import Article, Link, Part, Rows


def of_articles(*articles: Article) -> Iterator[str]:
    """Titles, headings and sentences of these help pages, or of all."""
    for article in articles or ARTICLES.values():
        yield article.title
        for part in article.parts:
            yield from (text for text in _of_part(part) if text)


def _of_part(part: Part) -> Iterator[str]:
    yield part.title
    for block in part.blocks:
        match block:
            case str():
                yield block
            case Rows(rows):
                yield from (text for row in rows for text in row)
            case Link(_, text):
                yield text
            case _:
                yield from getattr(block, "texts", ())
