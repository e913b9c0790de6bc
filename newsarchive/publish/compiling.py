"""What Jinja2 makes of our templates, without the work that they do not need.

Jinja2 would look at each value twice, once to finalize it and once to escape it; ours is escaped by
`finalize` alone. It would ask of each thing that is called whether it wants the context; ours do
not. Fills in no template.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Undefined


class Compiler(CodeGenerator):
    """Writes a value as `finalize` gives it: only for environments whose `finalize` escapes."""

    def _output_child_pre(
        self,
        node: nodes.Expr,  # noqa: ARG002 (the signature is Jinja2's)
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        assert finalize.src, "without `finalize` nothing would be escaped"
        self.write(finalize.src)

    def _output_child_post(
        self,
        node: nodes.Expr,  # noqa: ARG002
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write(")")


class Plain(Context):
    """Calls what templates call, and hands it nothing that they did not."""

    def call(
        self, called: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kw: Any
    ) -> Any | Undefined:
        return called(*args, **kw)
