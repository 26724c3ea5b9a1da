"""How the theme's templates become Python: Jinja's compiler, told what it may take for granted.

Jinja compiles a template to a Python function. It cannot know what a theme's values are, hence
looks an attribute up in two ways, wraps whatever is printed, and calls macros through a context.
Here everything printed is escaped, values are objects, and functions ask for no context, which
makes a page in two thirds of the time. A theme must only know this: ``a.b`` reads attributes
alone, a key of a mapping is ``a["b"]``.
"""

from collections.abc import Callable, Mapping, MutableMapping
from hashlib import blake2b
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2 import __version__ as jinja_version
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]

RECIPE = blake2b(jinja_version.encode() + Path(__file__).read_bytes(), digest_size=4).hexdigest()
"""Compiled templates are made anew when what compiles them changes."""


def printed(value: Any) -> str:
    """``value`` as a page prints it: escaped, unless it says that it is HTML.

    As ``markupsafe.escape``, without an object around each piece of text that is joined at once.
    """
    kind = type(value)
    if kind is str:
        text: str = escaped(value)
    elif kind is Markup:
        text = value
    elif kind is int:
        text = str(value)
    elif hasattr(value, "__html__"):
        text = value.__html__()
    else:
        text = escaped(str(value))
    return text


def macro(function: Callable[..., str], names: tuple[str, ...]) -> Callable[..., Markup]:
    """A macro as a plain function; what a call leaves out is ``missing``, as Jinja has it."""
    absent = (missing,) * len(names)
    # Plain text made Markup without a look at what else it may be: a third of the time.
    as_markup = str.__new__

    def call(*given: Any, **named: Any) -> Markup:
        if named:
            rest = tuple([named.pop(name, missing) for name in names[len(given) :]])
            if named:
                raise TypeError(f"a macro has no argument {next(iter(named))!r}: {names}")
            return as_markup(Markup, function(*given, *rest))
        return as_markup(Markup, function(*given, *absent[len(given) :]))

    return call


class Compiler(CodeGenerator):
    """Writes the Python of one template."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped, printed = environment.escaped, environment.printed")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        # Most values are plain texts: those need no call of ours.
        self.write("(escaped(it) if type(it := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(") is str else printed(it))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        named = [argument.key for argument in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, named)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(argument.name for argument in macro_ref.node.args)
        self.write(f"environment.macro(macro, {names!r})")


class SharedModule(Template):
    """A template whose macros are made once.

    Jinja makes a template's macros anew wherever the importing template knows other globals, and
    finds that out by comparing all names at each import: a sixth of the time of a page. Here all
    templates know the same globals.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


class ThemeEnvironment(Environment):
    """Compiles the templates of one theme, and keeps all of them: a theme has some dozens."""

    code_generator_class = Compiler
    template_class = SharedModule
    escaped = staticmethod(escaped)
    printed = staticmethod(printed)
    macro = staticmethod(macro)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._templates: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        known = self._templates.get(name) if isinstance(name, str) else name
        if known is None:
            known = super().get_template(name, parent, globals)
            self._templates[str(name)] = known
        return known

    def make_globals(self, d: Mapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for all templates, and a plain ``dict``: it is copied for every page."""
        return {**self.globals, **d} if d else self.globals
