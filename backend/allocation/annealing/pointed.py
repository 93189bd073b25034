"""Tuples of arrays, handed on by one pointer.

Numba hands each array of a tuple by value: a day and a plan are some 250 words, written to the stack in every call, and that was half of what a move
cost. A function that Python calls begins with `day, plan = pointed(day), pointed(plan)`; whatever it calls gets two pointers, reads fields by
their names as before, and loads only what it uses. The tuple lives on the stack of that function: a pointer never leaves it.
"""

from __future__ import annotations

from typing import Any

from numba.core import cgutils, types
from numba.core.imputils import impl_ret_borrowed
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, lower_getattr_generic, models, register_model


class Pointed(types.Type):
    """The type of a pointer to a named tuple."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole
        super().__init__(name=f"Pointed({whole})")


@register_model(Pointed)
class PointedModel(models.PrimitiveModel):
    """How it is kept: as the address."""

    def __init__(self, manager: Any, kind: Pointed) -> None:
        super().__init__(manager, kind, manager.lookup(kind.whole).get_value_type().as_pointer())


@infer_getattr
class PointedFields(AttributeTemplate):
    """It has the fields of its tuple."""

    key = Pointed

    def generic_resolve(self, kind: Any, name: str) -> Any:  # type: ignore[override]
        return kind.whole.types[kind.whole.fields.index(name)] if name in kind.whole.fields else None


@lower_getattr_generic(Pointed)
def load_field(context: Any, builder: Any, kind: Pointed, address: Any, name: str) -> Any:
    """Reads one field: of an array what describes it, not what is in it."""
    i = kind.whole.fields.index(name)
    field = builder.load(cgutils.gep_inbounds(builder, address, 0, i))
    return impl_ret_borrowed(context, builder, kind.whole.types[i], field)


def _pointed(typing: Any, whole: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return cgutils.alloca_once_value(builder, given[0])

    return Pointed(whole)(whole), generate


pointed: Any = intrinsic(_pointed)
"""`pointed(whole)`: a pointer to a named tuple, good until the function that asks for it returns."""
