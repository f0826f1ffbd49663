"""What libraries load of themselves and nobody here uses: each is left out while a command is loaded."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

NEEDLESS: Final = (
    # The models of OpenAPI's documents, and the ways of signing in that they describe.
    "fastapi.openapi.models",
    "fastapi.security.oauth2",
    # uvicorn's own command line, with click, and the processes that it could start.
    "uvicorn.main",
    # An object-relational mapper.
    "sqlalchemy.ext.asyncio.session",
    "sqlalchemy.ext.asyncio.scoping",
    # Counts of tries in Redis, MongoDB and memcached.
    "limits.aio",
    "limits.storage.memcached",
    "limits.storage.mongodb",
    "limits.storage.redis",
    "limits.storage.redis_cluster",
    "limits.storage.redis_sentinel",
    # Logs, figures and traces for OpenTelemetry, which FastAPI is told to leave alone.
    "opentelemetry._logs",
    "opentelemetry.metrics",
    "opentelemetry.propagate",
    "opentelemetry.trace",
    # Keys of SSH.
    "cryptography.hazmat.primitives.serialization.ssh",
    # Settings from the command line.
    "pydantic_settings.sources.providers.cli",
    # The documentation of modules, which stdnum could print.
    "pydoc",
)


class LeftOut:
    """Stands for whatever a module has that was left out: a type of which there is nothing."""

    def __init__(self, *_given: Any, **_named: Any) -> None:
        raise NotImplementedError("app/needless.py leaves this out")


class _Empty(ModuleType):
    def __getattr__(self, name: str) -> type[LeftOut]:
        if name.startswith("__"):
            raise AttributeError(name)
        return LeftOut


@contextmanager
def left_out(names: tuple[str, ...] = NEEDLESS) -> Iterator[None]:
    """Let what is imported in this block find nothing in these modules; whoever asks for them later has them."""
    loaded: dict[str, ModuleType] = sys.modules
    empty = [name for name in names if name not in loaded]
    loaded.update((name, _Empty(name)) for name in empty)
    try:
        yield
    finally:
        for name in empty:
            del loaded[name]
