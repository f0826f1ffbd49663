"""Nothing that somebody wrote is kept by what reads JSON: by itself it holds some 16,000 short strings for good."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from pydantic import BaseModel

from app.contact.sealed import Restricted
from app.filekinds import FileKind
from app.forms.kinds.attached import Attached
from app.receiver.calls import Call

WORDS = "He looks for them."
ABOUT = {"reference": "NN-7K4M-9QXR", "message_id": str(uuid4())}
FILE = {"id": str(uuid4()), "kind": FileKind.PDF, "size": 1, "scanned": True, "cleaned": True}
CALL = {"id": str(uuid4()), "reference": "NN-7K4M-9QXR", "at": datetime.now(UTC), "email": "jo@example.com"}
READ = (
    (Restricted.model_validate({**ABOUT, "keep_why": WORDS}), "keep_why"),
    (Attached.model_validate({**FILE, "name": WORDS}), "name"),
    (Call.model_validate({**CALL, "about": WORDS}), "about"),
)


@pytest.mark.parametrize(("written", "field"), READ, ids=[type(written).__name__ for written, _ in READ])
def test_what_is_read_twice_is_not_the_same_string(written: BaseModel, field: str) -> None:
    raw = written.model_dump_json()
    first, second = (getattr(type(written).model_validate_json(raw), field) for _ in range(2))
    assert first == second == WORDS
    assert first is not second
