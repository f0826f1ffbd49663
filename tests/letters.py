"""What tests need to read the emails that are sent."""

from collections.abc import Mapping
from email.message import EmailMessage
from uuid import UUID

from app.delivery.letterhead import ENGLISH_ALONE, Stationery
from app.profiles.catalogues import Catalogue
from app.profiles.model import Profile


class Pile:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    async def send(self, row_id: UUID, email: EmailMessage) -> None:
        assert str(row_id) in email["Message-ID"]
        self.sent.append(email)

    async def try_out(self) -> None: ...


def stationery(council: Profile, catalogues: Mapping[str, Catalogue] = ENGLISH_ALONE) -> Stationery:
    """What a council's emails are written on."""
    return Stationery.of(council, "no-reply@hub.example", "https://refer.example", catalogues)


def words(email: EmailMessage) -> list[str]:
    """The text of each alternative."""
    parts = [part for part in email.walk() if not part.is_multipart()]
    return [part.get_content() for part in parts if isinstance(part, EmailMessage)]
