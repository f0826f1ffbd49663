"""`python -m app schema`: what is published of the messages."""

from pathlib import Path
from typing import Annotated, Final

import typer

from app.contact.published import published

SCHEMAS: Final = Path("docs/schema")

cli = typer.Typer(add_completion=False)


@cli.command()
def schema(folder: Annotated[Path, typer.Argument()] = SCHEMAS) -> None:
    """Write the published schemas: JSON Schema of a contact's parts and the hub's events, and AsyncAPI."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published().items():
        (folder / name).write_text(text)
    typer.echo(f"The schemas are in {folder}")
