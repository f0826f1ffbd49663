"""How a value is escaped where a template shows it: into plain text, for all that is shown is joined at once.

Python keeps a text in twice the room, and writes it out ten times as slowly, for one letter of it that is not ASCII. In
most pages in English that is a quotation mark, an apostrophe or a dash: these are written as references.
"""

from typing import Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape
from markupsafe._speedups import _escape_inner

MARKS: Final = str.maketrans({mark: f"&#{ord(mark)};" for mark in "‘’“”–—…"})
"""How each is written in HTML, which means the same to whoever reads it."""


def escaped(value: object) -> str:
    """A value as HTML; to mark it as such, as markupsafe does, would take longer than to escape it."""
    if type(value) is str:
        shown = _escape_inner(value)
        return shown if shown.isascii() else shown.translate(MARKS)
    return value if type(value) is Markup else escape(value)


class EscapingCode(CodeGenerator):
    """Writes templates that escape in this way."""

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        const: str = super()._output_child_to_const(node, frame, finalize)
        return const.translate(MARKS) if frame.eval_ctx.autoescape else const

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class EscapingEnvironment(Environment):
    """An environment whose templates escape in this way."""

    code_generator_class = EscapingCode
    escaped = staticmethod(escaped)
