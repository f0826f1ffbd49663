"""Every table: what the portal keeps in the clear, and what it keeps sealed."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from app.storage.values import Moment, RowId

METADATA = MetaData()

drafts = Table(
    "drafts",
    METADATA,
    Column("id", LargeBinary(32), primary_key=True),
    Column("form", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("sent_at", Moment),
    Column("kept_until", Moment),
)
"""A draft is sealed under a key that only the browser holds; even its id is derived from that key.

The browser's cookie opens it until `expires_at`; where there is a resume code, that opens it until `kept_until`.
"""

resumes = Table(
    "resumes",
    METADATA,
    Column("id", LargeBinary(32), primary_key=True),
    Column("draft_id", LargeBinary(32), nullable=False),
    Column("holder", String(20), nullable=False),
    Column("salt", LargeBinary(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("draft_id", "holder"),
)
"""A draft's key, wrapped so that only a resume code opens it; the id is derived from that code.

No foreign key: a migration that copies `drafts` on SQLite would delete what depends on it.
"""

letters = Table(
    "letters",
    METADATA,
    Column("id", RowId, primary_key=True),
    Column("draft_id", LargeBinary(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("ends_at", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lease_until", Moment),
    UniqueConstraint("draft_id", "kind"),
)
"""Emails about a draft: to whom, and what they bring, is sealed to the relay; they go with the draft."""

referrals = Table(
    "referrals",
    METADATA,
    Column("message_id", RowId, primary_key=True),
    Column("reference", String(12), nullable=False, unique=True),
    Column("form", String(20), nullable=False),
    Column("hub", String(40), nullable=False),
    Column("route", String(20), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("received_at", Moment, nullable=False, index=True),
    Column("code_digest", LargeBinary(32), nullable=False),
    Column("address_digest", LargeBinary(32)),
)
"""All that the portal knows of a referral it has sent (messages.md)."""

events = Table(
    "events",
    METADATA,
    Column("id", String(80), primary_key=True),
    Column("message_id", ForeignKey("referrals.message_id"), nullable=False, index=True),
    Column("type", String(60), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(40)),
)
"""What the hub said of a referral."""

outbox = Table(
    "outbox",
    METADATA,
    Column("id", RowId, primary_key=True),
    Column("message_id", ForeignKey("referrals.message_id"), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("body", LargeBinary),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lease_until", Moment),
    Column("settled_at", Moment),
    Column("ends_at", Moment),
)
Index(
    "outbox_waiting",
    outbox.c.channel,
    outbox.c.due_at,
    postgresql_where=outbox.c.settled_at.is_(None),
    sqlite_where=outbox.c.settled_at.is_(None),
)
# Without those that wait: PostgreSQL would look through all of them here for the few that `outbox_waiting` names.
Index(
    "outbox_settled",
    outbox.c.settled_at,
    postgresql_where=outbox.c.settled_at.is_not(None),
    sqlite_where=outbox.c.settled_at.is_not(None),
)
"""What must still leave the portal; the body is sealed, and goes when it is settled."""

numbers = Table(
    "numbers",
    METADATA,
    Column("message_id", ForeignKey("referrals.message_id"), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("ends_at", Moment, nullable=False),
)
"""What is kept of the six digits that a professional was last sent in place of a status code, for ten minutes."""

calls = Table(
    "calls",
    METADATA,
    Column("reference", String(12), primary_key=True),
    Column("draft_id", LargeBinary(32), index=True),
    Column("ends_at", Moment, nullable=False, index=True),
    Column("withdrawn_at", Moment),
)
"""Calls that the hub registered, and those whose referral came first, so that none is begun or written about twice."""

attachments = Table(
    "attachments",
    METADATA,
    Column("id", RowId, primary_key=True),
    Column("draft_id", LargeBinary(32), index=True),
    Column("message_id", ForeignKey("referrals.message_id"), index=True),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
)
"""Files, sealed to the hub: a draft's until it is sent, then its message's, and gone with the receipt."""

pieces = Table(
    "pieces",
    METADATA,
    Column("attachment_id", ForeignKey("attachments.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
"""The bytes of sealed files, so many at a time."""

signs = Table(
    "signs",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Moments that one process leaves for the others (`signs.Sign`)."""

alarms = Table(
    "alarms",
    METADATA,
    Column("cause", String(40), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("told_at", Moment),
    Column("lease_until", Moment),
)
"""What the people on duty must know of, and when they were last told."""
