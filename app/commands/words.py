"""`python -m app words`: what there is to translate, and what of it a council's catalogues still lack."""

from pathlib import Path
from typing import Annotated

import typer

from app.errors import PortalError
from app.profiles.catalogues import SOURCE, load_catalogues
from app.profiles.loading import load_profile
from app.sentences import sentences, template_of_a_catalogue
from app.settings import read_settings

cli = typer.Typer(
    help="What there is to translate (docs/translating.md).", no_args_is_help=True, add_completion=False
)


@cli.command("list")
def list_words(file: Annotated[Path, typer.Argument(help="A .pot file to write.")]) -> None:
    """Write every sentence that people read, for whoever translates them (docs/translating.md)."""
    file.write_bytes(template_of_a_catalogue())
    typer.echo(f"{len(sentences())} sentences are in {file}")


@cli.command("missing")
def list_missing(
    profile: Annotated[
        str, typer.Argument(help="A profile, by name or file; by default the one in use.")
    ] = "",
) -> None:
    """Say what is still shown in English in each of a council's other languages; ends with 0 if nothing is."""
    name = profile or read_settings().profile
    catalogues = load_catalogues(name, load_profile(name))
    lacking = {
        language: sorted(sentences() - words.said.keys())
        for language, words in catalogues.items()
        if language != SOURCE
    }
    if not lacking:
        raise PortalError("This profile has no language but English")
    for language, missing in lacking.items():
        are = "1 sentence is" if len(missing) == 1 else f"{len(missing)} sentences are"
        typer.echo(f"{language}: {are} still shown in English")
        for text in missing:
            typer.echo(f"  {text}")
    if any(lacking.values()):
        raise typer.Exit(1)
