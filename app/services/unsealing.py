"""What a draft's row holds, for whoever holds its key."""

import structlog

from app.envelope.drafts import DraftKey
from app.errors import EnvelopeRefusedError
from app.forms.answers import Answers
from app.storage.drafts import DraftRow

log = structlog.get_logger()


def answers_in(row: DraftRow, key: DraftKey) -> Answers | None:
    """The answers; None where they do not open, as where a disk is failing or somebody wrote to the database.

    Then it is as if they were gone: an error would keep their writer, who holds the key for as long as two weeks, from
    beginning anew.
    """
    try:
        return Answers.parse(key.unseal(row.version, row.body))
    except EnvelopeRefusedError:
        log.warning("draft_not_opened")
        return None
