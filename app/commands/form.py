"""`python -m app form`: a form as JSON."""

import json

import typer

from app.errors import PortalError
from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from app.settings import read_settings

cli = typer.Typer(add_completion=False)


@cli.command()
def form(name: str) -> None:
    """Print a form's definition as JSON: sections, pages, questions, options, conditions and groups."""
    council = load_profile(read_settings().profile)
    known = forms(council)
    if name not in known:
        raise PortalError(f"There is no form {name}; there are {', '.join(known)}")
    print(json.dumps(known[name].model_dump(mode="json"), ensure_ascii=False, indent=2))  # noqa: T201
