"""The published schemas: what a contact's parts, the message around them and the hub's events may be, as files.

Made from the models alone: JSON Schema 2020-12 (https://json-schema.org/draft/2020-12), AsyncAPI 3
(https://www.asyncapi.com/docs/reference/specification/v3.0.0) and, for the one address that hubs post to,
OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0). The URNs name the version.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.contact.model import Contact
from app.contact.sealed import Identity, Restricted
from app.envelope.calls import CallEvent, WithdrawnCall
from app.envelope.events import BATCH_CONTENT_TYPE, MOST_EVENTS, HubEvent
from app.envelope.message import CONTENT_TYPE, DATASCHEMA, SubmittedEvent
from app.vocabulary import Route

Json = Mapping[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: Final[Mapping[str, tuple[str, type[BaseModel]]]] = {
    "contact.json": (DATASCHEMA, Contact),
    "restricted.json": ("urn:uk-mash:restricted:1", Restricted),
    "identity.json": ("urn:uk-mash:identity:1", Identity),
    "event.json": ("urn:uk-mash:event:1", HubEvent),
    "call.json": ("urn:uk-mash:call:1", CallEvent),
    "call-withdrawn.json": ("urn:uk-mash:call-withdrawn:1", WithdrawnCall),
}
"""Each file of a schema, with the URN that names it and its version, and the model it is made from."""
ASYNCAPI: Final = "asyncapi.json"
OPENAPI: Final = "openapi.json"
SAID: Final = (HubEvent, CallEvent, WithdrawnCall)
"""Whatever a hub says."""
BATCH: Final[Json] = {
    "type": "array",
    "items": {"anyOf": [{"$ref": f"#/components/schemas/{one.__name__}"} for one in SAID]},
    "maxItems": MOST_EVENTS,
}
VERSION: Final = DATASCHEMA.rpartition(":")[2]
TITLE: Final = "Referral portal of a safeguarding hub"


def published() -> Mapping[str, str]:
    """The text of each file, by its name."""
    schemas = {name: _schema(urn, model) for name, (urn, model) in DOCUMENTS.items()}
    return {
        name: _written(document)
        for name, document in {**schemas, ASYNCAPI: _asyncapi(), OPENAPI: _openapi()}.items()
    }


def _written(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _schema(urn: str, model: type[BaseModel]) -> Json:
    return {"$schema": DIALECT, "$id": urn, **model.model_json_schema()}


def _asyncapi() -> Json:
    _, made = models_json_schema(
        [(one, "validation") for one in (SubmittedEvent, *SAID)],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "asyncapi": "3.0.0",
        "id": "urn:uk-mash:portal",
        "info": {
            "title": TITLE,
            "version": VERSION,
            "description": "The portal sends contacts, sealed and signed, and hears what the hub says. "
            "What is sealed in a contact is described by contact.json, restricted.json and identity.json; "
            "what a signature covers, by docs/hub.md.",
        },
        "channels": {"contacts": _contacts(), "events": _events()},
        "operations": {
            "sendContact": {"action": "send", "channel": {"$ref": "#/channels/contacts"}},
            "receiveEvents": {
                "action": "receive",
                "channel": {"$ref": "#/channels/events"},
                "bindings": {"http": {"method": "POST", "bindingVersion": "0.3.0"}},
            },
        },
        "components": {"messages": _messages(), "schemas": made["$defs"]},
    }


def _contacts() -> Json:
    return {
        "address": "{hub}.contacts.{route}",
        "description": "A durable queue for each route on RabbitMQ; or a file for each message in a folder.",
        "parameters": {
            "hub": {"description": "The hub’s slug, as in its profile."},
            "route": {"description": "The team at the hub.", "enum": [route.value for route in Route]},
        },
        "messages": {"submitted": {"$ref": "#/components/messages/submitted"}},
        "bindings": {
            "amqp": {
                "is": "queue",
                "queue": {"durable": True, "exclusive": False, "autoDelete": False},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _events() -> Json:
    return {
        "address": "/api/events",
        "description": "Posted to the portal; each event is believed for its signature.",
        "messages": {"batch": {"$ref": "#/components/messages/batch"}},
    }


def _messages() -> Json:
    return {
        "submitted": {
            "title": "A contact on its way to the hub",
            "contentType": CONTENT_TYPE,
            "payload": {"$ref": "#/components/schemas/SubmittedEvent"},
        },
        "batch": {
            "title": "What the hub says of contacts",
            "contentType": BATCH_CONTENT_TYPE,
            "payload": BATCH,
        },
    }


def _openapi() -> Json:
    _, made = models_json_schema(
        [(one, "validation") for one in SAID], ref_template="#/components/schemas/{model}"
    )
    posting = {
        "operationId": "postEvents",
        "summary": "What the hub says: each event is believed for its signature alone (docs/hub.md).",
        "requestBody": {"required": True, "content": {BATCH_CONTENT_TYPE: {"schema": BATCH}}},
        "responses": _answers(),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION},
        "paths": {"/api/events": {"post": posting}},
        "components": {"schemas": made["$defs"]},
    }


def _answers() -> Json:
    count = {"type": "integer", "minimum": 0, "maximum": MOST_EVENTS}
    taken = _object(new=count, unknown=count)
    refused = _object(refused={"type": "string"})
    page = {"text/html": {"schema": {"type": "string"}}}
    return {
        "200": {
            "description": "All of it was taken. `new` events were not known before; of those about contacts "
            "that this portal does not know, or does not know any more, it keeps nothing.",
            "content": {"application/json": {"schema": taken}},
        },
        "400": {
            "description": "Nothing was taken: an event is no event, is not signed by a key in force, or cannot "
            "be true beside what was said before. Post the others without it.",
            "content": {"application/json": {"schema": refused}},
        },
        "413": {"description": "The batch is too large. A page says so.", "content": page},
        "503": {"description": "Try again later. A page says so.", "content": page},
    }


def _object(**properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
