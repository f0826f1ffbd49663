"""Templates made flat as they are loaded: what is known by then is not found out again for each page.

Jinja calls a macro, translates a sentence and looks up the council's name each time a page is shown, and to call a
macro costs more than to say what it says. Here a macro is put where it is called, and what is known is written out.
What a page says stays the same to the byte. Nothing that anybody wrote is known while a template is loaded.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from jinja2 import UndefinedError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer

from app.templating.escaping import EscapingEnvironment

Given = dict[str, nodes.Expr]
"""What a macro is called with, by its own names."""


class Flat(NamedTuple):
    """A macro that is flat, and the names that it needs and is not given."""

    macro: nodes.Macro
    needs: set[str]


class FlatEnvironment(EscapingEnvironment):
    """An environment that makes each template flat before it is compiled."""

    known: frozenset[str] = frozenset()
    """The globals that are written out; they and the filters stay as they are once a template is loaded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.flat: dict[str, Mapping[str, Flat]] = {}

    def macros(self, name: str) -> Mapping[str, Flat]:
        """A template's macros, flat; they are made so once, however many templates call them."""
        if name not in self.flat:
            source, filename, _ = self.loader.get_source(self, name) if self.loader else ("", None, None)
            self.flat[name] = Flattening(self, self._parse(source, name, filename), name).macros()
        return self.flat[name]

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        Flattening(self, source, name or "").flatten()
        return super()._generate(source, name, filename, defer_init)


