"""Imported once by the process from which ours are forked: it has compiled the templates of both councils for them."""

import gc
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from app.profiles.loading import load_profile
from app.templating.rendering import Templates
from tests.forked import HUB
from tests.town import council_of


def compile_for(council: str) -> None:
    """Compile every template as that council's portal would."""
    environment = Templates(load_profile(council))._environment  # noqa: SLF001 -- to render one, it needs a context
    for name in environment.list_templates():
        environment.get_template(name)


compile_for("northamptonshire")
with TemporaryDirectory() as folder:
    compile_for(str(council_of(os.environ[HUB], Path(folder))))
# What is there by now, no process that is forked from here needs to look through for waste.
gc.collect()
gc.freeze()
