"""The portal's HTTP surface."""

import sys
from typing import Any, Final

OLD_MODELS: Final = "pydantic.v1"
"""FastAPI asks of each route whether its types are these, and would load them all for it: 1.4 MB of the process."""

_loaded: dict[str, Any] = sys.modules
_loaded.setdefault(OLD_MODELS, None)