class Flattening(NodeTransformer):
    """What is done to one template. The methods that begin with `visit_` are called by kind of node."""

    def __init__(self, environment: FlatEnvironment, template: nodes.Template, name: str) -> None:
        self._environment = environment
        self._template = template
        self._context = EvalContext(environment, name)
        self._stored = frozenset(_stored(template.body))
        self._known = environment.known - self._stored
        self._own = {one.name: one for one in template.body if isinstance(one, nodes.Macro)}
        self._begun: set[str] = set()
        imports = template.find_all(nodes.FromImport)
        self._whole = dict(each for one in imports for each in self._imported(one))

    def flatten(self) -> None:
        """Do it."""
        self.visit(self._template)
        used = {one.name for one in self._template.find_all(nodes.Name)}
        self._template.body[:] = [one for one in self._template.body if _is_needed(one, used)]
        self._template.set_environment(self._environment)

    def macros(self) -> Mapping[str, Flat]:
        """Do it, and say which macros the template has, and what each needs."""
        self.flatten()
        return {name: Flat(one, self._needs(one)) for name, one in self._own.items()}

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Whatever has nothing else done to it; what is shown side by side is joined."""
        super().generic_visit(node, *args, **kwargs)
        for _, children in node.iter_fields():
            if isinstance(children, list):
                children[:] = _joined(children)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 -- here and below, jinja's names
        """Once it is flat, it can be put where it is called."""
        if node.name not in self._begun:
            self._begun.add(node.name)
            self.generic_visit(node)
            if self._is_whole(Flat(node, self._needs(node))):
                self._whole[node.name] = node
        return node

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802
        """Put macros where they are called."""
        shown: list[nodes.Node] = []
        for child in node.nodes:
            flat = self.visit(child)
            shown += self._placed(flat) or [nodes.Output([flat], lineno=node.lineno)]
        return _joined(shown)

    def visit_If(self, node: nodes.If) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        """Leave out what is never shown."""
        self.generic_visit(node)
        if node.elif_ or not isinstance(node.test, nodes.Expr):
            return node
        try:
            return node.body if node.test.as_const(self._context) else node.else_
        except nodes.Impossible:
            return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Call as a filter what is one: jinja does so at once, where it asks of others what kind of thing they are."""
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if not self._is_global(name) or name not in self._environment.filters or not node.args:
            return node
        said = nodes.Filter(node.args[0], name, node.args[1:], node.kwargs, node.dyn_args, node.dyn_kwargs)
        try:
            return nodes.Const.from_untrusted(said.as_const(self._context), node.lineno, self._environment)
        except nodes.Impossible:
            return said

    def visit_Name(self, node: nodes.Expr) -> nodes.Node:  # noqa: N802
        """Write out what is known."""
        return self._written_out(node)

    visit_Getattr = visit_Getitem = visit_Name  # noqa: N815

    def _written_out(self, node: nodes.Expr) -> nodes.Node:
        try:
            return nodes.Const.from_untrusted(self._value(node), node.lineno, self._environment)
        except (nodes.Impossible, UndefinedError):
            return self.generic_visit(node)

    def _value(self, node: nodes.Node) -> object:
        """What is known of a name, or of something that belongs to it.

        Raises:
            jinja2.nodes.Impossible: nothing.
        """
        match node:
            case nodes.Name(ctx="load", name=name) if name in self._known:
                return self._environment.globals[name]
            case nodes.Getattr(node=whole, attr=name):
                return self._environment.getattr(self._value(whole), name)
            case nodes.Getitem(node=whole, arg=nodes.Const(value=name)):
                return self._environment.getitem(self._value(whole), name)
        raise nodes.Impossible

    def _is_global(self, name: str) -> bool:
        return name in self._environment.globals and name not in self._stored

    def _needs(self, macro: nodes.Macro) -> set[str]:
        """The names that it is not given; its own is one where it calls itself."""
        needed = find_undeclared_variables(nodes.Template([macro], environment=self._environment))
        return needed | {one.name for one in macro.find_all(nodes.Name) if one.name == macro.name}

    def _is_whole(self, flat: Flat) -> bool:
        """Whether it needs nothing but what it is given and what every template knows."""
        return all(map(self._is_global, flat.needs))

    def _imported(self, node: nodes.FromImport) -> Iterator[tuple[str, nodes.Macro]]:
        """The macros of another template that may stand in this one, each under the name that it has here."""
        if node.with_context or not isinstance(node.template, nodes.Const):
            return
        theirs = self._environment.macros(node.template.value)
        if EvalContext(self._environment, node.template.value).autoescape != self._context.autoescape:
            return
        for one in node.names:
            name, alias = one if isinstance(one, tuple) else (one, one)
            if name in theirs and self._is_whole(theirs[name]):
                yield alias, theirs[name].macro

    def _placed(self, node: nodes.Node) -> list[nodes.Node]:
        """What a call of a macro shows; nothing where the macro must be called."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return []
        if node.node.name in self._own:
            self.visit(self._own[node.node.name])
        macro = self._whole.get(node.node.name)
        given = _given(macro, node) if macro else None
        if macro is None or given is None:
            return []
        body = deepcopy(macro.body, {id(self._environment): self._environment})
        stored = frozenset(_stored(body))
        constants = {
            name: each for name, each in given.items() if isinstance(each, nodes.Const) and name not in stored
        }
        placed = nodes.With([], [], body, lineno=node.lineno)
        _Filling(constants).visit(placed)
        self.generic_visit(placed)
        left = [name for name in given if name not in constants]
        placed.targets = [nodes.Name(name, "store") for name in left]
        placed.values = [given[name] for name in left]
        return [placed] if left or stored else placed.body


class _Filling(NodeTransformer):
    """Writes constants where a macro names what it is given."""

    def __init__(self, constants: Mapping[str, nodes.Const]) -> None:
        self._constants = constants

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        """The constant of this name, if there is one."""
        return self._constants.get(node.name, node)


def _given(macro: nodes.Macro, call: nodes.Call) -> Given | None:
    """What a macro is called with; None where only calling it tells."""
    names = [one.name for one in macro.args]
    if call.dyn_args or call.dyn_kwargs or len(call.args) > len(names):
        return None
    given: Given = dict(zip(names[len(names) - len(macro.defaults) :], macro.defaults, strict=True))
    given |= dict(zip(names, call.args, strict=False)) | {one.key: one.value for one in call.kwargs}
    return given if given.keys() == set(names) else None


def _stored(body: Sequence[nodes.Node]) -> Iterator[str]:
    """The names that something is given within."""
    for node in body:
        for one in (node, *node.find_all((nodes.Name, nodes.Macro, nodes.FromImport))):
            match one:
                case nodes.Name(ctx="store" | "param", name=name) | nodes.Macro(name=name):
                    yield name
                case nodes.FromImport(names=names):
                    yield from (each[1] if isinstance(each, tuple) else each for each in names)


def _is_needed(node: nodes.Node, used: set[str]) -> bool:
    """Whether this is no import, or one of which a name is still used; the other names are taken out of it."""
    if isinstance(node, nodes.FromImport):
        node.names = [one for one in node.names if (one[1] if isinstance(one, tuple) else one) in used]
        return bool(node.names)
    return True


def _joined(shown: Sequence[nodes.Node]) -> list[nodes.Node]:
    """With whatever is shown side by side as one."""
    joined: list[nodes.Node] = []
    for node in shown:
        if isinstance(node, nodes.Output) and joined and isinstance(joined[-1], nodes.Output):
            joined[-1] = nodes.Output([*joined[-1].nodes, *node.nodes], lineno=joined[-1].lineno)
        else:
            joined.append(node)
    return joined
