"""How a value is escaped where a template shows it: into plain text, for all that is shown is joined at once."""

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape
from markupsafe._speedups import _escape_inner


def escaped(value: object) -> str:
    """A value as HTML; to mark it as such, as markupsafe does, would take longer than to escape it."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else escape(value)


class EscapingCode(CodeGenerator):
    """Writes templates that escape in this way."""

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
