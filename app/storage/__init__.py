"""The portal's database: engines, tables and the few statements that touch them."""

import sys
from types import ModuleType
from typing import Any, Final

ORM: Final = ("sqlalchemy.ext.asyncio.session", "sqlalchemy.ext.asyncio.scoping")
"""What SQLAlchemy's asyncio part loads of an object-relational mapper that nobody here uses: 6 MB of each process."""


class _Nothing(ModuleType):
    """Has whatever is asked of it, and it is nothing."""

    def __getattr__(self, name: str) -> None:
        return None


_loaded: dict[str, Any] = sys.modules
_needless = [name for name in ORM if name not in _loaded]
_loaded.update((name, _Nothing(name)) for name in _needless)
import sqlalchemy.ext.asyncio  # noqa: E402, F401

for _name in _needless:
    del _loaded[_name]
